"""Chains of steps in one thread: for each first step the first way on, without looking twice."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Protocol

from socaudit.correlations import Step
from socaudit.correlations._earliest import Earliest

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
    @property
    def unless(self) -> str | None: ...
    @property
    def due(self) -> bool: ...


class Search:
    """The chains of one thread; a thread of many thousand turns costs little more than reading it.

    An earlier step never spoils what may follow, so the next step is the first that fits, except where a later step is
    compared with its author. If that must be another author, the first two of different authors are enough to try: one
    of them is not the later one. If it must be the same, the first is taken whose own chain ends in time, and when that
    is does not depend on what came before.
    """

    def __init__(self, spec: ChainSpec, steps: Sequence[Step]) -> None:
        self._spec = spec
        self._steps = steps
        self._size = len(spec.steps)
        self._holding: dict[str, list[int]] = {name: [] for name in spec.steps}
        self._by_author: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._answers: dict[str | None, list[int]] = defaultdict(list)
        for index, step in enumerate(steps):
            self._answers[step.turn.facts.parent_id].append(index)
            if step.at is None and (spec.within is not None or spec.due):
                continue
            for name in self._holding.keys() & step.matches.keys():
                self._holding[name].append(index)
                self._by_author[name, step.author].append(index)
        self._others = {name: _next_other(found, steps) for name, found in self._holding.items()}
        self._unless = [i for i, step in enumerate(steps) if spec.unless in step.matches]
        self._border = self._first_border()
        self._latest = _running_latest(steps)

    def chains(self) -> Iterator[list[Step]]:
        """Yield for each first step, in order, the first chain that it begins, if there is one."""
        for start in self._holding[self._spec.steps[0]]:
            if self._spec.due and self._steps[start].turn.facts.due is None:
                continue
            chain = next(self._complete((start,), self._limit(start)), None)
            if chain is not None:
                yield [self._steps[index] for index in chain]

    def _first_border(self) -> int:
        """Return where the first `before` stands behind any first step: nobody is ahead of it any more."""
        begun = False
        for index, step in enumerate(self._steps):
            if begun and self._spec.before in step.matches:
                return index
            begun |= self._spec.steps[0] in step.matches
        return len(self._steps)

    def _limit(self, start: int) -> int:
        """Return the index before which a chain from `start` must end."""
        limit = self._border
        following = bisect_right(self._unless, start)
        if following < len(self._unless):
            limit = min(limit, self._unless[following])
        begun = self._steps[start].at
        if self._spec.within is not None and begun is not None:
            limit = min(limit, bisect_right(self._latest, begun + self._spec.within))
        return limit

    def _complete(self, taken: tuple[int, ...], limit: int) -> Iterator[tuple[int, ...]]:
        """Yield the ways to complete a chain, the first of them first."""
        if len(taken) == self._size:
            yield taken
            return
        for index in self._next(taken, limit):
            yield from self._complete((*taken, index), limit)

    def _wanted(self, pair: _Pair, taken: tuple[int, ...]) -> str | None:
        """Return the author that the next step is compared to."""
        if pair is None or max(pair) != len(taken) + 1:
            return None
        # Only the part of a chain from its undecided author on is looked at when that is weighed by itself.
        compared = taken[min(pair) - 1]
        return None if compared < 0 else self._steps[compared].author

    def _next(self, taken: tuple[int, ...], limit: int) -> Iterator[int]:
        """Yield the steps that may come next, in order, as far as they make a difference."""
        name, last = self._spec.steps[len(taken)], self._earliest_place(taken)
        same, other = self._wanted(self._spec.same_author, taken), self._wanted(self._spec.other_author, taken)
        if self._spec.reply:
            for index in self._answering(taken[-1], name):
                author = self._steps[index].author
                if last < index < limit and author != other and same in {None, author}:
                    yield index
        elif same is not None:
            found = self._by_author[name, same]
            place = bisect_right(found, last)
            if same != other and place < len(found) and found[place] < limit:
                yield found[place]
        elif self._decides(self._spec.same_author, taken):
            found = self._holding[name]
            spoken_for = other or self._later_other(taken)
            chosen = self._ends.first(bisect_right(found, last), limit, spoken_for)
            if chosen is not None:
                yield found[chosen]
        else:
            yield from self._free(name, last, limit, other, both=self._decides(self._spec.other_author, taken))

    def _free(self, name: str, last: int, limit: int, other: str | None, *, both: bool) -> Iterator[int]:
        """Yield the first step by somebody else than `other`, and (`both`) the first by yet another author."""
        found = self._holding[name]
        place = bisect_right(found, last)
        if place < len(found) and self._steps[found[place]].author == other:
            place = self._others[name][place]
        for _ in range(1 + both):
            if place >= len(found) or found[place] >= limit:
                return
            yield found[place]
            place = self._others[name][place]

    def _earliest_place(self, taken: tuple[int, ...]) -> int:
        """Return the index behind which the next step must stand."""
        promised = self._steps[taken[0]].turn.facts.due if self._spec.due and len(taken) == 1 else None
        return taken[-1] if promised is None else max(taken[-1], bisect_right(self._latest, promised) - 1)

    def _decides(self, pair: _Pair, taken: tuple[int, ...]) -> bool:
        """Tell whether a later step will be compared with the author of the next one."""
        return pair is not None and min(pair) == len(taken) + 1

    def _later_other(self, taken: tuple[int, ...]) -> str | None:
        """Return the author that the second of two steps by one author must not be, nor so the first of them."""
        same, other = self._spec.same_author, self._spec.other_author
        if same is None or other is None or max(other) != max(same) or min(other) > len(taken):
            return None
        return self._steps[taken[min(other) - 1]].author

    @cached_property
    def _ends(self) -> Earliest:
        """Return, for each step that decides who the author is, where its own shortest chain ends."""
        assert self._spec.same_author is not None  # noqa: S101  # Nobody asks otherwise.
        place = min(self._spec.same_author)
        before = (-1,) * (place - 1)
        found = self._holding[self._spec.steps[place - 1]]
        ends = [
            min((chain[-1] for chain in self._complete((*before, index), len(self._steps))), default=len(self._steps))
            for index in found
        ]
        return Earliest(ends, [self._steps[index].author for index in found])

    def _answering(self, answered: int, name: str) -> Iterator[int]:
        """Yield the steps that answer one, or come right after it."""
        for index in sorted({answered + 1, *self._answers[self._steps[answered].turn.facts.id]}):
            if answered < index < len(self._steps) and name in self._steps[index].matches:
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
