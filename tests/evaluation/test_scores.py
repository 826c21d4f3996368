"""Shares, F-scores and intervals, against numbers worked out by hand."""

from __future__ import annotations

import pytest

from socaudit.evaluation import Counts, Estimate
from socaudit.evaluation.scores import Sample, Tally

HIT: Tally = {("m", "hits"): 1}
MISS: Tally = {("m", "missed"): 1}
ALARM: Tally = {("m", "false_alarms"): 1}


def test_shares_and_f_scores_are_those_of_the_textbook() -> None:
    counts = Counts(hits=6, missed=2, false_alarms=4)
    assert counts.precision == 0.6
    assert counts.recall == 0.75
    # 2PR / (P + R) = 0.9 / 1.35; 5PR / (4P + R) = 2.25 / 3.15.
    assert counts.f1 == pytest.approx(2 / 3)
    assert counts.f2 == pytest.approx(5 / 7)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Counts(0, 0, 0), (None, None, None)),
        (Counts(0, 3, 0), (None, 0.0, 0.0)),
        (Counts(0, 0, 3), (0.0, None, 0.0)),
    ],
)
def test_a_share_of_nothing_is_unknown(counts: Counts, expected: tuple[float | None, ...]) -> None:
    assert (counts.precision, counts.recall, counts.f2) == expected


def test_counts_of_all_messages_are_added() -> None:
    sample = Sample([HIT, {("m", "hits"): 2, ("m", "missed"): 1}, {}, ALARM], resamples=0)
    assert sample.score(("m",)).counts == Counts(3, 1, 1)
    assert sample.count(("m", "hits")) == 3
    assert sample.count(("m", "nothing")) == 0


def test_without_resamples_there_is_no_interval() -> None:
    for resamples in (0, 1):
        assert Sample([HIT, MISS], resamples=resamples).score(("m",)).recall == Estimate(0.5)


def test_messages_that_are_all_alike_leave_no_doubt() -> None:
    assert Sample([{**HIT, **MISS}] * 9, resamples=50).score(("m",)).recall == Estimate(0.5, 0.5, 0.5)


def test_the_interval_of_a_share_is_that_of_the_binomial() -> None:
    # 95 % of the draws of Binomial(400, 0.5) / 400 lie within 0.5 +- 1.96 * 0.025.
    recall = Sample([HIT, MISS] * 200, resamples=2000).score(("m",)).recall
    assert recall.low == pytest.approx(0.451, abs=0.008)
    assert recall.high == pytest.approx(0.549, abs=0.008)


def test_resamples_in_which_nothing_can_be_divided_are_left_out() -> None:
    # A third of all resamples holds no message with a label at all.
    recall = Sample([HIT, {}, {}], resamples=500).score(("m",)).recall
    assert recall == Estimate(1.0, 1.0, 1.0)


def test_the_same_messages_in_any_order_give_the_same_intervals() -> None:
    tallies = [HIT] * 5 + [MISS] * 3 + [ALARM] * 2
    one, other = (Sample(given, resamples=100).score(("m",)) for given in (tallies, tallies[::-1]))
    assert one == other
    assert one != Sample(tallies, resamples=100, seed=1).score(("m",))


def test_no_messages_give_unknown_shares() -> None:
    assert Sample([], resamples=10).score(("m",)).f2 == Estimate(None)
    assert Sample([], resamples=10).share(("a",), ("b",)) == Estimate(None)
