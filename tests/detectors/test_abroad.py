from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stuck in Estonia because of you", {"Estonia"}),
        ("any one in hebden bridge got signal", {"hebden bridge"}),
        ("I'm from Ghana", {"Ghana"}),
        ("Dundee here, no power", {"Dundee"}),
        ("from Peru here, does my card work", {"Peru"}),
        ("on holiday in Greece until the 14th, don't call", {"Greece"}),
        ("we've just landed in Croatia and no bags", {"Croatia"}),
        ("I'm flying to Norway on Monday and still no passport", {"Norway"}),
        ("my parents are in Portugal till june", {"Portugal"}),
        ("travelling to South Africa next week with my kids", {"South Africa"}),
        ("we moved here from Tunisia", {"Tunisia"}),
        ("power cut in Rathmines", {"Rathmines"}),
        ("deliver to 14 Elm Road Leeds LS6 3HN", {"Leeds"}),
        ("my shop in Oban", {"Oban"}),
        ("14 elm rd leeds", {"leeds"}),
        ("we live near Tullamore", {"Tullamore"}),
        ("currently in Spain and my sim is dead", {"Spain"}),
        ("living in Japan since 2014", {"Japan"}),
        ("shipping to Ghana for my mum", {"Ghana"}),
        ("no internet Stockport", {"Stockport"}),
        ("moving to New Zealand in may, how do I cancel", {"New Zealand"}),
        ("leicester lad here", {"leicester"}),
        ("Apt 4B, 120 W 3rd St, New York", {"New York"}),
        ("I live in Malta and you won't ship", {"Malta"}),
    ],
)
def test_place_is_found_where_it_tells_where_somebody_is(text: str, expected: set[str]) -> None:
    assert values(text, "LOCATION") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Australia Post lost it",
        "the Paris store is better",
        "the UK site is down",
        "10 Downing Street has gone mad",
        "flights to Spain are a joke",
        "cheaper in Germany",
        "England were robbed last night",
        "Bank of Scotland app down",
        "24 hour drive",
        "do you deliver to Ireland",
        "made in China",
        "Made by hand in Wales",
        "3 way call",
        "is it out in Canada yet",
        "USA vs UK prices",
        "ship to France?",
    ],
)
def test_country_or_town_as_a_topic_is_no_place(text: str) -> None:
    assert not values(text, "LOCATION")
