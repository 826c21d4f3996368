"""Selectors that support others: never enough alone, and where the archive judges them, never left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import rule, rulebook
from socaudit.errors import RuleError
from socaudit.rulepack.condition import parse

LOOK = "look: {similar_to: brand}"
HANGS = (
    "hangs: {dep: [{RIGHT_ID: v, RIGHT_ATTRS: {LEMMA: fail}}, "
    "{LEFT_ID: v, REL_OP: '>', RIGHT_ID: s, RIGHT_ATTRS: {LOWER: {IN: [we, i]}}}]}"
)
SAID = "said: {regex: sorry}"


def problem(folder: Path, match: str, condition: str | None = None, *, signal: bool = False) -> str:
    text = "rules:\n" + rule(match, condition=condition)
    if signal:
        text = f"signals:\n  s: {{match: {match}, condition: {condition}}}\n"
    with pytest.raises(RuleError) as caught:
        rulebook(folder, text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("match", "condition", "kinds"),
    [
        (f"{{{LOOK}}}", None, "'similar_to'"),
        (f"{{{HANGS}}}", None, "'dep'"),
        (f"{{{LOOK}, {HANGS}}}", None, "'dep' and 'similar_to'"),
        (f"{{{LOOK}, {SAID}}}", "look or said", "'similar_to'"),
        (f"{{{LOOK}, {SAID}}}", "look and not said", "'similar_to'"),
        (f"{{{HANGS}, {SAID}}}", "hangs or said", "'dep'"),
    ],
)
def test_what_supports_is_not_enough_alone(tmp_path: Path, match: str, condition: str | None, kinds: str) -> None:
    assert f"{kinds} must not be enough alone" in problem(tmp_path, match, condition)


def test_the_same_holds_of_signals(tmp_path: Path) -> None:
    assert "must not be enough alone" in problem(tmp_path, f"{{{LOOK}, {SAID}}}", "look or said", signal=True)


@pytest.mark.parametrize("condition", ["said and (look or more)", "said and not look", "2 of look, said, more"])
def test_a_condition_cannot_do_without_what_the_archive_judges(tmp_path: Path, condition: str) -> None:
    names = f"{{{LOOK}, {SAID}, more: {{regex: more}}}}"
    if "more" not in condition:
        names = f"{{{LOOK}, {SAID}}}"
    assert "the condition can hold without 'look'" in problem(tmp_path, names, condition)


@pytest.mark.parametrize("condition", ["look and said", "said and (look and said)", "all of them"])
def test_joined_by_and_it_is_a_rule(tmp_path: Path, condition: str) -> None:
    assert rulebook(tmp_path, "rules:\n" + rule(f"{{{LOOK}, {SAID}}}", condition=condition)).rules


@pytest.mark.parametrize("condition", ["said and hangs", "said and not hangs", "said or (hangs and more)"])
def test_a_parse_may_decide_for_or_against(tmp_path: Path, condition: str) -> None:
    names = f"{{{HANGS}, {SAID}}}" if "more" not in condition else f"{{{HANGS}, {SAID}, more: {{regex: more}}}}"
    assert rulebook(tmp_path, "rules:\n" + rule(names, condition=condition)).rules


@pytest.mark.parametrize(
    ("condition", "needed"),
    [
        ("a and b", "ab"),
        ("a or b", ""),
        ("a and (b or c)", "a"),
        ("(a and b) or (a and c)", "a"),
        ("a and not b", "a"),
        ("not a", ""),
        ("2 of a, b, c", ""),
        ("3 of a, b, c", "abc"),
        ("all of them", "abc"),
    ],
)
def test_a_condition_knows_what_it_cannot_do_without(condition: str, needed: str) -> None:
    assert parse(condition, ("a", "b", "c")).required == set(needed)


@pytest.mark.parametrize(
    ("dep", "said"),
    [
        ("[{RIGHT_ID: v, RIGHT_ATTRS: {LEMMA: fail}}]", "at least 2"),
        (
            "[{RIGHT_ID: v, RIGHT_ATTRS: {}}, {LEFT_ID: v, REL_OP: '>', RIGHT_ID: s, RIGHT_ATTRS: {DEP: x}}]",
            "at least one attribute",
        ),
        (
            "[{RIGHT_ID: v, RIGHT_ATTRS: {LEMMA: x}}, {LEFT_ID: v, REL_OP: '>>>', RIGHT_ID: s, RIGHT_ATTRS: {DEP: x}}]",
            "is no operator of spaCy's DependencyMatcher",
        ),
        (
            "[{RIGHT_ID: v, RIGHT_ATTRS: {LEMMA: x}}, {LEFT_ID: w, REL_OP: '>', RIGHT_ID: s, RIGHT_ATTRS: {DEP: x}}]",
            "'w' is the name of no word before it",
        ),
        (
            "[{RIGHT_ID: v, RIGHT_ATTRS: {LEMMA: x}}, {LEFT_ID: v, REL_OP: '>', RIGHT_ID: v, RIGHT_ATTRS: {DEP: x}}]",
            "two words are called 'v'",
        ),
        (
            "[{RIGHT_ID: v, RIGHT_ATTRS: {LEMMA: x}}, {RIGHT_ID: s, RIGHT_ATTRS: {DEP: x}}]",
            "each word but the first has LEFT_ID and REL_OP",
        ),
        ("[{RIGHT_ID: v, RIGHT_ATTRS: {LEMMA: {REGEX: 'a*'}}}]", "REGEX"),
    ],
)
def test_a_pattern_that_spacy_would_not_read_is_an_error(tmp_path: Path, dep: str, said: str) -> None:
    assert said in problem(tmp_path, f"{{hangs: {{dep: {dep}}}, {SAID}}}")
