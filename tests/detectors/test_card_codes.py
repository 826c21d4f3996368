from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cvv=808", {"808"}),
        ("CVN 845", {"845"}),
        ("last three on the back 640", {"640"}),
        ("security code on the card: 0 4 4", {"0 4 4"}),
        ("cvv no. is 414 ok?", {"414"}),
        ('"cvv 555 incorrect" it is NOT incorrect', {"555"}),
        ("told him 303 when he asked for the cvv", {"303"}),
        ("keeps rejecting CVV code 090", {"090"}),
        ("amex, 4 digits on the front 4410", {"4410"}),
        ("3 digits on back are 482", {"482"}),
        ("he wanted the 3 digits off the back so I gave him 112", {"112"}),
        ("it took my card and then wanted cvv 123 on the back", {"123"}),
        ("sec code 882 exp 11/20", {"882"}),
        ("security no 551", {"551"}),
        ("back of card says 710", {"710"}),
        ("4111111111111111 12/21 cvc301", {"301"}),
        ("219 on the back, expires 04/21", {"219"}),
        ("My CVV (it's 606) isnt being accepted", {"606"}),
        ("the number on the back of the card is 998, why does it fail", {"998"}),
        ("last 3 digits on the back of my card are 019", {"019"}),
        ("the three numbers on the back: 771", {"771"}),
        ("cv2 number 267", {"267"}),
        ("card valid until 09/29 and the three digits 418", {"418"}),
    ],
)
def test_security_code_is_found_in_the_ways_people_give_it(text: str, expected: set[str]) -> None:
    assert values(text, "CARD_SECURITY_CODE") == expected


@pytest.mark.parametrize(
    "text",
    [
        "row 119, on the back wall",
        "bus 219 on the back road",
        "why need the 3 digits on the back for a £5 pie",
        "there's 100 reasons on the back of the menu",
        "3 digit security code doesnt show on new cards",
        "do you store my CVV?",
        "the three digits 418 light up on the boiler",
    ],
)
def test_other_numbers_are_no_security_code(text: str) -> None:
    assert not values(text, "CARD_SECURITY_CODE")
