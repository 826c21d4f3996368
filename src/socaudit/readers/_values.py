"""JSON as interfaces of networks give it and people save it: a document, or one to a line."""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from socaudit.model import Failed, ReadEvent, Source
from socaudit.readers._document import Document, document_of, documents
from socaudit.readers._items import Layout, items
from socaudit.readers._json import at, list_at
from socaudit.readers._reader import Head, Input, Reader, ReadOptions
from socaudit.readers._streams import Limits
from socaudit.readers._text import lines, notes

T = TypeVar("T")
Parts = Callable[[object], Iterator[tuple[str, T]]]
Event = Callable[[T, Source, Counter[str]], ReadEvent]


class Value(NamedTuple):
    """One JSON value: what it is, where it stands, and what is wrong with it or behind its end."""

    value: object
    source: Source
    failures: tuple[Failed, ...]


def values(given: Input, kind: str, limits: Limits, layout: Layout | None = None) -> Iterator[Value]:
    """Yield the values in a file for a reader called `kind`; a damaged one ends before the damage.

    With a `layout` the items of a file that is one long list come one by one, however long it is.
    """
    if layout and layout.before.match(given.head.data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")):
        for item in items(given.blob, limits, layout):
            source = given.blob.source(kind, pointer=f"/{item.place}")
            yield Value(item.value, source, (Failed(item.problem, source),) if item.problem else ())
        return
    if not _is_lines(given.head):
        for whole in documents(given.blob, limits):
            source = given.blob.source(kind, line=whole.start if whole.start > 1 else None)
            yield Value(whole.value, source, tuple(whole.failures(given.blob, kind)))
        return
    for line in lines(given.blob, limits):
        if line.problem or line.text.strip():
            read = Document(None, line.problem) if line.problem else document_of(line.text)
            source = given.blob.source(kind, line=line.number)
            yield Value(read.value, source, (Failed(read.problem, source),) if read.problem else ())


def reader_of_values(  # noqa: PLR0913 (a reader is what these say of it)
    kind: str,
    options: ReadOptions,
    *,
    signs: tuple[str, ...],
    parts: Parts[T],
    event: Event[T],
    layout: Layout | None = None,
) -> Reader:
    """Return the reader of JSON that holds all of `signs`.

    Args:
        kind: the reader's name.
        options: its options.
        signs: regular expressions for what the beginning of such a file holds.
        parts: yields the records in a value, each with its JSON pointer and what its event needs to know.
        event: makes an event of a record, and counts what is worth a note.
        layout: how a file that is one long list is read item by item; such a file is read whole without.
    """

    def knows(head: Head) -> bool:
        text = head.text()
        return text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[") and all(re.search(sign, text) for sign in signs)

    def read(given: Input) -> Iterator[ReadEvent]:
        counts: Counter[str] = Counter()
        for value in values(given, kind, options.limits, layout):
            for pointer, part in parts(value.value):
                place = (value.source.pointer or "") + pointer
                source = given.blob.source(kind, line=value.source.line, pointer=place or None)
                yield event(part, source, counts)
            yield from value.failures
        yield from notes(counts, given.source)

    return Reader(knows=knows, read=read)


def listed(value: object, *names: str) -> Iterator[tuple[str, object]]:
    """Yield the records of a value, each with its JSON pointer: of a list, of the lists under `names`, or the value.

    What stands in a list may be a page with such lists itself.
    """
    pages = enumerate(value) if isinstance(value, list) else [("", value)]
    for place, page in pages:
        pointer = "" if place == "" else f"/{place}"
        lists = [name for name in names if isinstance(at(page, name), list)]
        for name in lists:
            yield from ((f"{pointer}/{name}/{number}", record) for number, record in enumerate(list_at(page, name)))
        if not lists and (pointer or page not in (None, {})):
            yield pointer, page


def _is_lines(head: Head) -> bool:
    """Tell lines of JSON from a document: the first line is whole, too long to see, or another object follows."""
    first, _, rest = head.text().lstrip("\ufeff \t\r\n").partition("\n")
    if not first.startswith("{"):
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        # A document may break its line in front of an object too.
        return not rest or (rest.startswith("{") and not first.rstrip().endswith(("{", "[", ",", ":")))
    return True
