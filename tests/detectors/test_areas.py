from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T12 YW88 cork", {"T12 YW88"}),
        ("My area is SW9", {"SW9"}),
        ("my zip code's 94110", {"94110"}),
        ("outage CF24?", {"CF24"}),
        ("Brooklyn 11211 no internet", {"11211"}),
        ("Eircode D08 X9F2", {"D08 X9F2"}),
        ("whole of NE3 is down", {"NE3"}),
        ("zip 60614", {"60614"}),
        ("Chennai 600017", {"600017"}),
        ("postal code m5v2t6 doesn't work on your form", {"m5v2t6"}),
        ("postcode: OX4 1AA", {"OX4 1AA"}),
        ("pin - 400 053 pe delivery kab hogi", {"400 053"}),
        ("we're BT7 1NN and nothing since tuesday", {"BT7 1NN"}),
        ("any update on EH6, power out", {"EH6"}),
        ("postal code K1A 0B6", {"K1A 0B6"}),
        ("internet down B29 6AA again", {"B29 6AA"}),
        ("deliver to 110085 takes 9 days?", {"110085"}),
        ("Newtown NSW 2042", {"2042"}),
        ("M14 5SX no water", {"M14 5SX"}),
        ("outage in 77005", {"77005"}),
        ("area pin 700091", {"700091"}),
        ("pincode 560038 not serviceable", {"560038"}),
        ("30309 area, down since noon", {"30309"}),
        ("postcode 4101, says not available", {"4101"}),
    ],
)
def test_code_of_an_area_is_found_where_something_is_down(text: str, expected: set[str]) -> None:
    assert values(text, "POSTAL_CODE") == expected


@pytest.mark.parametrize(
    "text",
    [
        "10000 people waiting",
        "in M4 traffic for 2 hours",
        "in 2018 you promised",
        "stuck near J25 of the M25",
        "my E10 fuel light",
        "the A1 to B12 link",
        "the W3 bus never came",
        "built in 2020 somewhere near here",
        "paid 45000 for this tv",
        "S10 screen cracked",
    ],
)
def test_roads_years_and_models_are_no_postal_code(text: str) -> None:
    assert not values(text, "POSTAL_CODE")
