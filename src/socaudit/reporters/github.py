"""Annotations of GitHub Actions: workflow commands for the log, https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""

from __future__ import annotations

from collections import Counter
from typing import TextIO

from socaudit.model import Finding, Report, RuleInfo, Severity
from socaudit.reporters import REGISTRY, Layout
from socaudit.reporters._order import worst_first
from socaudit.reporters._spots import Spot, damaged, first_spot, joined, told
from socaudit.reporters._text import counted, plain

# GitHub shows that many annotations of one level for one step, and drops the others without a word.
MOST = 10
_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "notice",
    Severity.INFO: "notice",
}


@REGISTRY.register("github")
def write_github(report: Report, stream: TextIO, _layout: Layout) -> None:
    """Write one annotation a line, worst first, as many as GitHub shows; the first sums up all of them."""
    rules = {rule.id: rule for rule in report.rules}
    level = "notice" if report.coverage.complete else "error"
    room = Counter({name: MOST - (name == level) for name in ("error", "warning", "notice")})
    shown = []
    for finding in worst_first(report.findings):
        at = _LEVELS[finding.severity]
        if room[at]:
            room[at] -= 1
            shown.append(_annotation(at, finding, rules[finding.rule_id]))
    stream.write(_command(level, {"title": "socaudit"}, _summary(report, len(shown))))
    stream.writelines(shown)


def _summary(report: Report, shown: int) -> str:
    counts = Counter(finding.severity for finding in report.findings)
    kinds = ", ".join(f"{counts[level]:,} {level}" for level in reversed(Severity) if counts[level])
    total = counted(len(report.findings), "finding")
    found = f"{total}: {kinds}." if kinds else f"Nothing was found in {counted(report.coverage.scanned, 'message')}."
    left = len(report.findings) - shown
    rest = f"{left:,} of them are not annotated; another output has all." if left else ""
    broken = [f"INCOMPLETE: {plain(entry.path)}: {said}." for entry, said in damaged(report.coverage.inputs)]
    more = f"And {counted(len(broken) - 1, 'more input')} could not be read whole." if len(broken) > 1 else ""
    judged = "Not all rules could judge all." if report.coverage.not_evaluated else ""
    return joined(*broken[:1], more, found, rest, judged)


def _annotation(level: str, finding: Finding, rule: RuleInfo) -> str:
    where = first_spot(finding)
    properties = {**(_place(where) if where else {}), "title": plain(f"{finding.rule_id}: {rule.title}")}
    return _command(level, properties, f"{told(finding)}\n{plain(finding.fix)}")


def _place(where: Spot) -> dict[str, str]:
    place = {"file": plain(where.path)}
    if where.region:
        place |= {"line": str(where.region.line), "endLine": str(where.region.end_line)}
        # GitHub takes columns only where the place is within one line, and counts both ends in.
        if where.region.line == where.region.end_line:
            last = max(where.region.column, where.region.end_column - 1)
            place |= {"col": str(where.region.column), "endColumn": str(last)}
    elif where.line:
        place |= {"line": str(where.line)}
    return place


def _command(level: str, properties: dict[str, str], message: str) -> str:
    named = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    return f"::{level} {named}::{_escaped(message)}\n"


def _escaped(text: str, also: str = "") -> str:
    for sign in "%\r\n" + also:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
