"""Sentences and clauses around a hit, found by punctuation; social text has no other borders."""

from __future__ import annotations

import re

# Nobody writes a longer sentence to a customer; the bound keeps hostile text cheap.
REACH = 400
_SENTENCE_END = re.compile(r"[.!?;\n]+(?=\s|$|[\"')])|\n|[:;]\s|\s[-|/]\s")
_CLAUSE_END = re.compile(r",\s|\s(?:but|however|so|because|and\s+(?:we|i|you|it|this|that|they|if))\s", re.IGNORECASE)


def sentence_before(text: str, start: int) -> str:
    """Return what stands before the hit in its sentence."""
    before = text[max(0, start - REACH) : start]
    return _after_last(_SENTENCE_END, before)


def clause_before(text: str, start: int) -> str:
    """Return what stands before the hit in its clause."""
    return _after_last(_CLAUSE_END, sentence_before(text, start))


def sentence_after(text: str, end: int) -> str:
    """Return what stands behind the hit in its sentence, the closing mark included."""
    after = text[end : end + REACH]
    found = _SENTENCE_END.search(after)
    return after[: found.end()] if found else after


def clause_after(text: str, end: int) -> str:
    """Return what stands behind the hit in its clause."""
    after = sentence_after(text, end)
    found = _CLAUSE_END.search(after)
    return after[: found.start()] if found else after


def _after_last(border: re.Pattern[str], text: str) -> str:
    cut = 0
    for found in border.finditer(text):
        cut = found.end()
    return text[cut:]
