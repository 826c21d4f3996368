from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("parked at bay 4 reg 191-D-12345", {"191-D-12345"}),
        ("mh12ab1234 fastag deducted twice", {"mh12ab1234"}),
        ("private plate B16 RON", {"B16 RON"}),
        ("plates ABCD 123 ontario", {"ABCD 123"}),
        ("ur van AB12 CDE cut me up", {"AB12 CDE"}),
        ("plate 7ABC123", {"7ABC123"}),
        ("vehicle no TN 09 BX 4411", {"TN 09 BX 4411"}),
        ("reg ab12cde", {"ab12cde"}),
        ("number plate A123 BCD", {"A123 BCD"}),
        ("licence plate XYZ-1234", {"XYZ-1234"}),
        ("rego 1AB 2CD", {"1AB 2CD"}),
        ("PCN for vehicle LK19 XRT", {"LK19 XRT"}),
    ],
)
def test_plate_is_found_in_the_forms_of_its_country(text: str, expected: set[str]) -> None:
    assert values(text, "LICENSE_PLATE") == expected


@pytest.mark.parametrize(
    "text",
    [
        "GTX 1080 back in stock?",
        "registration closes 30 Nov 2018",
        "licence fee 2018 went up £3",
        "model WF70 F5E blocked",
        "passport control took 2 hours",
        "AB12 bus never came",
    ],
)
def test_numbers_beside_vehicles_are_no_plate(text: str) -> None:
    assert not values(text, "LICENSE_PLATE")
