from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from socaudit.detectors._overlap import resolve
from socaudit.model import Detection


def span(entity_type: str, start: int, end: int, score: float, recognizer: str = "r") -> Detection:
    return Detection(entity_type, start, end, score, recognizer)


def test_higher_score_survives_even_when_shorter() -> None:
    card, number = span("CREDIT_CARD", 3, 19, 0.95), span("CUSTOMER_REFERENCE", 0, 25, 0.85)
    assert resolve([number, card]) == (card,)


def test_at_equal_scores_the_longer_then_the_earlier_survives() -> None:
    short, long = span("PERSON", 0, 4, 0.7), span("LOCATION", 2, 9, 0.7)
    assert resolve([short, long]) == (long,)
    first, second = span("PERSON", 0, 4, 0.7), span("LOCATION", 2, 6, 0.7)
    assert resolve([second, first]) == (first,)


def test_longer_span_of_one_value_keeps_the_better_score() -> None:
    assert resolve([span("PERSON", 0, 4, 0.85), span("PERSON", 0, 8, 0.55)]) == (span("PERSON", 0, 8, 0.85),)


def test_bare_form_does_not_widen_a_value() -> None:
    sure, weak = span("PHONE_NUMBER", 0, 4, 0.85), span("PHONE_NUMBER", 0, 8, 0.3)
    assert resolve([sure, weak]) == (sure,)


def test_span_over_two_values_is_dropped() -> None:
    one, two, both = span("PERSON", 0, 4, 0.85), span("PERSON", 5, 9, 0.85), span("PERSON", 0, 9, 0.55)
    assert resolve([one, two, both]) == (one, two)


def test_neighbours_and_duplicates_do_not_collide() -> None:
    one, two = span("PERSON", 0, 4, 0.5), span("LOCATION", 4, 8, 0.5)
    assert resolve([two, one, one]) == (one, two)


SPANS = st.builds(
    lambda kind, start, length, score: span(kind, start, start + length, score),
    st.sampled_from(["PERSON", "LOCATION", "AGE"]),
    st.integers(0, 20),
    st.integers(1, 8),
    st.sampled_from([0.3, 0.55, 0.85]),
)


@given(st.lists(SPANS, max_size=8))
def test_result_is_disjoint_in_order_and_blind_to_the_order_of_input(spans: list[Detection]) -> None:
    kept = resolve(spans)
    assert kept == resolve(reversed(spans))
    assert all(one.end <= other.start for one, other in pairwise(kept))
