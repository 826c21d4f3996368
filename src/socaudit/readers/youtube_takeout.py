"""Comments and live chats of a YouTube account as Google Takeout gives them, in whatever language its columns are."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from socaudit.model import Author, Failed, Kind, Message, ReadEvent, Role, Skipped, Visibility
from socaudit.readers._csv import DELIMITERS, Record, header, records
from socaudit.readers._json import at, list_at, scrub, string_at
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._text import lines, notes
from socaudit.readers._times import read_time

FORMAT = "youtube_takeout"

# In English and German, in capitals or not; the columns of other languages are told by what they hold.
_NAMES = {
    "id": ("comment id", "live chat id", "kommentar-id", "livechat-id"),
    "channel": ("channel id", "kanal-id"),
    "time": (
        "comment create timestamp",
        "live chat create timestamp",
        "zeitstempel der erstellung des kommentars",
    ),
    "parent": ("parent comment id", "übergeordnete kommentar-id"),
    "root": ("top-level comment id", "kommentar-id der obersten ebene"),
    "video": ("video id", "video-id"),
    "text": ("comment text", "live chat text", "kommentartext", "livechat-text"),
}
_REQUIRED = ("id", "channel", "time", "text")
_HOLDS = {
    "channel": re.compile(r"UC[\w-]{22}"),
    "time": re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d.*"),
    "text": re.compile(r'\{\s*"(?:takeoutSegments|text)"\s*:.*', re.DOTALL),
    # A comment's own id stands before those of what it answers; the old ones came from Google+.
    "id": re.compile(r"(?:Ug|z\d)[\w.-]{10,}"),
    "video": re.compile(r"[\w-]{11}"),
}
_OWN = "export: the account's own archive"


class _Text(NamedTuple):
    text: str
    links: tuple[str, ...] = ()


@READERS.register(FORMAT)
def youtube_takeout(options: ReadOptions) -> Reader:
    """Return the reader of Takeout's `comments.csv` and `live chats.csv`."""

    def read(given: Input) -> Iterator[ReadEvent]:
        counts: Counter[str] = Counter()
        delimiter, columns = _columns(given.head)
        names = [columns[field] for field in _REQUIRED]
        for record in records(lines(given.blob, options.limits), delimiter=delimiter, columns=names, required=names):
            yield _event(record, columns, given, counts)
        yield from notes(counts, given.source)

    return Reader(knows=lambda head: set(_REQUIRED) <= set(_columns(head)[1]), read=read)


def _columns(head: Head) -> tuple[str, dict[str, str]]:
    """Return the delimiter, and the column of each field, by its name or by what the first row holds, if it is so."""
    text = head.text()
    for delimiter in DELIMITERS:
        if found := _by_name(header(text, delimiter)):
            return delimiter, found
    # Takeout's own delimiter: nobody has saved anew what is in no language that is known.
    return ",", _by_content(header(text, ","), text)


def _by_name(names: Iterable[str]) -> dict[str, str]:
    known = {name.removeprefix("\ufeff").casefold(): name for name in names}
    found = {field: known[word] for field, words in _NAMES.items() for word in words if word in known}
    return found if set(_REQUIRED) <= set(found) else {}


def _by_content(names: list[str], text: str) -> dict[str, str]:
    rows = csv.reader(line + "\n" for line in text.split("\n"))
    try:
        first = next(row for place, row in enumerate(rows) if place and row)
    except (StopIteration, csv.Error):
        return {}
    cells = list(zip(names, first, strict=False))
    found = {field: _holding(pattern, cells) for field, pattern in _HOLDS.items()}
    return {field: name for field, name in found.items() if name is not None}


def _holding(pattern: re.Pattern[str], cells: list[tuple[str, str]]) -> str | None:
    return next((name for name, cell in cells if pattern.fullmatch(cell.strip())), None)


def _event(record: Record, columns: dict[str, str], given: Input, counts: Counter[str]) -> ReadEvent:
    source = given.blob.source(FORMAT, line=record.line)
    if record.problem:
        return Failed(record.problem, source)
    cells = {field: record.cells.get(name, "").strip() for field, name in columns.items()}
    number, channel = cells["id"], cells["channel"]
    if not number:
        return Failed("the row has no comment id", source)
    said = _text(cells["text"], counts)
    if not said.text.strip():
        return Skipped("no_text", source)
    # The id of a reply begins with that of the thread.
    thread = number.partition(".")[0] if "." in number else ""
    parent = cells.get("parent") or thread or None
    video = cells.get("video")
    return Message(
        id=number,
        text=said.text,
        source=source,
        network="youtube",
        parent_id=parent,
        root_id=cells.get("root") or thread or parent,
        kind=Kind.REPLY if parent else Kind.COMMENT,
        author=Author(channel) if channel else None,
        role=Role.BRAND,
        role_basis=_OWN,
        visibility=Visibility.PUBLIC,
        created_at=read_time(re.sub(r"\s*UTC$", "+00:00", cells["time"]), counts),
        links=said.links,
        permalink=f"https://www.youtube.com/watch?v={video}&lc={number}" if video else None,
    )


def _text(cell: str, counts: Counter[str]) -> _Text:
    """Return the text in a cell: objects with commas between them, or one with all segments, or plain text."""
    if not cell.startswith("{"):
        return _Text(cell)
    try:
        # Line feeds stand unescaped in the strings.
        value = scrub(json.loads(f"[{cell}]", strict=False), cell)
    except (ValueError, RecursionError):
        counts["texts whose segments could not be told apart, read as they stand"] += 1
        return _Text(cell)
    segments = [inner for part in value for inner in (list_at(part, "takeoutSegments") or [part])]
    links = (string_at(segment, "link", "linkUrl") for segment in segments)
    text = "".join(found for segment in segments if isinstance(found := at(segment, "text"), str))
    return _Text(text, tuple(dict.fromkeys(filter(None, links))))
