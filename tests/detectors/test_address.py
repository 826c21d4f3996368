from __future__ import annotations

import pytest

from .finding import found, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("we're at 14 Elm Road Leeds", "14 Elm Road"),
        ("14 elm road, leeds", "14 elm road"),
        ("14 ELM ROAD", "14 ELM ROAD"),
        ("it's 12 high street", "12 high street"),
        ("Flat 3b, 12 Mill Lane", "Flat 3b, 12 Mill Lane"),
        ("221b Baker Street", "221b Baker Street"),
        ("532 W. Broadway Ave", "532 W. Broadway Ave"),
        ("3 The Crescent", "3 The Crescent"),
        ("7 Oak Close", "7 Oak Close"),
        ("193 W 237th St, Bronx", "193 W 237th St"),
        ("14 Elm Dr Apt 4", "14 Elm Dr Apt 4"),
        ("3238 w. columbine dr, phoenix", "3238 w. columbine dr"),
        ("PO Box 1234", "PO Box 1234"),
        ("p.o. box 77", "p.o. box 77"),
        ("I'm in flat 12", "flat 12"),
        ("I live at Rose Cottage", "Rose Cottage"),
        ("12-14 Church Street", "12-14 Church Street"),
        ("5 Broadway", "5 Broadway"),
        ("19 Heron Brae", "19 Heron Brae"),
        ("left at 106 dunnet way", "106 dunnet way"),
        ("Lot 3 Gumnut Track", "Lot 3 Gumnut Track"),
        ("with the neighbour at number 14", "number 14"),
        ("we're at nr 16, not 61", "nr 16"),
        ("1/22 Gumnut Cres", "1/22 Gumnut Cres"),
        ("Flat 9, Heron Wharf", "Flat 9, Heron Wharf"),
        ("it's Rose Cottage, Mill Lane", "Rose Cottage, Mill Lane"),
        ("the pole on Heronside Terrace is down", "Heronside Terrace"),
        ("Suite 828", "Suite 828"),
        ("PSC 1234, Box 5678", "PSC 1234, Box 5678"),
        ("she lives at Ahornweg 19", "Ahornweg 19"),
        ("Calle de la Luna 12", "Calle de la Luna 12"),
    ],
)
def test_street_address_is_found_in_any_case(text: str, value: str) -> None:
    assert values(text, "STREET_ADDRESS") == {value}


@pytest.mark.parametrize(
    "text",
    [
        "2 miles down the road",
        "5 stars on the street",
        "waited 45 minutes at your drive",
        "10 high street shops",
        "3 times this way",
        "1 of the park staff",
        "£14 Elm Road",
        "4 people close to me",
        "2 red dr peppers",
        "apartments for rent",
        "flat battery",
        "flat 5% fee",
        "1 DR",
        "a flat a day",
        "stuck at number 14 in the queue",
        "our store is at 1 Heron Way",
        "the Abbey Road album",
        "your shop on Park Road store",
        "3 way call",
        "season 2 track 5",
        "sent 2 emails this way",
    ],
)
def test_other_numbers_near_streets_are_no_address(text: str) -> None:
    assert not values(text, "STREET_ADDRESS")


def test_town_and_postcode_are_spans_of_their_own() -> None:
    assert {("STREET_ADDRESS", "14 Elm Road"), ("POSTAL_CODE", "LS6 3HN")} <= found("14 Elm Road, Leeds, LS6 3HN")


def test_line_of_an_address_on_paper_is_a_street() -> None:
    assert values("Jane\n3037 Wobblegata 73\nWobbleton", "STREET_ADDRESS") == {"3037 Wobblegata 73"}


def test_everybodys_address_is_nobodys() -> None:
    assert not values("10 Downing Street has gone mad", "STREET_ADDRESS")
