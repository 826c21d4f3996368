from __future__ import annotations

import pytest

from socaudit.rulepack.suggest import nearest, suggestion


@pytest.mark.parametrize(
    ("word", "meant"),
    [("contxt", "context"), ("PHONE", "PHONE_NUMBER"), ("zebra", None), ("", None)],
)
def test_a_word_is_suggested_only_where_it_is_near(word: str, meant: str | None) -> None:
    assert nearest(word, ["scope", "context", "PHONE_NUMBER"]) == meant


def test_a_suggestion_is_a_question_or_nothing() -> None:
    assert suggestion("contxt", ["context"]) == ", did you mean 'context'?"
    assert suggestion("zebra", ["context"]) == ""
