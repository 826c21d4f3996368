"""`ordered`: steps that follow each other in one thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from socaudit.correlations import REGISTRY, CorrelationKind, Fired, Group, Step, Unjudged
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
        yield from self.steps
        if self.before:
            yield self.before


def judge(spec: OrderedSpec, group: Group) -> Iterator[Fired | Unjudged]:
    """Yield one Fired with all chains of steps in the thread, or what kept it from being judged."""
    starts = [i for i, step in enumerate(group.steps) if spec.steps[0] in step.matches]
    if not starts:
        return
    evidence: dict[tuple[str, str], tuple[Step, str]] = {}
    chains = 0
    for start in starts:
        chain = _chain(spec, group.steps, (start,))
        if chain is None:
            continue
        chains += 1
        for index, name in zip(chain, spec.steps, strict=True):
            step = group.steps[index]
            evidence.setdefault((step.turn.facts.id, name), (step, name))
    if chains and spec.within and any(step.at is None for step, _ in evidence.values()):
        yield Unjudged("no_timestamp")
    elif chains:
        yield Fired(tuple(evidence.values()), count=chains)


def _chain(spec: OrderedSpec, steps: tuple[Step, ...], taken: tuple[int, ...]) -> tuple[int, ...] | None:
    """Return the first way to complete the chain, as indices, or None."""
    if len(taken) == len(spec.steps):
        return taken
    name = spec.steps[len(taken)]
    for index in range(taken[-1] + 1, len(steps)):
        longer = (*taken, index)
        if name in steps[index].matches and _fits(spec, steps, longer):
            chain = _chain(spec, steps, longer)
            if chain is not None:
                return chain
        if spec.before and index > taken[0] and spec.before in steps[index].matches:
            return None
    return None


def _fits(spec: OrderedSpec, steps: tuple[Step, ...], taken: tuple[int, ...]) -> bool:
    first, last, current = steps[taken[0]], steps[taken[-2]], steps[taken[-1]]
    if spec.within and first.at and current.at and current.at - first.at > spec.within:
        return False
    if spec.reply and taken[-1] != taken[-2] + 1 and current.turn.facts.parent_id != last.turn.facts.id:
        return False
    return _authors_fit(spec.same_author, steps, taken, same=True) and _authors_fit(
        spec.other_author, steps, taken, same=False
    )


def _authors_fit(pair: Pair | None, steps: tuple[Step, ...], taken: tuple[int, ...], *, same: bool) -> bool:
    if pair is None or max(pair) > len(taken):
        return True
    one, other = (steps[taken[place - 1]].author for place in pair)
    return (one == other) is same


REGISTRY.register("ordered")(CorrelationKind(OrderedSpec, judge))
