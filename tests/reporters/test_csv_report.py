from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socaudit.model import Report, Source

from . import sample, strategies
from .writing import hostile, linted, written

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def rows(report: Report, form: str = "csv") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(report, form), newline=""), strict=True))


@pytest.mark.parametrize("form", ["csv", "takedown"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.reports() | st.just(hostile()))
def test_no_cell_is_a_formula_and_no_row_breaks(form: str, report: Report) -> None:
    text = written(report, form)
    table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in table} == {len(table[0])}
    assert not [cell for row in table for cell in row if cell.startswith(FORMULA) or "\n" in cell or "\r" in cell]
    assert text.count("\r\n") == text.count("\n") == len(table)


@pytest.mark.parametrize("sign", FORMULA)
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(sign: str) -> None:
    place = sample.location(speaker=f"{sign}SUM(A1)", source=Source("a.csv", "csv"))
    (row,) = rows(replace(sample.report(), findings=(sample.finding(place),)))
    # Blanks at the start are taken off first, and with them what is behind one.
    assert row["speaker"] == ("SUM(A1)" if sign in "\t\r" else f"'{sign}SUM(A1)")


def test_there_is_a_row_for_each_place_and_one_for_what_has_none() -> None:
    found = rows(sample.report())
    assert [row["rule_id"] for row in found].count("SA-SOC-004") == 3
    (bare,) = [row for row in found if row["rule_id"] == "SA-TPL-001"]
    assert bare["message"] == "The template asks for {count} things in public."
    assert bare["path"] == bare["message_id"] == ""
    assert bare["fingerprint"] == "fp-SA-TPL-001"


def test_a_place_is_given_to_the_column_where_it_is_known() -> None:
    (row,) = rows(linted())
    place = [row[name] for name in ("path", "line", "column", "end_line", "end_column")]
    assert place == ["./templates/refund, 50%:new.md", "7", "18", "7", "35"]
    assert row["speaker"] == "'@Corvane"
    assert rows(sample.report())[0]["line"] == "2"
