"""`distinct`: so many different values, people, threads, days or issues of one thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from socaudit.correlations import REGISTRY, CorrelationKind, Fired, Group, Unjudged, _crowds
from socaudit.correlations._windows import in_time_order
from socaudit.model import Scope
from socaudit.rulepack.schema import CorrelationSpec, Duration, Name, Names

Least = Annotated[int, Field(ge=2)] | None


class DistinctSpec(CorrelationSpec):
    """How many different ones there must be of each that is named, in messages in which any of `of` holds.

    `values` are those of all selectors, or of the ones that it names: `{answer: 2}`.
    """

    kind: ClassVar[str] = "distinct"
    scopes: ClassVar[frozenset[Scope]] = frozenset({Scope.THREAD, Scope.AUTHOR, Scope.ARCHIVE, Scope.TEMPLATE})
    of: Names
    values: Least | dict[Name, Annotated[int, Field(ge=2)]] = None
    authors: Least = None
    threads: Least = None
    days: Least = None
    issues: Least = None
    within: Duration | None = None

    def references(self) -> Iterator[str]:
        """Yield the names of what is looked at."""
        yield from super().references()
        yield from self.of

    def selectors(self) -> Iterator[str]:
        """Yield the selectors whose values must differ."""
        if isinstance(self.values, dict):
            yield from self.values

    def wanted(self) -> list[tuple[_crowds.Aspect, int]]:
        """Return what must differ, and how many different ones there must be."""
        least = {
            **{_crowds.values(self.of, selector): number for selector, number in self._values()},
            _crowds.authors: self.authors,
            _crowds.threads: self.threads,
            _crowds.days: self.days,
            _crowds.issues: self.issues,
        }
        return [(aspect, number) for aspect, number in least.items() if number is not None]

    def _values(self) -> Iterator[tuple[str | None, int | None]]:
        if isinstance(self.values, dict):
            yield from self.values.items()
        else:
            yield None, self.values

    @model_validator(mode="after")
    def _something_differs(self) -> DistinctSpec:
        if not self.wanted():
            raise ValueError("say what must differ: values, authors, threads, days or issues, and how many of them")
        return self


def judge(spec: DistinctSpec, group: Group) -> Iterator[Fired | Unjudged]:
    """Yield one Fired with all messages of the times in which so many different ones come together."""
    steps = [step for step in group.steps if any(name in step.matches for name in spec.of)]
    timed = in_time_order(steps) if spec.within is not None or spec.days is not None else steps
    seen = _crowds.crowds(timed, spec.within, spec.wanted())
    if seen:
        evidence = tuple((step, name) for step in seen for name in spec.of if name in step.matches)
        yield Fired(evidence, count=len(seen), kinds=spec.of, key=" ".join(spec.of))
    elif len(timed) < len(steps):
        yield Unjudged("no_timestamp")


REGISTRY.register("distinct")(CorrelationKind(DistinctSpec, judge))
