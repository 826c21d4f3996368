"""Which detection finds which label of a message: by overlap, exactly, or character by character.

One label is found by one detection and one detection finds one label. Pairs are made greedily, the longest
overlap first, of equal ones the closer fit. So a detection over two labels finds one of them and misses the
other, and of two detections on one label one is a hit and the other a false alarm: neither gluing values
together nor cutting them up pays. Two things are neither hit nor false alarm: a detection left over that lies
over an ignored label, and one that lies over a label seen in parts and is of a type that finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from socaudit.evaluation.labels import Label
from socaudit.model import Detection


@dataclass(frozen=True, slots=True)
class Mode:
    """How a detection must fit a label: the same span or any overlap, of a type that finds it or of any."""

    name: str
    exact: bool
    typed: bool


OVERLAP_TYPED = Mode("overlap_typed", exact=False, typed=True)
MODES = (
    OVERLAP_TYPED,
    Mode("overlap_untyped", exact=False, typed=False),
    Mode("exact_typed", exact=True, typed=True),
    Mode("exact_untyped", exact=True, typed=False),
)


@dataclass(frozen=True, slots=True)
class Matched:
    """The labels that were found and missed, the detections that found one, and those that found nothing."""

    hits: tuple[Label, ...]
    missed: tuple[Label, ...]
    right: tuple[Detection, ...]
    false_alarms: tuple[Detection, ...]


def match(labels: Sequence[Label], detections: Sequence[Detection], mode: Mode) -> Matched:
    """Return which labels the detections find, and which detections find none; order does not matter."""
    wanted = [label for label in labels if label.types]
    open_labels = set(range(len(wanted)))
    unused = set(range(len(detections)))
    for place, index in _pairs(wanted, detections, mode):
        if place in open_labels and index in unused:
            open_labels.remove(place)
            unused.remove(index)
    left = [detection for index, detection in enumerate(detections) if index in unused]
    return Matched(
        hits=tuple(label for place, label in enumerate(wanted) if place not in open_labels),
        missed=tuple(label for place, label in enumerate(wanted) if place in open_labels),
        right=tuple(detection for index, detection in enumerate(detections) if index not in unused),
        false_alarms=tuple(detection for detection in left if not _excused(detection, labels)),
    )


def characters(labels: Sequence[Label], detections: Sequence[Detection]) -> tuple[int, int, int]:
    """Return how many characters are labelled and detected, labelled only, and detected only, whatever the type.

    This is what the PIIMB benchmark ranks by. A character of an ignored label that no other label covers does
    not count.
    """
    wanted = _covered(label for label in labels if label.types)
    ignored = _covered(label for label in labels if not label.types) - wanted
    found = _covered(detections) - ignored
    return len(wanted & found), len(wanted - found), len(found - wanted)


def overlap(one: Label | Detection, other: Label | Detection) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _pairs(labels: Sequence[Label], detections: Sequence[Detection], mode: Mode) -> Iterator[tuple[int, int]]:
    """Yield the places of every label and detection that fit, the best fit first."""
    fits = []
    for place, label in enumerate(labels):
        for index, detection in enumerate(detections):
            shared = overlap(label, detection)
            if not shared or (mode.typed and detection.entity_type not in label.types):
                continue
            if mode.exact and (label.start, label.end) != (detection.start, detection.end):
                continue
            spare = label.end - label.start + detection.end - detection.start - 2 * shared
            # What distinguishes the spans, not their order in the lists, decides a tie.
            tie = (label.start, label.end, label.types, label.in_parts)
            other = (detection.start, detection.end, detection.entity_type, -detection.score)
            fits.append((-shared, spare, tie, other, place, index))
    for *_, place, index in sorted(fits):
        yield place, index


def _excused(detection: Detection, labels: Sequence[Label]) -> bool:
    return any(
        overlap(label, detection) and (not label.types or (label.in_parts and detection.entity_type in label.types))
        for label in labels
    )


def _covered(spans: Iterable[Label | Detection]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}
