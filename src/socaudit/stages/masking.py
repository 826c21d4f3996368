"""Evidence: the text around a hit with everything personal masked, made while the text is still there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from socaudit.folding import fold
from socaudit.model import Value

EVIDENCE_LENGTH = 120
_MASKED_HIT_LENGTH = 60
_AROUND = 48
_SHORTEST_KNOWN = 3
_LINK = re.compile(r"(?:https?://|www\.)\S+|(?<![\w@.-])[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
# `@jane`, `.@jane`, `@jane-doe.bsky.example`, `@jane@mastodon.example`, `u/jane_doe`.
_HANDLE = re.compile(r"(?<!\w)@[\w.-]*\w(?:@[\w.-]*\w)?|(?<![\w/])/?u/[\w-]{3,}")
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


def masks(text: str, values: Sequence[tuple[int, int, str]], known: Iterable[tuple[str, str]] = ()) -> Masks:
    """Return what to mask in a text: detected values, links, handles, and runs of three or more digits.

    Args:
        text: the original text.
        values: `(start, end, entity type)` of every detection and candidate.
        known: `(words, entity type)` that are masked wherever they stand: detected once, missed elsewhere.
    """
    places = [(start, end, f"[{label}]") for start, end, label in values if start < end]
    places += [(*span, f"[{label}]") for words, label in known for span in _whole_words(text, words)]
    # On the folded view, where no invisible character hides a number or a handle.
    folded = fold(text)
    for pattern, label in ((_LINK, "[LINK]"), (_HANDLE, "[HANDLE]"), (_DIGITS, "[DIGITS]")):
        places += [(*folded.span(*found.span()), label) for found in pattern.finditer(folded.text)]
    # Where places overlap, one mask covers them all, named after the first and longest.
    merged: list[tuple[int, int, str]] = []
    for start, end, label in sorted(places, key=_rank):
        if merged and start < merged[-1][1]:
            first, last, name = merged[-1]
            merged[-1] = (first, max(last, end), name)
        else:
            merged.append((start, end, label))
    return Masks(tuple(merged))


def excerpts(texts: Mapping[str, str], values: Sequence[Value]) -> Callable[[str, int, int], Evidence]:
    """Return what shows a span of a field of a message, masked: each once, however many rules see it."""
    known = {pair for value in values for pair in _telling(texts[value.field], value)}

    @cache
    def masked(field: str) -> Masks:
        places = [(value.start, value.end, value.entity_type) for value in values if value.field == field]
        if field.startswith("links"):
            places.append((0, len(texts[field]), "LINK"))
        return masks(texts[field], places, known)

    @cache
    def shown(field: str, start: int, end: int) -> Evidence:
        return masked(field).excerpt(texts[field], start, end)

    return shown


def _telling(text: str, value: Value) -> Iterator[tuple[str, str]]:
    """Yield what must not be shown anywhere in the message: the value, and each word of a name."""
    found = text[value.start : value.end]
    yield found, value.entity_type
    if value.entity_type == "PERSON":
        yield from ((word, value.entity_type) for word in found.split())


def _whole_words(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where `words` stand in a text and are no part of longer words."""
    start = text.find(words) if len(words) >= _SHORTEST_KNOWN else -1
    while start >= 0:
        end = start + len(words)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield start, end
        start = text.find(words, start + 1)


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
