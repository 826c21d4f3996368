"""Transcripts, the short form in which rules carry their tests: `C 0h: text`, a message a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from socaudit.model import Author, Kind, Message, ParentState, Role, Source, Visibility
from socaudit.rulepack.schema import parse_duration

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
_LINE = re.compile(r"^([CBXUT])(@[\w.-]+)?(?:\(([^)]*)\))?\s+(\d+(?:\.\d+)?[mhd]):(?:\s(.*))?$")
_END = re.compile(r"^END\s+(\d+(?:\.\d+)?[mhd])$")
# A value in quotes may hold a comma: `name="Sam Roe, Leeds"`.
_ATTRIBUTE = re.compile(r'(?:[^,"]|"[^"]*")+')
_NEW_THREAD = "---"
# When a message that the transcript calls edited or deleted was.
_LATER = timedelta(hours=1)
_ROLES = {"C": Role.CUSTOMER, "B": Role.BRAND, "X": Role.THIRD_PARTY, "U": Role.UNKNOWN, "T": Role.BRAND}
_HANDLES = {"C": "customer", "B": "company", "X": "stranger", "U": "somebody", "T": "company"}
_NETWORK = "transcript"


class TranscriptError(ValueError):
    """A transcript that cannot be read; the message says which line and why."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript as messages, with the roles of its handles and the times at which its networks end."""

    messages: tuple[Message, ...]
    roles: Mapping[str, Role]
    ends: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class _Attributes:
    """What stands in parentheses behind a speaker."""

    name: str | None = None
    town: str | None = None
    verified: bool = False
    deleted: bool = False
    edited: bool = False
    visibility: Visibility = Visibility.PUBLIC
    network: str = _NETWORK
    answers: str | None = None


@dataclass
class _Reading:
    prefix: str
    messages: list[Message] = field(default_factory=list)
    roles: dict[str, Role] = field(default_factory=dict)
    end: datetime | None = None
    previous: str | None = None
    by_line: dict[int, str] = field(default_factory=dict)


def parse(text: str, prefix: str = "t") -> Transcript:
    """Read a transcript; `prefix` starts the ids of its messages.

    Raises:
        TranscriptError: a line is not in the form, or one handle has two roles.
    """
    reading = _Reading(prefix)
    for number, line in enumerate(text.strip().splitlines(), start=1):
        stripped = line.strip()
        if stripped == _NEW_THREAD:
            reading.previous = None
        elif end := _END.match(stripped):
            reading.end = _at(end[1], number)
        elif found := _LINE.match(stripped):
            _add(reading, found, number)
        else:
            raise TranscriptError(f"line {number} of the transcript is not like 'C 0h: text'")
    if not reading.messages:
        raise TranscriptError("the transcript has no message")
    ends: dict[str, datetime] = {}
    for message in reading.messages:
        at = reading.end or message.created_at or START
        ends[message.network] = max(at, ends.get(message.network, at))
    return Transcript(tuple(reading.messages), reading.roles, ends)


def _add(reading: _Reading, found: re.Match[str], number: int) -> None:
    letter, handle, attributes, at, text = found.groups()
    handle = (handle or _HANDLES[letter]).lstrip("@")
    given = _attributes(attributes or "", number)
    if reading.roles.setdefault(handle, _ROLES[letter]) is not _ROLES[letter]:
        raise TranscriptError(f"line {number} of the transcript gives @{handle} a second role")
    parent = _parent(reading, given, number)
    identity = f"{reading.prefix}.{len(reading.messages) + 1}"
    reading.messages.append(
        Message(
            id=identity,
            text=text or "",
            source=Source("transcript", "transcript", line=number),
            network=given.network,
            parent_id=parent,
            parent_state=ParentState.UNKNOWN,
            kind=_kind(letter, parent),
            author=Author(handle, handle, given.name, given.town, given.verified),
            visibility=given.visibility,
            created_at=_at(at, number),
            edited_at=_at(at, number) + _LATER if given.edited else None,
            deleted_at=_at(at, number) + _LATER if given.deleted else None,
        )
    )
    reading.previous = reading.by_line[number] = identity


def _kind(letter: str, parent: str | None) -> Kind:
    if letter == "T":
        return Kind.TEMPLATE
    return Kind.REPLY if parent else Kind.POST


def _attributes(text: str, number: int) -> _Attributes:
    values: dict[str, object] = {}
    for item in filter(None, (found[0].strip() for found in _ATTRIBUTE.finditer(text))):
        key, equals, value = item.partition("=")
        if equals and key in {"name", "town", "network"}:
            values[key] = value.strip('"')
        elif item in {"verified", "deleted", "edited"}:
            values[item] = True
        elif item.startswith(">"):
            values["answers"] = item[1:]
        elif item in set(Visibility):
            values["visibility"] = Visibility(item)
        else:
            raise TranscriptError(f"line {number} of the transcript: {item!r} is no attribute of a speaker")
    return _Attributes(**values)  # type: ignore[arg-type]  # The keys and types are checked above.


def _parent(reading: _Reading, given: _Attributes, number: int) -> str | None:
    if given.answers is None:
        return reading.previous
    if given.answers == "gone":
        return f"{reading.prefix}.gone"
    answered = reading.by_line.get(int(given.answers)) if given.answers.isdecimal() else None
    if answered is None:
        raise TranscriptError(
            f"line {number} of the transcript answers line {given.answers}, which is no message before it"
        )
    return answered


def _at(time: str, number: int) -> datetime:
    try:
        return START + parse_duration(time)
    except (OverflowError, ValueError):
        raise TranscriptError(f"line {number} of the transcript lies too far in the future") from None
