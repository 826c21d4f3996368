"""Whether a score means what it says: of the detections at 0.8, eight in ten should be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from socaudit.evaluation.matching import Matched
from socaudit.model import Detection

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The detections with a score from `low` up to `high`: their mean score, and the share that found a label."""

    low: float
    high: float
    count: int
    mean_score: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins that are not empty, and the expected calibration error.

    The error is the mean distance of score and share right over the bins, weighted by their counts; None where
    nothing was detected.
    """

    bins: tuple[Bin, ...]
    error: float | None


def verdicts(matched: Matched) -> Iterator[tuple[Detection, bool]]:
    """Yield the detections of a matching, each with whether it found a label; excused ones are left out."""
    yield from ((detection, True) for detection in matched.right)
    yield from ((detection, False) for detection in matched.false_alarms)


def reliability(judgements: Iterable[tuple[Detection, bool]]) -> Reliability:
    """Return how the scores of detections compare with the share that is right."""
    filed: dict[int, list[tuple[float, bool]]] = {}
    for detection, right in judgements:
        # 0.7 can be a little less than itself to a computer.
        place = int(round(detection.score * BINS, 6))
        filed.setdefault(min(place, BINS - 1), []).append((detection.score, right))
    bins = tuple(_bin(place, filed[place]) for place in sorted(filed))
    total = sum(one.count for one in bins)
    error = sum(one.count * abs(one.mean_score - one.right) for one in bins) / total if total else None
    return Reliability(bins, error)


def _bin(place: int, held: Sequence[tuple[float, bool]]) -> Bin:
    mean = sum(score for score, _ in held) / len(held)
    return Bin(place / BINS, (place + 1) / BINS, len(held), mean, sum(right for _, right in held) / len(held))
