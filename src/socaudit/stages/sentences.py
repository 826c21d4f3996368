"""Sentences: which one of a template each hit stands in, as a hash that layout and case do not change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from socaudit.folding import fold
from socaudit.keys import Key
from socaudit.model import Hit, Match

# A sentence ends with its stop, an empty line, or before the next item of a list; a line that is wrapped goes on.
_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\n\s*\n|(?:\A|\n)\s*(?:[-*\u2022]|\d+[.)])\s+")


def in_sentences(matches: Sequence[Match], texts: Mapping[str, str], key: Key) -> tuple[Match, ...]:
    """Return the matches with the sentences of their hits."""
    return tuple(
        replace(match, hits=tuple(replace(hit, sentence=_sentence(hit, texts[hit.field], key)) for hit in match.hits))
        for match in matches
    )


def _sentence(hit: Hit, text: str, key: Key) -> str:
    """Return the keyed hash of the sentence in which a hit begins."""
    start = max((found.end() for found in _END.finditer(text, 0, hit.start)), default=0)
    found = _END.search(text, max(hit.start, start))
    said = fold(text[start : found.start() if found else len(text)]).text
    return key.hash("sentence", " ".join(said.casefold().split()))
