"""Sentences: which one of a template each hit stands in, as a hash that layout and case do not change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from socaudit.folding import fold
from socaudit.keys import Key
from socaudit.model import Hit, Match
from socaudit.tagger.tokens import sentences_of


def in_sentences(matches: Sequence[Match], texts: Mapping[str, str], key: Key) -> tuple[Match, ...]:
    """Return the matches with the sentences of their hits."""
    return tuple(
        replace(match, hits=tuple(replace(hit, sentence=_sentence(hit, texts[hit.field], key)) for hit in match.hits))
        for match in matches
    )


def _sentence(hit: Hit, text: str, key: Key) -> str:
    """Return the keyed hash of the sentence in which a hit begins."""
    before = [span for span in sentences_of(text) if span[0] <= hit.start]
    start, end = before[-1] if before else (0, len(text))
    return key.hash("sentence", " ".join(fold(text[start:end]).text.casefold().split()))
