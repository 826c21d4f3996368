"""Wording: a keyed signature by which messages of nearly the same words are found when the words are gone."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from socaudit.correlations import Step
from socaudit.folding import fold
from socaudit.keys import Key
from socaudit.stages.masking import Masks

# MinHash (Broder 1997): two texts agree in a row as often as they share pairs of words. Five bands of three rows bring
# together 97 % of the texts that share four fifths of them.
_ROWS, _BAND = 15, 3
# A row is 32 bits, eight hexadecimal digits.
_BYTES, _DIGITS = 4, 8
_ALIKE = 0.6
# Below so many words everybody writes the same.
_SHORTEST = 7
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# "^JD", "- Kate", "/SR" at the end: who signs is not what is said.
_SIGNATURE = re.compile(r"(?:\s[-~*/]\s?|\^\s?)[^\W\d_]{1,12}\W*$")


def signature_key(key: Key) -> bytes:
    """Return the key of the signatures: without it they say no more than which texts are alike."""
    return bytes.fromhex(key.hash("key", "wording"))


def signature(text: str, masked: Masks, secret: bytes) -> str:
    """Return the MinHash of a text without its personal data, handles, links, numbers and sign-off.

    Args:
        text: the original text.
        masked: what of it must not be shown.
        secret: from `signature_key`.

    Returns:
        120 hexadecimal digits; none for a text of few words.
    """
    words = [word.casefold() for word in _WORD.findall(_SIGNATURE.sub("", fold(_without(text, masked)).text))]
    if len(words) < _SHORTEST:
        return ""
    hashed = {
        struct.unpack(f">{_ROWS}I", hashlib.blake2b(pair.encode(), key=secret, digest_size=_ROWS * _BYTES).digest())
        for pair in {f"{one} {other}" for one, other in pairwise(words)}
    }
    return "".join(f"{min(row):0{_DIGITS}x}" for row in zip(*hashed, strict=True))


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


def _without(text: str, masked: Masks) -> str:
    pieces, position = [], 0
    for start, end, _ in masked.places:
        pieces.append(text[position:start])
        position = end
    return " ".join([*pieces, text[position:]])


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
