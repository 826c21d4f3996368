from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import xmlschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socaudit.model import InputCoverage, Report, Source

from . import sample, strategies
from .writing import hostile, linted, written

SCHEMA = xmlschema.XMLSchema(Path(__file__).parent / "schemas" / "junit-10.xsd")


def root(report: Report) -> ET.Element:
    return ET.fromstring(written(report, "junit"))  # noqa: S314  # Our own.


def suites(report: Report) -> dict[str | None, ET.Element]:
    return {suite.get("name"): suite for suite in root(report)}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.reports() | st.just(hostile()) | st.just(linted()) | st.just(sample.report()))
def test_every_result_is_valid_against_the_schema_of_jenkins(report: Report) -> None:
    SCHEMA.validate(written(report, "junit"))


def test_the_schema_rejects_what_is_no_result() -> None:
    assert not SCHEMA.is_valid(written(sample.report(), "junit").replace(" type=", " kind="))


def test_every_finding_fails_and_totals_add_up() -> None:
    everything = root(sample.report())
    assert len(everything.findall(".//failure")) == 7
    for name, tag in (("failures", "failure"), ("errors", "error"), ("tests", "testcase")):
        assert everything.get(name) == str(len(everything.findall(f".//{tag}")))
        for suite in everything:
            assert suite.get(name) == str(len(suite.findall(f".//{tag}")))


def test_an_input_without_findings_passes() -> None:
    (case,) = suites(sample.clean())["may.csv"]
    assert case.get("name") == "no findings"
    assert len(case) == 0


def test_a_file_that_no_reader_knows_is_no_test() -> None:
    assert "exports/logo.png" not in suites(sample.report())


def test_a_damaged_input_is_an_error_that_names_the_member() -> None:
    broken = InputCoverage("a.zip", "b.csv", "csv", 3, 2, {}, 1)
    report = replace(sample.clean(), coverage=replace(sample.coverage(), inputs=(broken,)))
    (case,) = suites(report)["a.zip"]
    error = case.find("error")
    assert case.get("name") == "a.zip!b.csv"
    assert error is not None
    assert error.get("message") == "cannot be read whole: 1 of its records could not be read"


def test_what_was_not_evaluated_is_skipped_not_passed() -> None:
    missed = suites(sample.report())["not evaluated"]
    assert len(missed.findall("testcase/skipped")) == len(missed) == 4


def test_a_failure_says_where_why_and_what_to_do() -> None:
    named = InputCoverage("./templates/refund, 50%:new.md", None, "template", 1, 1)
    report = replace(linted(), coverage=replace(sample.coverage(), inputs=(named,)))
    (case,) = suites(report)["./templates/refund, 50%:new.md"]
    failure = case.find("failure")
    assert case.get("name") == f"SA-TPL-001 line 7 column 18: {sample.FIXED.title}"
    assert failure is not None
    assert failure.text is not None
    assert failure.text.splitlines()[1:] == [
        "templates/refund, 50%:new.md:7:18: please send your »[PLACEHOLDER]« here",
        "Why: Anyone can read it for years.",
        "Fix: Ask for a private message instead.",
    ]


def test_what_has_no_file_and_no_words_is_named_all_the_same() -> None:
    place = sample.location("", "", source=Source("-", "csv"), marked=(0, 0))
    suite = suites(replace(sample.report(), findings=(sample.finding(place),)))["(no file)"]
    assert "message 1790000000000000002" in "".join(suite.itertext())
