"""The loaded rules made ready to run on one message: selectors shared, pre-filtered, guarded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, combinations
from typing import Any

from socaudit import correlations, guards, selectors
from socaudit.guards import Guard
from socaudit.model import PROFILE_FIELDS, Origin
from socaudit.rulepack import LoadedRule, LoadedSignal, Rulebook
from socaudit.rulepack.condition import Condition
from socaudit.rulepack.schema import Vocabulary
from socaudit.selectors import Found, Likeness, Selector, View, is_narrow, narrow
from socaudit.stages.prefilter import prefilters
from socaudit.stages.reading import Hits, Reading, unsaid, within

# So many answers a condition remembers.
_REMEMBERED = 512


@dataclass(frozen=True)
class Matcher:
    """What one rule or signal looks for in a message: its selectors (by number), condition and guards.

    `parsed` are the selectors that need the sentence parsed, `likened` those that only the archive can judge;
    `required` the numbers of those without which the condition never holds, whatever else is there.
    """

    name: str
    selectors: tuple[tuple[str, int], ...]
    condition: Condition
    guards: tuple[tuple[Guard, bool], ...]
    parsed: frozenset[str] = frozenset()
    likened: frozenset[str] = frozenset()
    required: tuple[int, ...] = ()

    @cached_property
    def holds(self) -> Callable[[frozenset[str]], bool]:
        """The condition, which messages ask the same few questions of."""
        return lru_cache(maxsize=_REMEMBERED)(self.condition.holds)

    @cached_property
    def conceivable(self) -> Callable[[frozenset[str]], bool]:
        """Whether the condition can hold where these selectors may match and no others."""
        assumed = (self.parsed & self.condition.positive) | self.likened
        if self.condition.positive & self.condition.negative:
            return lambda _: True
        return lru_cache(maxsize=_REMEMBERED)(lambda may: self.holds((may & self.condition.positive) | assumed))


@dataclass(frozen=True, slots=True)
class Held:
    """A rule or signal that holds in a message, with its hits; `unjudged` says why nobody can tell whether it does.

    `against` names the selectors that hit although the condition wants them absent.
    """

    name: str
    hits: Hits
    lowered: bool = False
    unjudged: str | None = None
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What a rule or signal saw in one message: spans by selector, the guards that took each back, what is lacking."""

    spans: tuple[tuple[str, View, Found, tuple[str, ...]], ...]
    lacks: tuple[str, ...]


class Program:
    """All rules and signals, compiled.

    The cost of a message grows with what matches: RE2's filter looks once for the literal pieces of all
    expressions and tries only those whose pieces are there, and a matcher is asked only if one of its
    selectors found something. (One automaton of all expressions is faster still once it has seen a few ten
    thousand messages, and costs milliseconds a message until then.)
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
        self._by_name = {matcher.name: matcher for matcher in self.matchers}
        self._users: dict[int, list[int]] = defaultdict(list)
        for place, matcher in enumerate(self.matchers):
            for _, number in matcher.selectors:
                self._users[number].append(place)
        # A condition that holds of nothing at all cannot wait for a selector.
        self._eager = {i for i, matcher in enumerate(self.matchers) if matcher.condition.holds(frozenset())}
        self._valued = [
            number
            for number, selector in enumerate(self._selectors)
            if not (selector.pattern or selector.parsed or selector.likeness or selector.labels)
        ]
        self._labelled: dict[str, list[int]] = defaultdict(list)
        for number, selector in enumerate(self._selectors):
            for label in selector.labels:
                self._labelled[label].append(number)
        # The filter reads one byte for each character: expressions that cannot, a few of those with emoji, always run.
        patterns = {n: selector.pattern for n, selector in enumerate(self._selectors) if selector.pattern is not None}
        self._unfiltered = [n for n, pattern in patterns.items() if not is_narrow(pattern)]
        self._filters = prefilters({n: pattern for n, pattern in patterns.items() if is_narrow(pattern)})
        correlated = [rule.correlation for rule in rulebook.rules if rule.correlation]
        self.keeps = frozenset(fact for spec in correlated for fact in spec.keeps())

    def run(self, views: Sequence[View]) -> list[Held]:
        """Return every rule and signal whose condition holds, or would if the author's handle looks like a brand's."""
        possible: dict[int, list[View]] = defaultdict(list)
        for view in views:
            for number in self._worth_running(view):
                possible[number].append(view)
        asked = {place for number in possible for place in self._users[number]}
        reading = Reading(views, self._selectors, possible)
        held = (self._held(self.matchers[place], reading) for place in sorted(asked | self._eager))
        return [entry for entry in held if entry is not None]

    @property
    def classifies(self) -> bool:
        """Tell whether any rule or signal asks what sentences say."""
        return bool(self._labelled)

    def likeness(self, name: str) -> Mapping[str, Likeness]:
        """Return, for a rule or signal, what each of its selectors compares handles with."""
        pairs = self._by_name[name].selectors if name in self._by_name else ()
        return {local: likeness for local, n in pairs if (likeness := self._selectors[n].likeness)}

    def trace(self, name: str, views: Sequence[View]) -> Trace:
        """Return what a rule or signal with selectors saw in a message, whether or not its condition holds."""
        matcher = self._by_name[name]
        numbers = dict(matcher.selectors)
        reading = Reading(views, self._selectors, dict.fromkeys(numbers.values(), views))
        hits = self._hits(matcher, reading)[0]
        seen = [
            (local, view, span, self._guards_of(matcher, local, view, span))
            for local, number in numbers.items()
            for view, span in reading.found(number)
        ]
        spans = tuple(
            (local, view, span, guards or (() if (local, view, span) in hits else _guards_within(seen, view, span)))
            for local, view, span, guards in seen
        )
        return Trace(spans, matcher.condition.lacks({local for local, _, _ in hits}))

    def _guards_of(self, matcher: Matcher, local: str, view: View, span: Found) -> tuple[str, ...]:
        """Return the names of the guards that drop a hit."""
        if local not in matcher.condition.positive or not self._selectors[dict(matcher.selectors)[local]].guarded:
            return ()
        entry = self._entries[matcher.name]
        names = (entry.rule if isinstance(entry, LoadedRule) else entry.signal).guards
        guarding = zip(names, matcher.guards, strict=True)
        return tuple(name for name, (guard, drops) in guarding if drops and guard(view.folded.text, *span.folded))

    def origins(self, name: str) -> Mapping[str, frozenset[Origin]]:
        """Return, for a rule, which origins each of its selectors asks for."""
        pairs = self._by_name[name].selectors if name in self._by_name else ()
        return {
            selector: self._selectors[number].origins for selector, number in pairs if self._selectors[number].origins
        }

    def asked(self, name: str) -> Mapping[str, frozenset[str]]:
        """Return, for a rule or signal, which entity types each of its selectors wants as an answer."""
        pairs = self._by_name[name].selectors if name in self._by_name else ()
        return {selector: asked for selector, number in pairs if (asked := self._selectors[number].asked)}

    def _held(self, matcher: Matcher, reading: Reading) -> Held | None:
        if not matcher.conceivable(frozenset(name for name, number in matcher.selectors if reading.may(number))):
            return None
        if not all(reading.found(number) for number in matcher.required):
            return None
        hits, firm = self._hits(matcher, reading)
        present = frozenset(name for name, _, _ in hits) | matcher.likened
        if matcher.parsed and _undecided(matcher, present):
            if not reading.views[0].parser.available:
                return Held(matcher.name, [], unjudged="no_parser")
            for name, number in matcher.selectors:
                if name in matcher.parsed:
                    reading.parse(number)
            hits, firm = self._hits(matcher, reading)
            present |= {name for name, _, _ in hits}
        if not matcher.holds(present):
            return None
        positive = self._shown(matcher, [hit for hit in hits if hit[0] in matcher.condition.positive])
        against = {name for name, _, _ in hits} - matcher.condition.positive
        lowered = not matcher.holds(frozenset(firm) | matcher.likened)
        return Held(matcher.name, positive, lowered, against=tuple(sorted(against)))

    def _shown(self, matcher: Matcher, hits: Hits) -> Hits:
        """Return the hits without sentences that hold others: words are nearer evidence than a sentence around them."""
        whole = {name for name, number in matcher.selectors if self._selectors[number].labels}
        words = [(view, span.folded) for name, view, span in hits if name not in whole]
        return [
            (name, view, span)
            for name, view, span in hits
            if name not in whole or not any(seen is view and within(place, span.folded) for seen, place in words)
        ]

    def _hits(self, matcher: Matcher, reading: Reading) -> tuple[Hits, set[str]]:
        """Return the hits that no guard drops, and the selectors with a hit that no guard lowers either."""
        hits: Hits = []
        dropped: Hits = []
        standing: Hits = []
        firm: set[str] = set()
        for name, number in sorted(matcher.selectors, key=lambda pair: bool(self._selectors[pair[1]].labels)):
            selector = self._selectors[number]
            guarded = name in matcher.condition.positive and selector.guarded
            for view, span in reading.found(number):
                # What must be absent is absent only if it is not said at all.
                taken = guarded and _taken_back(matcher, reading, view, span)
                if selector.labels and unsaid(dropped, standing, view, span):
                    continue
                (dropped if taken else hits).append((name, view, span))
                if guarded and not taken:
                    standing.append((name, view, span))
                if taken is False:
                    firm.add(name)
        return hits, firm

    def _worth_running(self, view: View) -> Iterable[int]:
        # What is not text is a value, and no text selector looks at a profile.
        values = self._valued if view.values or view.placeholders else ()
        if view.field in PROFILE_FIELDS:
            return values
        text = narrow(view.folded.text)
        matched = (some[index] for each, some in self._filters for index in sorted(each.Match(text) or ()))
        said = (number for label in {one.label for one in view.categories} for number in self._labelled.get(label, ()))
        return [*values, *said, *self._unfiltered, *matched]

    def _matcher(self, name: str, entry: LoadedRule | LoadedSignal) -> Matcher:
        matching = entry.rule if isinstance(entry, LoadedRule) else entry.signal
        pairs = tuple((local, self._number(entry, local)) for local in entry.selectors)
        parsed = frozenset(local for local, number in pairs if self._selectors[number].parsed)
        likened = frozenset(local for local, number in pairs if self._selectors[number].likeness)
        return Matcher(
            name,
            pairs,
            entry.condition,
            tuple((guards.REGISTRY[kind], action == "drop") for kind, action in matching.guards.items()),
            parsed=parsed,
            likened=likened,
            required=tuple(number for local, number in pairs if local in entry.condition.required - parsed - likened),
        )

    def _number(self, entry: LoadedRule | LoadedSignal, local: str) -> int:
        spec = entry.selectors[local]
        lexicons = self.rulebook.lexicons_of(entry.pack)
        identity = (type(spec), spec, *(lexicons[name] for name in spec.lexicons()))
        if identity not in self._numbers:
            self._numbers[identity] = len(self._selectors)
            self._selectors.append(selectors.REGISTRY[spec.kind].build(spec, lexicons))
        return self._numbers[identity]


def _guards_within(
    seen: Iterable[tuple[str, View, Found, tuple[str, ...]]], view: View, span: Found
) -> tuple[str, ...]:
    """Return the guards that take back words of a sentence, and with them what it reads like."""
    return tuple(
        sorted({name for _, v, s, names in seen if v is view and within(s.folded, span.folded) for name in names})
    )


def _taken_back(matcher: Matcher, reading: Reading, view: View, span: Found) -> bool | None:
    """Tell whether a guard drops the hit (True), lowers it (None), or lets it stand (False)."""
    lowered: bool | None = False
    for guard, drops in matcher.guards:
        if reading.takes_back(guard, view, span):
            if drops:
                return True
            lowered = None
    return lowered


def _undecided(matcher: Matcher, present: AbstractSet[str]) -> bool:
    """Tell whether what the parse shows can make a difference to the condition."""
    some = chain.from_iterable(combinations(matcher.parsed, count) for count in range(len(matcher.parsed) + 1))
    return len({matcher.holds(frozenset((*present, *names))) for names in some}) > 1


def vocabulary(entity_types: frozenset[str]) -> Vocabulary:
    """Return all that packs may use: what lies in the plug-in folders, and the entity types."""
    return Vocabulary(
        selectors={name: kind.spec for name, kind in selectors.REGISTRY.items()},
        correlations={name: kind.spec for name, kind in correlations.REGISTRY.items()},
        guards=frozenset(guards.REGISTRY.names()),
        entity_types=entity_types,
    )
