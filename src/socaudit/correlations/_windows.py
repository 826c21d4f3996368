"""Stretches of a sorted group that lie within a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from socaudit.correlations import Step


def untimed(steps: Sequence[Step]) -> bool:
    """Tell whether a step carries no time, so that no window can be judged."""
    return any(step.at is None for step in steps)


def windows(steps: Sequence[Step], within: timedelta | None) -> Iterator[Sequence[Step]]:
    """Yield the longest stretches that lie within the time, from each step on; all steps where none is set."""
    if within is None:
        yield steps
        return
    end = 0
    for start, first in enumerate(steps):
        if first.at is None:
            continue
        reached = end
        while end < len(steps) and (at := steps[end].at) is not None and at - first.at <= within:
            end += 1
        if end > reached or start == 0:
            yield steps[start:end]
