from __future__ import annotations

import pytest
from marking import holds


@pytest.mark.parametrize(
    "sentence",
    [
        'You wrote "it was [our fault]" in your post.',
        "You wrote \u201cit was [our fault]\u201d in your post.",
        "Your post \u2018it was [our fault]\u2019 was seen.",
        "The headline 'it was [our fault]' is wrong.",
        "'We don't care, it was [our fault].' That's what it says.",
        '"[Our fault]", really?',
        '"Sorry" and then "it was [our fault]" it says.',
        "\u00abIt was [our fault]\u00bb is what the letter says.",
        'A 55" TV and a letter that says "[our fault]".',
        "RT @sam_r: it was [our fault] they said",
        "This! RT @sam_r it was [our fault]",
        "> it was [our fault]\nNo, it was not.",
        "Hello\n > it was [our fault]",
    ],
)
def test_what_is_quoted_or_passed_on_is_not_said(sentence: str) -> None:
    assert holds("quoted", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was [our fault].",
        'Thanks for your "review"! It was [our fault].',
        'It was [our fault], not a "glitch".',
        '"Sorry" is not enough and "it\'s late" is no excuse, this was [our fault].',
        'The 55" TV was [our fault], and so was the 32" one.',
        'The 10" x 12" frame: [our fault].',
        "It's [our fault], customers' money is safe.",
        "We told 'em it was [our fault], 'cause it was the drivers' day off.",
        "Back in the '90s it was [our fault], the owners' choice.",
        'We said "it was [our fault]" and we stand by it.',
        "As I've said: 'it was [our fault]'.",
        'You wrote "hello.\nIt was [our fault]".',
        '"It was [our fault]',
        "It was [our fault] \u201d",
        "SMART @home it was [our fault]",
        "5 > 4, it was [our fault]",
        "> You said so.\nIt was [our fault].",
    ],
)
def test_what_stands_beside_a_quotation_is_said(sentence: str) -> None:
    assert not holds("quoted", sentence)
