from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from socaudit.model import Report, Severity, Source

from . import sample, strategies
from .writing import hostile, linted, written

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-schema-2.1.0.json").read_text("utf-8"))


def run(report: Report) -> Any:  # JSON is what it is.
    log = json.loads(written(report, "sarif"))
    (only,) = log["runs"]
    return only


def first(report: Report) -> Any:  # JSON is what it is.
    return run(report)["results"][0]


def messages(value: Any) -> list[str]:  # JSON is what it is.
    """Return every plain text of the log that a viewer shows."""
    if isinstance(value, list):
        return [text for item in value for text in messages(item)]
    if not isinstance(value, dict):
        return []
    own = [value["text"]] if isinstance(value.get("text"), str) else []
    return own + [text for item in value.values() for text in messages(item)]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.reports() | st.just(hostile()) | st.just(linted()) | st.just(sample.report()))
def test_every_log_is_valid_against_the_official_schema_and_plain_ascii(report: Report) -> None:
    text = written(report, "sarif")
    Draft7Validator(SCHEMA).validate(json.loads(text))
    assert text.isascii()


def test_the_official_schema_rejects_what_is_no_log() -> None:
    log = json.loads(written(sample.report(), "sarif"))
    log["runs"][0]["results"][0]["level"] = "awful"
    assert not Draft7Validator(SCHEMA).is_valid(log)


def test_no_message_holds_a_link() -> None:
    texts = messages(run(hostile()))
    assert any("[k] (/l)" in text for text in texts)
    assert not any("](" in text for text in texts)


def test_a_rule_says_what_it_is_why_it_matters_and_what_to_do() -> None:
    rules = run(sample.report())["tool"]["driver"]["rules"]
    secret = next(rule for rule in rules if rule["id"] == "SA-PII-009")
    assert secret["shortDescription"]["text"] == sample.SECRET.title
    assert secret["fullDescription"]["text"] == sample.SECRET.why
    for text in secret["help"].values():
        assert sample.SECRET.why in text
        assert sample.SECRET.fix in text
        assert sample.SECRET.refs[0].split("(")[0] in text
    assert secret["defaultConfiguration"]["level"] == "error"
    assert secret["properties"] == {
        "tags": ["credential", "personal_data", "privacy", "security"],
        "precision": "high",
        "security-severity": "9.5",
    }
    assert "helpUri" not in secret


@pytest.mark.parametrize(
    ("severity", "level"), [("critical", "error"), ("high", "error"), ("medium", "warning"), ("low", "note")]
)
def test_severity_becomes_a_level(severity: str, level: str) -> None:
    report = replace(sample.report(), findings=(sample.finding(sample.location(), severity=Severity(severity)),))
    assert first(report)["level"] == level


def test_a_rule_of_no_severity_has_no_security_severity() -> None:
    (rule,) = run(linted())["tool"]["driver"]["rules"]
    assert "security-severity" not in rule["properties"]


def test_a_place_known_to_the_column_is_given_to_the_column_in_an_encoded_relative_file() -> None:
    (place,) = first(linted())["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "templates/refund%2C%2050%25%3Anew.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 7, "startColumn": 18, "endLine": 7, "endColumn": 35},
    }
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "Refund 50% off"
    (posted,) = run(sample.report())["results"][0]["locations"]
    assert posted["logicalLocations"][0]["fullyQualifiedName"] == "x/1790000000000000031"
    assert run(linted())["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (Source("a.csv", "csv", line=4), {"region": {"startLine": 4}}),
        (Source("a.zip", "csv", member="b.csv", line=4), {}),
        (Source("a.json", "x", pointer="/3"), {}),
    ],
)
def test_only_lines_of_the_file_itself_are_given(source: Source, expected: dict[str, object]) -> None:
    report = replace(sample.report(), findings=(sample.finding(sample.location(source=source)),))
    (place,) = first(report)["locations"]
    artifact = {"artifactLocation": {"uri": source.path, "uriBaseId": "%SRCROOT%"}}
    assert place["physicalLocation"] == {**artifact, **expected}


def test_a_whole_path_is_a_file_uri_and_standard_input_no_file() -> None:
    whole, piped = sample.location(source=Source("/data/a b.csv", "csv")), sample.location(source=Source("-", "csv"))
    result = first(replace(sample.report(), findings=(sample.finding(whole, piped),)))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///data/a%20b.csv"}
    assert "physicalLocation" not in result["relatedLocations"][0]
    assert result["relatedLocations"][0]["id"] == 1


def test_a_result_says_what_where_and_what_to_do_and_is_known_again() -> None:
    result = first(linted())
    assert result["message"]["text"] == (
        "The template asks for a phone number in public. In: please send your »[PLACEHOLDER]« here "
        "Ask for a private message instead."
    )
    assert result["partialFingerprints"]["primaryLocationLineHash"] == "fp-SA-TPL-001"
    assert run(linted())["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_an_incomplete_run_says_so_and_where() -> None:
    (invocation,) = run(sample.report())["invocations"]
    notes = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    assert notes[0]["level"] == "error"
    assert notes[0]["message"]["text"] == "exports/may.ndjson:88: the line is cut off"
    assert notes[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "exports/may.ndjson"
    assert {"id": "SA-SVC-002"} in [note.get("associatedRule") for note in notes]
    assert run(sample.clean())["invocations"][0]["executionSuccessful"] is True
