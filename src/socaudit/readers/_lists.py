"""The items of every list of one name in a long JSON document, one at a time, with the object that each stands in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple

from socaudit.model import Failed, ReadEvent, Source
from socaudit.readers._document import document_of
from socaudit.readers._items import Buffer, next_item
from socaudit.readers._reader import Head, Input, Reader, ReadOptions
from socaudit.readers._streams import Blob, DamagedError, Limits
from socaudit.readers._text import notes

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)"(\s*:\s*\[?)?|[\[\]{}]', re.DOTALL)
_CLOSES = {"}": "{", "]": "["}
_NEAR = 64
_KEPT = 1 << 20
_DEPTH = 600
_FORGOTTEN = -1


class Entry(NamedTuple):
    """One item, or the problem that it has instead.

    Args:
        pointer: where it stands; None for the document as a whole.
        around: the object that the list is in, as far as it stands before the list.
        value: the item.
        problem: what is wrong with it, or with what stands behind it; nothing comes after.
    """

    pointer: str | None
    around: object
    value: object = None
    problem: str | None = None


@dataclass(slots=True)
class _Open:
    """A bracket that is open: which of the kept pieces it is, and the key or the number that is read in it."""

    sign: str
    start: int
    key: str = ""
    place: int = -1


class _Outline:
    """What stands around the lists, as far as it is needed to tell what they are."""

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._size = 0
        self.open: list[_Open] = []

    def keep(self, text: str) -> None:
        self._kept.append(text)
        self._size += len(text)
        if self._size > _KEPT:
            # Nothing that tells what a list is goes on for so long; what is open here stays untold.
            self._drop(0)
            for bracket in self.open:
                bracket.start = _FORGOTTEN

    def enter(self, sign: str) -> None:
        if self.open:
            self.open[-1].place += 1
        self.open.append(_Open(sign, len(self._kept)))
        self.keep(sign)

    def leave(self, sign: str) -> bool:
        """Close a bracket; False if no such one is open."""
        if not self.open or self.open[-1].sign != _CLOSES[sign]:
            return False
        self.keep(sign)
        closed = self.open.pop()
        if self.open and self.open[-1].sign == "[":
            self._drop(max(closed.start, 0))
        return True

    def pointer(self) -> str:
        return "".join(f"/{part.key if part.sign == '{' else part.place}" for part in self.open)

    def around(self) -> object:
        start = self.open[-1].start
        return None if start == _FORGOTTEN else document_of("".join(self._kept[start:])).value

    def _drop(self, start: int) -> None:
        self._size -= sum(len(piece) for piece in self._kept[start:])
        del self._kept[start:]


def reader_of_lists(
    kind: str,
    options: ReadOptions,
    *,
    name: str,
    knows: Callable[[Head], bool],
    event: Callable[[object, object, Source, Counter[str]], ReadEvent],
) -> Reader:
    """Return the reader of the items of all lists called `name`.

    Args:
        kind: the reader's name.
        options: its options.
        name: what the lists are called.
        knows: tells from the first bytes whether a file is of this format.
        event: makes an event of an item and the object around its list, and counts what is worth a note.
    """

    def read(given: Input) -> Iterator[ReadEvent]:
        counts: Counter[str] = Counter()
        for entry in entries(given.blob, options.limits, name):
            source = given.blob.source(kind, pointer=entry.pointer)
            if entry.problem:
                yield Failed(entry.problem, source)
            else:
                yield event(entry.value, entry.around, source, counts)
        yield from notes(counts, given.source)

    return Reader(knows=knows, read=read)


def entries(blob: Blob, limits: Limits, name: str) -> Iterator[Entry]:
    """Yield the items of all lists called `name`; the first that is damaged is the last, as its problem."""
    found = False
    try:
        with closing(blob.open(limits)) as stream:
            buffer = Buffer(stream)
            outline = _Outline()
            while _seek(buffer, outline, limits, name):
                found = True
                for entry in _items(buffer, outline, limits):
                    yield entry
                    if entry.problem:
                        return
            problem = _end(outline, found=found)
    except DamagedError as error:
        problem = str(error)
    if problem:
        yield Entry(None, None, None, problem)


def _end(outline: _Outline, *, found: bool) -> str | None:
    if outline.open:
        return "the file is cut, or its brackets do not match or go too deep"
    return None if found else "there is no list where the messages should be"


def _seek(buffer: Buffer, outline: _Outline, limits: Limits, name: str) -> bool:
    """Read up to the items of the next list called `name`; False at the end, or where brackets do not match."""
    while token := _token(buffer, limits):
        sign, colon = token[0][-1], token[2]
        bracket = token[1] is None
        opens = sign in "{[" and (bracket or colon is not None)
        outline.keep(buffer.text[buffer.at : token.end() - (bracket or opens)])
        buffer.at = token.end()
        if colon and outline.open:
            outline.open[-1].key = token[1]
            if opens and token[1] == name:
                return True
        if len(outline.open) == _DEPTH:
            return False
        if opens:
            outline.enter(sign)
        elif bracket and not outline.leave(sign):
            return False
    return False


def _token(buffer: Buffer, limits: Limits) -> re.Match[str] | None:
    """Return the next string or bracket, None at the end or where a string does not end."""
    while True:
        token = _TOKEN.search(buffer.text, buffer.at)
        # A string that does not end would hide what is in it.
        whole = token is not None and buffer.text.find('"', buffer.at, token.start()) < 0
        # A key needs what is behind it.
        if buffer.ended or (token and whole and token.end() < len(buffer.text) - _NEAR):
            return token if whole else None
        if len(buffer.text) - buffer.at > limits.line:
            return None
        buffer.more()


def _items(buffer: Buffer, outline: _Outline, limits: Limits) -> Iterator[Entry]:
    pointer, around = outline.pointer(), outline.around()
    place = 0
    while (sign := buffer.skip()) != "]":
        if not sign:
            yield Entry(None, around, None, "the file is cut")
            return
        item = next_item(buffer, place, limits)
        yield Entry(f"{pointer}/{place}", around, item.value, item.problem)
        if item.problem:
            return
        place += 1
    buffer.at += 1
    # The list is left out of what is kept.
    outline.keep("]")
