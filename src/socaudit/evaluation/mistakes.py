"""The labels that were missed and the detections that found nothing, the worst first, with masked text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from socaudit.evaluation.labels import Label, Labelled
from socaudit.evaluation.matching import Matched, overlap
from socaudit.model import Detection
from socaudit.stages.masking import masks

_AROUND = 48


@dataclass(frozen=True, slots=True)
class Judged:
    """A message with all that the detectors emit on it, what of that counts, and how it fits the labels."""

    message: Labelled
    emitted: Sequence[Detection]
    counted: Sequence[Detection]
    matched: Matched


@dataclass(frozen=True, slots=True)
class Mistake:
    """A label missed (no score) or a false alarm.

    `beside` names the types of what it overlaps on the other side: a missed label that was found as something
    else, a false alarm over a label of another type. `text` is masked unless values were asked for.
    """

    message_id: object
    entity_type: str
    start: int
    end: int
    score: float | None
    beside: tuple[str, ...]
    text: str


def misses(judged: Iterable[Judged], *, worst: int, show_values: bool = False) -> tuple[Mistake, ...]:
    """Return the worst missed labels: those of which the least was seen as anything, the longest first."""
    found = [(entry, label) for entry in judged for label in entry.matched.missed]
    found.sort(key=lambda pair: (_seen(pair[1], pair[0].counted), pair[1].start - pair[1].end))
    return tuple(_mistake(entry, label, show_values) for entry, label in found[:worst])


def false_alarms(judged: Iterable[Judged], *, worst: int, show_values: bool = False) -> tuple[Mistake, ...]:
    """Return the worst false alarms: those that the detectors are surest of, on clean messages first."""
    found = [(entry, detection) for entry in judged for detection in entry.matched.false_alarms]
    found.sort(key=lambda pair: (-pair[1].score, any(label.types for label in pair[0].message.labels)))
    return tuple(_mistake(entry, detection, show_values) for entry, detection in found[:worst])


def _seen(label: Label, detections: Sequence[Detection]) -> float:
    """Return the share of a label's characters that any detection covers, whatever its type."""
    return sum(overlap(label, detection) for detection in detections) / (label.end - label.start)


def _mistake(entry: Judged, span: Label | Detection, show_values: bool) -> Mistake:
    other_side: Sequence[Label | Detection] = entry.counted if isinstance(span, Label) else entry.message.labels
    beside = {
        other.entity_type
        for other in other_side
        if overlap(span, other) and (isinstance(other, Detection) or other.types)
    }
    return Mistake(
        message_id=entry.message.id,
        entity_type=span.entity_type,
        start=span.start,
        end=span.end,
        score=span.score if isinstance(span, Detection) else None,
        beside=tuple(sorted(beside)),
        text=_clear(entry.message.text, span) if show_values else _masked(entry, span),
    )


def _clear(text: str, span: Label | Detection) -> str:
    left, right = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    return f"{'...' if left else ''}{text[left:right]}{'...' if right < len(text) else ''}"


def _masked(entry: Judged, span: Label | Detection) -> str:
    """Return the text around a span without labelled or detected values, ignored labels and candidates included."""
    places = [(label.start, label.end, label.entity_type) for label in entry.message.labels]
    places += [(found.start, found.end, found.entity_type) for found in entry.emitted]
    return masks(entry.message.text, places).excerpt(entry.message.text, span.start, span.end).text
