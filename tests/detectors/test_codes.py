from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Memorable word = Bluebell", {"Bluebell"}),
        ("the code they sent was 4821 but it expired", {"4821"}),
        ("username mags_77 password ilovecats", {"ilovecats"}),
        ("it asks for my maiden name, Trelawney, then says no", {"Trelawney"}),
        ("safe word is Juniper", {"Juniper"}),
        ("security answer: Rover", {"Rover"}),
        ("pin no. 7719, theres nothing secret on it anyway", {"7719"}),
        ("my security word is parsnip", {"parsnip"}),
        ("my pin on the app was always 2580", {"2580"}),
        ("can you see my password? it should be Hotdog-55", {"Hotdog-55"}),
        ("UPI pin 4455 fail ho raha hai", {"4455"}),
        ("backup codes 8812-0091 dont work either", {"8812-0091"}),
        ("Your guy asked me to read out the code 882190. Was that you?", {"882190"}),
        ("pw is Marmalade7 if you need to get in", {"Marmalade7"}),
        ("driver can leave it in the porch, door code C4417", {"C4417"}),
        ("wifi is BTHub-99 password sk8erboi99", {"sk8erboi99"}),
        ("changed the pin from 1234 to 9071", {"1234", "9071"}),
        ("keysafe 4410 back door", {"4410"}),
        ("key safe by the door is 2091", {"2091"}),
        ("voicemail pin 3321 and it still wont let me in", {"3321"}),
        ("my telephone banking passcode is 90417", {"90417"}),
        ("security q is mothers maiden name and its Ogilvie", {"Ogilvie"}),
        ("my pw: tigger1987", {"tigger1987"}),
        ("my PAC is KXD472910", {"KXD472910"}),
        ("security question was first pet, answer Biscuit", {"Biscuit"}),
        ("activation code you emailed: QX7-88P says already used", {"QX7-88P"}),
        ("got a text with code 553201, what is it for", {"553201"}),
        ("auth code G-118290", {"G-118290"}),
        ("2fa code 448 291 arrived 20 mins late", {"448 291"}),
        ("ATM pin 6644", {"6644"}),
        ("reset code came through as 40917 finally", {"40917"}),
        ("still locked out. user name bigron66, pass Oldtrafford9", {"Oldtrafford9"}),
        ("memorable word kingfisher, dob on file", {"kingfisher"}),
        ("phone passcode's 112233 for your repair people", {"112233"}),
        ("a text popped up with code 774 310, not by me", {"774 310"}),
        ("mum's maiden name? Pemberley. verified by that??", {"Pemberley"}),
        ("your agent said my security answer (Marmalade) out loud", {"Marmalade"}),
        ('the password you sent me "kx4-Harbour-9" is refused', {"kx4-Harbour-9"}),
        ("second floor, buzzer 3319", {"3319"}),
    ],
)
def test_number_that_opens_something_is_found(text: str, expected: set[str]) -> None:
    assert values(text, "CREDENTIAL") == expected


@pytest.mark.parametrize(
    "text",
    [
        "alarm went off at 6:30 and nobody came",
        "style code 553201 in navy, any left?",
        "door number 12 on the bus is stuck open",
        "item code 448291 out of stock everywhere",
        "your password must contain 8 characters",
        "dialling code 0113 right?",
        "forgot my password again, send reset link pls",
        "code red at the self checkout lol",
        'voucher code WELCOME10 "not valid on sale items"',
        "Country code +44, drop the zero",
        "we will never ask for your PIN or password",
        "what's the code for the 2 for 1?",
        "dress code for 2019 gala?",
        "pin 4 of the connector is bent",
        "they sent a code but it expired",
        "the QR code on ticket isn't scanning",
        "changed my password and nothing happened",
        "password reset took 3 days",
        "code 503 all morning on your site",
        "your password rules are insane. 12 characters and a symbol??",
        "which postcode 3 areas get it",
        "error code 4821 on the washing machine",
    ],
)
def test_talk_of_codes_is_no_secret(text: str) -> None:
    assert not values(text, "CREDENTIAL")
