"""The overlap policy: one span for each value.

Scores say what a detection rests on: a checksum or an unmistakable form 0.95, a word that says what the
value is 0.85, a form that few other things have 0.7, a model's word or a form in likely company 0.45 to 0.55,
a form alone 0.3. Of two spans that overlap,

1. of one type, where one holds the other and neither is a form alone, the longer survives with the better
   score;
2. else the higher score survives; at equal scores the longer, then the earlier, then the first by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from socaudit.model import Detection

_TRUSTED = 0.4


def _preference(detection: Detection) -> tuple[float, int, int, str, str]:
    length = detection.end - detection.start
    return -detection.score, -length, detection.start, detection.entity_type, detection.recognizer


def _holds(outer: Detection, inner: Detection) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _overlaps(one: Detection, other: Detection) -> bool:
    return one.start < other.end and other.start < one.end


def _grown(kept: Detection, other: Detection) -> Detection | None:
    """Return `kept` widened to `other` where both are one value of which `other` shows more."""
    if kept.entity_type == other.entity_type and _holds(other, kept) and other.score >= _TRUSTED:
        return replace(kept, start=other.start, end=other.end)
    return None


def resolve(detections: Iterable[Detection]) -> tuple[Detection, ...]:
    """Return the detections that the policy keeps, by start."""
    kept: list[Detection] = []
    for detection in sorted(set(detections), key=_preference):
        rivals = [index for index, other in enumerate(kept) if _overlaps(detection, other)]
        if not rivals:
            kept.append(detection)
        elif len(rivals) == 1:
            grown = _grown(kept[rivals[0]], detection)
            if grown is not None:
                kept[rivals[0]] = grown
    return tuple(sorted(kept, key=lambda detection: detection.start))
