"""Windows in which so many different messages, people, days, threads, values or issues come together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import timedelta

from socaudit.correlations import Step
from socaudit.correlations._windows import stretches

Aspect = Callable[[Step], Iterable[Hashable]]


def messages(step: Step) -> Iterable[Hashable]:
    """Return the message itself."""
    return ((step.turn.facts.network, step.turn.facts.id),)


def authors(step: Step) -> Iterable[Hashable]:
    """Return who wrote it."""
    return (step.author,)


def threads(step: Step) -> Iterable[Hashable]:
    """Return where it stands."""
    return ((step.turn.facts.network, step.turn.thread_id),)


def days(step: Step) -> Iterable[Hashable]:
    """Return the day in UTC; a message without a time has none."""
    return (step.at.date(),) if step.at else ()


def issues(step: Step) -> Iterable[Hashable]:
    """Return what its thread is about; a thread that raises several issues could be about any of them."""
    return step.issues if len(step.issues) == 1 else ()


def values(names: Sequence[str], selector: str | None = None) -> Aspect:
    """Return what tells the values apart that the named signals or rules found, with one selector or any."""
    return lambda step: {
        hit.hash
        for name in names
        if name in step.matches
        for hit in step.matches[name].hits
        if selector in {None, hit.selector}
    }


def crowds(steps: Sequence[Step], within: timedelta | None, wanted: Sequence[tuple[Aspect, int]]) -> list[Step]:
    """Return the steps of all windows that hold so many different ones of each aspect, each once, in order.

    All windows make one finding, since a group that grows is the same group.

    Args:
        steps: in time order, each with its time; where `within` is None, as they come.
        within: how long a window may be; None for any length.
        wanted: aspects, and how many different ones of each.
    """
    seen: list[Step] = []
    counts: list[Counter[Hashable]] = [Counter() for _ in wanted]
    first = last = done = 0
    for start, end in stretches(steps, within):
        for (aspect, _), count in zip(wanted, counts, strict=True):
            count.update(item for step in steps[last:end] for item in aspect(step))
            _drop(count, (item for step in steps[first:start] for item in aspect(step)))
        first, last = start, end
        if all(len(count) >= least for (_, least), count in zip(wanted, counts, strict=True)):
            seen += steps[max(start, done) : end]
            done = end
    return seen


def _drop(count: Counter[Hashable], items: Iterable[Hashable]) -> None:
    for item in items:
        count[item] -= 1
        if not count[item]:
            del count[item]
