from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my password is hunter22", "hunter22"),
        ("password: Tr0ub4dor&3", "Tr0ub4dor&3"),
        ("the password is 'correct horse'", None),
        ("pwd = abc123!", "abc123"),
        ("my memorable word is falcon", "falcon"),
        ("mother's maiden name is Roebuck", "Roebuck"),
        ("pin is 4821", "4821"),
        ("pin number 4821", "4821"),
        ("one-time code 482913", "482913"),
        ("the code you sent me is 482913", "482913"),
        ("OTP: 482913", "482913"),
        ("verification code is G-482913", "G-482913"),
        ("door code is 4821", "4821"),
        ("key safe code 4821", "4821"),
        ("wifi password is Roebuck99", "Roebuck99"),
        ("alarm code: 48213", "48213"),
        ("wifi password is literally Teacup-Roe-88", "Teacup-Roe-88"),
        ("falcon is my memorable word", "falcon"),
        ("used Falcon77! as the login", "Falcon77!"),
        ("login is admin / BW!hub22", "BW!hub22"),
        ("the locker code (X7T-09P) is dead", "X7T-09P"),
        ("my pin's 4821", "4821"),
        ("4821 is my pin", "4821"),
        ("PAC code is ABC123456", "ABC123456"),
        ("one time code was 884121", "884121"),
    ],
)
def test_secret_follows_its_cue(text: str, value: str | None) -> None:
    assert values(text, "CREDENTIAL") == ({value} if value else set())


@pytest.mark.parametrize(
    "text",
    [
        "my password is not working",
        "password is incorrect",
        "your password was reset",
        "the password is wrong!",
        "never share your PIN or password",
        "password: please change it",
        "pin 100% safe",
        "discount code SAVE2017",
        "what is the door code",
        "code is broken",
        "my password is expired.",
        "my password is falcon and then it broke",
        "pin code 560001",
        "error code 48213 at the door",
        "this is my password",
        "what is my pin",
        "flat number 4821",
    ],
)
def test_talk_of_secrets_is_no_secret(text: str) -> None:
    assert not values(text, "CREDENTIAL")
