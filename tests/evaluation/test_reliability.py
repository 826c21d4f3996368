"""Whether scores mean what they say."""

from __future__ import annotations

import pytest

from socaudit.evaluation import evaluate, match, verdicts
from socaudit.evaluation.matching import OVERLAP_TYPED
from socaudit.evaluation.reliability import Bin, reliability

from .sets import found, label, message


def test_bins_hold_count_mean_score_and_share_right() -> None:
    judgements = [(found(0, 1, "AGE", score), right) for score, right in ((0.72, True), (0.78, False), (0.3, False))]
    low, high = reliability(judgements).bins
    assert low == Bin(0.3, 0.4, 1, 0.3, 0.0)
    assert (high.low, high.high, high.count, high.right) == (0.7, 0.8, 2, 0.5)
    assert high.mean_score == pytest.approx(0.75)


def test_the_error_is_the_mean_distance_weighted_by_counts() -> None:
    judgements = [(found(0, 1, "AGE", score), right) for score, right in ((0.72, True), (0.78, False), (0.3, False))]
    assert reliability(judgements).error == pytest.approx((2 * 0.25 + 1 * 0.3) / 3)


@pytest.mark.parametrize(("score", "low"), [(0.7, 0.7), (0.1 + 0.2, 0.3), (0.6999, 0.6), (1.0, 0.9), (0.0, 0.0)])
def test_a_score_falls_into_its_own_bin(score: float, low: float) -> None:
    [only] = reliability([(found(0, 1, "AGE", score), True)]).bins
    assert only.low == low


def test_nothing_detected_has_no_error() -> None:
    nothing = reliability([])
    assert nothing.bins == ()
    assert nothing.error is None


def test_right_is_what_finds_a_label_of_its_type_and_what_lies_over_an_ignored_label_does_not_count() -> None:
    labels = [label(0, 5, "PERSON"), label(10, 15, "AGE"), label(20, 25)]
    right, typeless, over_ignored = found(1, 4, "PERSON"), found(10, 15, "PERSON"), found(20, 22, "PERSON")
    judged = dict(verdicts(match(labels, [right, typeless, over_ignored], OVERLAP_TYPED)))
    assert judged == {right: True, typeless: False}


def test_an_evaluation_tells_it_for_what_counts() -> None:
    result = evaluate([message(1, label(0, 5, "AGE"))], [[found(0, 5, "AGE", 0.9), found(8, 9, "CANDIDATE", 0.5)]])
    assert result.reliability.bins == (Bin(0.9, 1.0, 1, 0.9, 1.0),)
