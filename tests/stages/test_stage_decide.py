from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import KEY, message, rule, rulebook, worker
from socaudit.errors import ConfigError
from socaudit.model import Confidence, DispositionState, Finding, Severity
from socaudit.rulepack import Rulebook
from socaudit.rulepack.dispositions import Disposition, PlacedDisposition
from socaudit.stages.accounts import KnownAccounts
from socaudit.stages.decide import Decision, decide
from socaudit.stages.judge import judge
from socaudit.stages.link import link
from socaudit.stages.program import Program

TODAY = date(2026, 3, 2)
PHONES = {"07700900123": "PHONE_NUMBER", "07700900456": "PHONE_NUMBER"}
TEXTS = ("call 07700900123", "call 07700900456", "call 07700900123 or 07700900456")


@pytest.fixture
def book(tmp_path: Path) -> Rulebook:
    return rulebook(tmp_path, "rules:\n" + rule("{said: {entities: PHONE_NUMBER}}", severity="low"))


@pytest.fixture
def findings(book: Rulebook) -> list[Finding]:
    program = Program(book)
    messages = [message(str(number), text, by=f"sam_{number}") for number, text in enumerate(TEXTS)]
    turns = link(list(worker(program, PHONES).facts(messages)), KnownAccounts.of(KEY, handles={}, roles={}))
    return sorted(judge(turns, program, KEY).findings, key=lambda finding: finding.locations[0].message_id)


def decided(findings: list[Finding], book: Rulebook, *made: dict[str, Any], persona: str = "auditor") -> Decision:
    entries = [{"rule": "MY-ADM-001", "reason": "known for long"} | entry for entry in made]
    placed = tuple(PlacedDisposition(Disposition.model_validate(e), f"c.yaml:{n}") for n, e in enumerate(entries))
    return decide(findings, replace(book, allow=placed), persona=persona, key=KEY, today=TODAY)


def test_without_dispositions_everything_is_shown(findings: list[Finding], book: Rulebook) -> None:
    assert decided(findings, book) == Decision(tuple(findings), 0, ())
    assert len(findings) == 4


def test_a_value_is_set_aside_wherever_and_however_it_is_written(findings: list[Finding], book: Rulebook) -> None:
    decision = decided(findings, book, {"value": "07700 900 123"})
    assert [f.locations[0].message_id for f in decision.findings] == ["1", "2"]
    assert [(use.state, use.findings) for use in decision.dispositions] == [(DispositionState.APPLIED, 2)]


@pytest.mark.parametrize(
    ("anchors", "left"),
    [
        ({"message": "0"}, 3),
        ({"message": "2"}, 2),
        ({"message": "2", "value": "07700900456"}, 3),
        ({"thread": "1"}, 3),
        ({"message": "0", "thread": "1"}, 4),
        ({"rule": "MY-ADM-002", "message": "0"}, 4),
        ({"rule": ["MY-ADM-002", "MY-ADM-001"], "message": "0"}, 3),
    ],
)
def test_every_anchor_must_fit(findings: list[Finding], book: Rulebook, anchors: dict[str, Any], left: int) -> None:
    assert len(decided(findings, book, anchors).findings) == left


def test_a_finding_is_known_by_its_fingerprint(findings: list[Finding], book: Rulebook) -> None:
    decision = decided(findings, book, {"fingerprint": findings[0].fingerprint})
    assert decision.findings == tuple(findings[1:])


def test_an_author_is_called_what_the_report_calls_them(findings: list[Finding], book: Rulebook) -> None:
    shown = findings[0].locations[0].speaker
    assert shown.startswith("person-")
    assert decided(findings, book, {"author": f"@{shown.upper()}"}).findings == tuple(findings[1:])


def test_a_disposition_counts_to_the_end_of_its_day(findings: list[Finding], book: Rulebook) -> None:
    for until, state, left in (("2026-03-02", "applied", 3), ("2026-03-01", "expired", 4)):
        decision = decided(findings, book, {"message": "0", "until": until})
        assert [(use.state, use.findings) for use in decision.dispositions] == [(state, 1)]
        assert len(decision.findings) == left


def test_one_that_fits_nothing_says_so_and_why_where_that_is_known(findings: list[Finding], book: Rulebook) -> None:
    idle, wrong = decided(findings, book, {"message": "9"}, {"rule": "MY-ADN-001", "message": "0"}).dispositions
    assert (idle.state, idle.note, idle.place) == (DispositionState.UNUSED, None, "c.yaml:0")
    assert wrong.state is DispositionState.UNUSED
    assert wrong.note == "no rule 'MY-ADN-001' takes part, did you mean 'MY-ADM-001'?"


def test_a_disposition_by_value_says_nothing_of_findings_without_one(tmp_path: Path) -> None:
    book = rulebook(tmp_path, "rules:\n" + rule())
    program = Program(book)
    turns = link(
        list(worker(program, {}).facts([message("1", "our fault")])), KnownAccounts.of(KEY, handles={}, roles={})
    )
    found = judge(turns, program, KEY).findings
    assert decided(found, book, {"value": "our fault"}).findings == tuple(found)


def test_what_a_persona_does_not_show_is_counted(findings: list[Finding], book: Rulebook) -> None:
    unsure = [replace(f, confidence=Confidence.LOW) for f in findings[:2]] + findings[2:]
    grave = [replace(unsure[0], severity=Severity.HIGH), *unsure[1:]]
    regular = decided(unsure, book, persona="regular")
    assert (len(regular.findings), regular.hidden) == (2, 2)
    assert decided(grave, book, persona="regular").hidden == 1
    for persona in ("pedantic", "auditor"):
        assert decided(grave, book, persona=persona).hidden == 0


def test_a_persona_that_nobody_knows_is_an_error(findings: list[Finding], book: Rulebook) -> None:
    with pytest.raises(ConfigError, match="did you mean 'regular'"):
        decided(findings, book, persona="regulr")
