from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("i live in leeds", "leeds"),
        ("I'm in Lower Wobbleton and", "Lower Wobbleton"),
        ("no signal in milton keynes", "milton keynes"),
        ("we moved from Bath to", "Bath"),
        ("my house in New York City is", "New York City"),
        ("I live in Germany", "Germany"),
    ],
)
def test_place_where_somebody_is_follows_its_cue(text: str, value: str) -> None:
    assert value in values(text, "LOCATION")


@pytest.mark.parametrize(
    "text",
    [
        "i am in a mess",
        "hear from us soon",
        "in the end",
        "no reading in bath time",
        "is it out in the US?",
        "in love",
        "we're in Jane mode",
        "live in fear",
    ],
)
def test_talk_and_whole_countries_are_no_place(text: str) -> None:
    assert not values(text, "LOCATION")
