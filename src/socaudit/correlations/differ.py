"""`differ`: templates that answer one question, and have no answer in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from socaudit.correlations import REGISTRY, CorrelationKind, Fired, Group, Step, Unjudged
from socaudit.model import Scope
from socaudit.rulepack.schema import CorrelationSpec, Name


class DifferSpec(CorrelationSpec):
    """The question is the signal `of`, the answer what its selector `answer` finds."""

    kind: ClassVar[str] = "differ"
    scopes: ClassVar[frozenset[Scope]] = frozenset({Scope.TEMPLATE})
    of: str
    answer: Name

    def references(self) -> Iterator[str]:
        """Yield the name of the question."""
        yield from super().references()
        yield self.of

    def selectors(self) -> Iterator[str]:
        """Yield the selector of the answer."""
        yield self.answer


def judge(spec: DifferSpec, group: Group) -> Iterator[Fired | Unjudged]:
    """Yield one Fired with all templates that have no answer in common with some other one."""
    answers = [(step, _answers(step, spec)) for step in group.steps]
    told = [(step, found) for step, found in answers if found]
    apart = [step for step, found in told if any(found.isdisjoint(other) for _, other in told)]
    if apart:
        yield Fired(tuple((step, spec.of) for step in apart), count=len(apart), kinds=(spec.of,), key=spec.of)


def _answers(step: Step, spec: DifferSpec) -> frozenset[str]:
    """Return what a template answers, in hashes."""
    match = step.matches.get(spec.of)
    return frozenset(hit.hash for hit in match.hits if hit.selector == spec.answer) if match else frozenset()


REGISTRY.register("differ")(CorrelationKind(DifferSpec, judge))
