from __future__ import annotations

import random
from dataclasses import replace

from socaudit.model import Confidence, Severity
from socaudit.reporters import _order

from . import sample


def test_the_worst_and_surest_finding_comes_first() -> None:
    doubtful = sample.finding(severity=Severity.HIGH, confidence=Confidence.LOW, fingerprint="a")
    mild = sample.finding(severity=Severity.LOW, fingerprint="b")
    sure = sample.finding(severity=Severity.HIGH, fingerprint="c")
    assert _order.worst_first([mild, doubtful, sure]) == [sure, doubtful, mild]


def test_undated_findings_come_last_in_time() -> None:
    undated = sample.finding(created_at=None)
    dated = sample.finding(created_at=sample.START)
    assert _order.in_time([undated, dated]) == [dated, undated]


def test_the_order_of_a_report_does_not_depend_on_the_order_in_which_it_was_found() -> None:
    report = sample.report()
    shuffled = list(report.findings)
    random.Random(3).shuffle(shuffled)  # noqa: S311  # An order, not a secret.
    again = replace(report, findings=tuple(shuffled), exposure=report.exposure[::-1])
    assert _order.by_rule(again) == _order.by_rule(report)
    assert _order.most_exposed(again.exposure) == _order.most_exposed(report.exposure)
    inputs = report.coverage.inputs
    assert _order.by_path(inputs[::-1]) == _order.by_path(inputs)
    missing = report.coverage.not_evaluated
    assert _order.by_reason(missing[::-1]) == _order.by_reason(missing)


def test_rules_come_by_severity_then_by_how_often_they_fired() -> None:
    groups = _order.by_rule(sample.report())
    assert [group.rule.id for group in groups[:3]] == ["SA-PII-009", "SA-PII-001", "SA-SOC-004"]


def test_the_family_of_the_worst_finding_comes_first() -> None:
    groups = [
        _order.RuleGroup(sample.FAULT, (sample.finding(info=sample.FAULT, severity=Severity.CRITICAL),)),
        _order.RuleGroup(sample.PHONE, (sample.finding(),)),
        _order.RuleGroup(sample.LURE, (sample.finding(info=sample.LURE),)),
    ]
    assert _order.families(groups) == ["admission", "personal_data", "social_engineering"]
