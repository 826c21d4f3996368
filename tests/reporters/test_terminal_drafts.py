"""What who writes templates reads on a terminal, or in the log of a hook that refused a commit."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from socaudit.model import Finding, Location, Region, Report, Rewrite, RuleInfo, Severity, Source
from socaudit.reporters import write
from socaudit.reporters._drafts import FINDINGS, PLACES

from . import sample

ASK = sample.rule(
    "SA-TPL-001",
    title="A template asks for secrets",
    severity=Severity.HIGH,
    why="Customers answer in public.",
    fix="Ask in a private channel.",
)
SLIP = sample.rule("SA-TPL-002", title="A placeholder is broken", rewrites=(Rewrite("a", "b"),))


def place(line: int, column: int = 5) -> Location:
    at = Region(line, column, line, column + 4)
    source = Source("./replies/late.yaml", "listed", line=3)
    return sample.location("send your card number", "card", region=at, source=source, message_id="Late parcel")


def asked(*places: Location, number: int = 1) -> Finding:
    return sample.finding(*places, info=ASK, message="It asks for the card number.", fingerprint=f"f{number:03}")


def report(*findings: Finding) -> Report:
    coverage = replace(sample.coverage(), role_bases={"template": 2})
    return replace(sample.report(), findings=findings, rules=(ASK, SLIP), coverage=coverage)


def shown(*findings: Finding, width: int = 80) -> str:
    stream = io.StringIO()
    write(report(*findings), "terminal", stream, width=width)
    return stream.getvalue()


def test_each_finding_says_what_where_why_and_what_to_write_instead() -> None:
    text = shown(asked(place(7)))
    assert text.startswith(
        """\
  HIGH      It asks for the card number.  SA-TPL-001
            replies/late.yaml:7:5  Late parcel
              send your »card« number
            Why  Customers answer in public.
            Do   Ask in a private channel.
"""
    )
    assert text.endswith("HIGH: 1 finding, INCOMPLETE; not all evaluated. Not legal advice.\n")
    assert "Verdict" not in text


def test_a_rule_is_explained_once() -> None:
    text = shown(asked(place(7)), asked(place(9), number=2))
    assert text.count("It asks for the card number.") == 2
    assert text.count("Customers answer in public.") == 1


def test_several_words_of_a_line_are_one_place_and_many_places_are_counted() -> None:
    assert shown(asked(place(7), place(7, 20))).count("late.yaml:7:") == 1
    text = shown(asked(*(place(line) for line in range(1, PLACES + 3))))
    assert "and in 2 more places" in text
    assert f"late.yaml:{PLACES}:" in text
    assert f"late.yaml:{PLACES + 1}:" not in text


def test_without_columns_the_line_of_the_template_is_given() -> None:
    text = shown(asked(replace(place(1), region=None)))
    assert "            replies/late.yaml:3  Late parcel\n" in text


def test_more_findings_than_anybody_reads_are_counted() -> None:
    text = shown(*(asked(place(1), number=number) for number in range(FINDINGS + 2)))
    assert text.count("It asks for the card number.") == FINDINGS
    assert "and 2 more findings (use --output json for all)" in text


@pytest.mark.parametrize(("info", "offered"), [(SLIP, True), (ASK, False)])
def test_the_fix_is_offered_where_there_is_one(info: RuleInfo, offered: bool) -> None:
    text = shown(sample.finding(place(1), info=info))
    assert ("--fix rewrites" in text) is offered
    assert "socaudit: ignore[RULE] reason" in text


def test_templates_without_findings_get_no_advice() -> None:
    text = shown()
    assert text.strip().startswith("Coverage")
    assert "ignore[RULE]" not in text
    assert "Nothing found" in text
