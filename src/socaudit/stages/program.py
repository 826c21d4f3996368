"""The loaded rules made ready to run on one message: selectors shared, pre-filtered, guarded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from socaudit import correlations, guards, selectors
from socaudit.model import Facts, Origin, Role
from socaudit.rulepack import LoadedRule, LoadedSignal, Rulebook
from socaudit.rulepack.schema import Vocabulary
from socaudit.selectors import Likeness, Selector, View
from socaudit.stages.matcher import Held, Matcher, Sought, matcher
from socaudit.stages.prefilter import Screen
from socaudit.stages.reading import Reading
from socaudit.stages.tracing import Trace, trace
from socaudit.stages.where import may_concern


@dataclass(frozen=True, slots=True)
class Concern:
    """The rules and signals that can be about a message, by what is known before its thread is.

    `names` are theirs, `selectors` the numbers of what they look for, `labels` what they ask whether sentences say.
    """

    names: frozenset[str]
    selectors: frozenset[int]
    labels: frozenset[str]


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
        self._entries: dict[str, LoadedRule | LoadedSignal] = {
            **rulebook.signals,
            **{rule.rule.id: rule for rule in rulebook.rules},
        }
        self.matchers = [self._matcher(name, entry) for name, entry in self._entries.items() if entry.selectors]
        self._by_name = {one.name: one for one in self.matchers}
        self._concerns: dict[tuple[object, ...], Concern] = {}
        awaited = frozenset(number for one in self.matchers for number in one.awaited)
        self._screen = Screen(self._selectors, awaited)
        for number, compiled in self._screen.compiled.items():
            self._selectors[number] = self._selectors[number].sharing(compiled)
        correlated = [rule.correlation for rule in rulebook.rules if rule.correlation]
        self.keeps = frozenset(fact for spec in correlated for fact in spec.keeps())

    def concern(self, facts: Facts, roles: AbstractSet[Role]) -> Concern:
        """Return what can be about a message, given what it is without its text and who may have written it."""
        verified = bool(facts.account and facts.account.verified)
        changed = facts.deleted_at is None, facts.edited_at is None
        # All that rules ask of a message before its thread is known: few combinations in any archive.
        key = frozenset(roles), facts.kind, facts.network, facts.visibility, verified, *changed
        if key not in self._concerns:
            names = (one.name for one in self.matchers if may_concern(self._entries[one.name], facts, roles))
            self._concerns[key] = self._concern(frozenset(names))
        return self._concerns[key]

    def _concern(self, names: frozenset[str]) -> Concern:
        numbers = frozenset(one.number for name in names for one in self._by_name[name].sought)
        labels = frozenset(label for number in numbers for label in self._selectors[number].labels)
        return Concern(names, numbers, labels)

    @cached_property
    def everything(self) -> Concern:
        """Return all rules and signals that look for anything in a message."""
        return self._concern(frozenset(self._by_name))

    def run(self, messages: Sequence[tuple[Sequence[View], Concern]]) -> list[list[Held]]:
        """Return for each message every rule and signal that holds, or would if the author's handle is a look-alike.

        Args:
            messages: their texts, each with what can be about it.

        Matcher by matcher, not message by message: what an expression has learned stays in the processor's cache.
        """
        may = self._screen.may_match([(views, concern.selectors) for views, concern in messages])
        found: list[list[Held]] = [[] for _ in messages]
        looked = [
            (concern.names, Reading(views, self._selectors, some), holding)
            for (views, concern), some, holding in zip(messages, may, found, strict=True)
        ]
        for one in self.matchers:
            for names, reading, holding in looked:
                if one.name in names and not (one.awaited and one.awaited.isdisjoint(reading.may)):
                    held = one.held(reading)
                    if held is not None:
                        holding.append(held)
        return found

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
