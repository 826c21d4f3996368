"""`absent`: what ought to have followed in the thread did not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar, Literal

from socaudit.correlations import REGISTRY, CorrelationKind, Fired, Group, Step, Unjudged
from socaudit.model import Scope
from socaudit.rulepack.clocks import Span, span_at
from socaudit.rulepack.schema import CorrelationSpec, Names


class AbsentSpec(CorrelationSpec):
    """After this, expect any of these, in time; where the export ends before, nothing is said.

    `within` may name a legal clock: the day of `after` decides how long it was.
    """

    kind: ClassVar[str] = "absent"
    scopes: ClassVar[frozenset[Scope]] = frozenset({Scope.THREAD})
    after: str
    expect: Names
    within: Span
    censor: Literal["export_end"] = "export_end"

    def references(self) -> Iterator[str]:
        """Yield the names of what is followed, and of what ought to follow."""
        yield from super().references()
        yield self.after
        yield from self.expect


def judge(spec: AbsentSpec, group: Group) -> Iterator[Fired | Unjudged]:
    """Yield one Fired with every `after` that nothing followed, and why others could not be judged."""
    unanswered: list[tuple[Step, str]] = []
    # From the end, so that what follows is known without looking again.
    earliest: datetime | None = None
    untimed = False
    for step in reversed(group.steps):
        if spec.after in step.matches:
            outcome = _outcome(spec, step, group, earliest, untimed=untimed)
            if isinstance(outcome, Unjudged):
                yield outcome
            elif outcome:
                unanswered.append((step, spec.after))
        if any(name in step.matches for name in spec.expect):
            untimed |= step.at is None
            earliest = min(filter(None, (earliest, step.at)), default=None)
    if unanswered:
        yield Fired(tuple(reversed(unanswered)), count=len(unanswered))


def _outcome(
    spec: AbsentSpec, step: Step, group: Group, earliest: datetime | None, *, untimed: bool
) -> Unjudged | bool:
    """Tell whether nothing followed a step in time; `earliest` and `untimed` say what followed at all."""
    if step.at is None:
        return Unjudged("no_timestamp")
    span = span_at(spec.within, step.at)
    if span is None:  # No law set a deadline on that day.
        return False
    deadline = step.at + span
    if earliest is not None and earliest <= deadline:
        return False
    if untimed:
        return Unjudged("no_timestamp")
    if group.ends.get(step.turn.facts.network, step.at) <= deadline:
        return Unjudged("export_end")
    return True


REGISTRY.register("absent")(CorrelationKind(AbsentSpec, judge))
