from __future__ import annotations

import pytest
from looking import build
from pydantic import ValidationError

from socaudit.folding import fold
from socaudit.model import Category
from socaudit.selectors import Found, View


def found(text: str, *said: tuple[str, str], score: float = 0.9, min_score: float = 0.5) -> list[Found]:
    categories = tuple(Category(label, text.index(part), text.index(part) + len(part), score) for label, part in said)
    view = View("text", fold(text), (), categories=categories)
    return list(build("says_only", says_only=("regret", "passed_on"), min_score=min_score).find(view))


TEXT = "@dee_k Hi Dee! We are sorry to hear that. It has been passed on to the team. ^JH"
SAID = (("regret", "We are sorry to hear that."), ("passed_on", "It has been passed on to the team."))


def test_a_text_whose_every_sentence_carries_one_of_the_labels_is_a_hit() -> None:
    [hit] = found(TEXT, *SAID)
    assert TEXT[hit.start : hit.end].startswith("We are sorry")
    assert TEXT[hit.start : hit.end].endswith("^JH") or TEXT[hit.start : hit.end].endswith("team.")
    assert hit.note == "says regret or passed_on only"


def test_one_sentence_that_says_something_else_is_enough_to_be_none() -> None:
    assert found(TEXT.replace("^JH", "The part comes on Friday."), *SAID) == []
    assert found(TEXT, SAID[0], ("deflect", SAID[1][1])) == []


@pytest.mark.parametrize(
    "small",
    [
        *("Many thanks, Jo.", "Hi there @dee!", "🙂", "Kind regards", "-Priya"),
        *("Thank you for contacting us.", "Have a lovely rest of your day!"),
    ],
)
def test_greetings_and_sign_offs_say_nothing(small: str) -> None:
    assert len(found(f"We are sorry to hear that. {small}", SAID[0])) == 1


@pytest.mark.parametrize(
    "more",
    [*("Call 0161 496 0100.", "https://example.com/help", "Ticket 4411."), "Thanks for asking, we close at nine."],
)
def test_a_number_or_a_link_says_something(more: str) -> None:
    assert found(f"We are sorry to hear that. {more}", SAID[0]) == []


def test_what_the_classifier_doubts_does_not_count() -> None:
    assert found(TEXT, *SAID, score=0.6, min_score=0.7) == []


def test_small_talk_alone_is_no_hit() -> None:
    assert found("Hi Dee! 🙂") == []


def test_places_are_known_in_the_original_text() -> None:
    text = "Oh\u2026 dear me! We are sorry to hear that."
    [hit] = found(text, SAID[0])
    assert text[hit.start : hit.end] == "We are sorry to hear that."


def test_a_label_that_the_classifier_does_not_have_is_refused() -> None:
    with pytest.raises(ValidationError, match="no label 'sorrow'"):
        build("says_only", says_only=("regret", "sorrow"))


def test_what_tells_a_secret_is_shown_nowhere() -> None:
    text = "The key lies under the blue pot."
    view = View("text", fold(text), (), categories=(Category("access", 0, len(text), 0.9),))
    [hit] = build("says_only", says_only=("access",)).find(view)
    assert hit.secret
    assert not found(TEXT, *SAID)[0].secret
