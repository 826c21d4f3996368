"""What loading rule packs yields: values that selectors, correlations and reports are built from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from socaudit.rulepack.condition import Condition
from socaudit.rulepack.schema import CorrelationSpec, Issue, Risk, Rule, SelectorSpec, Signal
from socaudit.rulepack.source import Problem


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a rule file; lines count from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        """Return `path:line`."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class LoadedSignal:
    """A signal, ready to be matched; `name` is `pack.name`."""

    name: str
    pack: str
    signal: Signal
    selectors: Mapping[str, SelectorSpec]
    condition: Condition
    place: Place


@dataclass(frozen=True, slots=True)
class LoadedRule:
    """A rule, ready to be run; its correlation names signals as `pack.name` and rules by their ids."""

    rule: Rule
    pack: str
    selectors: Mapping[str, SelectorSpec]
    condition: Condition
    correlation: CorrelationSpec | None
    place: Place


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack that takes part; `digest` is the SHA-256 of what it says, wherever it lies."""

    id: str
    version: str
    title: str
    shipped: bool
    digest: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All packs of a run. Signals and lexicons are named `pack.name`; `digest` is of what they say."""

    packs: tuple[LoadedPack, ...]
    rules: tuple[LoadedRule, ...]
    signals: Mapping[str, LoadedSignal]
    lexicons: Mapping[str, tuple[str, ...]]
    risks: Mapping[str, Risk]
    warnings: tuple[Problem, ...]
    digest: str

    @property
    def issues(self) -> tuple[str, ...]:
        """Return the full names of the issue classes."""
        return tuple(name for name, loaded in self.signals.items() if isinstance(loaded.signal, Issue))

    def lexicons_of(self, pack: str) -> dict[str, tuple[str, ...]]:
        """Return the lexicons by the names that `pack` may call them: its own without the pack's id, too."""
        own = f"{pack}."
        bare = {name.removeprefix(own): words for name, words in self.lexicons.items() if name.startswith(own)}
        return {**self.lexicons, **bare}
