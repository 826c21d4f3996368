from __future__ import annotations

import pytest

from builders import KEY, hit
from socaudit.model import Match
from socaudit.stages.sentences import in_sentences


def sentence(text: str, word: str) -> str:
    start = text.index(word)
    match = Match("r", (hit(start=start, end=start + len(word)),))
    return in_sentences([match], {"text": text}, KEY)[0].hits[0].sentence


@pytest.mark.parametrize(
    "text",
    [
        "It is our fault, sorry. Bye.",
        "Hello there. It is our\n  fault, sorry.",
        "Hello there!\n\nIT IS  our fault, sorry.\n\nBye",
        "(Hello.) It is our fault, sorry. Bye",
        "- Hello\n- It is our fault, sorry.\n- Bye",
    ],
)
def test_layout_case_and_what_stands_around_do_not_change_a_sentence(text: str) -> None:
    assert sentence(text, "our") == sentence("It is our fault, sorry.", "our")


def test_another_sentence_is_another() -> None:
    assert sentence("It is our fault.", "our") != sentence("It is our mistake.", "our")
