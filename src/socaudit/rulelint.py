"""Advice on rules that load: what is not tested, too broad, or used by nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import re2

from socaudit import selectors
from socaudit.folding import fold
from socaudit.rulepack import LoadedRule, LoadedSignal, Rulebook
from socaudit.rulepack.schema import ISSUE, SelectorSpec
from socaudit.selectors import Selector, View, is_narrow, narrow, options

# Messages of which no rule should have much to say: an expression that fits many of them fits anything.
ORDINARY = (
    "Hi there, thanks for getting in touch!",
    "What time do you open on Sunday?",
    "Loving the new colours in the shop window.",
    "Is this one still available in a size 12?",
    "Morning all, hope everyone has a great day",
    "Great, that worked. Cheers for the quick answer",
    "Do you deliver to the Channel Islands?",
    "Our new season starts next week, see you there.",
    "You can find the opening hours on our website.",
    "My daughter had such a good time at the event",
    "Which bus goes to the museum from the station?",
    "Happy to help, enjoy the rest of your evening!",
)
_MANY = len(ORDINARY) // 4


@dataclass(frozen=True, slots=True)
class Advice:
    """Something that loads and could be better; `where` is `path:line`."""

    path: str
    line: int
    text: str

    @property
    def where(self) -> str:
        """Return `path:line`."""
        return f"{self.path}:{self.line}"


def advise(book: Rulebook, *, today: date) -> list[Advice]:
    """Return the advice on all that a rulebook holds, in the order of files and lines."""
    found = [*_untested(book), *_broad(book), *_unused(book), *_idle_overrides(book), *_expired(book, today)]
    return sorted(set(found), key=lambda advice: (advice.path, advice.line, advice.text))


def _untested(book: Rulebook) -> Iterator[Advice]:
    for problem in book.warnings:
        yield Advice(problem.path, problem.line, f"{problem.text}: {problem.hint}")


def _entries(book: Rulebook) -> Iterator[tuple[str, LoadedRule | LoadedSignal]]:
    yield from book.signals.items()
    yield from ((entry.rule.id, entry) for entry in (*book.rules, *book.off))


def _broad(book: Rulebook) -> Iterator[Advice]:
    for name, entry in _entries(book):
        for local, spec in entry.selectors.items():
            selector = selectors.REGISTRY[spec.kind].build(spec, book.lexicons_of(entry.pack))
            if selector.pattern is None:
                continue
            place = entry.place
            # A signal may be broad: a correlation asks for more than one.
            condition = entry.condition
            alone = isinstance(entry, LoadedRule) and local in condition.positive and condition.holds({local})
            fitting = sum(_fits(selector, text) for text in ORDINARY) if alone else 0
            if fitting >= _MANY:
                text = f"{name}: {local!r} fits {fitting} of {len(ORDINARY)} ordinary messages, so the rule says little"
                yield Advice(place.path, place.line, text)
            if spec.kind == "regex" and _unanchored(selector.pattern):
                text = f"{name}: {local!r} holds no fixed piece of text, so it is tried on every message"
                yield Advice(place.path, place.line, text)


def _fits(selector: Selector, text: str) -> bool:
    return next(iter(selector.find(View("text", fold(text), ()))), None) is not None


def _unanchored(pattern: str) -> bool:
    """Tell whether RE2's filter cannot rule out an expression by looking for literal pieces."""
    expressions = re2.Filter()
    expressions.Add(narrow(pattern) if is_narrow(pattern) else pattern, options(pattern))
    expressions.Compile()
    return bool(expressions.Match("", True))


def _unused(book: Rulebook) -> Iterator[Advice]:
    lexicons = {full for _, entry in _entries(book) for full in _lexicons(entry)}
    for name, place in book.lexicon_places.items():
        if name not in lexicons:
            yield Advice(place.path, place.line, f"no selector uses the lexicon {name!r}")
    correlations = [entry.correlation for entry in (*book.rules, *book.off) if entry.correlation]
    signals = {name for correlation in correlations for name in correlation.references()}
    # What tells of people is read beside the correlations, and `by: issue` stands for every class.
    signals |= set(book.issues) if ISSUE in signals else set()
    for name, loaded in book.signals.items():
        signal = loaded.signal
        if name not in signals and not (signal.check or signal.hook or signal.asks):
            yield Advice(loaded.place.path, loaded.place.line, f"no correlation uses the signal {name!r}")


def _lexicons(entry: LoadedRule | LoadedSignal) -> Iterator[str]:
    specs: Iterator[SelectorSpec] = iter(entry.selectors.values())
    for spec in specs:
        for name in spec.lexicons():
            yield name
            yield f"{entry.pack}.{name}"


def _idle_overrides(book: Rulebook) -> Iterator[Advice]:
    for entry in (*book.rules, *book.off):
        for key, before in entry.replaced.items():
            value = getattr(entry.rule, key, None) or entry.rule.params.get(key.removeprefix("params."))
            if before.rpartition(" (")[0] == str(value):
                place = entry.places[key]
                yield Advice(place.path, place.line, f"{entry.rule.id}: {key} is {value} without this override, too")


def _expired(book: Rulebook, today: date) -> Iterator[Advice]:
    for placed in book.allow:
        until = placed.disposition.until
        if until is not None and until < today:
            path, _, line = placed.place.rpartition(":")
            yield Advice(path, int(line), f"this entry of 'allow' has expired on {until}")
