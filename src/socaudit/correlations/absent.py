"""`absent`: what ought to have followed in the thread did not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from socaudit.correlations import REGISTRY, CorrelationKind, Fired, Group, Unjudged
from socaudit.model import Scope
from socaudit.rulepack.schema import CorrelationSpec, Duration


class AbsentSpec(CorrelationSpec):
    """After this, expect that, in time; where the export ends before, nothing is said."""

    kind: ClassVar[str] = "absent"
    scopes: ClassVar[frozenset[Scope]] = frozenset({Scope.THREAD})
    after: str
    expect: str
    within: Duration
    censor: Literal["export_end"] = "export_end"

    def references(self) -> Iterator[str]:
        """Yield the two names."""
        yield self.after
        yield self.expect


def judge(spec: AbsentSpec, group: Group) -> Iterator[Fired | Unjudged]:
    """Yield one Fired with every `after` that nothing followed, and why others could not be judged."""
    unanswered = []
    for index, step in enumerate(group.steps):
        if spec.after not in step.matches:
            continue
        if step.at is None:
            yield Unjudged("no_timestamp")
            continue
        deadline = step.at + spec.within
        followers = [other for other in group.steps[index + 1 :] if spec.expect in other.matches]
        if any(other.at is None or other.at <= deadline for other in followers):
            continue
        if group.ends.get(step.turn.facts.network, step.at) <= deadline:
            yield Unjudged("export_end")
            continue
        unanswered.append((step, spec.after))
    if unanswered:
        yield Fired(tuple(unanswered), count=len(unanswered))


REGISTRY.register("absent")(CorrelationKind(AbsentSpec, judge))
