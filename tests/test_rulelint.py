from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders import rule, rulebook
from socaudit.detectors import ENTITY_TYPES
from socaudit.rulelint import advise
from socaudit.rulepack import load
from socaudit.stages.program import vocabulary

TESTS = "{hit: ['B 0h: our fault'], miss: ['B 0h: fine']}"
TODAY = date(2026, 3, 2)


def told(folder: Path, *rules: str, before: str = "") -> list[tuple[int, str]]:
    book = rulebook(folder, before + ("rules:\n" + "".join(rules) if rules else ""))
    return [(advice.line, advice.text) for advice in advise(book, today=TODAY)]


def test_a_good_rule_needs_no_advice(tmp_path: Path) -> None:
    assert told(tmp_path, rule(tests=TESTS)) == []


def test_missing_tests_are_told_with_what_to_do(tmp_path: Path) -> None:
    [(line, text)] = told(tmp_path, rule())
    assert line == 4
    assert text.startswith("missing tests: MY-ADM-001 has no transcript under hit and miss: add one")


def test_a_rule_that_fits_ordinary_messages_is_too_broad(tmp_path: Path) -> None:
    [(_, text)] = told(tmp_path, rule("{said: {regex: 'the|our|you'}}", tests=TESTS))
    assert text.startswith("MY-ADM-001: 'said' fits ")
    assert text.endswith("ordinary messages, so the rule says little")


@pytest.mark.parametrize("condition", ["said and other", "other and not said"])
def test_what_is_broad_may_narrow_something_else(tmp_path: Path, condition: str) -> None:
    match = "{said: {regex: 'the|our|you'}, other: {regex: fault}}"
    assert told(tmp_path, rule(match, condition=condition, tests=TESTS)) == []


def test_an_expression_without_a_fixed_piece_is_slow(tmp_path: Path) -> None:
    match = r"{said: {regex: '\\d+ \\w+'}}".replace("\\\\", "\\")
    [(_, text)] = told(tmp_path, rule(match, tests=TESTS))
    assert text == "MY-ADM-001: 'said' holds no fixed piece of text, so it is tried on every message"


def test_what_nothing_uses_is_named(tmp_path: Path) -> None:
    before = """\
lexicons:
  used: [sorry]
  idle: [fine]
signals:
  seen: {match: {a: {lexicon: used}}}
  unseen: {match: {a: {lexicon: mine.used}}}
"""
    counted = rule(None, scope="thread", correlate="{type: count, of: seen}", tests=TESTS)
    assert told(tmp_path, counted, before=before) == [
        (5, "no selector uses the lexicon 'mine.idle'"),
        (8, "no correlation uses the signal 'mine.unseen'"),
    ]


def test_what_tells_of_people_and_classes_of_issues_are_used(tmp_path: Path) -> None:
    before = """\
issues:
  billing: {title: Bills, match: {a: {phrases: [bill]}}}
signals:
  birthday: {check: Date of birth, match: {a: {phrases: [born on]}}}
  hook: {hook: true, match: {a: {phrases: [help me]}}}
"""
    counted = rule(None, scope="archive", correlate="{type: count, of: issue, by: issue}", tests=TESTS)
    assert told(tmp_path, counted, before=before) == []


def test_an_override_without_effect_and_an_expired_entry_are_named(tmp_path: Path) -> None:
    rulebook(tmp_path / "mine", "rules:\n" + rule(tests=TESTS, params="{word: fault}", message="So {word}"))
    house = tmp_path / "house.yaml"
    house.write_text(
        "schema: socaudit/1\n"
        "pack: {id: house, version: '1', title: House rules, extends: mine}\n"
        "overrides: {MY-ADM-001: {severity: low, confidence: high, params: {word: fault}}}\n"
        "allow:\n- {rule: MY-ADM-001, message: '1', reason: known for long, until: 2026-03-01}\n"
    )
    book = load([tmp_path / "mine", house], vocabulary(ENTITY_TYPES), shipped=[])
    assert [(advice.where, advice.text) for advice in advise(book, today=TODAY)] == [
        (f"{house}:3", "MY-ADM-001: params.word is fault without this override, too"),
        (f"{house}:3", "MY-ADM-001: severity is low without this override, too"),
        (f"{house}:5", "this entry of 'allow' has expired on 2026-03-01"),
    ]
