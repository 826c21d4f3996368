"""The encoder in numpy: a small transformer that reads the words of a sentence in view of each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from socaudit.tagger.network import Floats
from socaudit.tagger.words import N_SHAPES, Lexicon, case_of

HEADS = 12
# As many pieces as a sentence may have, what marks its ends included; longer ones are cut.
LONGEST = 128
_PIECES_AT_ONCE = 256
_TINY = 1e-12
_FAR = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Layer:
    """The learnt numbers of one layer; of width W. `qkv` (W, 3W), `out` (W, W), `up` (W, 4W), `down` (4W, W)."""

    qkv: Floats
    qkv_bias: Floats
    out: Floats
    out_bias: Floats
    norm: Floats
    up: Floats
    up_bias: Floats
    down: Floats
    down_bias: Floats
    last_norm: Floats


@dataclass(frozen=True, slots=True)
class Encoder:
    """A loaded encoder.

    `pieces` has a row for each piece of the lexicon, and two more for what stands before and after a sentence; `types`
    one for each shape of a word, then for each case of a text. A norm is two rows: what to multiply by, what to add.
    """

    lexicon: Lexicon
    pieces: NDArray[np.int8]
    scale: Floats
    places: Floats
    types: Floats
    norm: Floats
    layers: tuple[Layer, ...]
    head: Floats
    head_bias: Floats

    @classmethod
    def of(cls, lexicon: Lexicon, arrays: Mapping[str, NDArray[np.generic]]) -> Encoder:
        """Return the encoder of an archive: matrices are int8 with a scale for each row or column, the rest float16.

        Raises:
            KeyError, ValueError: the archive is no encoder's.
        """
        pieces = np.asarray(arrays["pieces"], np.int8)
        full = {
            name: np.asarray(array, np.float32) * np.asarray(arrays.get(f"{name}.scale", 1.0), np.float32)
            for name, array in arrays.items()
            if name != "pieces" and not name.endswith(".scale")
        }
        names = Layer.__annotations__
        count = sum(name.endswith(".qkv") for name in full)
        layers = tuple(Layer(*(full.pop(f"{number}.{name}") for name in names)) for number in range(count))
        return cls(lexicon, pieces, np.asarray(arrays["pieces.scale"], np.float32), layers=layers, **full)

    def logits(self, texts: Sequence[Sequence[str]]) -> Floats:
        """Return the logits of sentences, given as words of `tokens_of`; shape (sentences, labels); none is empty."""
        rows = [self._row(tokens) for tokens in texts]
        found = np.zeros((len(rows), len(self.head_bias)), np.float32)
        for group in _groups([len(ids) for ids, _ in rows]):
            found[group] = self._logits([rows[i] for i in group])
        return found

    def _row(self, tokens: Sequence[str]) -> tuple[list[int], list[int]]:
        """Return the pieces of a sentence and their types."""
        words = [self.lexicon.features(token) for token in tokens]
        ids = [piece for word in words for piece in word.pieces][: LONGEST - 2]
        types = [word.shape for word in words for _ in word.pieces][: LONGEST - 2]
        before, after = len(self.pieces) - 2, len(self.pieces) - 1
        return [before, *ids, after], [N_SHAPES + case_of(tokens), *types, 0]

    def _logits(self, rows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Floats:
        lengths = np.array([len(ids) for ids, _ in rows])
        ids, types = np.zeros((2, len(rows), lengths.max()), np.intp)
        for row, (some, kinds) in enumerate(rows):
            ids[row, : len(some)], types[row, : len(some)] = some, kinds
        there = np.arange(ids.shape[1]) < lengths[:, None]
        x = self.pieces[ids] * self.scale[ids] + self.places[: ids.shape[1]] + self.types[types]
        x = _normed(x.reshape(ids.size, -1), self.norm)
        absent = np.where(there, np.float32(0), _FAR)[:, None, None, :]
        for layer in self.layers:
            x = _through(layer, x, absent)
        x = x.reshape(*ids.shape, -1)
        mean = (x * there[..., None]).sum(axis=1) / lengths[:, None].astype(np.float32)
        return np.asarray(np.concatenate([x[:, 0], mean], axis=1) @ self.head + self.head_bias, np.float32)


def _groups(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the places of sentences of about the same length, `_PIECES_AT_ONCE` pieces together."""
    group: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if group and lengths[place] * (len(group) + 1) > _PIECES_AT_ONCE:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _through(layer: Layer, x: Floats, absent: Floats) -> Floats:
    """Return what a layer makes of sentences, one below the other; of shape (sentences times pieces, W)."""
    count, length, width = len(absent), absent.shape[-1], x.shape[1]
    mixed = _product(x, layer.qkv, layer.qkv_bias).reshape(count, length, 3, HEADS, width // HEADS)
    query, key, value = mixed.transpose(2, 0, 3, 1, 4)
    near = query @ key.swapaxes(-1, -2)
    near *= np.float32(1 / np.sqrt(width // HEADS))
    near += absent
    near -= near.max(axis=-1, keepdims=True)
    np.exp(near, out=near)
    near /= near.sum(axis=-1, keepdims=True)
    seen = (near @ value).transpose(0, 2, 1, 3).reshape(x.shape)
    x = _normed(_added(_product(seen, layer.out, layer.out_bias), x), layer.norm)
    bent = _bent(_product(x, layer.up, layer.up_bias))
    return _normed(_added(_product(bent, layer.down, layer.down_bias), x), layer.last_norm)


def _product(x: Floats, matrix: Floats, bias: Floats) -> Floats:
    return _added(x @ matrix, bias)


def _added(new: Floats, old: Floats) -> Floats:
    """Add to new numbers, in their place: what is written anew each time costs as much as what is worked out."""
    new += old
    return new


def _bent(x: Floats) -> Floats:
    """Return GELU of new numbers in their place, as Hendrycks and Gimpel approximate it (arXiv:1606.08415)."""
    bent = x * x
    bent *= np.float32(0.044715 * 0.7978845608)
    bent += np.float32(0.7978845608)
    bent *= x
    np.tanh(bent, out=bent)
    bent += np.float32(1)
    x *= np.float32(0.5)
    x *= bent
    return x


def _normed(x: Floats, norm: Floats) -> Floats:
    """Return new numbers normed, in their place."""
    x -= x.mean(axis=-1, keepdims=True)
    x /= np.sqrt(np.einsum("ij,ij->i", x, x)[:, None] / np.float32(x.shape[1]) + np.float32(_TINY))
    x *= norm[0]
    x += norm[1]
    return x
