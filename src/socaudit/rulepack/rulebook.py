"""What loading rule packs yields: values that selectors, correlations and reports are built from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from socaudit.errors import ConfigError
from socaudit.model import Scope
from socaudit.rulepack.clocks import Clock
from socaudit.rulepack.condition import Condition
from socaudit.rulepack.dispositions import PlacedDisposition
from socaudit.rulepack.pack import Risk
from socaudit.rulepack.personas import Persona
from socaudit.rulepack.schema import CorrelationSpec, Issue, Rule, SelectorSpec, Signal
from socaudit.rulepack.source import Problem
from socaudit.rulepack.suggest import suggestion


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
    """A rule, ready to be run; its correlation names signals as `pack.name` and rules by their ids.

    `places` says where each of its keys has its value from (a parameter is called `params.name`), `replaced` what an
    override put aside, and `off` why the rule takes no part.
    """

    rule: Rule
    pack: str
    selectors: Mapping[str, SelectorSpec]
    condition: Condition
    correlation: CorrelationSpec | None
    place: Place
    places: Mapping[str, Place]
    replaced: Mapping[str, str]
    off: str | None = None

    @property
    def judges_templates(self) -> bool:
        """Tell whether the rule looks at templates, alone or as well."""
        return Scope.TEMPLATE in {self.rule.scope, *self.rule.also}


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack that takes part; `digest` is the SHA-256 of what it says, wherever it lies.

    `default` tells whether it does so without being named.
    """

    id: str
    version: str
    title: str
    shipped: bool
    default: bool
    digest: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All packs of a run. Signals and lexicons are named `pack.name`; `digest` is of what they say.

    `off` are the rules that a pack has switched off, `allow` what packs have decided about findings.
    """

    packs: tuple[LoadedPack, ...]
    rules: tuple[LoadedRule, ...]
    off: tuple[LoadedRule, ...]
    signals: Mapping[str, LoadedSignal]
    lexicons: Mapping[str, tuple[str, ...]]
    lexicon_places: Mapping[str, Place]
    risks: Mapping[str, Risk]
    clocks: Mapping[str, Clock]
    personas: Mapping[str, Persona]
    allow: tuple[PlacedDisposition, ...]
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

    def persona(self, name: str) -> Persona:
        """Return the persona of a name; ConfigError if there is none."""
        if name not in self.personas:
            problem = f"there is no persona {name!r}{suggestion(name, self.personas)}"
            raise ConfigError(problem, hint=f"personas: {', '.join(self.personas)}")
        return self.personas[name]

    def seen_by(self, name: str) -> Rulebook:
        """Return the rulebook with only those rules that a persona takes; ConfigError if there is no such persona."""
        taken = self.persona(name).rules
        return replace(self, rules=tuple(entry for entry in self.rules if entry.rule.persona in taken))

    def for_templates(self) -> Rulebook:
        """Return the rulebook with only those rules that judge templates, and the signals that they refer to."""
        rules = tuple(entry for entry in self.rules if entry.judges_templates)
        asked = _correlated(rules)
        return replace(self, rules=rules, signals={name: s for name, s in self.signals.items() if name in asked})

    def for_threads(self) -> Rulebook:
        """Return the rulebook without the rules that judge nothing but templates, and without their signals."""
        rules = tuple(entry for entry in self.rules if entry.rule.scope is not Scope.TEMPLATE)
        unasked = _correlated(self.rules) - _correlated(rules)
        return replace(self, rules=rules, signals={name: s for name, s in self.signals.items() if name not in unasked})


def _correlated(rules: Iterable[LoadedRule]) -> set[str]:
    """Return the names that the correlations of some rules refer to."""
    return {name for entry in rules if entry.correlation for name in entry.correlation.references()}
