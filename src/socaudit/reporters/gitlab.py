"""GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from __future__ import annotations

import json
from typing import Any, TextIO

from socaudit.model import Finding, Report, RuleInfo, Severity
from socaudit.reporters import REGISTRY, Layout
from socaudit.reporters._order import by_path, worst_first
from socaudit.reporters._spots import Spot, file_path, first_spot, joined, told
from socaudit.reporters._text import plain

_SEVERITIES = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
    Severity.INFO: "info",
}


@REGISTRY.register("gitlab")
def write_gitlab(report: Report, stream: TextIO, _layout: Layout) -> None:
    """Write one entry a finding, in ASCII; GitLab wants a file for each: what has none stands at the first input."""
    rules = {rule.id: rule for rule in report.rules}
    paths = [path for entry in by_path(report.coverage.inputs) if (path := file_path(entry))]
    elsewhere = Spot(paths[0] if paths else "-")
    found = worst_first(report.findings)
    json.dump([_entry(one, rules[one.rule_id], elsewhere) for one in found], stream, indent=2)
    stream.write("\n")


def _entry(finding: Finding, rule: RuleInfo, elsewhere: Spot) -> dict[str, Any]:
    where = first_spot(finding) or elsewhere
    return {
        "description": joined(f"{plain(rule.title)}:", told(finding), plain(finding.fix)),
        "check_name": finding.rule_id,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": where.path, "lines": {"begin": where.line or 1}},
    }
