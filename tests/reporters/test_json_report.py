from __future__ import annotations

import io
import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from socaudit.model import Region, Report
from socaudit.reporters import write

from . import sample, strategies

SCHEMA = json.loads(files("socaudit.reporters").joinpath("report-1.schema.json").read_text("utf-8"))


def written(report: Report) -> str:
    stream = io.StringIO()
    write(report, "json", stream)
    return stream.getvalue()


def loaded(report: Report) -> Any:  # JSON is what it is.
    return json.loads(written(report))


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.reports())
def test_every_report_is_valid_against_the_schema_and_plain_ascii(report: Report) -> None:
    text = written(report)
    Draft202012Validator(SCHEMA).validate(json.loads(text))
    assert text.isascii()
    assert text.replace("\n", "").isprintable()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.reports())
def test_a_report_written_in_pieces_is_the_json_of_the_whole(report: Report) -> None:
    text = written(report)
    assert text == json.dumps(json.loads(text), indent=2) + "\n"


@pytest.mark.parametrize(
    "place",
    [
        (),
        ("coverage",),
        ("coverage", "inputs", 0),
        ("findings", 0),
        ("findings", 0, "locations", 0),
        ("run",),
    ],
)
def test_the_schema_rejects_keys_that_it_does_not_know(place: tuple[str | int, ...]) -> None:
    document = loaded(sample.report())
    target = document
    for step in place:
        target = target[step]
    target["extra"] = 1
    assert not Draft202012Validator(SCHEMA).is_valid(document)


@pytest.mark.parametrize(
    ("key", "value"), [("severity", "awful"), ("created_at", "2024-05-01T09:30:00+00:00"), ("thread_id", 7)]
)
def test_the_schema_rejects_values_outside_its_vocabulary(key: str, value: object) -> None:
    document = loaded(sample.report())
    document["findings"][0][key] = value
    assert not Draft202012Validator(SCHEMA).is_valid(document)


def test_the_same_report_gives_the_same_bytes_and_only_the_run_tells_two_runs_apart() -> None:
    first = sample.report()
    later = replace(first, run=replace(first.run, id="run-0002", started_at=first.run.finished_at))
    assert written(first) == written(sample.report())
    one, two = loaded(first), loaded(later)
    assert one.pop("run") != two.pop("run")
    assert one == two


def test_the_order_of_findings_and_inputs_does_not_change_the_report() -> None:
    report = sample.report()
    turned = replace(
        report,
        findings=report.findings[::-1],
        rules=report.rules[::-1],
        exposure=report.exposure[::-1],
        coverage=replace(report.coverage, inputs=report.coverage.inputs[::-1]),
    )
    assert written(turned) == written(report)


def test_a_location_says_where_the_message_stands_and_where_the_hit_is() -> None:
    document = loaded(sample.report())
    first = document["findings"][0]
    (place,) = first["locations"]
    start, end = place["marked"]
    assert first["rule_id"] == "SA-PII-009"
    assert first["author"] == "person-7f3a"
    assert place["evidence"][start:end] == "****"
    assert place["created_at"] == "2024-05-01T09:30:00Z"
    assert place["source"] == {
        "path": "exports/may.ndjson",
        "member": None,
        "line": 2,
        "pointer": None,
        "format": "ndjson",
    }


def test_a_location_says_its_place_in_the_file_where_that_is_known() -> None:
    template = sample.location(region=Region(7, 18, 8, 3))
    document = loaded(replace(sample.report(), findings=(sample.finding(template, sample.location()),)))
    known, unknown = document["findings"][0]["locations"]
    assert known["region"] == {"line": 7, "column": 18, "end_line": 8, "end_column": 3}
    assert unknown["region"] is None


def test_a_finding_about_no_message_has_no_author() -> None:
    report = replace(sample.clean(), rules=(sample.SLOW,), findings=(sample.finding(info=sample.SLOW),))
    assert loaded(report)["findings"][0]["author"] is None


def test_the_hash_of_a_text_stays_inside() -> None:
    assert "secret-hash" not in written(sample.report())


def test_coverage_adds_up_and_says_what_was_not_evaluated() -> None:
    coverage = loaded(sample.report())["coverage"]
    messages = coverage["messages"]
    assert messages["skipped"] == {"direct_message": 2, "repost": 9}
    assert messages["read"] == (
        messages["scanned"] + sum(messages["skipped"].values()) + messages["failed"] + messages["duplicates"]
    )
    assert coverage["complete"] is False
    assert {"rule_id": None, "reason": "picture without a description", "count": 41} in coverage["not_evaluated"]


def test_dispositions_say_what_came_of_them() -> None:
    report = sample.report()
    covered = replace(report.coverage, dispositions=(sample.use(), sample.use(until=None)), hidden=3)
    whole = loaded(replace(report, coverage=covered))
    Draft202012Validator(SCHEMA).validate(whole)
    coverage = whole["coverage"]
    assert coverage["hidden"] == 3
    assert coverage["dispositions"][1]["until"] is None
    assert coverage["dispositions"][0] == {
        "place": "own.yaml:7",
        "rules": ["SA-PII-001"],
        "reason": "the number of the village fair",
        "until": "2024-05-31",
        "state": "expired",
        "findings": 2,
        "note": None,
    }
