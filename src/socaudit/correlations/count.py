"""`count`: the same thing again and again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from socaudit.correlations import REGISTRY, CorrelationKind, Fired, Group, Unjudged
from socaudit.correlations._crowds import crowds, messages
from socaudit.correlations._windows import in_time_order
from socaudit.model import Scope
from socaudit.rulepack.schema import CorrelationSpec, Duration, Names


class CountSpec(CorrelationSpec):
    """How often each name holds in a group (`together`: all names as one)."""

    kind: ClassVar[str] = "count"
    scopes: ClassVar[frozenset[Scope]] = frozenset({Scope.THREAD, Scope.AUTHOR, Scope.ARCHIVE})
    of: Names
    together: bool = False
    min: Annotated[int, Field(ge=1)] = 2
    within: Duration | None = None

    def references(self) -> Iterator[str]:
        """Yield the names that are counted."""
        yield from super().references()
        yield from self.of


def judge(spec: CountSpec, group: Group) -> Iterator[Fired | Unjudged]:
    """Yield a Fired for each name that is seen often enough, with all that was seen in such a time."""
    for names in [spec.of] if spec.together else [(name,) for name in spec.of]:
        steps = [step for step in group.steps if any(name in step.matches for name in names)]
        timed = in_time_order(steps) if spec.within is not None else steps
        seen = crowds(timed, spec.within, [(messages, spec.min)])
        if seen:
            evidence = tuple((step, name) for step in seen for name in names if name in step.matches)
            yield Fired(evidence, count=len(seen), kinds=names, key=" ".join(names))
        elif len(timed) < len(steps):
            yield Unjudged("no_timestamp")


REGISTRY.register("count")(CorrelationKind(CountSpec, judge))
