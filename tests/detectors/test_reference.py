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
        ("tracking ZZ 0000 0012 34 GB stuck", "ZZ 0000 0012 34 GB"),
        ("order 9 9 1 2 0 is late", "9 9 1 2 0"),
        ("my evri was T00AA0000000001", "T00AA0000000001"),
        ("refund (RF000123) pending", "RF000123"),
        ("the number on the card through the door was P000 0000 1", "P000 0000 1"),
        ("logged under INC-0000123 last week", "INC-0000123"),
        ("orderA99120x", "A99120"),
        ("same booking ZZ9PL0 as my sister", "ZZ9PL0"),
        ("ZQ990000123 is my order", "ZQ990000123"),
        ("locator RT5XQK, no seats", "RT5XQK"),
        ("case number's 7-2KP91QZ, still open", "7-2KP91QZ"),
        ("job WK-60417 was never done", "WK-60417"),
        ("JD0044 7710 2283 is lost", "JD0044 7710 2283"),
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
        ("MPRN 10000000001", "10000000001"),
        ("NMI 6001 0000 001", "6001 0000 001"),
        ("acc20000001 pls", "20000001"),
        ("AB-2000001 is me", "AB-2000001"),
        ("gas card number 9826 0000 0000 0000 001", "9826 0000 0000 0000 001"),
        ("nectar ends 00012", "00012"),
        ("policy HP/00001/IE", "HP/00001/IE"),
        ("customer no. is double four one, nine oh oh two", "double four one, nine oh oh two"),
        ("ac number is B-4C11A9D7", "B-4C11A9D7"),
        ("Member number's 00771204", "00771204"),
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
        "order 20000 rupees of food",
        "model QE55Q80C and WX1400",
        "refund 14 days, 30 days, 60 days",
        "account for 5 years 3 months",
        "firmware 8.4.25.906",
        "tariff E-1R-FIX-12M",
        "flight EI 154 was late",
        "the job took 14500 calls",
        "my ac broke in 2019",
    ],
)
def test_quantities_and_talk_are_no_reference(text: str) -> None:
    assert not values(text, "ORDER_REFERENCE") | values(text, "CUSTOMER_REFERENCE")


def test_bare_number_is_weak() -> None:
    assert values("here you go A-99120 and again", "ORDER_REFERENCE", min_score=0.2) == {"A-99120"}
    assert not values("here you go A-99120 and again", "ORDER_REFERENCE")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("QX7RTM has a window seat", "QX7RTM"),
        ("two legs for 60017-A are out", "60017-A"),
        ("GX-771 is being tested", "GX-771"),
        ("it says NL-664-0912, as ever", "NL-664-0912"),
        ("we have 5580 214 667 now", "5580 214 667"),
    ],
)
def test_a_number_that_no_word_announces_is_weak(text: str, value: str) -> None:
    assert value in values(text, "ORDER_REFERENCE", min_score=0.2)
    assert value not in values(text, "ORDER_REFERENCE")


def test_second_value_of_the_same_shape_is_of_the_same_kind() -> None:
    text = "clubcard 634004 0000 0000 0001 and hers 634004 0000 0000 0002"
    assert values(text, "CUSTOMER_REFERENCE") == {"634004 0000 0000 0001", "634004 0000 0000 0002"}
