from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from socaudit.model import Report, Severity, Source

from . import sample, strategies
from .writing import hostile, linted, written

# As GitLab documents it: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "pattern": "^[^\r\n]*$"},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^\\./"}, "minLength": 1},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}


def entries(report: Report) -> Any:  # JSON is what it is.
    return json.loads(written(report, "gitlab"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.reports() | st.just(hostile()))
def test_every_entry_has_what_gitlab_asks_for(report: Report) -> None:
    text = written(report, "gitlab")
    Draft202012Validator(SCHEMA).validate(json.loads(text))
    assert len(json.loads(text)) == len(report.findings)
    assert text.isascii()


def test_an_entry_says_what_where_and_what_to_do() -> None:
    (entry,) = entries(linted())
    assert entry == {
        "description": f"{sample.FIXED.title}: The template asks for a phone number in public. "
        "In: please send your »[PLACEHOLDER]« here Ask for a private message instead.",
        "check_name": "SA-TPL-001",
        "fingerprint": "fp-SA-TPL-001",
        "severity": "major",
        "location": {"path": "templates/refund, 50%:new.md", "lines": {"begin": 7}},
    }


@pytest.mark.parametrize("severity", Severity)
def test_severities_keep_their_order(severity: Severity) -> None:
    (entry,) = entries(replace(linted(), findings=(sample.finding(info=sample.FIXED, severity=severity),)))
    assert ["info", "minor", "major", "critical", "blocker"][severity.rank] == entry["severity"]


def test_what_has_no_file_stands_at_the_first_input() -> None:
    piped = sample.location(source=Source("-", "csv"))
    report = replace(sample.report(), findings=(sample.finding(piped),))
    first = "exports/a very long folder name of the year 2024/quarter 2/backup/archive.zip"
    assert entries(report)[0]["location"] == {"path": first, "lines": {"begin": 1}}
    nowhere = replace(report, coverage=replace(report.coverage, inputs=()))
    assert entries(nowhere)[0]["location"] == {"path": "-", "lines": {"begin": 1}}
