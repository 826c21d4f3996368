"""Wording: a keyed signature by which messages of nearly the same words are found when the words are gone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from socaudit.correlations import Step
from socaudit.folding import fold
from socaudit.keys import Key
from socaudit.model import Value

# MinHash (Broder 1997): two texts agree in a row as often as they share pairs of words. Five bands of three rows bring
# together 97 % of the texts that share four fifths of them.
_ROWS, _BAND = 15, 3
# A row is 32 bits, eight hexadecimal digits.
_BYTES, _DIGITS = 4, 8
_ALIKE = 0.6
_ROW = np.dtype(">u4")
# Below so many words everybody writes the same.
_SHORTEST = 7
# Links, handles, whatever holds a digit, and who signs ("^JD" anywhere; "- Kate", "/SR" at the end) are no words.
_WORD = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\w)(?:@|/?u/)[\w.@-]+|\^ ?\w+|(?<=\s)[-~*/] ?[^\W\d_]{1,12}\W*$|\w*\d\w*|"
    r"([^\W\d_]+(?:'[^\W\d_]+)?)"
)


def signature_key(key: Key) -> bytes:
    """Return the key of the signatures: without it they say no more than which texts are alike."""
    return bytes.fromhex(key.hash("key", "wording"))


def signature(text: str, personal: Sequence[Value], secret: bytes) -> str:
    """Return the MinHash of a text without its personal data, handles, links, numbers and sign-off.

    Args:
        text: the original text.
        personal: what was detected in it.
        secret: from `signature_key`.

    Returns:
        120 hexadecimal digits; none for a text of few words.
    """
    words = list(filter(None, _WORD.findall(fold(_without(text, personal)).text.casefold())))
    if len(words) < _SHORTEST:
        return ""
    size = _ROWS * _BYTES
    pairs = {f"{one} {other}".encode() for one, other in pairwise(words)}
    hashed = b"".join(hashlib.blake2b(pair, key=secret, digest_size=size).digest() for pair in pairs)
    smallest: bytes = np.frombuffer(hashed, _ROW).reshape(-1, _ROWS).min(axis=0).astype(_ROW).tobytes()
    return smallest.hex()


def with_wordings(steps: Sequence[Step]) -> list[Step]:
    """Return the steps, each with the first message of nearly the same wording as its `wording`.

    Steps are compared with the first of each band that they share, never with all others.

    Args:
        steps: in time order.
    """
    signed = [place for place, step in enumerate(steps) if step.turn.facts.wording]
    first = list(range(len(steps)))
    bands: dict[tuple[int, str], int] = {}
    for place in signed:
        wording = steps[place].turn.facts.wording
        for band in _bands(wording):
            other = bands.setdefault(band, place)
            if other != place and _alike(wording, steps[other].turn.facts.wording):
                one, two = sorted((_root(first, place), _root(first, other)))
                first[two] = one
    roots = {place: steps[_root(first, place)].turn.facts for place in signed}
    return [
        replace(step, wording=f"{roots[place].network}\0{roots[place].id}") if place in roots else step
        for place, step in enumerate(steps)
    ]


def _without(text: str, personal: Sequence[Value]) -> str:
    for value in sorted(personal, key=lambda value: -value.start):
        text = f"{text[: value.start]} {text[value.end :]}"
    return text


def _bands(wording: str) -> Iterator[tuple[int, str]]:
    for start in range(0, len(wording), _BAND * _DIGITS):
        yield start, wording[start : start + _BAND * _DIGITS]


def _alike(one: str, other: str) -> bool:
    rows = range(0, _ROWS * _DIGITS, _DIGITS)
    return sum(one[row : row + _DIGITS] == other[row : row + _DIGITS] for row in rows) >= _ALIKE * _ROWS


def _root(first: list[int], place: int) -> int:
    while first[place] != place:
        first[place] = first[first[place]]
        place = first[place]
    return place
