from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("order #A-99120 is late", "A-99120"),
        ("my order number is 123-4567890-1234567", "123-4567890-1234567"),
        ("ref: QZ88171", "QZ88171"),
        ("booking ref ABC123", "ABC123"),
        ("case 00123456 still open", "00123456"),
        ("ticket no. 445566", "445566"),
        ("PNR is X7KQ2P", "X7KQ2P"),
        ("confirmation code: KLMNOP", "KLMNOP"),
        ("order A-99120", "A-99120"),
        ("parcel AB123456789GB", "AB123456789GB"),
        ("1Z999AA10123456784 never came", "1Z999AA10123456784"),
        ("it is #A991204 again", "A991204"),
        ("claim ref no 2017/00123", "2017/00123"),
    ],
)
def test_order_reference_follows_its_cue(text: str, value: str) -> None:
    assert values(text, "ORDER_REFERENCE") == {value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my account number is 12345678", "12345678"),
        ("acct 99120-4417", "99120-4417"),
        ("policy no: POL-123456", "POL-123456"),
        ("membership #AB12345", "AB12345"),
        ("customer id 991204", "991204"),
        ("account 1234 5678 9012", "1234 5678 9012"),
    ],
)
def test_customer_reference_follows_its_cue(text: str, value: str) -> None:
    assert values(text, "CUSTOMER_REFERENCE") == {value}


@pytest.mark.parametrize(
    "text",
    [
        "I ordered 2 of them",
        "order is 30minutes late",
        "order by 5pm",
        "my account since 2017",
        "ticket for 2 people",
        "case closed",
        "tickets cost £25.00",
        "order £25 of food",
        "flight BA2490 at 10:30",
        "error code 0x80070057",
        "hex #0C2340",
        "#fail2017 #blackfriday2017",
        "iPhone 7 plus 128GB",
        "job done 100%",
        "the order was 1,234.50",
        "booking confirmed thanks",
    ],
)
def test_quantities_and_talk_are_no_reference(text: str) -> None:
    assert not values(text, "ORDER_REFERENCE") | values(text, "CUSTOMER_REFERENCE")


def test_bare_number_is_weak() -> None:
    assert values("here you go A-99120 and again", "ORDER_REFERENCE", min_score=0.2) == {"A-99120"}
    assert not values("here you go A-99120 and again", "ORDER_REFERENCE")
