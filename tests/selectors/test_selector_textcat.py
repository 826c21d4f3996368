from __future__ import annotations

import pytest
from looking import build
from pydantic import ValidationError

from socaudit.folding import fold
from socaudit.model import Category
from socaudit.selectors import Found, View


def found(text: str, *categories: Category, min_score: float = 0.5) -> list[Found]:
    view = View("text", fold(text), (), categories=categories)
    return list(build("textcat", textcat="fault", min_score=min_score).find(view))


def test_sentences_that_say_it_are_hits() -> None:
    [hit] = found("Hi. We did it. Bye", Category("fault", 4, 14, 0.9), Category("regret", 15, 18, 0.9))
    assert (hit.start, hit.end) == (4, 14)
    assert hit.note == "read as fault, 0.90"


def test_places_are_known_in_the_folded_text_too() -> None:
    [hit] = found("Hi\u2026 We did it.", Category("fault", 4, 14, 0.9))
    assert hit.folded == (6, 16)


def test_what_the_classifier_doubts_is_no_hit() -> None:
    assert found("We did it.", Category("fault", 0, 10, 0.69), min_score=0.7) == []
    assert len(found("We did it.", Category("fault", 0, 10, 0.7), min_score=0.7)) == 1


def test_a_label_that_the_classifier_does_not_have_is_refused_with_those_that_it_has() -> None:
    with pytest.raises(ValidationError, match=r"no label 'blame'; it has .*fault"):
        build("textcat", textcat="blame")


@pytest.mark.parametrize("score", [0.04, 1.1])
def test_a_score_is_a_share_worth_asking_for(score: float) -> None:
    with pytest.raises(ValidationError):
        build("textcat", textcat="fault", min_score=score)
