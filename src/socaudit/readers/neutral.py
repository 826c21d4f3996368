"""The neutral record: one message for each line of NDJSON, in socaudit's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from socaudit.model import Author, Failed, Kind, Message, ParentState, ReadEvent, Role, Skipped, Visibility
from socaudit.readers._json import parse, top_keys
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._text import Line, lines, notes
from socaudit.readers._times import read_time

FORMAT = "neutral"

# Fields of the published record that say how it came about; nothing in a scan depends on them.
_KNOWN_UNUSED = frozenset(
    {"schema", "source", "role_basis", "created_at_raw", "tz_assumed", "text_complete"}
    | {"mentions", "quoted", "rating", "placeholders"}
)


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Id = Annotated[str, Field(min_length=1), BeforeValidator(_as_text)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)


class _Author(_Part):
    id: Id | None = None
    handle: str | None = None
    name: str | None = None
    location: str | None = None
    verified: bool | None = None
    is_bot: bool | None = None


class _Url(_Part):
    target: str
    shown: str | None = None
    start: int | None = None
    end: int | None = None


class _Media(_Part):
    type: str | None = None
    url: str | None = None
    alt: str | None = None


class Record(_Part):
    """One line; only `id` and `text` are required, times are ISO 8601 strings."""

    id: Id
    text: str | None
    network: str | None = None
    parent_id: Id | None = None
    root_id: Id | None = None
    parent_state: ParentState | None = None
    kind: Kind | None = None
    author: _Author | None = None
    role: Role | None = None
    visibility: Visibility | None = None
    created_at: str | None = None
    edited_at: str | None = None
    deleted_at: str | None = None
    lang: str | None = None
    urls: tuple[_Url, ...] | None = None
    media: tuple[_Media, ...] | None = None
    version_of: Id | None = None
    permalink: str | None = None
    text_fixes: tuple[str, ...] | None = None


@READERS.register(FORMAT)
def neutral(options: ReadOptions) -> Reader:
    """Return the reader of the neutral record."""

    def read(given: Input) -> Iterator[ReadEvent]:
        counts: Counter[str] = Counter()
        for line in lines(given.blob, options.limits):
            if line.problem or line.text.strip():
                yield _event(line, given, counts)
        yield from notes(counts, given.source)

    # Asked late: statuses of X have an `id` and a `text` too.
    return Reader(knows=_knows, read=read, last=True)


def _knows(head: Head) -> bool:
    """Tell a JSON object with `id` and `text` in the first line, even when that line is damaged or cut."""
    first = head.text().lstrip().partition("\n")[0]
    return first.startswith("{") and {"id", "text"} <= set(top_keys(first))


def _event(line: Line, given: Input, counts: Counter[str]) -> ReadEvent:
    source = given.blob.source(FORMAT, line=line.number)
    if line.problem:
        return Failed(line.problem, source)
    try:
        value = parse(line.text)
        record = Record.model_validate(value) if isinstance(value, dict) else None
    except ValidationError as error:
        return Failed(_fault(error), source)
    except ValueError as error:
        return Failed(str(error), source)
    if record is None:
        return Failed("not a JSON object", source)
    _count_unknown(record, counts)
    if record.text is None:
        return Skipped("no_text", source)
    role = None if record.role is Role.UNKNOWN else record.role
    return Message(
        id=record.id,
        text=record.text,
        source=source,
        network=record.network or "unknown",
        parent_id=record.parent_id,
        root_id=record.root_id,
        parent_state=record.parent_state or ParentState.UNKNOWN,
        kind=record.kind or (Kind.REPLY if record.parent_id else Kind.POST),
        author=_author(record.author),
        role=role,
        role_basis="export" if role else None,
        visibility=record.visibility or Visibility.UNKNOWN,
        created_at=read_time(record.created_at or "", counts),
        edited_at=read_time(record.edited_at or "", counts),
        deleted_at=read_time(record.deleted_at or "", counts),
        lang=record.lang,
        links=tuple(url.target for url in record.urls or ()),
        alt_texts=tuple(media.alt for media in record.media or ()),
        version_of=record.version_of,
        permalink=record.permalink,
        text_fixes=record.text_fixes or (),
    )


def _author(author: _Author | None) -> Author | None:
    known_as = author and (author.id or author.handle)
    if author is None or not known_as:
        return None
    return Author(known_as, author.handle, author.name, author.location, author.verified)


def _count_unknown(record: Record, counts: Counter[str]) -> None:
    parts: list[BaseModel | None] = [record, record.author, *(record.urls or ()), *(record.media or ())]
    extra: dict[str, Any] = {}
    unknown = sum(len((part.model_extra or extra).keys() - _KNOWN_UNUSED) for part in parts if part is not None)
    if unknown:
        counts["fields that the neutral record does not have, left out"] += unknown


def _fault(error: ValidationError) -> str:
    """Return which field is wrong and how, without its value."""
    fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
    field = ".".join(str(part) for part in fault["loc"])
    return f"field '{field}': {fault['msg'].lower()}"
