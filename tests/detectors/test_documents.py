from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("social is 000123456", {"000123456"}),
        ("ssn 000-12-3456", {"000-12-3456"}),
        ("medicare 2123 45670 1", {"2123 45670 1"}),
        ("nino qq123456c", {"qq123456c"}),
        ("my utr number is 12345 67890", {"12345 67890"}),
        ("adhar no 234567890123", {"234567890123"}),
        ("SIN 000 000 018", {"000 000 018"}),
        ("PAN ABCPE1234F", {"ABCPE1234F"}),
        ("TFN 123 456 782", {"123 456 782"}),
        ("UTR 1234567890", {"1234567890"}),
        ("ppsn is 1234567t", {"1234567t"}),
        ("NI number QQ 12 34 56 C", {"QQ 12 34 56 C"}),
        ("ITIN 900-70-0000", {"900-70-0000"}),
        ("aadhaar 2345 6789 0123", {"2345 6789 0123"}),
        ("pan card abcpe1234f", {"abcpe1234f"}),
        ("centrelink crn 123 456 789A", {"123 456 789A"}),
        ("voter id ABC1234567", {"ABC1234567"}),
        ("CHI number 0101701234", {"0101701234"}),
        ("my ni is qq 12 34 56 c", {"qq 12 34 56 c"}),
        ("last 4 of my social 6789", {"6789"}),
        ("green card A012345678", {"A012345678"}),
        ("health card 1234-567-890-AB", {"1234-567-890-AB"}),
        ("nhs no 943 476 5919", {"943 476 5919"}),
        ("ohip 1234567890", {"1234567890"}),
    ],
)
def test_document_is_found_by_its_cue_or_form(text: str, expected: set[str]) -> None:
    assert values(text, "NATIONAL_ID") == expected


@pytest.mark.parametrize(
    "text",
    [
        "passport control took 2 hours",
        "AB12 bus never came",
        "registration closes 30 Nov 2018",
        "GTX 1080 back in stock?",
        "model WF70 F5E blocked",
        "licence fee 2018 went up £3",
    ],
)
def test_other_numbers_are_no_document(text: str) -> None:
    assert not values(text, "NATIONAL_ID")
