"""The pre-filter: RE2 looks once for the literal pieces of many expressions, so that only few are tried on a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import re2

from socaudit.selectors import narrow, options

# RE2 gives the literal pieces of one filter a fixed memory; so many expressions mostly fit.
FILTERED_TOGETHER = 200

Filter = tuple[Any, Sequence[int]]


def prefilters(patterns: Mapping[int, str]) -> list[Filter]:
    """Return what tells which of some narrow RE2 expressions may match a text, with their numbers."""
    return [pair for some in _parts(list(patterns), FILTERED_TOGETHER) for pair in _filters(some, patterns)]


def _parts(numbers: Sequence[int], size: int) -> list[Sequence[int]]:
    return [numbers[start : start + size] for start in range(0, len(numbers), size)]


def _filters(numbers: Sequence[int], patterns: Mapping[int, str]) -> list[Filter]:
    """Return what tells which of some narrow RE2 expressions match a text, with the numbers of the expressions."""
    expressions = re2.Filter()
    for number in numbers:
        expressions.Add(narrow(patterns[number]), options(patterns[number]))
    try:
        expressions.Compile()
    except re2.error:
        # Halves have room for twice as much; one expression alone is within RE2's limits, or the pack did not load.
        return [pair for half in _parts(numbers, -(-len(numbers) // 2)) for pair in _filters(half, patterns)]
    return [(expressions, numbers)]
