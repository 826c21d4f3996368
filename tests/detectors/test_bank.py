from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("acc no for the refund is 55779911", {"55779911"}),
        ("IFSC HDFC0000123 a/c 50100012345678", {"50100012345678", "HDFC0000123"}),
        ("BSB 062-000 acc 12345678", {"062-000", "12345678"}),
        ("routing # 021000021 and account # 4455667788", {"021000021", "4455667788"}),
        ("account number 55779911, sort 20-00-00", {"20-00-00", "55779911"}),
        ("my SBI a/c 30211445566 was debited twice", {"30211445566"}),
        ("transit 00123 institution 003 account 1234567", {"00123", "003", "1234567"}),
        ("pay it into 55779911 20-00-00", {"20-00-00", "55779911"}),
        ("refund to 20-00-00 / 55779911 pls", {"20-00-00", "55779911"}),
        ("amount debited from account XX4521 twice", {"XX4521"}),
        ("routing 021000021 acct 000123456789", {"000123456789", "021000021"}),
        ("nationwide account 44556677 closed without notice", {"44556677"}),
        ("paid from 9999900000@ybl yesterday", {"9999900000@ybl"}),
        ("SC 20-00-00 AC 55779911", {"20-00-00", "55779911"}),
        ("s/c 20 00 00 a/c no 55779911", {"20 00 00", "55779911"}),
        ("swift code NWBKGB2L but it wants more", {"NWBKGB2L"}),
        ("sort code 20-00-00 acc 55779911", {"20-00-00", "55779911"}),
        ("bsb is 062 000, account 1234 5678", {"062 000", "1234 5678"}),
        ("money went to bsb 062000 not mine", {"062000"}),
        ("savings acc 70872490 is missing £200", {"70872490"}),
        ("ifsc hdfc0000123 acc no 50100012345678 refund nahi aaya", {"50100012345678", "hdfc0000123"}),
        ("my upi is kavya.r@okaxis", {"kavya.r@okaxis"}),
        ("bank account 55779911 is the right one, you paid the old one", {"55779911"}),
        ("direct deposit to aba 021000021 never landed", {"021000021"}),
        ("DD comes out of 55779911", {"55779911"}),
        ("BIC BOFIIE2DXXX and the iban i sent", {"BOFIIE2DXXX"}),
    ],
)
def test_bank_account_is_found_by_the_words_around_it(text: str, expected: set[str]) -> None:
    assert values(text, "BANK_ACCOUNT") == expected


@pytest.mark.parametrize(
    "text",
    [
        "my account number is 8830021945, sort it",
        "our charity account is on the website",
        "20-00-00 what does that even mean on the display",
        "your account number is on the top of the bill",
        "swift reply thanks, 10 minutes!",
        "Routing is broken, sent me round the M60 twice",
        "sort it out, 200000 customers waiting",
        "sort code please? I need to pay you by bank transfer",
    ],
)
def test_talk_of_sorting_and_routing_is_no_account(text: str) -> None:
    assert not values(text, "BANK_ACCOUNT")
