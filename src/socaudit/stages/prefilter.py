"""The pre-filter: RE2 looks once for the literal pieces of many expressions, so that only few are tried on a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import re2

from socaudit.model import PROFILE_FIELDS
from socaudit.selectors import Selector, View, is_narrow, narrow, options

# RE2 gives the literal pieces of one filter a fixed memory; so many expressions mostly fit.
FILTERED_TOGETHER = 200

Filter = tuple[Any, Sequence[int]]


class Screen:
    """Tells which selectors may match a message.

    It tells by the literal pieces of their expressions, and of those in `awaited` by trying what has its pieces there.
    The filter reads one byte for each character: expressions that cannot, a few of those with emoji, always may match.
    """

    def __init__(self, selectors: Sequence[Selector], awaited: AbstractSet[int]) -> None:
        patterns = {number: one.pattern for number, one in enumerate(selectors) if one.pattern is not None}
        narrowed = {number: pattern for number, pattern in patterns.items() if is_narrow(pattern)}
        self._unfiltered = patterns.keys() - narrowed.keys()
        self._filters = _filters(narrowed)
        self.compiled = {number: each.re(i) for each, some in self._filters for i, number in enumerate(some)}
        self._tried = [(number, regex) for number, regex in self.compiled.items() if number in awaited]
        self._labels = {number: one.labels for number, one in enumerate(selectors) if one.labels}
        others = patterns.keys() | self._labels.keys()
        self._valued = [n for n, one in enumerate(selectors) if n not in others and not (one.parsed or one.likeness)]

    def may_match(self, messages: Sequence[tuple[Sequence[View], AbstractSet[int]]]) -> list[set[int]]:
        """Return for each message the numbers of the selectors that may match one of its texts; no others do.

        Args:
            messages: the texts of each, and the numbers of the selectors that matter there.
        """
        possible = [{n for view in views for n in self._possible(view) if n in some} for views, some in messages]
        texts = [[view.narrow for view in views if view.field not in PROFILE_FIELDS] for views, _ in messages]
        # Expression by expression: what one has learned of texts is then still in the processor's cache.
        for number, regex in self._tried:
            for some, numbers in zip(texts, possible, strict=True):
                if number in numbers and not any(map(regex.search, some)):
                    numbers.remove(number)
        return possible

    def _possible(self, view: View) -> Iterator[int]:
        # What is not text is a value, and no text selector looks at a profile.
        if view.values or view.placeholders:
            yield from self._valued
        if view.field in PROFILE_FIELDS:
            return
        if view.categories:
            said = {one.label for one in view.categories}
            yield from (number for number, labels in self._labels.items() if not labels.isdisjoint(said))
        yield from self._unfiltered
        for each, some in self._filters:
            yield from (some[index] for index in each.Match(view.narrow, potential=True) or ())


def _filters(patterns: Mapping[int, str]) -> list[Filter]:
    """Return what tells which of some narrow RE2 expressions may match a text, with their numbers."""
    return [pair for some in _parts(list(patterns), FILTERED_TOGETHER) for pair in _compiled(some, patterns)]


def _parts(numbers: Sequence[int], size: int) -> list[Sequence[int]]:
    return [numbers[start : start + size] for start in range(0, len(numbers), size)]


def _compiled(numbers: Sequence[int], patterns: Mapping[int, str]) -> list[Filter]:
    """Return what tells which of some narrow RE2 expressions match a text, with the numbers of the expressions."""
    expressions = re2.Filter()
    for number in numbers:
        expressions.Add(narrow(patterns[number]), options(patterns[number]))
    try:
        expressions.Compile()
    except re2.error:
        # Halves have room for twice as much; one expression alone is within RE2's limits, or the pack did not load.
        return [pair for half in _parts(numbers, -(-len(numbers) // 2)) for pair in _compiled(half, patterns)]
    return [(expressions, numbers)]
