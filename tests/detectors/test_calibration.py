"""A score is the share that was right: measured, monotone, and never across what is decided by it."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socaudit import evaluation
from socaudit.detectors import Detector, catalogue
from socaudit.detectors._calibration import calibrated, measured
from socaudit.model import Detection

TUNE = Path("benchmarks/detection/tune.ndjson").read_text(encoding="utf-8")
CURVES = {"phone": {"PHONE_NUMBER": [(0.3, 0.1), (0.7, 0.5), (0.9, 0.9)], "AGE": [(0.5, 0.6)]}}


def worth(score: float, entity_type: str = "PHONE_NUMBER", recognizer: str = "phone") -> float:
    return calibrated(Detection(entity_type, 0, 1, score, recognizer), CURVES).score


@pytest.mark.parametrize(
    ("own", "right"), [(0.3, 0.1), (0.5, 0.3), (0.7, 0.5), (0.8, 0.7), (0.9, 0.9), (0.95, 0.9), (0.1, 0.1)]
)
def test_between_two_points_the_share_lies_on_the_line_and_beyond_the_last_it_stays(own: float, right: float) -> None:
    assert worth(own) == pytest.approx(right)


@pytest.mark.parametrize("own", [0.2, 0.5, 0.9])
def test_a_single_point_is_the_share_of_every_score(own: float) -> None:
    assert worth(own, "AGE") == 0.6


def test_what_was_never_measured_keeps_its_score() -> None:
    assert worth(0.8, "HEALTH") == 0.8
    assert worth(0.8, recognizer="presidio_Hamper number") == 0.8


def test_every_kind_of_value_that_a_recognizer_finds_has_its_curve() -> None:
    curves = measured()
    for entry in catalogue():
        points = curves[entry.recognizer][entry.form.entity_type]
        assert points[0][0] <= round(entry.form.least, 2), entry
        assert round(entry.form.most, 2) <= points[-1][0], entry


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_surer_detection_never_becomes_the_less_likely_one(one: float, other: float) -> None:
    low, high = sorted((one, other))
    for name, curves in measured().items():
        for entity_type in curves:
            less, more = (calibrated(Detection(entity_type, 0, 1, score, name), measured()) for score in (low, high))
            assert less.score <= more.score


@pytest.mark.parametrize("bound", [0.4, 0.5])
def test_calibration_decides_nothing(bound: float) -> None:
    for curves in measured().values():
        for points in curves.values():
            assert all(0 < right < 1 and (own >= bound) == (right >= bound) for own, right in points)
            assert all(own < next_own for (own, _), (next_own, _) in pairwise(points))


def test_on_the_development_set_a_score_is_the_share_that_is_right() -> None:
    messages = [evaluation.labelled(json.loads(line)) for line in TUNE.splitlines()]
    texts = [message.text for message in messages]
    own = evaluation.evaluate(messages, list(Detector(curves={}).detect(texts))).reliability
    shares = evaluation.evaluate(messages, list(Detector().detect(texts))).reliability
    assert own.error is not None
    assert shares.error is not None
    assert shares.error < 0.04 < own.error
