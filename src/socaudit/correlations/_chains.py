"""Chains of steps in one thread: for each first step the first way on, without looking twice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

from socaudit.correlations import Step

_Pair = tuple[int, ...] | None
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class ChainSpec(Protocol):
    """What a chain must be: the names of its steps, and the conditions on them."""

    @property
    def steps(self) -> tuple[str, ...]: ...
    @property
    def within(self) -> timedelta | None: ...
    @property
    def same_author(self) -> _Pair: ...
    @property
    def other_author(self) -> _Pair: ...
    @property
    def reply(self) -> bool: ...
    @property
    def before(self) -> str | None: ...


class Search:
    """The chains of one thread.

    A step from which no chain can be completed is a dead end, and so is every later one of the same
    standing, which has less of the thread before it: `_dead` holds the earliest. So a thread of many
    thousand turns costs little more than reading it.
    """

    def __init__(self, spec: ChainSpec, steps: Sequence[Step]) -> None:
        self._spec = spec
        self._steps = steps
        self._holding: dict[str, list[int]] = {name: [] for name in spec.steps}
        self._by_author: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._answers: dict[str | None, list[int]] = defaultdict(list)
        for index, step in enumerate(steps):
            self._answers[step.turn.facts.parent_id].append(index)
            for name in self._holding.keys() & step.matches.keys():
                self._holding[name].append(index)
                self._by_author[name, step.author].append(index)
        self._borders = [i for i, step in enumerate(steps) if spec.before in step.matches]
        self._latest = _running_latest(steps)
        self._others = {name: _next_other(found, steps) for name, found in self._holding.items()}
        self._dead: dict[tuple[object, ...], int] = {}

    def chains(self) -> Iterator[list[Step]]:
        """Yield for each first step, in order, the first chain that it begins, if there is one."""
        for start in self._holding[self._spec.steps[0]]:
            chain = self._complete((start,), self._limit(start))
            if chain is not None:
                yield [self._steps[index] for index in chain]

    def _limit(self, start: int) -> int:
        """Return the index before which a chain from `start` must end."""
        limit = len(self._steps)
        # What matters is the first border of the thread: behind it nobody is ahead of it any more.
        border = bisect_right(self._borders, self._holding[self._spec.steps[0]][0])
        if border < len(self._borders):
            limit = self._borders[border]
        begun = self._steps[start].at
        if self._spec.within is not None and begun is not None:
            limit = min(limit, bisect_right(self._latest, begun + self._spec.within))
        return limit

    def _complete(self, taken: tuple[int, ...], limit: int) -> tuple[int, ...] | None:
        if len(taken) == len(self._spec.steps):
            return taken
        standing = (len(taken), limit, *self._compared(taken))
        if self._dead.get(standing, len(self._steps)) <= taken[-1]:
            return None
        for index in self._next(taken, limit):
            chain = self._complete((*taken, index), limit)
            if chain is not None:
                return chain
        # Who answers a step depends on that step alone, and each step answers one: there is nothing to remember.
        if not self._spec.reply:
            self._dead[standing] = taken[-1]
        return None

    def _compared(self, taken: tuple[int, ...]) -> Iterator[str]:
        """Yield the authors of the steps taken that a later step will be compared to."""
        for pair in (self._spec.same_author, self._spec.other_author):
            if pair is not None and min(pair) <= len(taken) < max(pair):
                yield self._steps[taken[min(pair) - 1]].author

    def _wanted(self, pair: _Pair, taken: tuple[int, ...]) -> str | None:
        """Return the author that the next step is compared to."""
        if pair is None or max(pair) != len(taken) + 1:
            return None
        return self._steps[taken[min(pair) - 1]].author

    def _next(self, taken: tuple[int, ...], limit: int) -> Iterator[int]:
        """Yield the steps that may come next, in order."""
        name, last = self._spec.steps[len(taken)], taken[-1]
        same, other = self._wanted(self._spec.same_author, taken), self._wanted(self._spec.other_author, taken)
        if self._spec.reply:
            yield from self._answering(last, name, limit, same, other)
        elif same is not None:
            found = self._by_author[name, same]
            if same != other:
                yield from found[bisect_right(found, last) : bisect_left(found, limit)]
        else:
            found = self._holding[name]
            place, end = bisect_right(found, last), bisect_left(found, limit)
            while place < end:
                if self._steps[found[place]].author == other:
                    place = self._others[name][place]
                else:
                    yield found[place]
                    place += 1

    def _answering(self, last: int, name: str, limit: int, same: str | None, other: str | None) -> Iterator[int]:
        """Yield the steps that answer one, or come right after it."""
        for index in sorted({last + 1, *self._answers[self._steps[last].turn.facts.id]}):
            if last < index < limit:
                step = self._steps[index]
                if name in step.matches and step.author != other and same in {None, step.author}:
                    yield index


def _next_other(found: Sequence[int], steps: Sequence[Step]) -> list[int]:
    """Return for each place in `found` the next place at which another author stands."""
    following = list(range(1, len(found) + 1))
    for place in range(len(found) - 2, -1, -1):
        if steps[found[place]].author == steps[found[place + 1]].author:
            following[place] = following[place + 1]
    return following


def _running_latest(steps: Sequence[Step]) -> list[datetime]:
    """Return for each step the latest time up to it: it never falls, whatever the clocks of a thread say."""
    latest = [_LONG_AGO]
    for step in steps:
        latest.append(max(latest[-1], step.at or _LONG_AGO))
    return latest[1:]
