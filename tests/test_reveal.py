from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders import KEY, message, rule, rulebook, turns
from socaudit import reveal
from socaudit.coverage import Ledger, Scope
from socaudit.errors import UsageError
from socaudit.model import Author, Coverage, Message, Opened, Report, RunInfo, Source
from socaudit.stages.judge import judge
from socaudit.stages.program import Program

TYPES = {"Sam Roe": "PERSON", "07700 900123": "PHONE_NUMBER"}
RULES = """
signals: {late: {match: {l: {regex: late}}}, reply: {where: {role: brand}}}
rules:
""" + "".join(
    [
        rule("{v: {entities: [PERSON, PHONE_NUMBER], in: [text, profile]}}"),
        rule(None, number=2, scope="thread", correlate="{type: ordered, steps: [late, reply]}"),
    ]
)
SAM = message(
    "1", "late again, call 07700 900123", author=Author("1", "sam", "Sam Roe"), alt_texts=("a photo of Sam Roe",)
)
ACME = message("2", "hello", hours=1, by="acme", parent_id="1")
OPENED = Opened(Source("export.ndjson", "neutral"), "neutral")


@pytest.fixture
def report(tmp_path: Path) -> Report:
    program = Program(rulebook(tmp_path, RULES))
    findings = judge(turns(program, [SAM, ACME], types=TYPES), program, KEY).findings
    now = datetime(2026, 3, 2, tzinfo=UTC)
    run = RunInfo("run", now, now, "0", "local", "none", (), KEY.id)
    return Report(run, Coverage((), {}, {}, 0, None, None, ()), (), tuple(findings), ())


def clear(report: Report, *messages: Message) -> list[tuple[str, str, str]]:
    shown = reveal.reveal(report, [OPENED, *messages], KEY)
    places = [location for finding in shown.findings for location in finding.locations]
    for place in places:
        assert place.evidence[slice(*place.marked)] == place.masked
    return sorted((place.field, place.masked, place.evidence) for place in places)


def test_values_come_back_in_clear_from_every_field(report: Report) -> None:
    assert clear(report, SAM, ACME) == [
        ("alt_texts.0", "Sam Roe", "a photo of Sam Roe"),
        ("author.name", "Sam Roe", "Sam Roe"),
        ("text", "", ""),
        ("text", "07700 900123", "late again, call 07700 900123"),
        ("text", "late", "late again, call 07700 900123"),
    ]


def test_a_version_of_a_message_comes_back_as_it_was(report: Report, tmp_path: Path) -> None:
    later = replace(SAM, text="late, not on 07700 900123", edited_at=datetime(2026, 3, 4, tzinfo=UTC))
    program = Program(rulebook(tmp_path / "again", RULES))
    admitted = list(Ledger(Scope(frozenset({SAM.visibility}))).admit([OPENED, SAM, later]))
    findings = judge(turns(program, admitted, types=TYPES), program, KEY).findings
    shown = clear(replace(report, findings=tuple(findings)), SAM, later)
    assert {text for _, value, text in shown if value == "07700 900123"} == {SAM.text, later.text}


def test_nothing_but_the_locations_changes(report: Report) -> None:
    shown = reveal.reveal(report, [SAM, ACME], KEY)
    assert [replace(f, locations=()) for f in shown.findings] == [replace(f, locations=()) for f in report.findings]
    assert replace(shown, findings=()) == replace(report, findings=())


def test_the_surroundings_are_cut(report: Report, tmp_path: Path) -> None:
    program = Program(rulebook(tmp_path / "again", RULES))
    long = replace(SAM, text="x" * 100 + " 07700 900123 " + "y" * 100)
    findings = judge(turns(program, [long], types=TYPES), program, KEY).findings
    [text] = [e for f, _, e in clear(replace(report, findings=tuple(findings)), long) if f == "text"]
    assert text == "x" * 47 + " 07700 900123 " + "y" * 47


@pytest.mark.parametrize(
    ("messages", "count"),
    [
        ([], 2),
        ([ACME], 1),
        ([replace(SAM, text="late again, call 07700 900124"), ACME], 1),
        ([replace(SAM, alt_texts=("another photo entirely",)), ACME], 1),
        ([replace(SAM, author=Author("1", "sam", "Sam R")), ACME], 1),
        ([replace(SAM, network="reddit"), ACME], 1),
    ],
    ids=["gone", "one gone", "text", "picture", "profile", "network"],
)
def test_a_message_that_has_gone_or_changed_is_refused(report: Report, messages: list[Message], count: int) -> None:
    with pytest.raises(UsageError, match=rf"{count} of the messages found have gone or changed.*scan again"):
        reveal.reveal(report, messages, KEY)


def test_of_two_versions_the_one_that_was_scanned_is_shown(report: Report) -> None:
    assert clear(report, replace(SAM, text="edited"), SAM, ACME) == clear(report, SAM, ACME)


def test_standard_input_is_refused() -> None:
    with pytest.raises(UsageError, match="cannot be read again"):
        reveal.refuse_stdin(["export.csv", "-"])
    reveal.refuse_stdin(["export.csv"])
