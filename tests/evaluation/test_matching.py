"""Which detection finds which label; every case small enough to check by eye."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socaudit.evaluation.labels import Label
from socaudit.evaluation.matching import MODES, OVERLAP_TYPED, Mode, characters, match
from socaudit.model import Detection

from . import sets
from .sets import found, label

_, OVERLAP_UNTYPED, EXACT_TYPED, EXACT_UNTYPED = MODES


def counts(labels: list[Label], detections: list[Detection], mode: Mode = OVERLAP_TYPED) -> tuple[int, int, int]:
    matched = match(labels, detections, mode)
    return len(matched.hits), len(matched.missed), len(matched.false_alarms)


@pytest.mark.parametrize(
    ("detection", "expected"),
    [
        (found(2, 6, "PERSON"), (True, True, True, True)),
        (found(2, 5, "PERSON"), (True, True, False, False)),
        (found(5, 9, "PERSON"), (True, True, False, False)),
        (found(2, 6, "LOCATION"), (False, True, False, True)),
        (found(3, 4, "LOCATION"), (False, True, False, False)),
        (found(6, 9, "PERSON"), (False, False, False, False)),
        (found(0, 2, "PERSON"), (False, False, False, False)),
    ],
)
def test_each_mode_asks_for_its_own_fit(detection: Detection, expected: tuple[bool, ...]) -> None:
    for mode, hit in zip(MODES, expected, strict=True):
        assert counts([label(2, 6, "PERSON")], [detection], mode) == ((1, 0, 0) if hit else (0, 1, 1)), mode


def test_a_detection_over_two_labels_finds_the_one_that_it_overlaps_more() -> None:
    short, long = label(0, 3, "PERSON"), label(4, 9, "PERSON")
    matched = match([short, long], [found(0, 9, "PERSON")], OVERLAP_TYPED)
    assert (matched.hits, matched.missed, matched.false_alarms) == ((long,), (short,), ())


def test_of_two_detections_on_one_label_the_longer_overlap_is_the_hit() -> None:
    short, long = found(0, 3, "PERSON"), found(4, 9, "PERSON")
    matched = match([label(0, 9, "PERSON")], [short, long], OVERLAP_TYPED)
    assert (len(matched.hits), matched.missed, matched.false_alarms) == (1, (), (short,))


def test_of_equal_overlaps_the_closer_fit_wins() -> None:
    wide, exact = found(0, 9, "PERSON"), found(3, 6, "PERSON")
    assert match([label(3, 6, "PERSON")], [wide, exact], OVERLAP_TYPED).false_alarms == (wide,)


def test_pairs_are_made_by_the_longest_overlap_even_where_another_pairing_finds_more() -> None:
    labels = [label(0, 10, "PERSON"), label(10, 13, "PERSON")]
    # The first detection goes to the first label; the second overlaps that one only.
    assert counts(labels, [found(1, 13, "PERSON"), found(0, 1, "PERSON")]) == (1, 1, 1)


def test_a_label_is_found_by_any_of_its_types_and_counts_as_the_first() -> None:
    one = label(0, 9, "STREET_ADDRESS", "LOCATION")
    assert match([one], [found(4, 9, "LOCATION")], OVERLAP_TYPED).hits == (one,)
    assert one.entity_type == "STREET_ADDRESS"


@pytest.mark.parametrize(("in_parts", "alarms"), [(True, 0), (False, 1)])
def test_further_parts_are_no_false_alarms_where_a_whole_is_seen_in_parts(in_parts: bool, alarms: int) -> None:
    whole = label(0, 20, "STREET_ADDRESS", "LOCATION", in_parts=in_parts)
    assert counts([whole], [found(0, 9, "STREET_ADDRESS"), found(10, 15, "LOCATION")]) == (1, 0, alarms)


def test_a_part_of_another_type_is_a_false_alarm() -> None:
    whole = label(0, 20, "STREET_ADDRESS", "LOCATION", in_parts=True)
    assert counts([whole], [found(0, 9, "STREET_ADDRESS"), found(10, 15, "PERSON")]) == (1, 0, 1)


@pytest.mark.parametrize("mode", MODES)
def test_what_lies_over_an_ignored_label_is_neither_hit_nor_false_alarm(mode: Mode) -> None:
    assert counts([label(0, 5)], [found(0, 5, "PERSON"), found(4, 9, "PERSON")], mode) == (0, 0, 0)


def test_a_detection_over_an_ignored_label_may_still_find_another_one() -> None:
    assert counts([label(0, 5), label(6, 9, "PERSON")], [found(0, 9, "PERSON")]) == (1, 0, 0)


def test_characters_count_once_whatever_the_type_and_however_often_covered() -> None:
    labels = [label(0, 10, "PERSON"), label(5, 12, "LOCATION")]
    detections = [found(8, 15, "PHONE_NUMBER"), found(9, 14, "PERSON")]
    # Labelled 0-12, detected 8-15: 8-12 are both.
    assert characters(labels, detections) == (4, 8, 3)


def test_characters_of_ignored_labels_do_not_count_unless_another_label_covers_them() -> None:
    labels = [label(0, 10), label(8, 12, "PERSON")]
    # 8-12 are labelled, 5-8 ignored, 12-14 wrong.
    assert characters(labels, [found(5, 14, "PERSON")]) == (4, 0, 2)


@given(st.lists(sets.labels, max_size=5), st.lists(sets.detections, max_size=5), st.sampled_from(MODES), st.data())
def test_the_order_of_labels_and_detections_does_not_matter(
    labels: list[Label], detections: list[Detection], mode: Mode, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(labels)), data.draw(st.permutations(detections))
    one, other = match(labels, detections, mode), match(*shuffled, mode)
    assert sorted(one.hits, key=repr) == sorted(other.hits, key=repr)
    assert sorted(one.missed, key=repr) == sorted(other.missed, key=repr)
    assert sorted(one.false_alarms, key=repr) == sorted(other.false_alarms, key=repr)
    assert characters(labels, detections) == characters(*shuffled)


@given(st.lists(sets.labels, max_size=5), st.lists(sets.detections, max_size=5), st.sampled_from(MODES))
def test_every_label_is_found_or_missed_and_no_detection_counts_twice(
    labels: list[Label], detections: list[Detection], mode: Mode
) -> None:
    matched = match(labels, detections, mode)
    assert len(matched.hits) + len(matched.missed) == sum(bool(one.types) for one in labels)
    assert len(matched.hits) + len(matched.false_alarms) <= len(detections)
