"""Stretches of a group that lie within a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from socaudit.correlations import Step


def in_time_order(steps: Sequence[Step]) -> list[Step]:
    """Return the steps that carry a time, in its order: a thread's own order also heeds who answers whom."""
    return sorted((step for step in steps if step.at is not None), key=_at)


def stretches(steps: Sequence[Step], within: timedelta | None) -> Iterator[tuple[int, int]]:
    """Yield for each step `(start, end)` of the longest stretch from it that lies within the time.

    Neither place ever falls.

    Args:
        steps: in time order, each with its time; where `within` is None, as they come.
        within: how long a stretch may be, both ends included; None for any length.
    """
    if within is None:
        yield 0, len(steps)
        return
    end = 0
    for start, first in enumerate(steps):
        while end < len(steps) and _at(steps[end]) - _at(first) <= within:
            end += 1
        yield start, end


def _at(step: Step) -> datetime:
    if step.at is None:
        raise ValueError("a step without a time stands in no window")
    return step.at
