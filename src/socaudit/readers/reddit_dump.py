"""Dumps of Reddit: one post or comment for each line of NDJSON, mostly packed as `.zst`; lists and pages of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from socaudit.model import Failed, Message, ReadEvent, Skipped, Source
from socaudit.readers._items import Layout
from socaudit.readers._json import parse, top_keys
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._reddit import COMMENT, POST, message_of
from socaudit.readers._text import Line, lines, notes
from socaudit.readers._values import listed, reader_of_values

FORMAT = "reddit_dump"

_KEYS = frozenset({"id", "author", "created_utc", "subreddit"})
# What programs save as a list, and what the archives that can be searched give as a page.
_LISTED = re.compile(r'\s*(?:\{\s*"data"\s*:\s*)?\[\s*(?=\{)')
_LAYOUT = Layout(
    re.compile(r"\s*(?=\[)"),
    re.compile(r',\s*(?=\{\s*"(?:all_awardings|approved_at_utc|author|body|subreddit)"\s*:)'),
    alone=True,
)


@READERS.register(FORMAT)
def reddit_dump(options: ReadOptions) -> Reader:
    """Return the reader of Reddit's dumps."""
    pages = reader_of_values(FORMAT, options, signs=(), parts=_records, event=_event, layout=_LAYOUT)

    def read(given: Input) -> Iterator[ReadEvent]:
        if _LISTED.match(given.head.text()):
            yield from pages.read(given)
            return
        counts: Counter[str] = Counter()
        for line in lines(given.blob, options.limits):
            if line.problem or line.text.strip():
                yield _line(line, given, counts)
        yield from notes(counts, given.source)

    return Reader(knows=_knows, read=read)


def _knows(head: Head) -> bool:
    text = head.text().lstrip()
    listed_from = _LISTED.match(text)
    first = text[listed_from.end() :] if listed_from else text.partition("\n")[0]
    keys = set(top_keys(first)) if first.startswith("{") else set()
    return keys >= _KEYS and not keys.isdisjoint({"body", "title", "selftext", "link_id"})


def _line(line: Line, given: Input, counts: Counter[str]) -> ReadEvent:
    source = given.blob.source(FORMAT, line=line.number)
    if line.problem:
        return Failed(line.problem, source)
    try:
        return _event(parse(line.text), source, counts)
    except ValueError as error:
        return Failed(str(error), source)


def _records(value: object) -> Iterator[tuple[str, object]]:
    return listed(value, "data")


def _event(value: object, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    if not isinstance(value, dict):
        return Failed("not a JSON object", source)
    comment = "body" in value or "link_id" in value
    return message_of(value, COMMENT if comment else POST, source, counts)
