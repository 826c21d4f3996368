from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

import pytest
from pydantic import TypeAdapter, ValidationError

from socaudit.model import Scope
from socaudit.rulepack.schema import CorrelationSpec, Duration, Rule, Words, parse_duration

from .standins import ComboSpec, CountSpec, PhrasesSpec


@pytest.mark.parametrize(
    ("text", "hours"), [("90m", 1.5), ("24h", 24), ("0.5d", 12), ("2w", 336)], ids=["m", "h", "d", "w"]
)
def test_a_duration_is_a_number_and_a_unit(text: str, hours: float) -> None:
    assert parse_duration(text) == timedelta(hours=hours)
    assert TypeAdapter(Duration).validate_python(timedelta(hours=hours)) == timedelta(hours=hours)


def test_a_duration_beyond_all_time_is_an_error_like_any_other() -> None:
    with pytest.raises(ValueError, match="longer than any archive"):
        parse_duration("99999999999d")


@pytest.mark.parametrize("value", ["24", "h", "1y", "-1h", "1 h", "24h ago", 24, None])
def test_anything_else_is_no_duration(value: object) -> None:
    with pytest.raises(ValueError, match="is not a duration: write 90m, 24h, 7d or 2w"):
        parse_duration(value)


def test_one_word_stands_for_a_list_of_one() -> None:
    assert TypeAdapter(Words).validate_python("sorry") == ("sorry",)


@pytest.mark.parametrize("words", ["", " ", ["a", ""], []])
def test_words_are_never_empty(words: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Words).validate_python(words)


def test_a_reference_is_shown_only_when_somebody_verified_it() -> None:
    rule = {
        "id": "MY-ADM-001",
        "title": "A rule of my own",
        "scope": "message",
        "severity": "low",
        "confidence": "low",
        "risk": "mosaic",
        "message": "m",
        "why": "w",
        "fix": "f",
        "refs": ["A law", {"cite": "Another", "verified": True}],
    }
    shown = [(ref.cite, ref.verified) for ref in Rule.model_validate(rule).refs]
    assert shown == [("A law", False), ("Another", True)]


def test_resolving_replaces_references_and_nothing_else() -> None:
    names = {"day": "mine.day", "name": "mine.name"}
    count = CountSpec(of=("day", "MY-ADM-001"), unless="name", each="day")
    assert count.resolved(names) == CountSpec(of=("mine.day", "MY-ADM-001"), unless="mine.name", each="day")
    combo = ComboSpec(kinds=("day", "name"), condition="day and name").resolved(names)
    assert combo.kinds == ("mine.day", "mine.name")
    assert combo.condition == "day and name"


class Bare(CorrelationSpec):
    kind: ClassVar[str] = "bare"
    scopes: ClassVar[frozenset[Scope]] = frozenset()


def test_a_specification_refers_to_nothing_unless_it_says_so() -> None:
    assert list(Bare().references()) == []
    assert list(PhrasesSpec(phrases=("a",)).lexicons()) == []
