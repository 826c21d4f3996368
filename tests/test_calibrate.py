"""The script that measures what scores are worth: shares that rise, drawn towards what is known without examples."""

from __future__ import annotations

import importlib.util
from itertools import pairwise
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("calibrate", "benchmarks/detection/calibrate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CALIBRATE = script()
SHARES = st.lists(st.tuples(st.floats(0, 1), st.integers(1, 50)), min_size=1, max_size=8)


@given(SHARES)
def test_shares_rise_and_keep_their_mean(shares: list[tuple[float, int]]) -> None:
    risen = CALIBRATE.rising(shares)
    assert len(risen) == len(shares)
    assert all(low <= high + 1e-9 for low, high in pairwise(risen))
    total = sum(weight for _, weight in shares)
    before = sum(share * weight for share, weight in shares) / total
    assert sum(share * weight for share, (_, weight) in zip(risen, shares, strict=True)) / total == pytest.approx(
        before
    )


def test_shares_that_rise_already_stay() -> None:
    assert CALIBRATE.rising([(0.2, 3), (0.2, 1), (0.9, 5)]) == [0.2, 0.2, 0.9]


def test_few_examples_move_a_share_a_little_and_many_decide_it() -> None:
    assert CALIBRATE.drawn((0, 0), 0.7)[0] == pytest.approx(0.7)
    assert 0.6 < CALIBRATE.drawn((1, 0), 0.7)[0] < 0.7
    assert CALIBRATE.drawn((1000, 0), 0.7)[0] < 0.01


def test_one_recognizers_mistakes_lower_its_share_and_hardly_that_of_another() -> None:
    counted = {("phone", "PHONE_NUMBER", 0.85): (20, 5), ("email_spelled", "EMAIL_ADDRESS", 0.85): (20, 20)}
    curves = CALIBRATE.curves(counted)
    assert dict(curves["phone"]["PHONE_NUMBER"])[0.85] < 0.6 < dict(curves["email_spelled"]["EMAIL_ADDRESS"])[0.85]


@given(st.floats(0, 1), st.floats(0, 1))
def test_no_share_crosses_a_bound_or_is_certain(share: float, score: float) -> None:
    bounded = CALIBRATE.bounded(share, score)
    assert 0 < bounded < 1
    assert all((bounded >= bound) == (score >= bound) for bound in CALIBRATE.BOUNDS)
