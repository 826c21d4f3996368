from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socaudit.folding import fold

TRICKY = st.text(
    st.sampled_from(
        "ab '\u200b\u00ad\u2019\u201c\u2014\u2026\ufb01\u0301\ufe0f\u0430\u03bf\uff21\u00e9\U0001f600\u00a8\u3000\u2167"
    )
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("don\u2019t \u201csay\u201d \u2013 it\u2026", 'don\'t "say" - it...'),
        ("p\u200ba\u00ads\u2060s", "pass"),
        ("\ufb01ne \uff23\uff36\uff36", "fine CVV"),
        ("\u0440\u0430ssw\u043erd \u0391cme", "password Acme"),
        ("cafe\u0301 \u2764\ufe0f", "cafe \u2764"),
        ("caf\u00e9 stra\u00dfe \u5317\u4eac", "caf\u00e9 stra\u00dfe \u5317\u4eac"),
        ("a\u00a0b\u3000c", "a b c"),
        ("Jos\u00c3\u00a9 Garc\u00c3\u00ada", "Jos\u00e9 Garc\u00eda"),
        ("don\u00e2\u20ac\u2122t \u00c2\u00a35", "don't \u00a35"),
        ("\u00c2\x80", "\u00c2\x80"),
        ("S\u00c3O \u00c3\u00c3 \u00c5ngstr\u00f6m", "S\u00c3O \u00c3\u00c3 \u00c5ngstr\u00f6m"),
        ("\U0001d5f0\U0001d5fc\U0001d5f1\U0001d5f2", "code"),
    ],
)
def test_what_looks_like_plain_text_becomes_plain_text(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "word", "original"),
    [
        ("my p\u200ba\u00adss code", "pass", "p\u200ba\u00adss"),
        ("\u200b\u200bpass", "pass", "pass"),
        ("by Bj\u00c3\u00b6rn here", "Bj\u00f6rn", "Bj\u00c3\u00b6rn"),
        ("of\ufb01ce hours", "hours", "hours"),
        ("of\ufb01ce hours", "fi", "\ufb01"),
        ("a caf" + "e\u0301 here", "cafe", "cafe\u0301"),
        ("wait\u2026 pass", "pass", "pass"),
        ("\U0001f600 \u0440\u0430ss", "pass", "\u0440\u0430ss"),
        ("x \u00bd pass", "pass", "pass"),
    ],
)
def test_a_folded_span_maps_back_to_the_original_words(text: str, word: str, original: str) -> None:
    folded = fold(text)
    start = folded.text.index(word)
    first, last = folded.span(start, start + len(word))
    assert text[first:last] == original


def test_half_of_an_expanded_character_maps_to_the_whole_of_it() -> None:
    folded = fold("o\ufb01o")
    assert folded.span(1, 2) == folded.span(2, 3) == folded.span(1, 3) == (1, 2)


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_left_alone(text: str) -> None:
    folded = fold(text)
    assert folded.text == text
    assert folded.span(0, len(text)) == (0, len(text))


@given(st.one_of(st.text(), TRICKY), st.data())
def test_spans_stay_in_the_text_and_in_order(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    place = st.integers(0, len(folded.text))
    one, two, three = sorted((data.draw(place), data.draw(place), data.draw(place)))
    first, second = folded.span(one, two), folded.span(two, three)
    assert 0 <= first[0] <= first[1] <= len(text)
    assert first[0] <= second[0]
    assert two == three or first[1] <= second[1]
    assert (first[1] > first[0]) is (two > one)


@given(TRICKY)
def test_each_folded_character_comes_from_its_span(text: str) -> None:
    folded = fold(text)
    for index, character in enumerate(folded.text):
        first, last = folded.span(index, index + 1)
        assert character in fold(text[first:last]).text


# What misread bytes begin with belongs to the characters after it.
ALONE = st.text(st.characters(exclude_characters="\u00c2\u00c3\u00c4\u00c5\u00e2", codec="utf-8"))


@given(st.one_of(ALONE, TRICKY))
def test_folding_reads_one_character_at_a_time(text: str) -> None:
    assert fold(text).text == "".join(fold(character).text for character in text)
