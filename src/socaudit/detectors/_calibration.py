"""What a score is worth: from what a recognizer rests on to how often it was right on the development set."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from socaudit.model import Detection

# By recognizer and entity type: points (its own score, share right), rising in both.
Curves = Mapping[str, Mapping[str, Sequence[tuple[float, float]]]]


@lru_cache(maxsize=1)
def measured() -> Curves:
    """Return the curves that `benchmarks/detection/calibrate.py` measured."""
    text = files("socaudit.detectors").joinpath("data", "calibration.json").read_text("utf-8")
    return {
        name: {entity_type: [(own, right) for own, right in points] for entity_type, points in curves.items()}
        for name, curves in json.loads(text).items()
    }


def calibrated(detection: Detection, curves: Curves) -> Detection:
    """Return the detection with the share right for a score; unchanged where nothing was measured.

    Between two points the share lies on the line between them; beyond the last ones it stays.
    """
    points = curves.get(detection.recognizer, {}).get(detection.entity_type)
    return replace(detection, score=_share(points, detection.score)) if points else detection


def _share(points: Sequence[tuple[float, float]], score: float) -> float:
    place = bisect_right(points, score, key=lambda point: point[0])
    if place == 0:
        return points[0][1]
    (low, least), (high, most) = points[place - 1], points[min(place, len(points) - 1)]
    return least if high == low else least + (most - least) * (score - low) / (high - low)
