from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socaudit.model import InputCoverage, Region, Report, Severity

from . import sample, strategies
from .writing import HOSTILE, hostile, linted, template, written

COMMAND = re.compile(r"::(error|warning|notice) ((?:[A-Za-z]+=[^,:\r\n]*,)*[A-Za-z]+=[^,:\r\n]*)::([^\r\n]*)")


def commands(report: Report) -> list[tuple[str, dict[str, str], str]]:
    """Return the commands as a runner reads them: level, properties, message."""
    parsed = []
    for line in written(report, "github").splitlines():
        found = COMMAND.fullmatch(line)
        assert found is not None, line
        properties = dict(pair.split("=", 1) for pair in found[2].split(","))
        parsed.append((found[1], {name: decoded(value) for name, value in properties.items()}, decoded(found[3])))
    return parsed


def decoded(text: str) -> str:
    return re.sub("%([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.reports() | st.just(hostile()))
def test_every_line_is_one_command_with_one_title(report: Report) -> None:
    lines = commands(report)
    assert len(lines) == len(report.findings) + 1
    assert all(properties["title"] for _, properties, _ in lines)


def test_a_hostile_text_is_read_back_as_it_was_shown() -> None:
    _, properties, message = commands(hostile())[1]
    shown = HOSTILE.replace("\r\n", "  ").replace("\x1b", r"\x1b").replace("\u202e", r"\u202e")
    shown = shown.replace("\ufeff", r"\ufeff")
    assert properties["file"] == shown
    assert message.splitlines()[1] == shown


def test_a_place_within_one_line_has_columns_that_count_both_ends_in() -> None:
    level, properties, message = commands(linted())[1]
    assert level == "warning"
    assert properties == {
        "file": "templates/refund, 50%:new.md",
        "line": "7",
        "endLine": "7",
        "col": "18",
        "endColumn": "34",
        "title": f"SA-TPL-001: {sample.FIXED.title}",
    }
    assert message.splitlines() == [
        "The template asks for a phone number in public. In: please send your »[PLACEHOLDER]« here",
        "Ask for a private message instead.",
    ]


def test_a_place_over_several_lines_has_no_columns() -> None:
    (place,) = template().locations
    over = replace(template(), locations=(replace(place, region=Region(7, 18, 9, 2)),))
    properties = commands(replace(linted(), findings=(over,)))[1][1]
    assert (properties["line"], properties["endLine"]) == ("7", "9")
    assert "col" not in properties


def test_no_more_are_written_than_github_shows_and_the_first_counts_the_rest() -> None:
    many = [
        sample.finding(sample.location(), fingerprint=f"{level}-{number}", severity=level)
        for level in Severity
        for number in range(7)
    ]
    lines = commands(replace(sample.clean(), rules=(sample.PHONE,), findings=tuple(many)))
    levels = [level for level, _, _ in lines]
    assert {level: levels.count(level) for level in levels} == {"error": 10, "warning": 7, "notice": 10}
    assert lines[0][2] == (
        "35 findings: 7 critical, 7 high, 7 medium, 7 low, 7 info. "
        "9 of them are not annotated; another output has all. Not all rules could judge all."
    )


def test_the_sum_says_that_nothing_was_found() -> None:
    ((level, _, message),) = commands(sample.clean())
    assert level == "notice"
    assert message.startswith("Nothing was found in 80 messages.")


def test_an_incomplete_run_is_an_error_and_takes_the_place_of_one() -> None:
    broken = tuple(InputCoverage(f"{name}.csv", None, "csv", 1, failed=1) for name in "ab")
    many = tuple(sample.finding(sample.location(), fingerprint=f"{number}") for number in range(12))
    covered = replace(sample.coverage(), inputs=broken, not_evaluated=())
    lines = commands(replace(sample.clean(), rules=(sample.PHONE,), findings=many, coverage=covered))
    assert [level for level, _, _ in lines] == ["error"] * 10
    assert lines[0][2].startswith("INCOMPLETE: a.csv: 1 of its records could not be read. And 1 more input could not")
