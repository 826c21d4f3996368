from __future__ import annotations

from pathlib import Path

import pytest

from builders import rule, rulebook
from socaudit.errors import RuleError


@pytest.mark.parametrize(
    "text",
    [
        "signals:\n  q: {where: {role: brand}, asks: [ORDER_REFERENC]}\n",
        "rules:\n" + rule(asks="ORDER_REFERENC"),
    ],
)
def test_a_question_for_no_entity_type_is_an_error_with_a_suggestion(tmp_path: Path, text: str) -> None:
    with pytest.raises(RuleError, match=r"unknown entity type 'ORDER_REFERENC'.*ORDER_REFERENCE"):
        rulebook(tmp_path, text)


def test_a_question_names_one_type_or_several(tmp_path: Path) -> None:
    book = rulebook(tmp_path, "signals:\n  q: {asks: PERSON}\n  r: {asks: [PERSON, CANDIDATE], check: Full name}\n")
    assert [entry.signal.asks for entry in book.signals.values()] == [("PERSON",), ("PERSON", "CANDIDATE")]
