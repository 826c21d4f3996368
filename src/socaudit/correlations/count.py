"""`count`: the same thing again and again, by so many people or on so many days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field

from socaudit.correlations import REGISTRY, CorrelationKind, Fired, Group, Step, Unjudged
from socaudit.correlations._windows import in_time_order, stretches
from socaudit.model import Scope
from socaudit.rulepack.schema import CorrelationSpec, Duration, Names


class CountSpec(CorrelationSpec):
    """How often each name holds in a group (`together`: all names as one)."""

    kind: ClassVar[str] = "count"
    scopes: ClassVar[frozenset[Scope]] = frozenset({Scope.THREAD, Scope.AUTHOR, Scope.ARCHIVE})
    of: Names
    together: bool = False
    min: Annotated[int, Field(ge=2)] = 2
    authors: Annotated[int, Field(ge=1)] = 1
    days: Annotated[int, Field(ge=1)] = 1
    within: Duration | None = None

    def references(self) -> Iterator[str]:
        """Yield the names that are counted."""
        yield from super().references()
        yield from self.of


def judge(spec: CountSpec, group: Group) -> Iterator[Fired | Unjudged]:
    """Yield a Fired for each name that is seen often enough, with all that was seen in such a time."""
    for names in [spec.of] if spec.together else [(name,) for name in spec.of]:
        steps = [step for step in group.steps if any(name in step.matches for name in names)]
        asks_time = spec.within is not None or spec.days > 1
        timed = in_time_order(steps) if asks_time else steps
        seen = _enough(spec, timed)
        if seen:
            evidence = tuple((step, name) for step in seen for name in names if name in step.matches)
            yield Fired(evidence, count=len(seen), kinds=names, key=" ".join(names))
        elif len(timed) < len(steps):
            yield Unjudged("no_timestamp")


def _enough(spec: CountSpec, steps: Sequence[Step]) -> list[Step]:
    """Return the steps of all windows that are enough: one finding, since a group that grows is the same group."""
    seen: list[Step] = []
    authors: Counter[str] = Counter()
    days: Counter[object] = Counter()
    first = last = done = 0
    for start, end in stretches(steps, spec.within):
        for step in steps[last:end]:
            authors[step.author] += 1
            days[step.at and step.at.date()] += 1
        for step in steps[first:start]:
            _drop(authors, step.author)
            _drop(days, step.at and step.at.date())
        first, last = start, end
        if end - start >= spec.min and len(authors) >= spec.authors and len(days) >= spec.days:
            seen += steps[max(start, done) : end]
            done = end
    return seen


def _drop(counts: Counter[Any], item: object) -> None:
    counts[item] -= 1
    if not counts[item]:
        del counts[item]


REGISTRY.register("count")(CorrelationKind(CountSpec, judge))
