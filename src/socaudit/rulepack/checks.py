"""What the schema alone cannot tell of a rule: its selectors, condition, correlation and names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError
from yaml.nodes import Node, ScalarNode

from socaudit.model import Scope
from socaudit.rulepack import placeholders
from socaudit.rulepack.condition import KEYWORDS, Condition, ConditionError, all_of, parse
from socaudit.rulepack.invalid import explain
from socaudit.rulepack.known import Known
from socaudit.rulepack.parameters import filled
from socaudit.rulepack.schema import ISSUE, CorrelationSpec, Matching, Rule, SelectorSpec, Spec, Vocabulary
from socaudit.rulepack.source import Document, Problem, Spot, child, kind_of, pairs, scalar
from socaudit.rulepack.suggest import suggestion

_ALONE = (Scope.MESSAGE, Scope.TEMPLATE)
_GROUPED = (Scope.THREAD, Scope.AUTHOR, Scope.ARCHIVE)
_FILLERS = {Scope.THREAD: placeholders.OF_THREAD, Scope.TEMPLATE: placeholders.OF_TEMPLATES}
_CANNOT_CORRELATE = ("match", "condition", "guards")
AnySpec = TypeVar("AnySpec", bound=Spec)


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks the rules and signals of one file of a pack, and notes every problem.

    `partial` says that another file of the pack could not be read, so that a name may well be declared there.
    """

    document: Document
    pack: str
    vocabulary: Vocabulary
    known: Known
    partial: bool
    problems: list[Problem]

    def report(self, spot: Spot, text: str, hint: str | None = None) -> None:
        """Note a problem."""
        self.problems.append(self.document.problem(spot, text, hint))

    def filled(self, node: Node, rule: Rule) -> Rule | None:
        """Return the rule with the values of its parameters and clocks; None, and a report, if one is not known."""
        return filled(rule, node, self.known.clocks, self.report)

    def selectors(self, node: Node, matching: Matching) -> dict[str, SelectorSpec]:
        """Return the parsed selectors of a rule or signal, by name; the wrong ones are reported."""
        parsed = {}
        for name, key, place in pairs(child(node, "match")):
            if name in KEYWORDS or name == placeholders.ANY_HIT:
                self.report(key, f"{name!r} cannot be a name: it is a word of the condition language")
            if name in matching.match and (spec := self._selector(place, matching.match[name])):
                parsed[name] = spec
        return parsed

    def condition(self, node: Node, matching: Matching) -> Condition:
        """Return the condition of a rule or signal; one that is wrong or forgets a selector is reported."""
        everything = all_of(tuple(matching.match))
        place = child(node, "condition")
        if matching.condition is None or place is None:
            return everything
        try:
            condition = parse(matching.condition, tuple(matching.match))
        except ConditionError as error:
            self.report(_into(place, error.offset), str(error))
            return everything
        for name, key, _ in pairs(child(node, "match")):
            if name not in condition.names:
                self.report(key, f"the condition never uses {name!r}", "add it to the condition or take it out")
        return condition

    def support(self, node: Node, selectors: Mapping[str, SelectorSpec], condition: Condition) -> None:
        """Report selectors that would make the condition hold by themselves, and are not for that."""
        supporting = {name: spec for name, spec in selectors.items() if spec.supports_only}
        place = child(node, "condition") or child(node, "match") or node
        if supporting and condition.holds(supporting.keys()):
            kinds = " and ".join(sorted({repr(spec.kind) for spec in supporting.values()}))
            self.report(place, f"{kinds} must not be enough alone", "join it with another selector by 'and'")
        for name, spec in supporting.items():
            if spec.archive_only and name not in condition.required:
                problem = f"the condition can hold without {name!r}, which only the whole archive can judge"
                self.report(place, problem, "join it with the rest by 'and'")

    def asks(self, node: Node, matching: Matching) -> None:
        """Report what a question asks for that is no entity type."""
        self._entity_types(node, "asks", matching.asks)

    def guards(self, node: Node) -> None:
        """Report guards that do not exist."""
        for name, key, _ in pairs(child(node, "guards")):
            if name not in self.vocabulary.guards:
                self.report(key, f"unknown guard {name!r}{suggestion(name, self.vocabulary.guards)}")

    def correlation(self, node: Node, rule: Rule) -> CorrelationSpec | None:
        """Return the correlation of a rule with full names in it, or None; what is wrong is reported."""
        place = child(node, "correlate")
        if place is None:
            return None
        for name, key, _ in pairs(node):
            if name in _CANNOT_CORRELATE:
                problem = f"a rule with 'correlate' has no {name!r} of its own"
                self.report(key, problem, "put it into a signal and correlate that")
        kind = self._kind(place, rule.correlate)
        if kind is None:
            return None
        if rule.scope not in kind.scopes and rule.scope is not Scope.MESSAGE:
            scopes = ", ".join(scope for scope in Scope if scope in kind.scopes)
            self.report(child(node, "scope") or node, f"{kind.kind!r} works at scope {scopes}, not {rule.scope}")
        options = {key: value for key, value in rule.correlate.items() if key != "type"}
        spec = self._parsed(place, kind, options)
        if spec is None:
            return None
        if rule.scope in kind.scopes and rule.scope not in spec.works_at():
            scopes = ", ".join(scope for scope in Scope if scope in spec.works_at())
            self.report(place, f"{kind.kind!r} with these options works at scope {scopes}, not {rule.scope}")
        return self._resolved(place, spec, rule)

    def _resolved(self, place: Node, spec: CorrelationSpec, rule: Rule) -> CorrelationSpec:
        """Return a correlation with full names in it; names that point nowhere are reported."""
        if spec.by == ISSUE and not self.known.issues:
            self.report(child(place, "by") or place, "no pack defines classes of issues", "write them under 'issues'")
        names = [name for name in spec.references() if not (name == ISSUE and spec.by == ISSUE)]
        resolved = {name: self._reference(place, name, rule) for name in names}
        matches = [self.known.signals.get(name, {}).get("match", {}) for name in resolved.values()]
        known = {selector for match in matches if isinstance(match, Mapping) for selector in match}
        for selector in spec.selectors():
            if selector not in known and all(isinstance(match, Mapping) for match in matches):
                problem = f"no signal here has a selector {selector!r}{suggestion(selector, known)}"
                keys = (key for _, _, option in pairs(place) for name, key, _ in pairs(option) if name == selector)
                self.report(next(keys, None) or scalar(place, selector), problem)
        return spec.resolved(resolved)

    def rule(self, node: Node, rule: Rule, selectors: Mapping[str, SelectorSpec], condition: Condition) -> None:
        """Report what does not fit together in a rule: scope, risk and message."""
        if rule.risk not in self.known.risks:
            place = child(node, "risk") or node
            self.report(place, f"unknown risk {rule.risk!r}{suggestion(rule.risk, self.known.risks)}")
        if rule.persona not in self.known.personas:
            close = suggestion(rule.persona, self.known.personas)
            self.report(child(node, "persona") or node, f"unknown persona {rule.persona!r}{close}")
        self._scope(node, rule, selectors)
        message = child(node, "message") or node
        correlated = _FILLERS.get(rule.scope, placeholders.OF_CORRELATION)
        fillers = correlated if rule.correlate is not None else placeholders.of_match(condition)
        for offset, problem in placeholders.faults(rule.message, (*fillers, *rule.params)):
            self.report(_into(message, offset), problem)

    def signal(self, node: Node, selectors: Mapping[str, SelectorSpec]) -> None:
        """Report what a signal cannot ask: it is judged before the thread is known."""
        self._no_origin(node, selectors, "a signal")

    def _scope(self, node: Node, rule: Rule, selectors: Mapping[str, SelectorSpec]) -> None:
        scope = child(node, "scope") or node
        if rule.also and rule.scope is not Scope.MESSAGE:
            self.report(child(node, "also") or node, "only a rule of scope message can be 'also' for templates")
        if rule.rewrite and Scope.TEMPLATE not in {rule.scope, *rule.also}:
            self.report(child(node, "rewrite") or node, "only a rule that judges templates can have 'rewrite'")
        if rule.scope in _ALONE:
            place = child(node, "correlate")
            if place is not None and rule.scope is Scope.MESSAGE:
                self.report(place, f"a rule of scope {rule.scope} cannot have 'correlate'", "use scope thread")
            self._no_origin(node, selectors, f"a rule of scope {rule.scope}")
        elif rule.correlate is None:
            complete = len(selectors) == len(rule.match)
            if rule.scope is not Scope.THREAD:
                self.report(scope, f"a rule of scope {rule.scope} needs 'correlate'")
            elif complete and not any(map(_asks_origin, selectors.values())):
                self.report(scope, "a rule of scope thread needs 'correlate', or a selector with 'origin'")

    def _no_origin(self, node: Node, selectors: Mapping[str, SelectorSpec], what: str) -> None:
        for name, spec in selectors.items():
            if _asks_origin(spec):
                selector = child(child(node, "match"), name) or node
                place = next((key for option, key, _ in pairs(selector) if option == "origin"), selector)
                self.report(place, f"{what} cannot ask for 'origin'", "only a rule of scope thread can")

    def _selector(self, node: Node, mapping: object) -> SelectorSpec | None:
        kinds = self.vocabulary.selectors
        if not isinstance(mapping, dict):
            hint = f"write one of {', '.join(sorted(kinds))} and what it looks for"
            self.report(node, f"a selector is a mapping, not {kind_of(node)}", hint)
            return None
        found = [(name, key) for name, key, _ in pairs(node) if name in kinds]
        if len(found) > 1:
            names = " and ".join(name for name, _ in found)
            self.report(found[1][1], f"two kinds in one selector: {names}", "give each its own name in 'match'")
            return None
        if not found:
            self._no_kind(node, kinds)
            return None
        spec = self._parsed(node, kinds[found[0][0]], mapping)
        if spec is not None:
            self._selector_names(node, spec)
        return spec

    def _no_kind(self, node: Node, kinds: Iterable[str]) -> None:
        known = f"the kinds are {', '.join(sorted(kinds))}"
        for name, key, _ in pairs(node):
            if close := suggestion(name, kinds):
                self.report(key, f"unknown selector kind {name!r}{close}")
                return
        first = next(((name, key) for name, key, _ in pairs(node)), None)
        if first is None:
            self.report(node, "an empty selector", known)
        else:
            self.report(first[1], f"unknown selector kind {first[0]!r}", known)

    def _selector_names(self, node: Node, spec: SelectorSpec) -> None:
        self._entity_types(node, "entities", getattr(spec, "entities", ()))
        for name in spec.lexicons():
            if not {name, f"{self.pack}.{name}"} & set(self.known.lexicons):
                self._unknown(scalar(node, name), "lexicon", name, self._visible(self.known.lexicons))

    def _entity_types(self, node: Node, key: str, names: Iterable[str]) -> None:
        for name in names:
            if name not in self.vocabulary.entity_types:
                close = suggestion(name, self.vocabulary.entity_types)
                self.report(scalar(child(node, key) or node, name), f"unknown entity type {name!r}{close}")

    def _kind(self, node: Node, correlate: object) -> type[CorrelationSpec] | None:
        kinds = self.vocabulary.correlations
        if not isinstance(correlate, dict):
            self.report(node, f"'correlate' is a mapping, not {kind_of(node)}", "write {type: ..., ...}")
            return None
        name = correlate.get("type")
        if name is None:
            self.report(node, "missing key 'type'", f"the types are {', '.join(sorted(kinds))}")
            return None
        if name not in kinds:
            close = suggestion(str(name), kinds)
            hint = None if close else f"the types are {', '.join(sorted(kinds))}"
            self.report(child(node, "type") or node, f"unknown correlation type {str(name)!r}{close}", hint)
            return None
        return kinds[str(name)]

    def _reference(self, node: Node, name: str, rule: Rule) -> str:
        """Return the full name of what a correlation refers to; a name that points nowhere is reported."""
        for full in (f"{self.pack}.{name}", name):
            if full in self.known.signals:
                if not self._may_use(full):
                    self.report(scalar(node, name), f"signal {name!r} is private: only its own pack can use it")
                return full
        if name in self.known.rules:
            self._rule_reference(node, name, rule)
        else:
            known = [*self._visible(filter(self._may_use, self.known.signals)), *self.known.rules]
            self._unknown(scalar(node, name), "signal", name, known)
        return name

    def _may_use(self, signal: str) -> bool:
        return signal.startswith(f"{self.pack}.") or self.known.signals[signal].get("private") is not True

    def _rule_reference(self, node: Node, name: str, rule: Rule) -> None:
        """Report a rule that cannot be built upon: it judges more than messages, is off, or is for fewer readers."""
        other = self.known.rules[name]
        scope, persona = other.get("scope"), other.get("persona", "regular")
        if scope in _GROUPED or "correlate" in other:
            self.report(scalar(node, name), f"{name!r} is a rule of scope {scope}: only message rules can be used")
        if name in self.known.off and rule.id not in self.known.off:
            self.known.off[name](f"{name} cannot be off: {rule.id} is built on it", f"switch {rule.id} off, too")
        if any(rule.persona in who.rules and persona not in who.rules for who in self.known.personas.values()):
            text = f"{name!r} is a rule for persona {persona}: a rule for {rule.persona} cannot be built on it"
            self.report(scalar(node, name), text)

    def _visible(self, names: Iterable[str]) -> list[str]:
        """Return the names as this pack may write them."""
        return [name.removeprefix(f"{self.pack}.") for name in names]

    def _unknown(self, place: Node, what: str, name: str, known: Collection[str]) -> None:
        if not self.partial or "." in name:
            self.report(place, f"unknown {what} {name!r}{suggestion(name, known)}")

    def _parsed(self, node: Node, kind: type[AnySpec], options: dict[str, Any]) -> AnySpec | None:
        try:
            return kind.model_validate(options)
        except ValidationError as error:
            self.problems.extend(explain(self.document, node, kind, error))
            return None


def _asks_origin(spec: SelectorSpec) -> bool:
    return bool(getattr(spec, "origin", ()))


def _into(node: Node, offset: int) -> Spot:
    return (node, offset) if isinstance(node, ScalarNode) else node
