"""CSV whose cells know where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.templates._text import Piece, Text, of_pieces, verbatim
from socaudit.templates._tree import UnreadableError

_PART = re.compile('""|\r\n?')


def rows(source: str, delimiter: str) -> Iterator[list[Text]]:
    """Yield the cells of each row that is not blank; quotes mean what Python's csv module takes them for.

    Raises:
        UnreadableError: a quote is never closed, or something stands behind one that is.
    """
    sign = re.escape(delimiter)
    cell = re.compile(f'(?:"((?:[^"]|"")*)"|(?!")([^{sign}\r\n]*))(?:({sign})|\r\n|\r|\n|\\Z)')
    row: list[Text] = []
    at = 0
    # A file that ends in a delimiter has a cell behind it; one that ends in a line feed has no row.
    while at < len(source) or row:
        found = cell.match(source, at)
        if found is None:
            raise UnreadableError("not CSV: a quote is never closed, or text follows it", at)
        row.append(_quoted(source, *found.span(1)) if found[1] is not None else verbatim(source, *found.span(2)))
        at = found.end()
        if found[3] is None:
            if len(row) > 1 or row[0].text:
                yield row
            row = []


def _quoted(source: str, start: int, end: int) -> Text:
    """Return a cell between quotes: two of them are one."""
    return of_pieces(_pieces(source, start, end), start=start)


def _pieces(source: str, start: int, end: int) -> Iterator[Piece]:
    at = start
    for part in _PART.finditer(source, start, end):
        yield Piece(source[at : part.start()], at, part.start())
        yield Piece('"' if part[0] == '""' else "\n", part.start(), part.end())
        at = part.end()
    yield Piece(source[at:end], at, end)
