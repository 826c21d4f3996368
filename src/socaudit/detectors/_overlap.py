"""The overlap policy: one span for each value.

Scores say what a detection rests on: a checksum or an unmistakable form 0.95, a word that says what the
value is 0.85, a form that few other things have 0.7, a model's word or a form in likely company 0.45 to 0.55,
a form alone 0.3. Of two spans that overlap,

1. of one type, where one holds the other and neither is a form alone, the longer survives with the better
   score;
2. else the higher score survives; at equal scores the longer, then the earlier, then the first by name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from socaudit.model import Detection

_TRUSTED = 0.4


def _preference(detection: Detection) -> tuple[float, int, int, str, str]:
    length = detection.end - detection.start
    return -detection.score, -length, detection.start, detection.entity_type, detection.recognizer


def _holds(outer: Detection, inner: Detection) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _grown(kept: Detection, other: Detection) -> Detection | None:
    """Return `kept` widened to `other` where both are one value of which `other` shows more."""
    if kept.entity_type == other.entity_type and _holds(other, kept) and other.score >= _TRUSTED:
        return replace(kept, start=other.start, end=other.end)
    return None


def resolve(detections: Iterable[Detection]) -> tuple[Detection, ...]:
    """Return the detections that the policy keeps, by start."""
    kept: list[Detection] = []
    for detection in sorted(set(detections), key=_preference):
        # What is kept is disjoint and in order, so its rivals stand side by side.
        first = bisect_right(kept, detection.start, key=lambda other: other.end)
        last = bisect_left(kept, detection.end, key=lambda other: other.start)
        if first >= last:
            kept.insert(first, detection)
        elif last - first == 1:
            grown = _grown(kept[first], detection)
            if grown is not None:
                kept[first] = grown
    return tuple(kept)
