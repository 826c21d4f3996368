"""CSV that a service exports: known by the names of its columns, whatever their order, their case and the delimiter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from socaudit.model import Failed, Note, ReadEvent, Source
from socaudit.readers._csv import DELIMITERS, header, records
from socaudit.readers._reader import Head, Input, Reader, ReadOptions
from socaudit.readers._text import lines, notes

# What spreadsheets on Windows save as "CSV": letters behind the header, none of which is UTF-8.
_WINDOWS = "windows-1252"
_OF_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LETTERS = re.compile(rb"[\x00-\x7f]+\n[\x00-\x7f]*[\x80-\xff]")

Cells = dict[str, str]
Rows = Callable[[Cells, Source, Counter[str]], Iterator[ReadEvent]]


def reader_of_tables(
    kind: str, options: ReadOptions, *, columns: Iterable[str], required: tuple[str, ...], rows: Rows
) -> Reader:
    """Return the reader of CSV that has all `columns`.

    Args:
        kind: the reader's name.
        options: its options.
        columns: names, in lower case, that tell the format.
        required: those of them that every row must reach to; spreadsheets leave out empty cells behind.
        rows: yields the events of one row, whose cells come by the names of their columns in lower case.
    """
    wanted = frozenset(columns)

    def names(head: Head, delimiter: str) -> dict[str, str]:
        return {name.casefold(): name for name in header(head.text(), delimiter)}

    def best(head: Head) -> str:
        return max(DELIMITERS, key=lambda delimiter: len(wanted.intersection(names(head, delimiter))))

    def knows(head: Head) -> bool:
        return wanted <= names(head, best(head)).keys()

    def read(given: Input) -> Iterator[ReadEvent]:
        counts: Counter[str] = Counter()
        delimiter = best(given.head)
        known = names(given.head, delimiter)
        encoding = _encoding(given.head.data)
        if encoding == _WINDOWS:
            yield Note(f"not UTF-8, read as {_WINDOWS}", given.source)
        for record in records(
            lines(given.blob, options.limits, encoding),
            delimiter=delimiter,
            columns=[known[name] for name in sorted(wanted)],
            required=[known[name] for name in required],
        ):
            source = given.blob.source(kind, line=record.line)
            if record.problem:
                yield Failed(record.problem, source)
            else:
                yield from rows({name.casefold(): cell for name, cell in record.cells.items()}, source, counts)
        yield from notes(counts, given.source)

    return Reader(knows=knows, read=read)


def _encoding(head: bytes) -> str:
    """Return the encoding of a file that begins with `head`; damaged UTF-8 is still UTF-8."""
    return _WINDOWS if _LETTERS.match(head) and not _OF_UTF8.search(head) else "utf-8"
