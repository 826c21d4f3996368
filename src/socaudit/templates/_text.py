"""Text with its way back: every piece of what was decoded knows where it stands in the source file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from socaudit.model import TEXT_FIELD, Anchor

BREAK = re.compile("\r\n|\n|\r")
_NOT_LINE_FEED = re.compile("\r\n?")


class Run(NamedTuple):
    """Offsets of a piece of decoded text, and of what it was in the source; of one length: it stands there as it is."""

    start: int
    end: int
    source: int
    source_end: int

    @property
    def verbatim(self) -> bool:
        """Tell whether the piece stands in the source character by character."""
        return self.end - self.start == self.source_end - self.source


class Piece(NamedTuple):
    """Decoded text, and the offsets of what it was decoded from."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded text in pieces, by offset; `start` is where it begins in the source, however little it holds."""

    text: str
    runs: tuple[Run, ...]
    start: int

    def cut(self, start: int, end: int) -> Text:
        """Return a part; a piece that does not stand in the source as it is goes with each part of it."""
        runs = tuple(run for known in self.runs if (run := _clipped(known, start, end)) is not None)
        return Text(self.text[start:end], runs, self.source(start))

    def stripped(self) -> Text:
        """Return the text without white space around it."""
        left = len(self.text) - len(self.text.lstrip())
        return self.cut(left, max(left, len(self.text.rstrip())))

    def source(self, offset: int) -> int:
        """Return where in the source an offset of the text stands."""
        place = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        if place < 0:
            return self.start
        run = self.runs[place]
        if offset >= run.end:
            return run.source_end
        return run.source + (offset - run.start if run.verbatim else 0)

    def decoded(self, pieces: Iterable[Piece]) -> Text:
        """Return a text that was decoded once more; the pieces' offsets are those of this text."""
        return of_pieces(self._through(pieces), start=self.start)

    def _through(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        for piece in pieces:
            part = self.cut(piece.start, piece.end)
            if part.text == piece.text:
                yield from (Piece(part.text[run.start : run.end], run.source, run.source_end) for run in part.runs)
            else:
                last = part.runs[-1].source_end if part.runs else part.start
                yield Piece(piece.text, part.start, last)


def of_pieces(pieces: Iterable[Piece], *, start: int = 0) -> Text:
    """Return the text that pieces of a source make; `start` is where it begins if there are none."""
    runs: list[Run] = []
    parts: list[str] = []
    length = 0
    for piece in pieces:
        if piece.text:
            runs.append(Run(length, length + len(piece.text), piece.start, piece.end))
            parts.append(piece.text)
            length += len(piece.text)
    return Text("".join(parts), tuple(runs), runs[0].source if runs else start)


def verbatim(source: str, start: int, end: int) -> Text:
    """Return a stretch of the source as it stands, line ends as line feeds."""
    return of_pieces(_lines(source, start, end), start=start)


def _lines(source: str, start: int, end: int) -> Iterator[Piece]:
    at = start
    for ending in _NOT_LINE_FEED.finditer(source, start, end):
        yield Piece(source[at : ending.start()], at, ending.start())
        yield Piece("\n", ending.start(), ending.end())
        at = ending.end()
    yield Piece(source[at:end], at, end)


def _clipped(run: Run, start: int, end: int) -> Run | None:
    """Return the part of a run between two offsets, which then count from the first of them."""
    left, right = max(run.start, start), min(run.end, end)
    if left >= right:
        return None
    source, source_end = run.source, run.source_end
    if run.verbatim:
        source, source_end = run.source + left - run.start, run.source_end - (run.end - right)
    return Run(left - start, right - start, source, source_end)


def _runs_on(last: Anchor, next_: Anchor) -> bool:
    return (last.line, last.column + next_.offset - last.offset) == (next_.line, next_.column)


@dataclass(frozen=True)
class Lines:
    """The lines of a source file, as editors count them."""

    source: str

    @cached_property
    def starts(self) -> list[int]:
        """Offsets at which lines begin."""
        return [0, *(ending.end() for ending in BREAK.finditer(self.source))]

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column."""
        return self.starts[line - 1] + column - 1

    def anchors(self, text: Text, field: str = TEXT_FIELD) -> tuple[Anchor, ...]:
        """Return where the text of a field stands."""
        anchors: list[Anchor] = []
        implied: Anchor | None = None
        for offset, source in self._places(text):
            anchor = Anchor(offset, *self.at(source), field)
            if anchors and _runs_on(anchors[-1], anchor):
                implied = anchor
                continue
            if implied and implied.offset == offset:
                # What lies before a gap must not seem to end behind it.
                anchors.append(implied)
            anchors.append(anchor)
            implied = None
        return tuple(anchors)

    def _places(self, text: Text) -> Iterator[tuple[int, int]]:
        """Yield `(offset, offset in the source)` wherever the text may not run on."""
        if not text.runs:
            yield 0, text.start
        for run in text.runs:
            yield run.start, run.source
            if run.verbatim:
                first, last = bisect_right(self.starts, run.source), bisect_right(self.starts, run.source_end)
                yield from ((run.start + start - run.source, start) for start in self.starts[first:last])
            yield run.end, run.source_end
