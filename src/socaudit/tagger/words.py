"""Turn a token into the features that the network embeds: word pieces, letter groups, shape, and known names."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from socaudit.tagger.tokens import HANDLE, LINK, canonical, parts

LONGEST_WORD = 40
N_SHAPES = 16
N_GROUPS = 4096
UNKNOWN, LINK_PIECE, HANDLE_PIECE = "[UNK]", "[LINK]", "[HANDLE]"
_FIXED = {LINK: (LINK_PIECE, 1), HANDLE: (HANDLE_PIECE, 2)}


@dataclass(frozen=True, slots=True)
class WordFeatures:
    """What the network sees of one token: ids of pieces and letter groups, one shape, one flag for each list."""

    pieces: tuple[int, ...]
    groups: tuple[int, ...]
    shape: int
    lists: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The pieces of words, and for each known name, by checksum, a flag for each list that holds it."""

    vocabulary: Mapping[str, int]
    names: Mapping[int, tuple[bool, ...]]
    nowhere: tuple[bool, ...]

    @classmethod
    def of(cls, vocabulary: Mapping[str, int], lists: Sequence[NDArray[np.uint32]]) -> Lexicon:
        """Return a lexicon of word pieces and lists of names (first names, towns ...), as checksums of folded words."""
        known = np.unique(np.concatenate([np.zeros(0, np.uint32), *lists]))
        marks = np.zeros(len(known), np.int64)
        for bit, names in enumerate(lists):
            marks[np.searchsorted(known, names)] |= 1 << bit
        # Most names share a few sets of flags: each set is one tuple.
        flags = [tuple(bool(mark >> bit & 1) for bit in range(len(lists))) for mark in range(1 << len(lists))]
        return cls(
            vocabulary, {name: flags[mark] for name, mark in zip(known.tolist(), marks.tolist(), strict=True)}, flags[0]
        )

    def features(self, token: str) -> WordFeatures:
        """Return the features of one token of `tokens_of`."""
        token = canonical(token)
        if token in _FIXED:
            piece, shape = _FIXED[token]
            return WordFeatures((self.vocabulary[piece],), (0,), shape, self.nowhere)
        words = [fold(part) for part in parts(token)] or [fold(token)]
        pieces = [piece for word in words for piece in pieces_of(word, self.vocabulary)]
        groups = [group for word in words for group in groups_of(word)]
        return WordFeatures(tuple(pieces[:12]), tuple(groups[:24]), shape_of(token), self._lists(words))

    def _lists(self, words: Sequence[str]) -> tuple[bool, ...]:
        """Return for each list whether it holds any of the folded words."""
        found = [self.names.get(checksum(word), self.nowhere) for word in words]
        return found[0] if len(found) == 1 else tuple(map(any, zip(*found, strict=True)))


def fold(word: str) -> str:
    """Return the word in lower case without accents, as the vocabulary has it."""
    word = word.lower()
    if word.isascii():
        return word
    return "".join(mark for mark in unicodedata.normalize("NFD", word) if unicodedata.category(mark) != "Mn") or word


def checksum(word: str) -> int:
    """Return the number under which a folded word stands in a list of names."""
    return zlib.crc32(word.encode())


def pieces_of(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Return the ids of the longest pieces that make up a folded word, from the left (WordPiece)."""
    if len(word) > LONGEST_WORD:
        return [vocabulary[UNKNOWN]]
    found: list[int] = []
    start = 0
    while start < len(word):
        mark = "##" if start else ""
        for end in range(len(word), start, -1):
            piece = vocabulary.get(mark + word[start:end])
            if piece is not None:
                found.append(piece)
                start = end
                break
        else:
            return [vocabulary[UNKNOWN]]
    return found


def groups_of(word: str) -> list[int]:
    """Return the hashed groups of three letters of a folded word, its ends marked."""
    padded = f"<{word[:LONGEST_WORD]}>"
    return [1 + zlib.crc32(padded[i : i + 3].encode()) % (N_GROUPS - 1) for i in range(max(1, len(padded) - 2))]


def shape_of(token: str) -> int:
    """Return the number of the token's shape (0 to 15): case, digits, mark, hashtag."""
    if token[0] == "#" and len(token) > 1:
        return 3 if token.islower() else 4
    if not token[0].isalnum():
        return _shape_of_mark(token)
    if token.isdigit():
        return 9
    if token.islower():
        return 10 if token.isalpha() else 11
    if token.isupper():
        return 12 if len(token) == 1 else 13
    return 14 if token.istitle() else 15


def _shape_of_mark(mark: str) -> int:
    if mark[0] in "'\"\u2019\u201c\u201d":
        return 5
    return 6 if mark in {".", "!", "?", "…"} else 7 if mark.isascii() else 8


def capitals_of(token: str) -> int:
    """Return 0 for what is no word, 1 for a word, 2 if it begins with a capital, 3 if it has nothing else."""
    if not token[0].isalpha():
        return 0
    if not token[0].isupper():
        return 1
    return 3 if len(token) > 1 and token.isupper() else 2


def cases_of(capitals: NDArray[np.int8], starts: Sequence[int]) -> NDArray[np.intp]:
    """Return how each text uses capitals: 0 none, 1 as usual, 2 on most words (a headline), 3 on most letters.

    Args:
        capitals: `capitals_of` every token of all texts, one text after the other.
        starts: where each text starts; none is empty.
    """
    words, title, upper = (np.add.reduceat((capitals >= kind).astype(np.intp), starts) for kind in (1, 2, 3))
    headline = (5 * title > 3 * words) & (words > 3)  # noqa: PLR2004  # Three words make no headline.
    return np.select([title == 0, 2 * upper > words, headline], [0, 3, 2], 1)


def case_of(tokens: Sequence[str]) -> int:
    """Return `cases_of` one text."""
    return int(cases_of(np.array([capitals_of(token) for token in tokens], np.int8), [0])[0])
