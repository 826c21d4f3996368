"""`count`: the same thing again and again, by so many people or on so many days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from socaudit.correlations import REGISTRY, CorrelationKind, Fired, Group, Step, Unjudged
from socaudit.correlations._windows import in_time_order, windows
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
        yield from self.of


def judge(spec: CountSpec, group: Group) -> Iterator[Fired | Unjudged]:
    """Yield a Fired for each name that is seen often enough, with all that was seen from then on."""
    for names in [spec.of] if spec.together else [(name,) for name in spec.of]:
        steps = [step for step in group.steps if any(name in step.matches for name in names)]
        asks_time = spec.within is not None or spec.days > 1
        timed = in_time_order(steps) if asks_time else steps
        for window in windows(timed, spec.within):
            if _enough(spec, window):
                seen = timed[timed.index(window[0]) :]
                evidence = tuple((step, name) for step in seen for name in names if name in step.matches)
                yield Fired(evidence, count=len(seen), kinds=names, key=" ".join(names))
                break
        else:
            if len(timed) < len(steps):
                yield Unjudged("no_timestamp")


def _enough(spec: CountSpec, window: Sequence[Step]) -> bool:
    return (
        len(window) >= spec.min
        and len({step.author for step in window}) >= spec.authors
        and (spec.days == 1 or len({step.at.date() for step in window if step.at}) >= spec.days)
    )


REGISTRY.register("count")(CorrelationKind(CountSpec, judge))
