"""The network in numpy: vectors of words, kept once worked out, and convolutions over the words of many texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from socaudit.tagger.words import Lexicon, WordFeatures, capitals_of, cases_of

Floats = NDArray[np.float32]

DILATIONS = (1, 1, 2, 2)
# Empty rows between texts, as many as the widest convolution reaches: no text sees its neighbour.
GAP = max(DILATIONS)
_KEPT_WORDS = 16_384
# A word that the layers before the last hold to be this much less a name than not (in logits) stays as it is.
# Of the names found in the development texts, as they are and in lower case, this loses none; it spares two of three.
_HOPELESS = 4.0


@dataclass(frozen=True, slots=True)
class Weights:
    """The learnt numbers, in float32. Shapes: W is the width, 3W a word's share of the word before, itself, after."""

    pieces: Floats
    groups: Floats
    shapes: Floats
    hidden: Floats
    hidden_bias: Floats
    word: Floats
    word_bias: Floats
    cases: Floats
    layers: tuple[Floats, ...]
    biases: tuple[Floats, ...]
    head: Floats
    head_bias: Floats

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Weights:
        """Return the weights of an archive: tables are int8 with a float16 scale for each row, the rest float16."""
        full = {
            name: np.asarray(array, np.float32) * np.asarray(arrays.get(f"{name}.scale", 1.0), np.float32)
            for name, array in arrays.items()
            if not name.endswith(".scale")
        }
        layers = tuple(full.pop(f"layer{i}") for i in range(len(DILATIONS)))
        biases = tuple(full.pop(f"bias{i}") for i in range(len(DILATIONS)))
        return cls(**full, layers=layers, biases=biases)


@dataclass(slots=True)
class WordVectors:
    """Each word's vector and its share of the first convolution, kept: most words of a text were seen before.

    Row 0 is empty: it stands between texts.
    """

    lexicon: Lexicon
    weights: Weights
    index: dict[str, int] = field(default_factory=dict)
    vectors: Floats = field(init=False)
    shares: Floats = field(init=False)
    capitals: NDArray[np.int8] = field(init=False)

    def __post_init__(self) -> None:
        """Make room for the first words."""
        width = self.weights.word.shape[1]
        self.vectors, self.shares = np.zeros((1, width), np.float32), np.zeros((1, 3 * width), np.float32)
        self.capitals = np.zeros(1, np.int8)

    def rows(self, texts: Sequence[Sequence[str]]) -> list[list[int]]:
        """Return for each text the rows of its words, until the next call."""
        known = self.index
        fresh = {token for tokens in texts for token in tokens if token not in known}
        if fresh:
            if len(known) + len(fresh) > _KEPT_WORDS:
                known.clear()
                fresh = {token for tokens in texts for token in tokens}
            self._learn(sorted(fresh))
        return [[known[token] for token in tokens] for tokens in texts]

    def _learn(self, tokens: Sequence[str]) -> None:
        start = len(self.index) + 1
        end = start + len(tokens)
        if end > len(self.vectors):
            more = ((0, max(end, min(2 * end, _KEPT_WORDS)) - len(self.vectors)), (0, 0))
            self.vectors, self.shares = np.pad(self.vectors, more), np.pad(self.shares, more)
            self.capitals = np.pad(self.capitals, more[0])
        vectors = word_vectors([self.lexicon.features(token) for token in tokens], self.weights)
        self.vectors[start:end] = vectors
        self.shares[start:end] = vectors @ self.weights.layers[0]
        self.capitals[start:end] = [capitals_of(token) for token in tokens]
        self.index.update(zip(tokens, range(start, end), strict=True))


def word_vectors(words: Sequence[WordFeatures], weights: Weights) -> Floats:
    """Return the vectors of words, of shape (words, W)."""
    seen = np.concatenate(
        [
            weights.pieces[[word.pieces[0] for word in words]],
            _means(weights.pieces, [word.pieces for word in words]),
            _means(weights.groups, [word.groups for word in words]),
            weights.shapes[[word.shape for word in words]],
            np.array([word.lists for word in words], np.float32),
        ],
        axis=1,
    )
    vectors: Floats = np.maximum(seen @ weights.hidden + weights.hidden_bias, 0) @ weights.word + weights.word_bias
    return vectors


def _means(table: Floats, ids: Sequence[tuple[int, ...]]) -> Floats:
    """Return the mean of the rows that each word names."""
    lengths = np.array([len(some) for some in ids])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    rows = table[[one for some in ids for one in some]]
    return np.asarray(np.add.reduceat(rows, starts, axis=0) / lengths[:, None], np.float32)


def scores(texts: Sequence[Sequence[int]], known: WordVectors) -> tuple[Floats, list[int]]:
    """Return the logits of all words of all texts, and the row at which each text starts.

    Args:
        texts: for each text, the rows of its words in `known`; none is empty.
        known: the words and the weights.
    """
    weights = known.weights
    x, empty, starts = encoded(texts, known, DILATIONS[:-1])
    logits: Floats = x @ weights.head + weights.head_bias
    logits[empty, 1:] = -np.inf
    likely = np.flatnonzero(logits[:, 1:].max(axis=1) > logits[:, 0] - _HOPELESS)
    logits[likely] = _last(x, likely, weights) @ weights.head + weights.head_bias
    return logits, starts


def encoded(
    texts: Sequence[Sequence[int]], known: WordVectors, dilations: Sequence[int]
) -> tuple[Floats, NDArray[np.intp], list[int]]:
    """Return the vectors of all words of all texts after these convolutions, the empty rows, and where texts start."""
    weights = known.weights
    gap = [0] * GAP
    rows = np.array([*gap, *(row for text in texts for row in (*text, *gap))])
    ends = np.cumsum([len(text) + GAP for text in texts])
    starts = [GAP, *(ends[:-1] + GAP).tolist()]
    empty = np.flatnonzero(rows == 0)
    # A text's part of the array ends with a gap, which holds no words and changes no counts.
    cases = cases_of(known.capitals[rows], starts)
    bias = np.repeat((weights.cases + weights.biases[0])[cases], np.diff([0, *ends]), axis=0)
    bias = np.concatenate([np.zeros((GAP, bias.shape[1]), np.float32), bias])

    x, shares = known.vectors[rows], known.shares[rows]
    for i, step in enumerate(dilations):
        if i:
            shares, bias = x @ weights.layers[i], weights.biases[i]
        _convolve(x, shares, bias, step)
        x[empty] = 0
    return x, empty, starts


def _last(x: Floats, rows: NDArray[np.intp], weights: Weights) -> Floats:
    """Return what the last convolution makes of some rows: most words need it not to be told from names."""
    step, width = DILATIONS[-1], x.shape[1]
    around = np.concatenate([x[rows - step], x[rows], x[rows + step]], axis=1)
    matrix = weights.layers[-1].reshape(width, 3, width).transpose(1, 0, 2).reshape(3 * width, width)
    return np.asarray(x[rows] + np.maximum(around @ matrix + weights.biases[-1], 0), np.float32)


def _convolve(x: Floats, shares: Floats, bias: Floats, step: int) -> None:
    """Add to each word what it, the word a step before and the word a step after contribute; in place."""
    width = x.shape[1]
    total = shares[:, width : 2 * width]
    total += bias
    total[step:] += shares[:-step, :width]
    total[:-step] += shares[step:, 2 * width :]
    x += np.maximum(total, 0, out=total)
