"""`ordered`: steps that follow each other in one thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from socaudit.correlations import REGISTRY, CorrelationKind, Fired, Group, Step, Unjudged
from socaudit.correlations._chains import Search
from socaudit.model import Scope
from socaudit.rulepack.schema import CorrelationSpec, Duration

Pair = Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(min_length=2, max_length=2)]


class OrderedSpec(CorrelationSpec):
    """Steps in time order; `same_author` and `other_author` compare two steps, counted from 1.

    `due` wants the second step after the time that the first one's message names; `unless` is what must not stand
    between the first step and the last.
    """

    kind: ClassVar[str] = "ordered"
    scopes: ClassVar[frozenset[Scope]] = frozenset({Scope.THREAD})
    unless_between: ClassVar[bool] = True
    # Answers to answers are looked through one by one: more steps than this would be felt.
    steps: Annotated[tuple[str, ...], Field(min_length=2, max_length=8)]
    within: Duration | None = None
    same_author: Pair | None = None
    other_author: Pair | None = None
    reply: bool = False
    before: str | None = None
    due: bool = False

    def references(self) -> Iterator[str]:
        """Yield the names of the steps and of what they must come before."""
        yield from super().references()
        yield from self.steps
        if self.before:
            yield self.before

    def keeps(self) -> frozenset[str]:
        """Return what of every message this needs: the times that it names."""
        return super().keeps() | ({"due"} if self.due else set())

    @model_validator(mode="after")
    def _pairs_fit(self) -> OrderedSpec:
        for pair in (self.same_author, self.other_author):
            if pair is not None and (max(pair) > len(self.steps) or min(pair) == max(pair)):
                raise ValueError(f"{list(pair)} are not two of the {len(self.steps)} steps")
        same, other = self.same_author, self.other_author
        if same and other and min(other) < min(same) < max(other) and max(other) != max(same):
            raise ValueError("other_author cannot reach over the first step of same_author: compare with that step")
        return self


def judge(spec: OrderedSpec, group: Group) -> Iterator[Fired | Unjudged]:
    """Yield one Fired with all chains of steps in the thread, or what kept one from being judged."""
    evidence: dict[tuple[str, str], tuple[Step, str]] = {}
    chains = 0
    for chain in Search(spec, group.steps).chains():
        chains += 1
        for step, name in zip(chain, spec.steps, strict=True):
            evidence.setdefault((step.turn.facts.id, name), (step, name))
    if chains:
        yield Fired(tuple(evidence.values()), count=chains)
    elif _untimed(spec, group):
        yield Unjudged("no_timestamp")


def _untimed(spec: OrderedSpec, group: Group) -> bool:
    """Tell whether there is a chain that nobody can tell the time of."""
    if spec.within is None and not spec.due:
        return False
    timeless = spec.model_copy(update={"within": None, "due": False})
    return any(step.at is None for chain in Search(timeless, group.steps).chains() for step in chain)


REGISTRY.register("ordered")(CorrelationKind(OrderedSpec, judge))
