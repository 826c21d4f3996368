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
        ("Flat 2, 8 Elm Road, Ludlow, SY8 1AA", "Ludlow"),
        ("i'm at 8 elm close stockport SK4 3QP", "stockport"),
        ("8 Elm Parade, Wobbleton VIC 3058", "Wobbleton"),
        ("8 Elm Parade, Wobbleton VIC 3058", "VIC"),
        ("Wobbleton, OH 45011 again", "OH"),
        ("just moved to Ballarat", "Ballarat"),
        ("stuck near Co Clare", "Co Clare"),
        ("customer in carlow", "carlow"),
        ("I'm in WOBBLETON and nothing works", "WOBBLETON"),
        ("we moved here from Dunnockby last year", "Dunnockby"),
        ("originally from leeds", "leeds"),
        ("Jane Doe\nDunnockby\nMalta", "Dunnockby"),
        ("> Jane Doe\n> Dunnockby\n> Malta", "Malta"),
        ("send it to 14 Elm Road\n> Albina\n> Malta", "Albina"),
        ("no water in machynlleth since nine", "machynlleth"),
        ("im frm croydon", "croydon"),
        ("22 bramley crescent hull hu5 2qx", "hull"),
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
        "I'M IN PANIC MODE BUT HELSBOROUGH IS NOT",
        "I'm in HR and can't say",
        "we moved here from another provider",
        "the idea came from Jane",
        "two things:\nrefund it\nMalta",
        "live in fear",
        "flights from Leeds to Cork",
        "your desk in Delhi said no",
        "do you deliver to Orkney",
        "return to Perth is dear",
        "London to Paris tonight",
        "the 10:15 to Penzance was late",
        "Flight BX2490 to Leeds is off",
        "Our registered office is 200 Harbour Way, Leeds",
        "find us at 3 Mill Lane, Leeds",
        "we are hiring in Leeds and Bristol",
    ],
)
def test_talk_and_whole_countries_are_no_place(text: str) -> None:
    assert not values(text, "LOCATION")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my address is 14 Elm Road,\nWobbleton\nPortugal 44674", {"Wobbleton", "Portugal"}),
        ("8 Rowan Street, Flat 3, Wobbleton, XK", {"Wobbleton", "XK"}),
        ("14 elm road leeds", {"leeds"}),
        ("14 Elm Road, Please hurry", set()),
        ("14 Elm Road, Sarah", set()),
    ],
)
def test_lines_after_a_street_are_its_town_and_country(text: str, expected: set[str]) -> None:
    assert values(text, "LOCATION") == expected


def test_town_and_its_number_of_post_are_found_together() -> None:
    text = "we are in Wobbleton 6091 since june"
    assert values(text, "LOCATION") == {"Wobbleton"}
    assert values(text, "POSTAL_CODE") == {"6091"}
    assert not values("it was great in Wobbleton 2018", "POSTAL_CODE")


def test_home_town_is_a_place() -> None:
    assert values("in my home town Wobbleton", "LOCATION") == {"Wobbleton"}
