from __future__ import annotations

import pytest

from .finding import detections, values


@pytest.mark.parametrize(
    "number",
    [
        "07700 900123",
        "07700900123",
        "+44 7700 900123",
        "+447700900123",
        "0044 7700 900123",
        "020 7946 0123",
        "(020) 7946 0123",
        "0161 496 0123",
        "(212) 555-0123",
        "212-555-0123",
        "212.555.0123",
        "+1 212 555 0123",
        "1-212-555-0123",
        "0412 345 678",
        "98765 43210",
        "085 012 3456",
        "0 7 7 0 0  9 0 0  1 2 3",
        "oh seven seven double oh nine double oh one two three",
        "zero seven seven zero zero nine hundred one two three",
        "+353 20 000 0001",
        "+91 00000 00001",
        "+44 (0)20 7946 0123",
        "905-555-0123",
        "212-555-0123 ext 45",
        "212.555.0123x4501",
    ],
)
def test_phone_in_its_usual_form_is_found_without_a_cue(number: str) -> None:
    assert values(f"it broke again, {number}, thanks", "PHONE_NUMBER") == {number}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("call me on 2125550123", "2125550123"),
        ("my number is 555-0123", "555-0123"),
        ("Phone: 9472 79160", "9472 79160"),
        ("tel. (212) 555-0123", "(212) 555-0123"),
        ("(call 020 7946 0123)", "020 7946 0123"),
        ("acc1tel07700900123ref", "07700900123"),
        ("no account under 07700 900123?", "07700 900123"),
        ("Phone:\n60-56-00-01", "60-56-00-01"),
        ("text me five five five oh one two three", "five five five oh one two three"),
    ],
)
def test_cue_makes_plain_digits_a_phone(text: str, value: str) -> None:
    assert values(text, "PHONE_NUMBER") == {value}


@pytest.mark.parametrize(
    "text",
    [
        "order 07700900123",
        "tracking number 02079460123",
        "ref 212-555-0123",
        "#07700900123",
        "it cost £07700900123",
        "2017-10-31 22:10",
        "31-10-2017 was the day",
        "from 1982 - 2017",
        "12:30 14:45 16:20",
        "1,234,567,890",
        "v1.2.3.4.5.6.7",
        "parcel JD07700900123",
        "https://example.com/07700900123",
        "2125550123 is not cued",
        "call 0800 001 4000",
        "call us on 0161 496 0123",
        "our helpline is 020 7946 0123, open 8 to 8",
        "one two three four testing",
        "two for one, three for two",
        "ring 1-800-555-0199",
        "between 10 20 30 40 50",
    ],
)
def test_other_numbers_are_no_phone(text: str) -> None:
    assert not values(text, "PHONE_NUMBER")


def test_companies_service_numbers_and_uncued_digits_stay_weak() -> None:
    assert values("call 0800 001 4000", "PHONE_NUMBER", min_score=0.2) == {"0800 001 4000"}
    assert {d.entity_type for d in detections("ok 2125550123 and then") if d.score < 0.4} <= {
        "PHONE_NUMBER",
        "ORDER_REFERENCE",
    }


def test_cue_raises_the_score() -> None:
    [plain] = [d for d in detections("07700 900123 ok then") if d.entity_type == "PHONE_NUMBER"]
    [cued] = [d for d in detections("ring 07700 900123 then") if d.entity_type == "PHONE_NUMBER"]
    assert cued.score > plain.score
