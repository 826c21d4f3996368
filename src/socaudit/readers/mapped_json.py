"""Any JSON, a list or one record a line, with a mapping file (`--map`); paths such as `user.name` or `/user/name`.

columns: {id: id, text: body.text, author_handle: from.username, parent_id: in_reply_to, alt_texts: media.description}
records: data.items
network: mastodon
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from socaudit.readers._document import document_of, is_cut
from socaudit.readers._items import Layout as ListLayout
from socaudit.readers._json import is_json
from socaudit.readers._mapped import reader_of_rows
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._rows import Container, Layout, Record, Row, Table, found, steps
from socaudit.readers._values import values

FORMAT = "mapped_json"

_DEPTH = 4

# Nothing tells where a record of any making begins again behind a damaged one.
_LIST = ListLayout(before=re.compile(r"\s*(?=\[)"), following=re.compile(r"(?!)"), alone=True)


@READERS.register(FORMAT)
def mapped_json(options: ReadOptions) -> Reader:
    """Return the reader of JSON with a mapping."""
    container = Container(FORMAT, "JSON", holds=_holds, knows=_knows, names=_names, rows=_rows, fixed=False)
    return reader_of_rows(container, options)


def _holds(head: Head, _layout: Layout) -> bool:
    return is_json(head.text())


def _knows(head: Head, layout: Layout, _columns: tuple[str, ...], required: tuple[str, ...]) -> bool:
    text = head.text()
    if not is_json(text):
        return False
    records = _beginning(text, layout)
    if not records:
        # The first record goes on behind the head.
        return all(f'"{steps(name)[-1]}"' in text for name in required)
    return all(any(_has(record, name) for record in records) for name in required)


def _has(record: Record, path: str) -> bool:
    return any(value is not None for value in found(record, path))


def _names(table: Table) -> list[str]:
    """Return the paths in the records that the head shows; those asked for come as they were asked for."""
    records = _beginning(table.head.text(), table.layout)
    if not records:
        return list(table.columns)
    asked = [path for path in table.columns if any(_has(record, path) for record in records)]
    return list(dict.fromkeys([*asked, *(path for record in records for path in _paths(record))]))


def _paths(record: Record, before: str = "", depth: int = 1) -> Iterator[str]:
    for key, value in record.items():
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, Mapping) and inner and depth < _DEPTH:
            yield from _paths(inner, f"{before}{key}.", depth + 1)
        else:
            yield before + key


def _beginning(text: str, layout: Layout) -> list[Record]:
    """Return the whole records in the first bytes of a file."""
    text = text.lstrip("\ufeff")
    whole = document_of(text)
    pages = [whole.value]
    if whole.problem and "Extra data" in whole.problem:
        pages = [document_of(line).value for line in text.split("\n") if line.strip()]
    records = (record for page in pages for _, record in _records(page, layout))
    return [record for record in records if isinstance(record, Mapping) and not is_cut(record)]


def _rows(table: Table) -> Iterator[Row]:
    given = Input(table.blob.source(FORMAT), table.head, (table.blob,))
    for value in values(given, FORMAT, table.limits, _LIST):
        for step, record in _records(value.value, table.layout):
            pointer = (value.source.pointer or "") + step
            place = table.blob.source(FORMAT, line=value.source.line, pointer=pointer or None)
            if not isinstance(record, Mapping):
                if record is not None or not value.failures:
                    yield Row(place, {}, "there is no record where one should be")
            elif not is_cut(record):
                yield Row(place, record)
        # They stand for the record that is damaged, too.
        for failure in value.failures:
            yield Row(failure.source, {}, failure.reason)


def _records(page: object, layout: Layout) -> Iterator[tuple[str, object]]:
    """Yield the records in a page, each with its JSON pointer; a page without any comes as None."""
    places = [("", page)]
    for step in steps(layout.records) if layout.records else ():
        places = [
            (f"{pointer}/{step}", value.get(step) if isinstance(value, Mapping) else None)
            for place in places
            for pointer, value in _opened(*place)
        ]
    for place in places:
        yield from _opened(*place)


def _opened(pointer: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, list):
        yield from ((f"{pointer}/{place}", inner) for place, inner in enumerate(value))
    else:
        yield pointer, value
