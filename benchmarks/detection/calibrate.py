"""Measures how often each recognizer is right at each of its scores, and writes what a score is worth.

    python benchmarks/detection/calibrate.py

Rerun it whenever a recognizer, the model or the development set changes, then `python docs/reference.py`. It learns
from the development half alone, and writes how well the scores then fit on that half and on the sets kept apart:
totals, of which `docs/detection.md` makes its tables.

Most recognizers have few examples, so shares are drawn towards what is known without them: the share of all
recognizers at a score towards the score itself, that of one recognizer towards that of all, each as if it had
been seen `STRENGTH` times. A higher score of one recognizer never becomes a lower one (pool adjacent violators),
and no score crosses a bound at which something is decided, so that what is reported stays the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from socaudit import evaluation
from socaudit.detectors import Detector, Form, catalogue
from socaudit.nlp import DEFAULT_MODEL

HERE = Path(__file__).parent
TUNE = HERE / "tune.ndjson"
KEPT_APART = (HERE / "check.ndjson", HERE / "unseen.ndjson")
RELIABILITY = HERE / "reliability.json"
CURVES = HERE.parents[1] / "src" / "socaudit" / "detectors" / "data" / "calibration.json"
STRENGTH = 10
# Below the first nothing is reported by default; the packs ask a PERSON for the second.
BOUNDS = (0.4, 0.5)
LEAST, MOST, STEP = 0.01, 0.99, 0.01

# How many there were, and how many of them right.
Tally: TypeAlias = tuple[int, int]


def labelled_set(path: Path) -> list[evaluation.Labelled]:
    """Return the messages of a labelled set."""
    return [evaluation.labelled(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def tallies(path: Path) -> dict[tuple[str, str, float], Tally]:
    """Return for each recognizer, entity type and score of its own how often it was right on a labelled set."""
    messages = labelled_set(path)
    counted: dict[tuple[str, str, float], Tally] = {}
    for message, found in zip(messages, Detector(curves={}).detect([one.text for one in messages]), strict=True):
        typed = [one for one in found if one.entity_type != "CANDIDATE"]
        for detection, right in evaluation.verdicts(evaluation.match(message.labels, typed, evaluation.OVERLAP_TYPED)):
            place = (detection.recognizer, detection.entity_type, round(detection.score, 2))
            seen, hits = counted.get(place, (0, 0))
            counted[place] = (seen + 1, hits + right)
    return counted


def curves(counted: Mapping[tuple[str, str, float], Tally]) -> dict[str, dict[str, list[tuple[float, float]]]]:
    """Return for each recognizer and entity type the points (own score, share right)."""
    scores = sorted({score for *_, score in counted})
    total = {score: added(tally for place, tally in counted.items() if place[2] == score) for score in scores}
    pooled = dict(zip(scores, rising([drawn(total[score], score) for score in scores]), strict=True))
    shown: dict[str, dict[str, list[tuple[float, float]]]] = {}
    for entry in catalogue():
        own = levels(entry.form, scores)
        seen = [counted.get((entry.recognizer, entry.form.entity_type, score), (0, 0)) for score in own]
        shares = rising([drawn(tally, pooled.get(score, score)) for tally, score in zip(seen, own, strict=True)])
        points = [(score, bounded(share, score)) for score, share in zip(own, shares, strict=True)]
        shown.setdefault(entry.recognizer, {})[entry.form.entity_type] = points
    return shown


def added(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    seen, right = zip(*tallies, strict=True)
    return sum(seen), sum(right)


def drawn(tally: Tally, towards: float) -> tuple[float, float]:
    """Return the share right, drawn towards another share, with the weight that it has."""
    seen, right = tally
    return (right + STRENGTH * towards) / (seen + STRENGTH), seen + STRENGTH


def rising(shares: Sequence[tuple[float, float]]) -> list[float]:
    """Return shares (each with its weight) of which none is below the one before, nearest to those given."""
    blocks: list[tuple[float, float, int]] = []
    for share, weight in shares:
        block = (share, weight, 1)
        while blocks and blocks[-1][0] > block[0]:
            before, its, size = blocks.pop()
            together = its + block[1]
            block = ((before * its + block[0] * block[1]) / together, together, size + block[2])
        blocks.append(block)
    return [share for share, _, size in blocks for _ in range(size)]


def levels(form: Form, scores: Iterable[float]) -> list[float]:
    """Return the scores that a recognizer gives, as far as they are known."""
    ends = {round(form.least, 2), round(form.most, 2)}
    return sorted(ends | {score for score in scores if form.least <= score <= form.most})


def bounded(share: float, score: float) -> float:
    """Return a share on the same side of each bound as the score, and neither never nor always."""
    for bound in BOUNDS:
        share = max(share, bound) if score >= bound else min(share, bound - STEP)
    return round(min(max(share, LEAST), MOST), 2)


def fit(path: Path, detector: Detector) -> object:
    """Return how well scores fit on a labelled set, those below what is reported too."""
    messages = labelled_set(path)
    result = evaluation.evaluate(messages, list(detector.detect([one.text for one in messages])))
    return evaluation.record(result, model=DEFAULT_MODEL, failed=0)["reliability"]


def main() -> None:
    """Write the curves, one line for each recognizer, and how well they fit."""
    shown = curves(tallies(TUNE))
    lines = [f"{json.dumps(name)}: {json.dumps(points, sort_keys=True)}" for name, points in sorted(shown.items())]
    CURVES.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    detector = Detector(curves=shown)
    fits = {path.name: fit(path, detector) for path in (TUNE, *KEPT_APART) if path.exists()}
    RELIABILITY.write_text(json.dumps(fits, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
