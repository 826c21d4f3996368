from __future__ import annotations

from pathlib import Path

import pytest

from builders import KEY, rule, rulebook, worker
from socaudit import ruletest
from socaudit.config import Brand
from socaudit.errors import RuleError
from socaudit.ruletest import Outcome
from socaudit.stages.extract import Recipe
from socaudit.stages.program import Program

RULES = """
signals:
  ask: {where: {role: customer}, match: {a: {regex: help}}}
  reply: {where: {role: brand}}
rules:
"""
ADMISSION = {"where": "{role: brand}", "guards": "{negated: drop}"}
WAITING = "{type: absent, after: ask, expect: reply, within: 24h}"


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Recipe, "worker", lambda _recipe, program: worker(program, {}))


def outcomes(folder: Path, *rules: str) -> list[Outcome]:
    book = rulebook(folder, RULES + "".join(rules))
    recipe = Recipe("never loaded", (), (), (str(folder / "pack.yaml"),), Brand(), KEY)
    return list(ruletest.run(recipe, Program(book), list(ruletest.cases(book.rules))))


def test_each_transcript_is_a_case_of_its_own(tmp_path: Path) -> None:
    tests = "{hit: ['B 0h: our fault', 'B 0h: never'], miss: ['C 0h: our fault', 'B 0h: our fault']}"
    seen = outcomes(tmp_path, rule(tests=tests, **ADMISSION))
    assert [(outcome.case.name, outcome.passed) for outcome in seen] == [
        ("MY-ADM-001 hit 1", True),
        ("MY-ADM-001 hit 2", False),
        ("MY-ADM-001 miss 1", True),
        ("MY-ADM-001 miss 2", False),
    ]
    assert seen[0].fired == ("MY-ADM-001",)
    assert [outcome.case.expected for outcome in seen] == [True, True, False, False]


def test_known_gaps_are_run_and_named_so(tmp_path: Path) -> None:
    tests = "{todo_hit: ['B 0h: my bad'], todo_miss: ['B 0h: our fault']}"
    seen = outcomes(tmp_path, rule(tests=tests, **ADMISSION))
    assert [(o.case.name, o.case.known_gap, o.passed, o.failed) for o in seen] == [
        ("MY-ADM-001 todo_hit 1", True, False, False),
        ("MY-ADM-001 todo_miss 1", True, False, False),
    ]


def test_a_rule_can_wait_for_as_long_as_a_legal_clock_says(tmp_path: Path) -> None:
    waiting = WAITING.replace("24h", "clock:gdpr-breach")
    tests = '{hit: ["C 0h: help\\nEND 80h"], miss: ["C 0h: help\\nB 71h: hello\\nEND 80h", "C 0h: help\\nEND 70h"]}'
    seen = outcomes(tmp_path, rule(None, scope="thread", correlate=waiting, tests=tests))
    assert [outcome.passed for outcome in seen] == [True, True, True]


def test_transcripts_do_not_see_each_other(tmp_path: Path) -> None:
    tests = '{hit: ["C 0h: help\\nEND 30h"], miss: ["C 0h: help\\nB 1h: hello", \'C 0h: help\']}'
    seen = outcomes(tmp_path, rule(None, scope="thread", correlate=WAITING, tests=tests))
    assert [outcome.passed for outcome in seen] == [True, True, True]


def test_an_outcome_tells_which_signals_each_message_matched(tmp_path: Path) -> None:
    [outcome] = outcomes(tmp_path, rule(tests='{hit: ["C 0h: help\\nB 1h: our fault"]}', **ADMISSION))
    assert outcome.matched == (("mine.ask",), ("MY-ADM-001",))


def seen(outcome: Outcome) -> list[list[tuple[str, bool, str | None, tuple[str, ...]]]]:
    return [[(part.name, part.holds, part.outside, part.lacks) for part in parts] for parts in outcome.seen]


def test_a_failed_case_tells_what_matched_where_and_what_took_it_back(tmp_path: Path) -> None:
    tests = '{hit: ["B 0h: this was not our fault\\nC 1h: our fault\\nB 2h: hello", "B 0h: our fault"]}'
    failed, passed = outcomes(tmp_path, rule(tests=tests, **ADMISSION))
    assert passed.seen == ()
    assert [[part.hits for part in parts] for parts in failed.seen] == [
        [(("said", "our fault", ("negated",)),)],
        [(("said", "our fault", ()),)],
        [()],
    ]
    assert seen(failed) == [
        [("MY-ADM-001", False, None, ("said",))],
        [("MY-ADM-001", False, "role is customer, not brand", ())],
        [("MY-ADM-001", False, None, ("said",))],
    ]


def test_what_matched_is_masked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Recipe, "worker", lambda _r, program: worker(program, {"07700900123": "PHONE_NUMBER"}))
    tests = '{miss: ["B 0h: call 07700900123"]}'
    [outcome] = outcomes(tmp_path, rule("{said: {regex: call .*}}", tests=tests))
    [[part]] = outcome.seen
    assert part.holds
    assert "900123" not in str(part.hits)


def test_a_failed_correlation_tells_which_part_no_message_gives(tmp_path: Path) -> None:
    tests = '{hit: ["C 0h: hello\\nB 1h: hello\\nEND 40h"]}'
    [outcome] = outcomes(tmp_path, rule(None, scope="thread", correlate=WAITING, tests=tests))
    assert seen(outcome) == [
        [("mine.ask", False, None, ("a",)), ("mine.reply", False, "role is customer, not brand", ())],
        [("mine.ask", False, "role is brand, not customer", ("a",)), ("mine.reply", True, None, ())],
    ]


@pytest.mark.parametrize(
    ("where", "outside"),
    [
        ("{opener: false}", "opener is true, not false"),
        ("{verified: true}", "verified is not so, not true"),
        ("{kind: review}", "kind is post, not review"),
        ("{network: reddit}", "network is transcript, not reddit"),
        ("{visibility: direct}", "visibility is public, not direct"),
    ],
)
def test_what_keeps_a_message_out_is_named(tmp_path: Path, where: str, outside: str) -> None:
    [outcome] = outcomes(tmp_path, rule(where=where, tests="{hit: ['C 0h: our fault']}"))
    assert outcome.seen[0][0].outside == outside


def test_every_case_is_explained_where_that_is_asked_for(tmp_path: Path) -> None:
    book = rulebook(tmp_path, RULES + rule(tests="{hit: ['B 0h: our fault']}", **ADMISSION))
    recipe = Recipe("never loaded", (), (), (), Brand(), KEY)
    [outcome] = ruletest.run(recipe, Program(book), list(ruletest.cases(book.rules)), explain_all=True)
    assert outcome.passed
    assert outcome.seen[0][0].holds


def test_transcripts_that_cannot_be_read_are_all_named_with_their_rules(tmp_path: Path) -> None:
    tests = "{hit: ['hello', 'B 0h: our fault'], miss: ['B: x']}"
    with pytest.raises(RuleError) as refused:
        outcomes(tmp_path, rule(tests=tests, **ADMISSION))
    assert [problem.where for problem in refused.value.problems] == [f"{tmp_path / 'pack.yaml'}:8"] * 2
    assert "MY-ADM-001 hit 1: line 1 of the transcript" in str(refused.value)
