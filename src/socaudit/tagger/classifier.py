"""The classifier: texts in, out of each sentence what it says, as shares of how sure two networks are of it.

A quick one reads every sentence; where it is not sure, a careful one, a hundred times slower, reads again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from socaudit.model import Category
from socaudit.tagger.encoder import Encoder
from socaudit.tagger.files import opened
from socaudit.tagger.network import DILATIONS, Floats, Weights, WordVectors, encoded
from socaudit.tagger.tokens import canonical, sentences_of, tokens_of
from socaudit.tagger.words import Lexicon

FORMAT = 2
# What is less likely than this is not worth a thought: no rule may ask for less.
LEAST = 0.05
# A sentence that may carry a label and may not, for all that the quick network tells, is read again: from 20 to 95 %,
# in logits. Of the labels that rules would find on real posts if all were read twice, this loses one in seventeen.
_DOUBTFUL = (-1.4, 3.0)
# Of these the careful network knew hardly more on held-out sentences, and of one sentence in four it would be asked.
_PLAIN = frozenset({"ask_private", "ask_public", "complaint", "lure", "passed_on", "question", "regret"})
# Beyond it, a share is 0 or 1 to the last digit, and the power of a number too large for one.
_SURE = 30
# What the careful network's arrays are called.
CAREFUL = "careful."
_WORDS_AT_ONCE = 2048
_LONGEST = 1000
# Who is spoken to, who speaks and which part it is say nothing, and stand before or after many a sentence.
_ADDRESS = re.compile(r"(?:(?:\.?@\w+|RT\b|:)\s*)+")
_LONGEST_SIGN_OFF = 40
_SIGN_OFF = re.compile(
    r"(?:\s+(?:[\^*~/\u2013-]{1,2}\s?(?:[A-Z]{1,3}|[A-Za-z][a-z]{1,11})(?:\s[A-Z][a-z]*)?|\([1-9]/[1-9]\)"
    r"|(?<=[.!?A-Z]\s)[1-9]/[1-9])\.?)+\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Classifier:
    """A loaded model of what sentences of English customer service say."""

    name: str
    version: str
    labels: tuple[str, ...]
    known: WordVectors
    careful: Encoder

    @classmethod
    def load(cls, folder: Path) -> Classifier:
        """Load a model from its folder: `meta.json`, `vocab.txt`, `weights.npz`.

        Raises:
            ModelError: a file is missing, damaged, or of another format.
        """
        with opened(folder, format=FORMAT, dilations=list(DILATIONS)) as (meta, pieces, arrays):
            lexicon = Lexicon.of({piece: i for i, piece in enumerate(pieces)}, [])
            careful = {name: arrays.pop(name) for name in list(arrays) if name.startswith(CAREFUL)}
            known = WordVectors(lexicon, Weights.of(arrays))
            encoder = Encoder.of(lexicon, {name.removeprefix(CAREFUL): array for name, array in careful.items()})
            return cls(meta["name"], meta["version"], tuple(meta["labels"]), known, encoder)

    def categories(self, texts: Sequence[str], labels: Sequence[AbstractSet[str]]) -> list[tuple[Category, ...]]:
        """Return for each text which of its labels its sentences carry, by start; a sentence may have several or none.

        Args:
            texts: of any length.
            labels: for each text the ones that matter; the cost grows with the sentences that may carry one.
        """
        places = [[(place, label) for place, label in enumerate(self.labels) if label in asked] for asked in labels]
        found: list[list[Category]] = [[] for _ in texts]
        for group in _groups(texts):
            logits = self._quick([words for _, _, words in group])
            asked = np.zeros(logits.shape, np.bool_)
            for row, (index, _, _) in enumerate(group):
                asked[row, [place for place, label in places[index] if label not in _PLAIN]] = True
            doubtful = asked & (logits > _DOUBTFUL[0]) & (logits < _DOUBTFUL[1])
            again = np.flatnonzero(doubtful.any(axis=1)).tolist()
            # Label by label, so that what a sentence is said to carry does not depend on what else is asked.
            careful = self.careful.logits([group[row][2] for row in again])
            logits[again] = np.where(doubtful[again], (logits[again] + careful) / 2, logits[again])
            shares = 1 / (1 + np.exp(-np.clip(logits, -_SURE, _SURE)))
            for (index, (start, end), _), scores in zip(group, shares.tolist(), strict=True):
                found[index] += (
                    Category(label, start, end, round(scores[place], 3))
                    for place, label in places[index]
                    if scores[place] >= LEAST
                )
        return [tuple(each) for each in found]

    def _quick(self, texts: Sequence[Sequence[str]]) -> Floats:
        """Return the quick network's logits of sentences, given as words; shape (sentences, labels)."""
        rows = self.known.rows(texts)
        x, _, starts = encoded(rows, self.known, DILATIONS)
        edges = [edge for start, row in zip(starts, rows, strict=True) for edge in (start, start + len(row))]
        strongest = np.maximum.reduceat(x, edges)[::2]
        mean = np.add.reduceat(x, edges)[::2] / np.array([[len(row)] for row in rows], np.float32)
        weights = self.known.weights
        logits: Floats = np.concatenate([strongest, mean], axis=1) @ weights.head + weights.head_bias
        return logits


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a text, the longest in pieces: a line of megabytes must not fill the memory."""
    for start, end in sentences_of(text):
        while end - start > _LONGEST:
            cut = text.rfind(" ", start + 1, start + _LONGEST) + 1 or start + _LONGEST
            yield start, cut
            start = cut  # noqa: PLW2901  # The rest of the sentence.
        yield start, end


def _said(text: str, sentence: tuple[int, int]) -> tuple[int, int]:
    """Return a sentence without the handles before it and the sign-off after it."""
    start, end = sentence
    address = _ADDRESS.match(text, start, end)
    start = address.end() if address else start
    sign_off = _SIGN_OFF.search(text, max(start, end - _LONGEST_SIGN_OFF), end)
    return start, sign_off.start() if sign_off else end


_Sentence = tuple[int, tuple[int, int], list[str]]


def _groups(texts: Sequence[str]) -> Iterator[list[_Sentence]]:
    """Yield the sentences of texts, each with the text's place, its own and its words, about `_WORDS_AT_ONCE` words."""
    group: list[_Sentence] = []
    size = 0
    for index, text in enumerate(texts):
        for start, end in map(partial(_said, text), _pieces(text)):
            words = [canonical(token) for token in tokens_of(text[start:end])]
            if not words:
                continue
            group.append((index, (start, end), words))
            size += len(words)
            if size >= _WORDS_AT_ONCE:
                yield group
                group, size = [], 0
    if group:
        yield group
