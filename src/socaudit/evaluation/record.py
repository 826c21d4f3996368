"""An evaluation as the JSON object that `socaudit evaluate --output json` prints."""

from __future__ import annotations

from collections.abc import Sequence

from socaudit import __version__
from socaudit.evaluation.mistakes import Mistake
from socaudit.evaluation.reliability import Reliability
from socaudit.evaluation.scores import CONFIDENCE, SEED, Estimate, Score
from socaudit.evaluation.scoring import Evaluation

SCHEMA = "socaudit/evaluation/1"
_DIGITS = 4


def record(evaluation: Evaluation, *, model: str, failed: int) -> dict[str, object]:
    """Return the evaluation as plain data.

    - `schema`, `version`, and `detector`: the `model` and the `min_score` in use.
    - `set`: `messages` scored, lines that `failed`, `clean` messages, `labels` that count, labels `ignored`.
    - `bootstrap`: `resamples`, `seed`, and the `confidence` of all intervals.
    - `clean_flagged`: how many clean messages have a false alarm (`count`), and their `share`.
    - `scores`: by mode (`overlap_typed`, `overlap_untyped`, `exact_typed`, `exact_untyped`, `characters`) the
      `total` and, `by_type`, each entity type: `hits`, `missed`, `false_alarms` (characters in the mode of that
      name) and `precision`, `recall`, `f1`, `f2`.
    - `reliability`: of the detections from one score up to another (`from`, `to`), the `count`, the `mean_score` and
      the share that is `right`; and the `expected_calibration_error`.
    - `misses` and `false_alarms`, the worst first: `id` of the message as given, `entity_type`, `start`, `end`
      (code points), `score` (of false alarms), `beside` (types that it overlaps on the other side), `text`.

    Every share is `{"value", "low", "high"}`, null where there was nothing to divide by or no resample.
    """
    options = evaluation.options
    return {
        "schema": SCHEMA,
        "version": __version__,
        "detector": {"model": model, "min_score": options.min_score},
        "set": {
            "messages": evaluation.messages,
            "failed": failed,
            "clean": evaluation.clean,
            "labels": evaluation.labels,
            "ignored": evaluation.ignored,
        },
        "bootstrap": {"resamples": options.resamples, "seed": SEED, "confidence": CONFIDENCE},
        "clean_flagged": {"count": evaluation.flagged, "share": _estimate(evaluation.flagged_share)},
        "scores": {
            mode: {
                "total": _score(scores.total),
                "by_type": {entity_type: _score(score) for entity_type, score in scores.by_type.items()},
            }
            for mode, scores in evaluation.scores.items()
        },
        "reliability": _reliability(evaluation.reliability),
        "misses": _mistakes(evaluation.misses),
        "false_alarms": _mistakes(evaluation.false_alarms),
    }


def _score(score: Score) -> dict[str, object]:
    return {
        "hits": score.counts.hits,
        "missed": score.counts.missed,
        "false_alarms": score.counts.false_alarms,
        "precision": _estimate(score.precision),
        "recall": _estimate(score.recall),
        "f1": _estimate(score.f1),
        "f2": _estimate(score.f2),
    }


def _estimate(estimate: Estimate) -> dict[str, float | None]:
    parts = {"value": estimate.value, "low": estimate.low, "high": estimate.high}
    return {name: None if part is None else round(part, _DIGITS) for name, part in parts.items()}


def _reliability(reliability: Reliability) -> dict[str, object]:
    bins = [
        {
            "from": one.low,
            "to": one.high,
            "count": one.count,
            "mean_score": round(one.mean_score, _DIGITS),
            "right": round(one.right, _DIGITS),
        }
        for one in reliability.bins
    ]
    error = reliability.error
    return {"bins": bins, "expected_calibration_error": None if error is None else round(error, _DIGITS)}


def _mistakes(mistakes: Sequence[Mistake]) -> list[dict[str, object]]:
    return [
        {
            "id": mistake.message_id,
            "entity_type": mistake.entity_type,
            "start": mistake.start,
            "end": mistake.end,
            **({} if mistake.score is None else {"score": round(mistake.score, 3)}),
            "beside": list(mistake.beside),
            "text": mistake.text,
        }
        for mistake in mistakes
    ]
