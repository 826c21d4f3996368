"""What one rule or signal looks for in a message, and whether it holds there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, combinations

from socaudit.guards import Guard
from socaudit.rulepack.condition import Condition
from socaudit.selectors import Found, Selector, View
from socaudit.stages.reading import Hits, Reading, unsaid, within

# So many answers a condition remembers.
_REMEMBERED = 512


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
class Sought:
    """A selector as a matcher names it: its number among all, and whether the matcher's guards look at its hits."""

    name: str
    number: int
    selector: Selector
    guarded: bool

    @property
    def sentences(self) -> bool:
        """Tell whether its hits are whole sentences."""
        return bool(self.selector.labels)

    @property
    def telling(self) -> bool:
        """Tell whether the message alone shows what it finds: no parse is needed, and no archive."""
        return not (self.selector.parsed or self.selector.likeness)


@dataclass(frozen=True)
class Matcher:
    """What one rule or signal looks for in a message: its selectors, condition and guards.

    `guards` are their names, themselves, and whether they drop (or lower).
    """

    name: str
    sought: tuple[Sought, ...]
    condition: Condition
    guards: tuple[tuple[str, Guard, bool], ...]

    @cached_property
    def holds(self) -> Callable[[frozenset[str]], bool]:
        """The condition, which messages ask the same few questions of."""
        return lru_cache(maxsize=_REMEMBERED)(self.condition.holds)

    @cached_property
    def awaited(self) -> frozenset[int]:
        """The numbers of selectors one of which must match before the condition can hold; none: it can without."""
        costs = {one.name: _cost(one.selector) for one in self.sought if one.telling}
        names = self.condition.awaited(costs)
        if names is None:
            # A condition that holds of nothing at all cannot wait for a selector.
            names = frozenset() if self.holds(frozenset()) else frozenset(costs)
        return frozenset(one.number for one in self.sought if one.name in names)

    @cached_property
    def _required(self) -> tuple[int, ...]:
        """The numbers of the selectors without which the condition never holds, whatever else is there."""
        return tuple(one.number for one in self.sought if one.telling and one.name in self.condition.required)

    @cached_property
    def _parsed(self) -> tuple[Sought, ...]:
        """The selectors that need the sentence parsed."""
        return tuple(one for one in self.sought if one.selector.parsed)

    @cached_property
    def _likened(self) -> frozenset[str]:
        """The names of the selectors that only the archive can judge."""
        return frozenset(one.name for one in self.sought if one.selector.likeness)

    @cached_property
    def _words_first(self) -> tuple[Sought, ...]:
        return tuple(sorted(self.sought, key=lambda one: one.sentences))

    @cached_property
    def _alone(self) -> frozenset[str]:
        """The names of the readings that are enough by themselves: others live by the words that stand beside them."""
        return frozenset(name for name in self._sentences if self.holds(frozenset({name})))

    @cached_property
    def _beside(self) -> frozenset[str]:
        """The names of the words that say nothing unless some reading stands beside them."""
        words = frozenset(one.name for one in self.sought if one.guarded and not self.holds(frozenset({one.name})))
        return frozenset() if self._sentences <= self._alone or self.holds(words) else words

    @cached_property
    def _sentences(self) -> frozenset[str]:
        return frozenset(one.name for one in self.sought if one.sentences)

    def held(self, reading: Reading) -> Held | None:
        """Return the matcher with its hits, where its condition holds or might hold for all that anybody can tell."""
        if self.awaited and not any(reading.found(number) for number in self.awaited & reading.may):
            return None
        if not all(reading.found(number) for number in self._required):
            return None
        hits, firm = self.hits(reading)
        present = frozenset(name for name, _, _ in hits) | self._likened
        if self._parsed and self._undecided(present):
            if not reading.views[0].parser.available:
                return Held(self.name, [], unjudged="no_parser")
            for one in self._parsed:
                reading.parse(one.number)
            hits, firm = self.hits(reading)
            present |= {name for name, _, _ in hits}
        if not self.holds(present):
            return None
        positive = self._shown([hit for hit in hits if hit[0] in self.condition.positive])
        against = {name for name, _, _ in hits} - self.condition.positive
        lowered = not self.holds(frozenset(firm) | self._likened)
        return Held(self.name, positive, lowered, against=tuple(sorted(against)))

    def hits(self, reading: Reading) -> tuple[Hits, set[str]]:
        """Return the hits that no guard drops, and the selectors with a hit that no guard lowers either."""
        hits: Hits = []
        dropped: Hits = []
        standing: Hits = []
        firm: set[str] = set()
        for one in self._words_first:
            for view, span in reading.found(one.number):
                taken = one.guarded and self._taken_back(reading, view, span)
                if one.name in self._alone and unsaid(dropped, standing, view, span):
                    continue
                (dropped if taken else hits).append((one.name, view, span))
                if one.guarded and not taken:
                    standing.append((one.name, view, span))
                if taken is False:
                    firm.add(one.name)
        return hits, firm

    def _taken_back(self, reading: Reading, view: View, span: Found) -> bool | None:
        """Tell whether a guard drops the hit (True), lowers it (None), or lets it stand (False)."""
        lowered: bool | None = False
        for _, guard, drops in self.guards:
            if reading.takes_back(guard, view, span):
                if drops:
                    return True
                lowered = None
        return lowered

    def _shown(self, hits: Hits) -> Hits:
        """Return the hits that are evidence: words rather than the sentence around them, and in that sentence."""
        if not self._sentences:
            return hits
        hits = self._in_place(hits)
        words = [(view, span.folded) for name, view, span in hits if name not in self._sentences]
        return [
            (name, view, span)
            for name, view, span in hits
            if name not in self._sentences
            or not any(seen is view and within(place, span.folded) for seen, place in words)
        ]

    def _in_place(self, hits: Hits) -> Hits:
        """Return the hits without words that stand in no sentence that says what they are to bear out."""
        said = [(view, span.folded) for name, view, span in hits if name in self._sentences]
        return [
            (name, view, span)
            for name, view, span in hits
            if not said
            or name not in self._beside
            or any(seen is view and within(span.folded, place) for seen, place in said)
        ]

    def _undecided(self, present: AbstractSet[str]) -> bool:
        """Tell whether what the parse shows can make a difference to the condition."""
        names = [one.name for one in self._parsed]
        some = chain.from_iterable(combinations(names, count) for count in range(len(names) + 1))
        return len({self.holds(frozenset((*present, *found))) for found in some}) > 1


def matcher(
    name: str,
    condition: Condition,
    numbered: Sequence[tuple[str, int, Selector]],
    guards: Sequence[tuple[str, Guard, bool]],
) -> Matcher:
    """Return the matcher of a rule or signal; what must be absent is absent only if it is not said at all."""
    sought = (
        Sought(local, number, selector, guarded=selector.guarded and local in condition.positive)
        for local, number, selector in numbered
    )
    return Matcher(name, tuple(sought), condition, tuple(guards))


def _cost(selector: Selector) -> int:
    """Return how much it takes to see that a selector finds nothing: the alternatives of its expression."""
    return selector.pattern.count("|") if selector.pattern else 0
