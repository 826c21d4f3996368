from __future__ import annotations

import pytest

from .finding import found, values


@pytest.mark.parametrize(
    "number", ["4111 1111 1111 1111", "4111-1111-1111-1111", "4111111111111111", "378282246310005"]
)
def test_card_is_known_by_its_check_digit(number: str) -> None:
    assert values(f"you charged {number} twice", "CREDIT_CARD") == {number}


def test_mistyped_card_is_found_after_a_cue_only() -> None:
    assert values("my card number is 4111 1111 1111 1112", "CREDIT_CARD") == {"4111 1111 1111 1112"}
    assert not values("you charged 4111 1111 1111 1112 twice", "CREDIT_CARD")


@pytest.mark.parametrize(
    "text", ["tracking number 4111111111111111", "parcel 4111 1111 1111 1111", "imei 490154203237518"]
)
def test_parcel_and_device_numbers_with_a_check_digit_are_no_card(text: str) -> None:
    assert not values(text, "CREDIT_CARD")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the card ending in 1234 was charged", "1234"),
        ("card ending 1234", "1234"),
        ("last four digits are 1234", "1234"),
        ("last 4 of my card: 1234", "1234"),
        ("visa xxxx xxxx xxxx 1234", "1234"),
        ("****1234", "1234"),
        ("the 4 digits you want are 1 2 3 4", "1 2 3 4"),
        ("1234 are the last four of my card", "1234"),
        ("card ends with 1234", "1234"),
        ("my card, last four one two three four", "one two three four"),
        ("card ending one one one one", "one one one one"),
        ("card ending six two six two", "six two six two"),
        ("you billed the amex with 4810 at the end", "4810"),
        ("not this card, it finishes 2204", "2204"),
    ],
)
def test_last_digits_of_a_card_are_a_fragment(text: str, value: str) -> None:
    assert found(text) == {("CARD_FRAGMENT", value)}


@pytest.mark.parametrize(
    "text",
    [
        "my card was refused, 2000 points at the end of may",
        "the last 4 years 2017",
        "season ending 2017 games",
        "last four of my phone 1234",
        "xx 2017",
    ],
)
def test_other_four_digits_are_no_fragment(text: str) -> None:
    assert not values(text, "CARD_FRAGMENT")


def test_last_four_of_a_social_security_number_are_an_identity_number() -> None:
    assert found("last four of my ssn 1234") == {("NATIONAL_ID", "1234")}


@pytest.mark.parametrize(
    "text",
    [
        "cvv 123",
        "CVC: 123",
        "cvv123",
        "the security code is 123",
        "security no. 123",
        "3 digits on the back are 123",
        "123 on the back",
        "the code on the back of my card is 123",
    ],
)
def test_security_code_follows_its_cue(text: str) -> None:
    assert values(text, "CARD_SECURITY_CODE") == {"123"}


def test_spaced_and_second_security_codes_are_found() -> None:
    assert values("the cvv is 1 2 3", "CARD_SECURITY_CODE") == {"1 2 3"}
    assert values("cvv is 123 but the app says 321", "CARD_SECURITY_CODE") == {"123", "321"}
    assert not values("cvv page says 500 people wait, was 250.00", "CARD_SECURITY_CODE") & {"250"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sort code 12-34-56 account 12345678", {"12-34-56", "12345678"}),
        ("account 12345678, sort code: 12 34 56", {"12 34 56", "12345678"}),
        ("sort code 123456", {"123456"}),
        ("12-34-56 12345678", {"12-34-56", "12345678"}),
        ("routing number 123456789", {"123456789"}),
        ("bank account number is 1234567890", {"1234567890"}),
        ("BSB 000-000 Acc 12345678", {"000-000", "12345678"}),
        ("a/c 12345678 s/c 12 34 56", {"12 34 56", "12345678"}),
        ("direct debit should be from 12 34 56 78", {"12 34 56 78"}),
        ("refund to jane82@okaxis please", {"jane82@okaxis"}),
        ("IFSC ABCD0000001 account no 000000000012", {"ABCD0000001", "000000000012"}),
    ],
)
def test_bank_account_is_found_by_its_cue_or_pair(text: str, expected: set[str]) -> None:
    assert values(text, "BANK_ACCOUNT") == expected


def test_iban_is_known_by_its_check_digits() -> None:
    assert values("pay GB33 BUKB 2020 1555 5555 55 please", "IBAN_CODE") == {"GB33 BUKB 2020 1555 5555 55"}
    assert not values("pay GB34 BUKB 2020 1555 5555 55 please", "IBAN_CODE")
