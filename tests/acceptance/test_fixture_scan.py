"""The shipped fixture through the whole line."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from socaudit import cli, pipeline
from socaudit.config import load
from socaudit.model import Report

FIXTURE = Path("fixtures/kittlebrae")
TABLE = re.compile(r"^\| ([^|]+) \| (SA-[A-Z]+-\d+[^|]*) \|", re.MULTILINE)
RULE = re.compile(r"SA-[A-Z]+-\d+")
MESSAGE = re.compile(r"(?:[a-z]+:)?\d{4}(?:#reply)?")

# The other packs are shown by the transcripts of their rules alone.
SHOWN = {"admissions", "personal_data", "social_engineering"}


@pytest.fixture(scope="module")
def report() -> Report:
    config = load(FIXTURE / "socaudit.yaml")
    return pipeline.scan(pipeline.Request(paths=(str(FIXTURE),), config=config))


def fired(report: Report) -> set[tuple[str, str]]:
    return {(finding.rule_id, loc.message_id) for finding in report.findings for loc in finding.locations}


def rows(section: str) -> list[tuple[list[str], list[str]]]:
    text = Path("fixtures/README.md").read_text(encoding="utf-8").split(f"## {section}")[1].split("\n## ")[0]
    return [(MESSAGE.findall(messages), RULE.findall(rules)) for messages, rules in TABLE.findall(text)]


def test_every_rule_of_the_packs_that_the_fixture_shows_fires(report: Report) -> None:
    shown = {rule.id for rule in report.rules if rule.pack in SHOWN}
    silent = shown - {finding.rule_id for finding in report.findings}
    assert not silent


def test_every_planted_message_is_found(report: Report) -> None:
    found = fired(report)
    missing = [
        (message, rules)
        for messages, rules in rows("What is planted")
        for message in messages
        if not any((rule, message) in found for rule in rules)
    ]
    assert not missing


def test_near_misses_stay_silent(report: Report) -> None:
    found = fired(report)
    wrong = [
        (message, rule)
        for messages, rules in rows("What must stay silent")
        for message in messages
        for rule in rules
        if (rule, message) in found
    ]
    assert not wrong


def test_most_messages_fire_nothing_of_weight(report: Report) -> None:
    heavy = {message for _, message in fired(report)}
    assert len(heavy) < report.coverage.scanned * 0.45


def test_coverage_adds_up_and_tells_what_was_not_evaluated(report: Report) -> None:
    coverage = report.coverage
    assert coverage.read == 245
    assert coverage.read == coverage.scanned + sum(coverage.skipped.values()) + coverage.failed + coverage.duplicates
    assert coverage.skipped == {"direct": 2, "followers": 1}
    assert coverage.duplicates == 1
    assert {entry.reason for entry in coverage.not_evaluated} >= {"language", "picture_without_description"}


def as_json(*paths: Path) -> dict[str, object]:
    arguments = ["scan", *map(str, paths), "--config", str(FIXTURE / "socaudit.yaml"), "-o", "json"]
    report: dict[str, object] = json.loads(CliRunner().invoke(cli.app, arguments).stdout)
    return report


def test_the_same_scan_twice_gives_the_same_bytes_but_for_the_run() -> None:
    first, second = as_json(FIXTURE), as_json(FIXTURE)
    assert first.pop("run") != second.pop("run")
    assert json.dumps(first) == json.dumps(second)


def test_files_in_another_order_give_the_same_findings(tmp_path: Path) -> None:
    names = ("community.ndjson", "x_support.csv")
    forwards = as_json(*(FIXTURE / name for name in names))
    backwards = as_json(*(FIXTURE / name for name in reversed(names)))
    assert forwards["findings"] == backwards["findings"]
    renamed = [tmp_path / "z.ndjson", tmp_path / "a.csv"]
    for name, path in zip(names, renamed, strict=True):
        shutil.copy(FIXTURE / name, path)
    assert fingerprints(as_json(*renamed)) == fingerprints(forwards)


def test_rows_in_another_order_give_the_same_fingerprints(tmp_path: Path) -> None:
    lines = (FIXTURE / "community.ndjson").read_text(encoding="utf-8").splitlines(keepends=True)
    turned = tmp_path / "community.ndjson"
    turned.write_text("".join(reversed(lines)), encoding="utf-8")
    assert fingerprints(as_json(turned)) == fingerprints(as_json(FIXTURE / "community.ndjson"))


def fingerprints(report: dict[str, object]) -> set[str]:
    return {finding["fingerprint"] for finding in report["findings"]}  # type: ignore[attr-defined]
