from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looking import build, found, words
from pydantic import ValidationError

REGEX = build("regex", regex="our faults?")


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("our fault", ["our fault"]),
        ("OUR FAULT!", ["OUR FAULT"]),
        ("(our faults)", ["our faults"]),
        ("your fault", []),
        ("our faulty router", []),
        ("our fault\u00e9", []),
        ("\u00e9our fault", []),
        ("\u5317our fault\u4eac", []),
        ("our fault_", []),
        ("our fault2", []),
        ("our\u200b fa\u00adult", ["our\u200b fa\u00adult"]),
        ("\U0001f600our fault\U0001f600", ["our fault"]),
        ("our fault our fault our fault", ["our fault"] * 3),
        ("our fault,our fault", ["our fault"] * 2),
        ("it's \u201cour fault\u201d", ["our fault"]),
    ],
)
def test_a_hit_starts_and_ends_at_word_edges_of_any_script(text: str, hits: list[str]) -> None:
    assert words(REGEX, text) == hits


def test_a_hit_carries_its_place_in_both_texts() -> None:
    [hit] = found(REGEX, "so\u200b\u2026 our fault")
    assert (hit.start, hit.end) == (5, 14)
    assert hit.folded == (6, 15)


def test_case_and_word_edges_can_be_asked_for() -> None:
    assert words(build("regex", regex="CVV", case=True), "cvv CVV") == ["CVV"]
    assert words(build("regex", regex="over", word=False), "recovered over") == ["over", "over"]


def test_several_expressions_are_one_selector_and_their_groups_do_not_matter() -> None:
    selector = build("regex", regex=["(my|our) fault", "a|b"])
    assert words(selector, "our fault b") == ["our fault", "b"]


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("(fault", "missing \\)"),
        ("fault)", "unexpected \\)"),
        ("(?=x)", "invalid perl operator"),
        ("x*", "matches an empty text"),
        ("", "empty text"),
        (r"(a)\1", "invalid escape sequence"),
    ],
)
def test_an_expression_that_re2_cannot_run_is_refused_in_its_words(expression: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        build("regex", regex=expression)


def test_what_matches_nothing_but_an_edge_is_no_hit() -> None:
    assert words(build("regex", regex=r"\b", word=False), "one two") == []


@pytest.mark.parametrize("kind", ["regex", "phrases", "tokens"])
def test_text_selectors_leave_the_profile_alone(kind: str) -> None:
    options: dict[str, Any] = {kind: ["fault"]}
    selector = build(kind, None, **options)
    assert found(selector, "fault", field="author.name") == []
    assert len(found(selector, "fault", field="alt_texts.0")) == 1


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("please DM  us", ["DM  us"]),
        ("dm\nus, dm us", ["dm\nus", "dm us"]),
        ("c++ (beta)", ["c++"]),
        ("dmus", []),
        ("admin us", []),
    ],
)
def test_phrases_are_literal_in_any_case_and_white_space(text: str, hits: list[str]) -> None:
    assert words(build("phrases", phrases=["dm us", "c++"]), text) == hits


def test_a_lexicon_is_what_its_pack_calls_it() -> None:
    lexicons = {"sorry": ("so sorry", "apolog"), "other.sorry": ("regret",)}
    assert words(build("lexicon", lexicons, lexicon="sorry"), "so sorry, we regret it") == ["so sorry"]
    assert words(build("lexicon", lexicons, lexicon="other.sorry"), "so sorry, we regret it") == ["regret"]


def test_a_lexicon_selector_says_which_lexicon_it_needs() -> None:
    from socaudit import selectors  # noqa: PLC0415

    spec = selectors.REGISTRY["lexicon"].spec.model_validate({"lexicon": "other.sorry"})
    assert list(spec.lexicons()) == ["other.sorry"]


@given(st.text(st.sampled_from("ab \u00e9,\u5317\u200b_1"), max_size=40))
def test_word_hits_are_all_the_words_that_a_reader_sees(text: str) -> None:
    plain = text.replace("\u200b", "")
    expected = len(re.findall(r"(?<!\w)ab(?!\w)", plain))
    assert len(words(build("regex", regex="ab"), text)) == expected


def test_a_long_text_of_hits_is_read_once() -> None:
    text = "our fault " * 20_000
    assert len(found(REGEX, text)) == 20_000
