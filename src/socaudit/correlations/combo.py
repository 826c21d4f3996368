"""`combo`: different kinds of things that come together in one author, one thread or one company's archive."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from socaudit.correlations import REGISTRY, CorrelationKind, Fired, Group, Step, Unjudged
from socaudit.correlations._windows import in_time_order, stretches
from socaudit.model import PROFILE_FIELDS, Scope
from socaudit.rulepack.condition import parse
from socaudit.rulepack.schema import CorrelationSpec, Duration


class ComboSpec(CorrelationSpec):
    """Kinds (signals) of which so many must come together; the profile gives kinds but is no message."""

    kind: ClassVar[str] = "combo"
    scopes: ClassVar[frozenset[Scope]] = frozenset({Scope.AUTHOR, Scope.THREAD, Scope.ARCHIVE, Scope.TEMPLATE})
    kinds: Annotated[tuple[str, ...], Field(min_length=2)]
    condition: str | None = None
    min_kinds: Annotated[int, Field(ge=1)] = 2
    min_messages: Annotated[int, Field(ge=1)] = 1
    within: Duration | None = None

    def references(self) -> Iterator[str]:
        """Yield the names of the kinds."""
        yield from super().references()
        yield from self.kinds

    @model_validator(mode="after")
    def _condition_parses(self) -> ComboSpec:
        if self.condition is not None:
            parse(self.condition, self.kinds)
        if self.min_kinds > len(self.kinds):
            raise ValueError(f"min_kinds is {self.min_kinds}, but there are only {len(self.kinds)} kinds")
        return self


def judge(spec: ComboSpec, group: Group) -> Iterator[Fired | Unjudged]:
    """Yield one Fired for the first window in which the kinds come together."""
    steps = [step for step in group.steps if any(kind in step.matches for kind in spec.kinds)]
    if sum(any(kind in step.matches for step in steps) for kind in spec.kinds) < spec.min_kinds:
        return
    timed = in_time_order(steps) if spec.within else steps
    condition = parse(spec.condition, spec.kinds) if spec.condition else None
    for first, adding in _windows(spec, timed):
        enough = len(first) >= spec.min_kinds and adding >= spec.min_messages
        if enough and (condition is None or condition.holds(first.keys())):
            found = tuple(kind for kind in spec.kinds if kind in first)
            # The same handle on two networks is likely, not certainly, one person.
            one_person = len({step.author for step in first.values()}) == 1
            lowered = one_person and len({step.turn.facts.network for step in first.values()}) > 1
            evidence = tuple((first[kind], kind) for kind in found)
            yield Fired(evidence, count=len(found), kinds=found, lowered=lowered)
            return
    if len(timed) < len(steps):
        yield Unjudged("no_timestamp")


def _windows(spec: ComboSpec, steps: Sequence[Step]) -> Iterator[tuple[dict[str, Step], int]]:
    """Yield for each window the first step of each kind, and how many messages add a kind by what they say."""
    places = {kind: [i for i, step in enumerate(steps) if kind in step.matches] for kind in spec.kinds}
    said = {(i, kind) for kind, found in places.items() for i in found if _says(steps[i], kind)}
    for start, end in stretches(steps, spec.within):
        first = {}
        for kind, found in places.items():
            place = bisect_left(found, start)
            if place < len(found) and found[place] < end:
                first[kind] = found[place]
        adding = {index for kind, index in first.items() if (index, kind) in said}
        yield {kind: steps[index] for kind, index in first.items()}, len(adding)


def _says(step: Step, kind: str) -> bool:
    return any(hit.field not in PROFILE_FIELDS for hit in step.matches[kind].hits)


REGISTRY.register("combo")(CorrelationKind(ComboSpec, judge))
