"""The loaded rules made ready to run on one message: selectors shared, pre-filtered, guarded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from socaudit import correlations, guards, selectors
from socaudit.model import Origin
from socaudit.rulepack import LoadedRule, LoadedSignal, Rulebook
from socaudit.rulepack.schema import Vocabulary
from socaudit.selectors import Likeness, Selector, View
from socaudit.stages.matcher import Held, Matcher, Sought, matcher
from socaudit.stages.prefilter import Screen
from socaudit.stages.reading import Reading
from socaudit.stages.tracing import Trace, trace


class Program:
    """All rules and signals, compiled.

    The cost of a message grows with what matches: RE2's filter looks once for the literal pieces of all
    expressions; of those whose pieces are there, only those are tried that some matcher waits for, and the rest of
    a matcher only once that has matched. (One automaton of all expressions is faster still once it has seen a few
    ten thousand messages, and costs milliseconds a message until then.)
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._selectors: list[Selector] = []
        self._numbers: dict[tuple[Any, ...], int] = {}
        entries: dict[str, LoadedRule | LoadedSignal] = {
            **rulebook.signals,
            **{rule.rule.id: rule for rule in rulebook.rules},
        }
        self.matchers = [self._matcher(name, entry) for name, entry in entries.items() if entry.selectors]
        self._by_name = {one.name: one for one in self.matchers}
        awaited = frozenset(number for one in self.matchers for number in one.awaited)
        self._screen = Screen(self._selectors, awaited)
        for number, compiled in self._screen.compiled.items():
            self._selectors[number] = self._selectors[number].sharing(compiled)
        correlated = [rule.correlation for rule in rulebook.rules if rule.correlation]
        self.keeps = frozenset(fact for spec in correlated for fact in spec.keeps())

    def run(self, messages: Sequence[Sequence[View]]) -> list[list[Held]]:
        """Return for each message every rule and signal that holds, or would if the author's handle is a look-alike.

        Matcher by matcher, not message by message: what an expression has learned stays in the processor's cache.
        """
        may = self._screen.may_match(messages)
        readings = [Reading(views, self._selectors, some) for views, some in zip(messages, may, strict=True)]
        found: list[list[Held]] = [[] for _ in messages]
        for one in self.matchers:
            for reading, holding in zip(readings, found, strict=True):
                if not one.awaited or not one.awaited.isdisjoint(reading.may):
                    held = one.held(reading)
                    if held is not None:
                        holding.append(held)
        return found

    @property
    def labels(self) -> frozenset[str]:
        """Return what rules and signals ask whether sentences say."""
        return frozenset(label for selector in self._selectors for label in selector.labels)

    def trace(self, name: str, views: Sequence[View]) -> Trace:
        """Return what a rule or signal with selectors saw in a message, whether or not its condition holds."""
        return trace(self._by_name[name], Reading(views, self._selectors, set(range(len(self._selectors)))))

    def likeness(self, name: str) -> Mapping[str, Likeness]:
        """Return, for a rule or signal, what each of its selectors compares handles with."""
        return {one.name: likeness for one in self._sought(name) if (likeness := one.selector.likeness)}

    def origins(self, name: str) -> Mapping[str, frozenset[Origin]]:
        """Return, for a rule, which origins each of its selectors asks for."""
        return {one.name: one.selector.origins for one in self._sought(name) if one.selector.origins}

    def asked(self, name: str) -> Mapping[str, frozenset[str]]:
        """Return, for a rule or signal, which entity types each of its selectors wants as an answer."""
        return {one.name: one.selector.asked for one in self._sought(name) if one.selector.asked}

    def _sought(self, name: str) -> Sequence[Sought]:
        return self._by_name[name].sought if name in self._by_name else ()

    def _matcher(self, name: str, entry: LoadedRule | LoadedSignal) -> Matcher:
        matching = entry.rule if isinstance(entry, LoadedRule) else entry.signal
        numbers = {local: self._number(entry, local) for local in entry.selectors}
        return matcher(
            name,
            entry.condition,
            [(local, number, self._selectors[number]) for local, number in numbers.items()],
            [(kind, guards.REGISTRY[kind], action == "drop") for kind, action in matching.guards.items()],
        )

    def _number(self, entry: LoadedRule | LoadedSignal, local: str) -> int:
        spec = entry.selectors[local]
        lexicons = self.rulebook.lexicons_of(entry.pack)
        identity = (type(spec), spec, *(lexicons[name] for name in spec.lexicons()))
        if identity not in self._numbers:
            self._numbers[identity] = len(self._selectors)
            self._selectors.append(selectors.REGISTRY[spec.kind].build(spec, lexicons))
        return self._numbers[identity]


def vocabulary(entity_types: frozenset[str]) -> Vocabulary:
    """Return all that packs may use: what lies in the plug-in folders, and the entity types."""
    return Vocabulary(
        selectors={name: kind.spec for name, kind in selectors.REGISTRY.items()},
        correlations={name: kind.spec for name, kind in correlations.REGISTRY.items()},
        guards=frozenset(guards.REGISTRY.names()),
        entity_types=entity_types,
    )
