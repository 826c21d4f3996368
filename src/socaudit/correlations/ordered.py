"""`ordered`: steps that follow each other in one thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from socaudit.correlations import REGISTRY, CorrelationKind, Fired, Group, Step, Unjudged
from socaudit.correlations._chains import Search
from socaudit.model import Scope
from socaudit.rulepack.schema import CorrelationSpec, Duration

Pair = Annotated[tuple[int, ...], Field(min_length=2, max_length=2)]


class OrderedSpec(CorrelationSpec):
    """Steps in time order; `same_author` and `other_author` compare two steps, counted from 1."""

    kind: ClassVar[str] = "ordered"
    scopes: ClassVar[frozenset[Scope]] = frozenset({Scope.THREAD})
    steps: Annotated[tuple[str, ...], Field(min_length=2)]
    within: Duration | None = None
    same_author: Pair | None = None
    other_author: Pair | None = None
    reply: bool = False
    before: str | None = None

    def references(self) -> Iterator[str]:
        """Yield the names of the steps and of what they must come before."""
        yield from super().references()
        yield from self.steps
        if self.before:
            yield self.before


def judge(spec: OrderedSpec, group: Group) -> Iterator[Fired | Unjudged]:
    """Yield one Fired with all chains of steps in the thread, or what kept one from being judged."""
    evidence: dict[tuple[str, str], tuple[Step, str]] = {}
    chains = 0
    untimed = False
    for chain in Search(spec, group.steps).chains():
        if spec.within and any(step.at is None for step in chain):
            untimed = True
            continue
        chains += 1
        for step, name in zip(chain, spec.steps, strict=True):
            evidence.setdefault((step.turn.facts.id, name), (step, name))
    if chains:
        yield Fired(tuple(evidence.values()), count=chains)
    elif untimed:
        yield Unjudged("no_timestamp")


REGISTRY.register("ordered")(CorrelationKind(OrderedSpec, judge))
