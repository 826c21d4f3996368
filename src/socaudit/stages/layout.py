"""Layout: where in its source file a span of a message stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from socaudit.model import Anchor, Region


def region(layout: Sequence[Anchor], field: str, start: int, end: int) -> Region | None:
    """Return the place of a span of a field, None where its format does not let it be known."""
    anchors = [anchor for anchor in layout if anchor.field == field]
    if not anchors:
        return None
    line, column = _start(anchors, start)
    if end <= start:
        return Region(line, column, line, column)
    return Region(line, column, *_end(anchors, end))


def _start(anchors: Sequence[Anchor], offset: int) -> tuple[int, int]:
    """Return where what follows an offset begins."""
    return _run_on(anchors[max(0, bisect_right(anchors, offset, key=_offset) - 1)], offset)


def _end(anchors: Sequence[Anchor], offset: int) -> tuple[int, int]:
    """Return where what lies before an offset ends."""
    place = bisect_left(anchors, offset, key=_offset)
    if place < len(anchors) and anchors[place].offset == offset:
        return _run_on(anchors[place], offset)
    return _run_on(anchors[place - 1], offset)


def _run_on(anchor: Anchor, offset: int) -> tuple[int, int]:
    return anchor.line, anchor.column + offset - anchor.offset


def _offset(anchor: Anchor) -> int:
    return anchor.offset
