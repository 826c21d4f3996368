from __future__ import annotations

import pytest

from .finding import detections, values


@pytest.mark.parametrize(
    ("text", "value", "mentions"),
    [
        ("my name is Jane Frobish, Frobish as on the bill", "Frobish", 1),
        ("the flat is in Martin Vosper's name. Vosper moved, Martin says", "Vosper", 1),
        ("my sister Ottoline paid. Ottoline's card was charged and Ottoline is upset", "Ottoline", 3),
    ],
)
def test_a_name_said_again_is_the_same_person(text: str, value: str, mentions: int) -> None:
    said = [one for one in detections(text) if text[one.start : one.end] == value]
    assert [one.entity_type for one in said] == ["PERSON"] * mentions


@pytest.mark.parametrize(
    "text",
    [
        "my name is Jane Bath and I live in Bath",
        "my name is Jane Frobish and @Frobish or #Frobish is somebody else",
        "my name is Will Frobish. Will you look at it? Will it last?",
    ],
)
def test_a_word_of_a_name_that_is_a_place_a_handle_or_plain_english_is_no_second_mention(text: str) -> None:
    assert not [one for one in detections(text) if one.recognizer == "name_again"]


def test_the_answer_to_a_question_for_the_name_in_the_same_text_is_a_name() -> None:
    assert values("What's your last name? Frobisher", "PERSON") == {"Frobisher"}
