from __future__ import annotations

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st
from looking import build, words

from socaudit.selectors import is_narrow, narrow

EDGES = r"(?:\A|[^\pL\pN_])((?:cost|COST)[sS]? (?:\p{Lu}\p{Ll}+|[£$€]\d+|\pN+|\W))(?:\z|[^\pL\pN_])"
PIECES = ["cost ", "COSTS ", "£5", "€60", "Žofie", "Jane", "Édith", "ж", "Ω", "北", "४", "²", "😀", "é", "ª", " ", "_"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_one_byte_a_character_finds_what_utf_8_finds(text: str) -> None:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    assert is_narrow(EDGES)
    narrowed = [found.span(1) for found in re2.compile(narrow(EDGES), options).finditer(narrow(text))]
    assert narrowed == [found.span(1) for found in re2.compile(EDGES).finditer(text)]


@pytest.mark.parametrize(
    "pattern", ["[😡🤬]", "é", r"\p{Greek}", r"\pM", r"\x{20ac}", r"(?i:\p{Lu})", r"\p{^Lu}", r"\C"]
)
def test_an_expression_that_tells_other_characters_apart_is_not_narrowed(pattern: str) -> None:
    assert not is_narrow(pattern)


def test_an_expression_with_other_characters_is_found_all_the_same() -> None:
    assert words(build("regex", regex="[😡🤬]|grève"), "😀 late 😡 la GRÈVE €5 😡") == ["😡", "GRÈVE", "😡"]


def test_a_forbidden_word_is_read_as_it_is_written() -> None:
    selector = build("tokens", tokens=[{"not": "łukasz"}, "called"])
    assert words(selector, "Łukasz called, Žofie called") == ["Žofie called"]
