from __future__ import annotations

import pytest
from marking import holds


@pytest.mark.parametrize(
    "sentence",
    [
        "You say it was [our fault].",
        "You said [we overcharged] you.",
        "I see you've said it was [our mistake].",
        "He told you it was [our error]?",
        "The driver said it was [our fault].",
        "According to you it was [our fault].",
        "Sorry you feel it was [our fault].",
        "You were told it was [our mistake].",
        "Customers are claiming that [we lost data].",
        "We understand that you believe [we overcharged] you.",
        "The courier has told us that [we lost your parcel].",
    ],
)
def test_what_somebody_else_says_is_not_the_companys_word(sentence: str) -> None:
    assert holds("reported", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was [our fault].",
        "We said it was [our fault].",
        "As we told you, it was [our fault].",
        "You said it was late. It was [our fault].",
        "Thanks for telling us, it was [our fault].",
        'Thanks for your "review"! It was [our fault].',
        '"Sorry" is what we say: it was [our fault]',
        "I told my manager it was [our fault].",
        "As you say, it was [our fault].",
        "As you mentioned, it was [our fault].",
        'It says "it was [our fault]" here.',
    ],
)
def test_the_companys_own_word_stands(sentence: str) -> None:
    assert not holds("reported", sentence)
