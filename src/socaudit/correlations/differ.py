"""`differ`: answers to one question that have nothing in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from socaudit.correlations import REGISTRY, CorrelationKind, Fired, Group, Step, Unjudged
from socaudit.model import Scope
from socaudit.rulepack.schema import CorrelationSpec, Duration, Names

_Answers = dict[str, frozenset[str]]
_Key = frozenset[tuple[str, frozenset[str]]]


class DifferSpec(CorrelationSpec):
    """Whoever answers is the signal `of`; the answer is what its selectors `answer` find, each compared by itself.

    Templates answer the question that the signal is about; replies, with `by: question`, the one that was asked.
    """

    kind: ClassVar[str] = "differ"
    scopes: ClassVar[frozenset[Scope]] = frozenset({Scope.TEMPLATE, Scope.ARCHIVE})
    of: str
    answer: Names
    within: Duration | None = None

    def references(self) -> Iterator[str]:
        """Yield the name of what answers."""
        yield from super().references()
        yield self.of

    def selectors(self) -> Iterator[str]:
        """Yield the selectors of the answer."""
        yield from self.answer

    def works_at(self) -> frozenset[Scope]:
        """Return the scopes: replies are compared where they answer one question, templates all together."""
        return super().works_at() & {Scope.ARCHIVE if self.by == "question" else Scope.TEMPLATE}


def judge(spec: DifferSpec, group: Group) -> Iterator[Fired | Unjudged]:
    """Yield one Fired with all messages that have no answer in common with some other one."""
    told = [(step, found) for step in group.steps if (found := _answers(step, spec))]
    # Most answers are the same: each is compared once with every other one.
    by_answer: defaultdict[_Key, list[Step]] = defaultdict(list)
    for step, found in told:
        by_answer[_key(found)].append(step)
    others = {
        key: [step for other, steps in by_answer.items() if _differ(dict(key), dict(other)) for step in steps]
        for key in by_answer
    }
    apart = [one for one, found in told if any(_near(one, other, spec) for other in others[_key(found)])]
    if apart:
        yield Fired(tuple((step, spec.of) for step in apart), count=len(apart), kinds=(spec.of,), key=spec.of)


def _key(found: _Answers) -> _Key:
    return frozenset(found.items())


def _answers(step: Step, spec: DifferSpec) -> _Answers:
    """Return what a message answers, in hashes, by selector."""
    match = step.matches.get(spec.of)
    hits = match.hits if match else ()
    found = {name: frozenset(hit.hash for hit in hits if hit.selector == name) for name in spec.answer}
    return {name: values for name, values in found.items() if values}


def _differ(one: _Answers, other: _Answers) -> bool:
    return any(one[name].isdisjoint(other[name]) for name in one.keys() & other.keys())


def _near(one: Step, other: Step, spec: DifferSpec) -> bool:
    """Tell whether two messages were written within the time; one without a time is near to none."""
    if spec.within is None:
        return True
    return one.at is not None and other.at is not None and abs(one.at - other.at) <= spec.within


REGISTRY.register("differ")(CorrelationKind(DifferSpec, judge))
