"""Dumps of Reddit: one post or comment for each line of NDJSON, mostly packed as `.zst`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from socaudit.model import Failed, ReadEvent
from socaudit.readers._json import parse, top_keys
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._reddit import COMMENT, POST, message_of
from socaudit.readers._text import Line, lines, notes

FORMAT = "reddit_dump"

_KEYS = frozenset({"id", "author", "created_utc", "subreddit"})


@READERS.register(FORMAT)
def reddit_dump(options: ReadOptions) -> Reader:
    """Return the reader of Reddit's dumps."""

    def read(given: Input) -> Iterator[ReadEvent]:
        counts: Counter[str] = Counter()
        for line in lines(given.blob, options.limits):
            if line.problem or line.text.strip():
                yield _event(line, given, counts)
        yield from notes(counts, given.source)

    return Reader(knows=_knows, read=read)


def _knows(head: Head) -> bool:
    first = head.text().lstrip().partition("\n")[0]
    keys = set(top_keys(first)) if first.startswith("{") else set()
    return keys >= _KEYS and not keys.isdisjoint({"body", "title", "selftext", "link_id"})


def _event(line: Line, given: Input, counts: Counter[str]) -> ReadEvent:
    source = given.blob.source(FORMAT, line=line.number)
    if line.problem:
        return Failed(line.problem, source)
    try:
        value = parse(line.text)
    except ValueError as error:
        return Failed(str(error), source)
    if not isinstance(value, dict):
        return Failed("not a JSON object", source)
    comment = "body" in value or "link_id" in value
    return message_of(value, COMMENT if comment else POST, source, counts)
