"""A labelled set and what the detectors emit on it become an evaluation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from socaudit.evaluation.labels import Labelled
from socaudit.evaluation.matching import MODES, OVERLAP_TYPED, Matched, characters, match
from socaudit.evaluation.mistakes import Judged, Mistake, false_alarms, misses
from socaudit.evaluation.reliability import Reliability, reliability, verdicts
from socaudit.evaluation.scores import Counts, Estimate, Sample, Score
from socaudit.model import CANDIDATE, Detection

_CLEAN = ("clean",)
_FLAGGED = ("clean", "flagged")
_CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class Options:
    """What is counted, and how much is told.

    Args:
        min_score: detections below this score count as not made.
        resamples: how many bootstrap resamples the 95 % intervals come from; 0 gives none.
        worst: how many misses and how many false alarms are listed.
        show_values: whether the lists show text in clear.
    """

    min_score: float = 0.0
    resamples: int = 0
    worst: int = 0
    show_values: bool = False


DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores in one mode of matching: of everything (micro), and by entity type where types matter.

    A hit or a miss counts for the label's (first) type, a false alarm for the detection's.
    """

    total: Score
    by_type: Mapping[str, Score]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well detections fit a labelled set.

    `clean` messages hold no label that counts; those with a false alarm are `flagged`. `scores` are by mode:
    `overlap_typed`, `overlap_untyped`, `exact_typed`, `exact_untyped` and `characters`. Reliability and the
    lists of mistakes follow `overlap_typed`; the lists hold the worst only.
    """

    options: Options
    messages: int
    labels: int
    ignored: int
    clean: int
    flagged: int
    flagged_share: Estimate
    scores: Mapping[str, Scores]
    reliability: Reliability
    misses: tuple[Mistake, ...]
    false_alarms: tuple[Mistake, ...]


def evaluate(
    messages: Sequence[Labelled], found: Sequence[Sequence[Detection]], options: Options = DEFAULTS
) -> Evaluation:
    """Return how well the detections fit the labels; candidates are never counted.

    Args:
        messages: the labelled set.
        found: for each message, what was detected, offsets in code points of its text.
        options: what is counted, and how much is told.
    """
    judged = [_judged(message, emitted, options.min_score) for message, emitted in zip(messages, found, strict=True)]
    sample = Sample([_tally(entry) for entry in judged], resamples=options.resamples)
    labels = [label for message in messages for label in message.labels]
    return Evaluation(
        options=options,
        messages=len(judged),
        labels=sum(bool(label.types) for label in labels),
        ignored=sum(not label.types for label in labels),
        clean=sample.count(_CLEAN),
        flagged=sample.count(_FLAGGED),
        flagged_share=sample.share(_FLAGGED, _CLEAN),
        scores={name: _scores(sample, name) for name in (*(mode.name for mode in MODES), _CHARACTERS)},
        reliability=reliability(verdict for entry in judged for verdict in verdicts(entry.matched)),
        misses=misses(judged, worst=options.worst, show_values=options.show_values),
        false_alarms=false_alarms(judged, worst=options.worst, show_values=options.show_values),
    )


def _judged(message: Labelled, emitted: Sequence[Detection], min_score: float) -> Judged:
    counted = [one for one in emitted if one.score >= min_score and one.entity_type != CANDIDATE]
    return Judged(message, emitted, counted, match(message.labels, counted, OVERLAP_TYPED))


def _tally(entry: Judged) -> Counter[tuple[str, ...]]:
    """Return the counts of one message under the names that `Sample.score` and `Sample.share` ask for."""
    labels = entry.message.labels
    tally: Counter[tuple[str, ...]] = Counter()
    for mode in MODES:
        matched = entry.matched if mode == OVERLAP_TYPED else match(labels, entry.counted, mode)
        for entity_type, outcome in _outcomes(matched):
            tally[mode.name, outcome] += 1
            if mode.typed:
                tally[mode.name, entity_type, outcome] += 1
    counts = Counts(*characters(labels, entry.counted))
    tally[_CHARACTERS, "hits"] = counts.hits
    tally[_CHARACTERS, "missed"] = counts.missed
    tally[_CHARACTERS, "false_alarms"] = counts.false_alarms
    if not any(label.types for label in labels):
        tally[_CLEAN] = 1
        tally[_FLAGGED] = int(bool(entry.matched.false_alarms))
    return +tally


def _outcomes(matched: Matched) -> Iterator[tuple[str, str]]:
    yield from ((label.entity_type, "hits") for label in matched.hits)
    yield from ((label.entity_type, "missed") for label in matched.missed)
    yield from ((detection.entity_type, "false_alarms") for detection in matched.false_alarms)


def _scores(sample: Sample, mode: str) -> Scores:
    types = sorted({name[1] for name in sample.names if name[0] == mode and len(name) == 3})  # noqa: PLR2004  # Mode, type, outcome.
    return Scores(sample.score((mode,)), {entity_type: sample.score((mode, entity_type)) for entity_type in types})
