"""From a row to messages, by a mapping."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from socaudit.model import Author, Failed, Kind, Message, ParentState, ReadEvent, Role, Skipped, Source, Visibility
from socaudit.readers._html import Plain, plain
from socaudit.readers._mapping import ISO, MILLISECONDS, SECONDS, Mapping
from socaudit.readers._reviews import reply_to
from socaudit.readers._rows import Record, as_text, found
from socaudit.readers._text import unescape
from socaudit.readers._times import UNREADABLE, read_milliseconds, read_seconds, read_time

_E = TypeVar("_E", bound=StrEnum)

# 1.23457E+18: what a spreadsheet makes of a long number, so that many ids become one.
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d+")
_EXACT = 2**53
_TRUE = frozenset({"true", "yes", "y", "1", "verified"})
_FALSE = frozenset({"false", "no", "n", "0", "unverified", "not verified"})
_TEXTS = frozenset({"text", "reply_text"})


class Meaning:
    """What the columns of rows mean; `unseen` are those that no row had a value in yet."""

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._columns = mapping.columns.used()
        self.unseen = set(mapping.columns.named())
        self._zone = ZoneInfo(mapping.time.zone) if mapping.time.zone else None

    def events(self, record: Record, source: Source, counts: Counter[str]) -> Iterator[ReadEvent]:
        """Yield the message of a row, and the company's reply where the row holds one too."""
        cells = {field: self._cell(record, field) for field in self._columns if field not in _TEXTS}
        number = cells["id"]
        if not number or _ROUNDED.fullmatch(number):
            yield Failed("a spreadsheet has rounded the id" if number else "the row has no id", source)
            return
        if any(isinstance(value, float) and value >= _EXACT for value in self._values(record, "id")):
            counts["ids that a spreadsheet may have rounded"] += 1
        message = self._message(record, cells, source, counts)
        yield message if message.text.strip() else Skipped("no_text", source)
        reply = self._written(record, "reply_text")
        if reply.text.strip():
            yield self._reply(record, cells, message, reply, counts)

    def _values(self, record: Record, field: str) -> list[object]:
        values: list[object] = []
        for column in self._columns.get(field, ()):
            inside = found(record, column)
            if column in self.unseen and any(value is not None for value in inside):
                self.unseen.discard(column)
            values += inside
        return values

    def _cell(self, record: Record, field: str) -> str:
        """Return what the columns of a field say."""
        parts = ((as_text(value) or "").strip() for value in self._values(record, field))
        return ("/" if field == "id" else " ").join(filter(None, parts))

    def _written(self, record: Record, field: str) -> Plain:
        """Return what a person wrote; of several columns, each is a paragraph."""
        parts = [self._plain(as_text(value) or "") for value in self._values(record, field)]
        if len(parts) == 1:
            return parts[0]
        return Plain(
            "\n\n".join(part.text for part in parts if part.text.strip()),
            tuple(link for part in parts for link in part.links),
            tuple(alt for part in parts for alt in part.alt_texts),
        )

    def _message(self, record: Record, cells: dict[str, str], source: Source, counts: Counter[str]) -> Message:
        mapping = self._mapping
        parent = cells.get("parent_id") or None
        if parent and _ROUNDED.fullmatch(parent):
            counts["ids of answered messages that a spreadsheet has rounded"] += 1
            parent = None
        text = self._written(record, "text")
        role = _meaning(cells, Role, mapping.values.role, counts) or mapping.role
        role = None if role is Role.UNKNOWN else role
        kind = _meaning(cells, Kind, mapping.values.kind, counts) or mapping.kind
        return Message(
            id=cells["id"],
            text=text.text,
            source=source,
            network=self._network(cells),
            parent_id=parent,
            root_id=cells.get("root_id") or None,
            kind=kind or (Kind.REPLY if parent else Kind.POST),
            author=_author(cells),
            role=role,
            role_basis="export" if role else None,
            visibility=self._visibility(cells, counts),
            created_at=self._time(record, "created_at", counts),
            edited_at=self._time(record, "edited_at", counts),
            deleted_at=self._time(record, "deleted_at", counts),
            lang=cells.get("lang") or mapping.lang,
            links=(*text.links, *filter(None, map(as_text, self._values(record, "links")))),
            alt_texts=(*text.alt_texts, *self._alt_texts(record)),
            permalink=cells.get("permalink") or None,
        )

    def _reply(
        self, record: Record, cells: dict[str, str], message: Message, reply: Plain, counts: Counter[str]
    ) -> Message:
        """Return the reply in the row of `message`, as public as that one is."""
        bare = reply_to(message.id, reply.text, message.source, message.network)
        name = cells.get("reply_author_name")
        return replace(
            bare,
            root_id=message.root_id or message.id,
            parent_state=ParentState.UNKNOWN if message.text.strip() else ParentState.MISSING,
            author=Author(name, name=name) if name else None,
            visibility=message.visibility,
            created_at=self._time(record, "reply_created_at", counts),
            lang=message.lang,
            links=reply.links,
            alt_texts=reply.alt_texts,
        )

    def _plain(self, text: str) -> Plain:
        if self._mapping.html:
            return plain(text)
        return Plain(unescape(text) if self._mapping.escaped else text, (), ())

    def _network(self, cells: dict[str, str]) -> str:
        cell = cells.get("network", "")
        return self._mapping.values.network.get(cell.casefold()) or cell or self._mapping.network

    def _visibility(self, cells: dict[str, str], counts: Counter[str]) -> Visibility:
        """Return who can read a message; a word that nobody explains may mean the most private."""
        meant = _meaning(cells, Visibility, self._mapping.values.visibility, counts)
        return meant or (Visibility.DIRECT if cells.get("visibility") else self._mapping.visibility)

    def _alt_texts(self, record: Record) -> Iterator[str | None]:
        """Yield the descriptions of pictures: in a list None is a picture without, in a cell there is no picture."""
        values = self._values(record, "alt_texts")
        for value in values:
            text = (as_text(value) or "").strip() or None
            if text or len(values) > len(self._columns["alt_texts"]):
                yield text

    def _time(self, record: Record, field: str, counts: Counter[str]) -> datetime | None:
        """Return the time in a field, in the first way to write it that fits."""
        parts = [value for value in self._values(record, field) if value not in (None, "")]
        if any(isinstance(part, date) for part in parts):
            return read_time(_joined(parts), counts, zone=self._zone)
        text = " ".join(as_text(part) or "" for part in parts).strip()
        if not text:
            return None
        for pattern in self._mapping.time.format:
            tried: Counter[str] = Counter()
            if moment := self._read(text, pattern, tried):
                counts.update(tried)
                return moment
        counts[UNREADABLE] += 1
        return None

    def _read(self, text: str, pattern: str, counts: Counter[str]) -> datetime | None:
        if pattern == SECONDS:
            return read_seconds(text, counts)
        if pattern == MILLISECONDS:
            return read_milliseconds(text, counts)
        return read_time(text, counts, pattern=None if pattern == ISO else pattern, zone=self._zone)


def _joined(parts: list[object]) -> str:
    """Return a native time, or a day and an hour from two columns of a workbook, in ISO 8601."""
    first, *others = parts
    if others and isinstance(first, datetime):
        first = first.date()
    return "T".join(as_text(part) or "" for part in (first, *others))


def _author(cells: dict[str, str]) -> Author | None:
    handle = cells.get("author_handle", "").removeprefix("@") or None
    known_as = cells.get("author_id") or handle or cells.get("author_name")
    if not known_as:
        return None
    word = cells.get("author_verified", "").casefold()
    return Author(
        known_as,
        handle,
        cells.get("author_name") or None,
        cells.get("author_location") or None,
        word in _TRUE if word in _TRUE | _FALSE else None,
    )


def _meaning(cells: dict[str, str], words: type[_E], meanings: dict[str, _E], counts: Counter[str]) -> _E | None:
    """Return what a cell means by the mapping, or by its own word; None, counted, if by neither."""
    field = words.__name__.lower()
    cell = cells.get(field, "").casefold()
    if not cell:
        return None
    try:
        return meanings.get(cell) or words(cell)
    except ValueError:
        counts[f"cells for {field} that the mapping does not explain"] += 1
        return None
