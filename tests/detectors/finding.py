"""What the detector finds in one text, in a form that is short to compare; scores as the recognizers give them."""

from __future__ import annotations

from functools import lru_cache

from socaudit.detectors import Detector
from socaudit.model import Detection

MIN_SCORE = 0.4


@lru_cache(maxsize=1)
def detector() -> Detector:
    return Detector(curves={})


def detections(text: str) -> tuple[Detection, ...]:
    return next(detector().detect([text]))


def found(text: str, *, min_score: float = MIN_SCORE) -> set[tuple[str, str]]:
    """Return `(entity type, value)` of what rules see by default, the bare candidate left out."""
    return {
        (detection.entity_type, text[detection.start : detection.end])
        for detection in detections(text)
        if detection.score >= min_score and detection.entity_type != "CANDIDATE"
    }


def values(text: str, entity_type: str, *, min_score: float = MIN_SCORE) -> set[str]:
    return {value for kind, value in found(text, min_score=min_score) if kind == entity_type}


def candidate(text: str) -> str | None:
    return next((text[d.start : d.end] for d in detections(text) if d.entity_type == "CANDIDATE"), None)
