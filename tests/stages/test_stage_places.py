from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from builders import hit, step
from socaudit.model import Anchor, Location
from socaudit.stages.places import apart, locations


def place(start: int, end: int, words: str = "", *, message: str = "1", **changes: Any) -> Location:
    """Return a place; one with a `value_hash` is a detected value."""
    said = step(message)
    layout = (Anchor(0, 7, 1),)
    said = replace(said, turn=replace(said.turn, facts=replace(said.turn.facts, layout=layout)))
    words = words or f"{start}-{end}"
    made = hit(start=start, end=end, masked=words, evidence=words, marked=(0, len(words)))
    [found] = locations(said, [made], said_by="sam")
    return replace(found, **changes)


def spans(places: tuple[Location, ...]) -> list[tuple[int, int]]:
    return [(each.start, each.end) for each in places]


@pytest.mark.parametrize(
    ("stand", "shown"),
    [
        ([(0, 5), (9, 12)], [(0, 5), (9, 12)]),
        ([(0, 5), (0, 5)], [(0, 5)]),
        ([(2, 4), (0, 9), (5, 8)], [(0, 9)]),
        ([(0, 5), (3, 9)], [(0, 9)]),
        ([(0, 4), (6, 10), (3, 7)], [(0, 10)]),
        ([(0, 5), (5, 9)], [(0, 5), (5, 9)]),
        ([(0, 0), (3, 9)], [(3, 9)]),
        ([(0, 0)], [(0, 0)]),
    ],
)
def test_places_within_each_other_are_one_place(stand: list[tuple[int, int]], shown: list[tuple[int, int]]) -> None:
    for order in permutations(stand):
        assert sorted(spans(apart([place(*span) for span in order]))) == shown


def test_a_joined_place_shows_the_longer_words_and_all_of_the_region() -> None:
    [joined] = apart([place(0, 4, "lost"), place(2, 9, "st files")])
    assert (joined.masked, joined.evidence, joined.marked) == ("st files", "st files", (0, 8))
    assert joined.region is not None
    assert (joined.region.line, joined.region.column, joined.region.end_column) == (7, 1, 10)


def test_the_place_named_first_stays_first() -> None:
    assert spans(apart([place(20, 30), place(0, 4), place(2, 9), place(22, 40)])) == [(20, 40), (0, 9)]


@pytest.mark.parametrize("changes", [{"message": "2"}, {"field": "alt"}, {"network": "mastodon"}])
def test_places_in_different_texts_stay_apart(changes: dict[str, str]) -> None:
    other = place(2, 3, **changes)
    assert apart([place(0, 9), other]) == (place(0, 9), other)


def test_a_value_stays_a_place_of_its_own_in_what_is_said_around_it() -> None:
    value = place(3, 6, value_hash="v")
    assert apart([place(0, 9), value]) == (place(0, 9), value)
    assert apart([value, value]) == (value,)


def test_words_within_a_value_are_no_place_of_their_own() -> None:
    value = place(0, 9, value_hash="v")
    assert apart([place(2, 4), value]) == (value,)


def test_two_values_in_one_place_are_both_named() -> None:
    one, other = place(0, 9, value_hash="v"), place(5, 9, value_hash="w")
    assert apart([one, other]) == (one, other)
