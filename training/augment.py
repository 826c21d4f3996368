"""Vary the training texts: other names, other case, joined contractions, near words, and invented sentences."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from data import Example, label_spans, mentions
from names import Names
from socaudit.tagger.decode import LABELS
from socaudit.tagger.tokens import tokens_of
from templates import TEMPLATES

Tagged = tuple[list[str], list[int]]
_SLOT = re.compile(r"(\{[fnslo]\})")
_KINDS = {"f": "PERSON", "n": "PERSON", "s": "PERSON", "l": "LOC", "o": "ORG"}


NEW = -1


class Renamed(NamedTuple):
    """Tokens and labels of a text, and for each token its place in the text before, NEW if it was not there."""

    tokens: list[str]
    labels: list[int]
    origin: list[int]


@dataclass
class Varier:
    """Makes variants of tagged texts; the same seed gives the same ones."""

    names: Names
    seen: Mapping[str, Sequence[tuple[str, ...]]]
    rng: random.Random
    near: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, examples: Sequence[Example], names: Names, *, seed: int) -> Varier:
        """Return a varier that also uses the names which the examples mention."""
        seen = defaultdict(list)
        for label, words in mentions(examples):
            seen[label].append(words)
        return cls(names, seen, random.Random(seed))  # noqa: S311  # Not a secret.

    def joined(self, tokens: Sequence[str], labels: Sequence[int]) -> Tagged:
        """Return the text with "do n't" as people write it, "don't"."""
        out: Tagged = ([], [])
        for i, (token, label) in enumerate(zip(tokens, labels, strict=True)):
            contracted = token.lower() == "n" and tokens[i + 1 : i + 2] and tokens[i + 1].lower() in {"'t", "\u2019t"}
            if contracted and out[0] and out[0][-1].isalpha():
                out[0][-1] += token
            else:
                out[0].append(token)
                out[1].append(label)
        return out

    def renamed(self, tokens: Sequence[str], labels: Sequence[int], *, chance: float) -> Renamed:
        """Return the text with some of its names exchanged for others of the same label."""
        words: list[str] = []
        marks: list[int] = []
        origin: list[int] = []
        last = 0
        for label, start, end in [*label_spans(labels), ("", len(tokens), len(tokens))]:
            words.extend(tokens[last:start])
            marks.extend(labels[last:start])
            origin.extend(range(last, start))
            last = end
            if start == end:
                break
            keep = tokens[start][0] == "#" or self.rng.random() > chance
            name = list(tokens[start:end]) if keep else self.name(label)
            words.extend(name)
            marks.extend(_bio(label, len(name)))
            origin.extend(range(start, end) if keep else [NEW] * len(name))
        return Renamed(words, marks, origin)

    def name(self, label: str) -> list[str]:
        """Return the tokens of a random name with the label."""
        if self.rng.random() < 0.35 and self.seen.get(label):
            return list(self.rng.choice(self.seen[label]))
        if label == "PERSON":
            return self._slot(self.rng.choice("ffnnns"))
        return self._slot("l" if label == "LOC" else "o")

    def _slot(self, slot: str) -> list[str]:
        names, pick = self.names, self.rng.choice
        if slot == "n":
            return self._slot("f") + self._slot("s")
        common = self.rng.random() < 0.6
        if slot == "l":
            return tokens_of(pick(names.places if self.rng.random() < 0.25 else names.towns))
        kinds = {"f": (names.common_firsts, names.firsts), "s": (names.common_lasts, names.lasts)}
        few, many = kinds.get(slot, (names.companies, names.companies))
        return tokens_of(pick(few if common else many))

    def invented(self) -> Tagged:
        """Return a sentence of customer service with random names."""
        text = self.rng.choice(TEMPLATES)
        out: Tagged = ([], [])
        for part in _SLOT.split(text):
            slot = part[1:-1] if _SLOT.fullmatch(part) else ""
            words = self._slot(slot) if slot else tokens_of(part)
            out[0].extend(words)
            out[1].extend(_bio(_KINDS[slot], len(words)) if slot else [0] * len(words))
        return out

    def reworded(self, tokens: Sequence[str], *, chance: float) -> list[str]:
        """Return the tokens with some words exchanged for words that the encoder holds to be near."""
        return [
            _cased(self.rng.choice(self.near[token.lower()]), token)
            if token.lower() in self.near and self.rng.random() < chance
            else token
            for token in tokens
        ]

    def recased(self, tokens: Sequence[str], *, lower: float = 0.3, upper: float = 0.04) -> list[str]:
        """Return the tokens in lower case, in capitals, or mostly as they are."""
        draw = self.rng.random()
        if draw < lower:
            return [token.lower() for token in tokens]
        if draw < lower + upper:
            return [token.upper() if token[0] != "@" and token[:4] != "http" else token for token in tokens]
        if draw < lower + 2 * upper:
            return [token[0].upper() + token[1:] for token in tokens]
        return list(tokens)


def _bio(label: str, length: int) -> list[int]:
    return [LABELS.index(f"{'I' if i else 'B'}-{label}") for i in range(length)]


def _cased(word: str, like: str) -> str:
    return word.upper() if like.isupper() and len(like) > 1 else word.capitalize() if like[0].isupper() else word
