from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socaudit import guards
from socaudit.guards._clauses import clause_after, clause_before, sentence_after, sentence_before

TEXT = "Hi Sam. We are sorry, but it was HIT and we know it, really! Bye."
START = TEXT.index("HIT")
END = START + 3


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (sentence_before(TEXT, START), " We are sorry, but it was "),
        (clause_before(TEXT, START), "but it was "),
        (sentence_after(TEXT, END), " and we know it, really!"),
        (clause_after(TEXT, END), ""),
        (clause_after("HIT now, then", 3), " now"),
        (sentence_after("HIT to the end", 3), " to the end"),
        (clause_after("HIT to the end", 3), " to the end"),
        (sentence_before("v1.2 is HIT", 8), "v1.2 is "),
        (sentence_before("one\ntwo HIT", 8), "two "),
        (sentence_before("one - two HIT", 10), "two "),
    ],
)
def test_sentences_and_clauses_end_where_a_reader_stops(part: str, expected: str) -> None:
    assert part == expected


def test_only_the_neighbourhood_of_a_hit_is_read() -> None:
    text = "a" * 5_000 + "HIT" + "b" * 5_000
    assert sentence_before(text, 5_000) == "a" * 400
    assert sentence_after(text, 5_003) == "b" * 400


@given(st.text(max_size=60), st.text(min_size=1, max_size=9), st.text(max_size=60))
def test_every_guard_answers_whatever_the_text(before: str, hit: str, after: str) -> None:
    text = before + hit + after
    for _, guard in guards.REGISTRY.items():
        assert guard(text, len(before), len(before) + len(hit)) in {True, False}
