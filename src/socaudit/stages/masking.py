"""Evidence: the text around a hit with everything personal masked, made while the text is still there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

EVIDENCE_LENGTH = 120
_MASKED_HIT_LENGTH = 60
_AROUND = 48
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.])[@\uff20][\w.]*\w")
_DIGITS = re.compile(r"\d{3,}")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A masked excerpt of at most 120 code points, the hit's place in it, and the masked hit alone."""

    text: str
    marked: tuple[int, int]
    hit: str


@dataclass(frozen=True, slots=True)
class Masks:
    """The places of one text that must not be shown, sorted, apart from each other, each with its label."""

    places: tuple[tuple[int, int, str], ...]

    def excerpt(self, text: str, start: int, end: int) -> Evidence:
        """Return the masked text around `text[start:end]`."""
        left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
        left, right = self._widen(left, right)
        start, end = self._widen(start, end)
        before = self._render(text, left, start).lstrip()
        hit = self._render(text, start, end)
        after = self._render(text, end, right).rstrip()
        if left > 0:
            before = "..." + before
        if right < len(text):
            after += "..."
        return _capped(before, hit, after)

    def _widen(self, start: int, end: int) -> tuple[int, int]:
        """Move both ends out of masked places, so that no part of a value is shown."""
        for left, right, _ in self.places:
            if left < start < right:
                start = left
            if left < end < right:
                end = right
        return start, end

    def _render(self, text: str, start: int, end: int) -> str:
        pieces, position = [], start
        index = bisect_left(self.places, start, key=lambda place: place[0])
        for left, right, label in self.places[index:]:
            if right > end:
                break
            pieces += [text[position:left], label]
            position = right
        pieces.append(text[position:end])
        return _SPACE.sub(" ", "".join(pieces))


def masks(text: str, values: Sequence[tuple[int, int, str]]) -> Masks:
    """Return what to mask in a text: detected values, links, handles, and runs of three or more digits.

    Args:
        text: the original text.
        values: `(start, end, entity type)` of every detection and candidate.
    """
    places = [(start, end, f"[{label}]") for start, end, label in values if start < end]
    for pattern, label in ((_LINK, "[LINK]"), (_HANDLE, "[HANDLE]"), (_DIGITS, "[DIGITS]")):
        places += [(*found.span(), label) for found in pattern.finditer(text)]
    # Where places overlap, one mask covers them all, named after the first and longest.
    merged: list[tuple[int, int, str]] = []
    for start, end, label in sorted(places, key=_rank):
        if merged and start < merged[-1][1]:
            first, last, name = merged[-1]
            merged[-1] = (first, max(last, end), name)
        else:
            merged.append((start, end, label))
    return Masks(tuple(merged))


def _rank(place: tuple[int, int, str]) -> tuple[int, int, bool, str]:
    start, end, label = place
    return start, -end, label == "[CANDIDATE]", label


def _capped(before: str, hit: str, after: str) -> Evidence:
    short = hit if len(hit) <= _MASKED_HIT_LENGTH else hit[: _MASKED_HIT_LENGTH - 3] + "..."
    room = EVIDENCE_LENGTH - len(short)
    half = room // 2
    keep_before = max(half, room - len(after))
    if len(before) > keep_before:
        before = "..." + before[len(before) - keep_before + 3 :]
    keep_after = room - len(before)
    if len(after) > keep_after:
        after = after[: keep_after - 3] + "..."
    return Evidence(before + short + after, (len(before), len(before) + len(short)), short)
