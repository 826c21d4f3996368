"""A rule's operators on a sorted group of turns (a thread, an author, the archive); one file per kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from socaudit.model import Kind, Match, Turn
from socaudit.registry import Registry
from socaudit.rulepack.hours import Hours
from socaudit.rulepack.schema import CorrelationSpec


@dataclass(frozen=True, slots=True)
class Step:
    """A turn with the signals and rules that hold in it, by name.

    `issues` are the classes of issues that its thread raises. `wording` is the same for messages of nearly the same
    wording, `question` for answers to one question; empty where that is not known.
    """

    turn: Turn
    matches: Mapping[str, Match]
    issues: frozenset[str] = frozenset()
    wording: str = ""
    question: str = ""

    @property
    def at(self) -> datetime | None:
        """Return when the message was written."""
        return self.turn.facts.created_at

    @property
    def is_template(self) -> bool:
        """Tell whether it is a draft, which belongs to no thread."""
        return self.turn.facts.kind is Kind.TEMPLATE

    @property
    def author(self) -> str:
        """Return the author's key; a message without one is its own author."""
        account = self.turn.facts.account
        return account.key if account else self.turn.facts.id


@dataclass(frozen=True, slots=True)
class Group:
    """Turns in time order; `ends` tells for each network when the export ends, `hours` when the company answers.

    A group is a thread, an author, or what `by` asks for of one company's archive.
    """

    steps: tuple[Step, ...]
    ends: Mapping[str, datetime]
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class Fired:
    """A correlation that holds: its evidence as `(step, name)`, and what the message may say of it.

    `key` names what was counted where one group can fire for several things.
    """

    evidence: tuple[tuple[Step, str], ...]
    count: int
    kinds: tuple[str, ...] = ()
    key: str = ""
    lowered: bool = False


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A correlation that could not be judged; `reason` is a slug such as `no_timestamp`."""

    reason: str


@dataclass(frozen=True, slots=True)
class CorrelationKind:
    """One kind of correlation: its options, and how it looks at a group."""

    spec: type[CorrelationSpec]
    judge: Callable[[Any, Group], Iterator[Fired | Unjudged]]


REGISTRY: Registry[CorrelationKind] = Registry(__name__, "correlation type")
