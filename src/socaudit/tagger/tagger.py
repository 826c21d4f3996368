"""The tagger: texts in, names of people, places and organisations out, with their offsets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from socaudit.tagger.decode import LABELS, best_labels, spans_of
from socaudit.tagger.files import opened
from socaudit.tagger.network import DILATIONS, Weights, WordVectors, scores
from socaudit.tagger.tokens import canonical, is_word, offsets_of, tokens_of
from socaudit.tagger.words import Lexicon

FORMAT = 1
# So many words at a time keep the arrays of the network within a megabyte or two, near the processor.
_WORDS_AT_ONCE = 2048

Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Tagger:
    """A loaded model: `PERSON`, `LOC` and `ORG` in English social text; accounts and links are never names."""

    name: str
    version: str
    known: WordVectors
    bias: float

    @classmethod
    def load(cls, folder: Path) -> Tagger:
        """Load a model from its folder: `meta.json`, `vocab.txt`, `weights.npz`.

        Raises:
            ModelError: a file is missing, damaged, or of another format.
        """
        with opened(folder, format=FORMAT, labels=list(LABELS), dilations=list(DILATIONS)) as (meta, pieces, arrays):
            lists = [arrays.pop(f"names{i}") for i in range(len(meta["lists"]))]
            weights = Weights.of(arrays)
            lexicon = Lexicon.of({piece: i for i, piece in enumerate(pieces)}, lists)
            return cls(meta["name"], meta["version"], WordVectors(lexicon, weights), float(meta["bias"]))

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return for each text its names as `(label, start, end)`, in code points, by start, never overlapping."""
        return [spans for group in _groups(texts) for spans in self._tag(*group)]

    def _tag(self, texts: Sequence[str], tokens: Sequence[list[str]]) -> list[list[Span]]:
        found: list[list[Span]] = [[] for _ in texts]
        filled = [i for i, words in enumerate(tokens) if words]
        if not filled:
            return found
        index = self.known.index
        plain = [[word if word in index else canonical(word) for word in tokens[i]] for i in filled]
        logits, starts = scores(self.known.rows(plain), self.known)
        logits[:, 0] += self.bias
        labels = best_labels(logits)
        for i, start in zip(filled, starts, strict=True):
            row = labels[start : start + len(tokens[i])]
            if row.any():
                found[i] = list(spans_in(texts[i], tokens[i], row.tolist()))
        return found


def _groups(texts: Sequence[str]) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Yield texts with their tokens, in groups of about `_WORDS_AT_ONCE` words."""
    group: list[str] = []
    tokens: list[list[str]] = []
    size = 0
    for text in texts:
        words = tokens_of(text)
        group.append(text)
        tokens.append(words)
        size += len(words)
        if size >= _WORDS_AT_ONCE:
            yield group, tokens
            group, tokens, size = [], [], 0
    if group:
        yield group, tokens


def spans_in(text: str, tokens: Sequence[str], labels: Sequence[int]) -> Iterator[Span]:
    """Yield the spans of one text, without marks at their ends; a hashtag alone may only name a person."""
    offsets = list(offsets_of(text))
    for label, low, high in spans_of(labels):
        words = [i for i in range(low, high) if is_word(tokens[i])]
        if not words:
            continue
        first, last = words[0], words[-1]
        if first == last and tokens[first][0] == "#" and label != "PERSON":
            continue
        start = offsets[first][0]
        while not text[start].isalnum():
            start += 1
        yield label, start, offsets[last][1]
