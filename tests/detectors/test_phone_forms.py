from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reach me +1 202 555 0143", {"+1 202 555 0143"}),
        ("+91 99999 00000 pe call karo", {"+91 99999 00000"}),
        ("085 0123456 call after six", {"085 0123456"}),
        ("my number 9999900000", {"9999900000"}),
        ("call (202)555-0143", {"(202)555-0143"}),
        ("landline (0161) 4960123", {"(0161) 4960123"}),
        ("07700_900_555", {"07700_900_555"}),
        ("ring 02079460123", {"02079460123"}),
        ("+353 85 012 3456 is mine", {"+353 85 012 3456"}),
        ("mob 0491 570 156", {"0491 570 156"}),
        ("07700/900/777", {"07700/900/777"}),
        ("call me 0 7 7 0 0 9 0 0 1 2 3", {"0 7 7 0 0 9 0 0 1 2 3"}),
        ("+61 491 570 156", {"+61 491 570 156"}),
        ("call oh seven seven oh oh nine oh oh four five six", {"oh seven seven oh oh nine oh oh four five six"}),
        ("07700-900-456 ring after 5", {"07700-900-456"}),
        ("077009OO123 call me", {"077009OO123"}),
        ("my cell 202.555.0143", {"202.555.0143"}),
        (
            "on zero seven seven double zero nine hundred three two one",
            {"zero seven seven double zero nine hundred three two one"},
        ),
        ("number is o7700 900 321", {"o7700 900 321"}),
        ("07700 900 2 1 1 text only", {"07700 900 2 1 1"}),
    ],
)
def test_phone_is_found_however_it_is_typed(text: str, expected: set[str]) -> None:
    assert values(text, "PHONE_NUMBER") == expected


@pytest.mark.parametrize(
    "text",
    [
        "£1,200.00 - 3 x 400",
        "call 0800 000 0000 they said lol",
        "part 3410-2200-18 doesnt fit",
        "flight BA2490 on 2018-09-12",
        "firmware 10.3.21.4455",
    ],
)
def test_long_numbers_are_no_phone(text: str) -> None:
    assert not values(text, "PHONE_NUMBER")
