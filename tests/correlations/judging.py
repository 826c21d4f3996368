"""A correlation as a rule writes it, run on a group."""

from __future__ import annotations

from typing import Any

from socaudit import correlations
from socaudit.correlations import Fired, Group, Unjudged


def judge(kind: str, group: Group, **options: Any) -> list[Fired | Unjudged]:
    """Return what a correlation says of a group."""
    plugin = correlations.REGISTRY[kind]
    return list(plugin.judge(plugin.spec.model_validate(options), group))


def reasons(outcomes: list[Fired | Unjudged]) -> list[str]:
    """Return why something could not be judged; nothing fired."""
    assert all(isinstance(outcome, Unjudged) for outcome in outcomes)
    return [outcome.reason for outcome in outcomes if isinstance(outcome, Unjudged)]
