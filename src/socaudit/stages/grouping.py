"""Grouping: what a company's archive is split into for rules that ask for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from socaudit.correlations import Step
from socaudit.stages.questions import with_questions
from socaudit.stages.strangers import approached
from socaudit.stages.wording import with_wordings

Item = TypeVar("Item")
Place = TypeVar("Place", bound=Hashable)


def grouped(items: Iterable[Item], by: Callable[[Item], Place]) -> dict[Place, list[Item]]:
    """Return the items by place, in their order."""
    groups: dict[Place, list[Item]] = defaultdict(list)
    for item in items:
        groups[by(item)].append(item)
    return groups


def compared(steps: Sequence[Step], kept: Iterable[str]) -> Sequence[Step]:
    """Return the steps with what is alike in them, as far as rules ask: their wording, the question that they answer.

    Args:
        steps: in time order.
        kept: what the rules want kept of every message.
    """
    wanted = set(kept)
    if "wording" in wanted:
        steps = with_wordings(steps)
    return with_questions(steps) if "question" in wanted else steps


def parts(archive: Sequence[Step]) -> Iterator[tuple[str, Sequence[Step]]]:
    """Yield the parts of a company's archive, each with the `by` that asks for it; classes of issues overlap."""
    copies = grouped((step for step in archive if step.wording), lambda step: step.wording)
    answers = grouped((step for step in archive if step.question), lambda step: step.question)
    for by, groups in (("wording", copies), ("question", answers), ("stranger", approached(archive))):
        for group in groups.values():
            yield by, group
