"""`series`: the same thing day after day, from so many people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from socaudit.correlations import REGISTRY, CorrelationKind, Fired, Group, Unjudged
from socaudit.correlations._crowds import authors, crowds, days
from socaudit.correlations._windows import in_time_order
from socaudit.model import Scope
from socaudit.rulepack.schema import CorrelationSpec, Duration, Names


class SeriesSpec(CorrelationSpec):
    """On how many days, from how many authors, each name holds within a time."""

    kind: ClassVar[str] = "series"
    scopes: ClassVar[frozenset[Scope]] = frozenset({Scope.THREAD, Scope.AUTHOR, Scope.ARCHIVE})
    of: Names
    days: Annotated[int, Field(ge=2)]
    authors: Annotated[int, Field(ge=1)] = 1
    within: Duration

    def references(self) -> Iterator[str]:
        """Yield the names of what recurs."""
        yield from super().references()
        yield from self.of


def judge(spec: SeriesSpec, group: Group) -> Iterator[Fired | Unjudged]:
    """Yield a Fired for each name that recurs, with all that was seen in such a time."""
    for name in spec.of:
        steps = [step for step in group.steps if name in step.matches]
        timed = in_time_order(steps)
        seen = crowds(timed, spec.within, [(days, spec.days), (authors, spec.authors)])
        if seen:
            yield Fired(tuple((step, name) for step in seen), count=len(seen), kinds=(name,), key=name)
        elif len(timed) < len(steps):
            yield Unjudged("no_timestamp")


REGISTRY.register("series")(CorrelationKind(SeriesSpec, judge))
