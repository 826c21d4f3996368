"""Any CSV or TSV, with a mapping file (`--map`) that says which column holds what; see `_mapping` for its keys.

columns: {id: Message ID, text: Content, author_handle: From, parent_id: In Reply To, role: Direction,
          created_at: Created at}
network: x
visibility: public
values: {role: {Outbound: brand, Inbound: customer}}
time: {format: '%d/%m/%Y %H:%M', zone: Europe/London}
"""

from __future__ import annotations

from collections.abc import Iterator

from socaudit.readers._csv import DELIMITERS, header, records
from socaudit.readers._json import is_json
from socaudit.readers._mapped import reader_of_rows
from socaudit.readers._reader import READERS, Head, Reader, ReadOptions
from socaudit.readers._rows import Container, Layout, Row, Table
from socaudit.readers._text import lines

FORMAT = "mapped_csv"

_MANY = 3


@READERS.register(FORMAT)
def mapped_csv(options: ReadOptions) -> Reader:
    """Return the reader of CSV with a mapping."""
    container = Container(FORMAT, "CSV", holds=_holds, knows=_knows, names=_names, rows=_rows)
    return reader_of_rows(container, options)


def _holds(head: Head, layout: Layout) -> bool:
    text = head.text(layout.encoding)
    if "\0" in text or is_json(text):
        return False
    return any(len(header(text, sign)) >= _MANY for sign in _delimiters(layout))


def _knows(head: Head, layout: Layout, columns: tuple[str, ...], _required: tuple[str, ...]) -> bool:
    return not set(columns).isdisjoint(header(head.text(layout.encoding), _delimiter(head, layout, columns)))


def _names(table: Table) -> list[str]:
    text = table.head.text(table.layout.encoding)
    return header(text, _delimiter(table.head, table.layout, table.columns))


def _rows(table: Table) -> Iterator[Row]:
    found = records(
        lines(table.blob, table.limits, table.layout.encoding),
        delimiter=_delimiter(table.head, table.layout, table.columns),
        columns=table.columns,
        required=table.required or _names(table)[:1],
    )
    for record in found:
        yield Row(table.blob.source(FORMAT, line=record.line), record.cells, record.problem)


def _delimiter(head: Head, layout: Layout, columns: tuple[str, ...]) -> str:
    """Return the delimiter under which the first row holds most of `columns`; most names at all, if none are asked."""
    text = head.text(layout.encoding)
    wanted = set(columns)

    def hits(delimiter: str) -> int:
        names = header(text, delimiter)
        return len(wanted.intersection(names) if wanted else names)

    return max(_delimiters(layout), key=hits)


def _delimiters(layout: Layout) -> tuple[str, ...]:
    return (layout.delimiter,) if layout.delimiter else DELIMITERS
