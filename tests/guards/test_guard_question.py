from __future__ import annotations

import pytest
from marking import holds


@pytest.mark.parametrize(
    "sentence",
    [
        "Was it [our mistake]?",
        "Hi Sam, was it [our mistake]?",
        "Did [we overcharge] you?",
        "Have [we overcharged] you, Sam?",
        "Hi @sam_r, did [we overcharge] you this month?",
        "So is this [our fault]?",
        "You mean [we overcharged] you?",
        "[We overcharged you]?",
        "Are you saying it was [our fault]",
        "How have [we overcharged] you?",
        'Do you mean "[our fault]"?',
        "Why do you think [we overcharged] you?",
    ],
)
def test_what_is_asked_is_not_said(sentence: str) -> None:
    assert holds("question", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "This was [our mistake].",
        "[We overcharged you], can you DM us your details?",
        "[We overcharged you] - can you DM us your details?",
        "[We overcharged you] and have refunded it, could you check?",
        "[We overcharged you]. Can you DM us?",
        "This was [our mistake], please can you send us a DM?",
        "[We made a mistake], what's your order number?",
        "This was [our fault] so please could you DM us?",
        "Did it arrive? [We overcharged] you.",
        "Can you DM us? This was [our fault].",
        "How are you? [We made a mistake].",
        "This was [our error], are you free to talk?",
        "Is there a number we can call? [We overcharged] you.",
        "Hi Sam, this was [our fault]: would a refund help?",
        "This was [our mistake] can you DM us?",
        "This was [our mistake] please could you DM us your details?",
    ],
)
def test_a_question_beside_a_statement_leaves_it_standing(sentence: str) -> None:
    assert not holds("question", sentence)
