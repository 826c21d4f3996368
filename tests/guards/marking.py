"""Sentences in which [brackets] mark the hit that a guard is asked about."""

from __future__ import annotations

from socaudit import guards
from socaudit.folding import fold


def holds(kind: str, sentence: str) -> bool:
    """Tell whether a guard takes the hit back."""
    before, rest = sentence.split("[", 1)
    hit, after = rest.split("]", 1)
    text = fold(before + hit + after).text
    start = len(fold(before).text)
    return guards.REGISTRY[kind](text, start, start + len(fold(hit).text))
