"""The order in which a report tells things: a function of what they are, never of how they were found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from socaudit.model import Exposure, Finding, InputCoverage, NotEvaluated, Report, RuleInfo, Score, Severity

FAMILIES = {
    "personal_data": "Personal data exposed",
    "social_engineering": "What a stranger could use",
    "admission": "Admissions a regulator would read",
    "service": "Service failures in public",
    "template": "Reply templates",
}
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """One rule with its findings, worst first."""

    rule: RuleInfo
    findings: tuple[Finding, ...]

    @property
    def worst(self) -> Severity:
        """Return the severity of the worst finding."""
        return self.findings[0].severity


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by severity and confidence, falling, then by rule and time."""
    return sorted(
        findings,
        key=lambda found: (
            -found.severity.rank,
            -found.confidence.rank,
            found.rule_id,
            found.created_at or _LAST,
            found.fingerprint,
        ),
    )


def in_time(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings as they happened; undated ones last."""
    return sorted(findings, key=lambda found: (found.created_at or _LAST, found.rule_id, found.fingerprint))


def by_rule(report: Report) -> list[RuleGroup]:
    """Return the rules that fired by worst severity, number of findings and id."""
    rules = {rule.id: rule for rule in report.rules}
    groups: dict[str, list[Finding]] = {}
    for finding in worst_first(report.findings):
        groups.setdefault(finding.rule_id, []).append(finding)
    fired = [RuleGroup(rules[rule_id], tuple(found)) for rule_id, found in groups.items()]
    return sorted(fired, key=lambda group: (-group.worst.rank, -len(group.findings), group.rule.id))


def families(groups: Iterable[RuleGroup]) -> list[str]:
    """Return the families of rules that fired, by worst severity."""
    worst: dict[str, int] = {}
    for group in groups:
        worst[group.rule.family] = max(worst.get(group.rule.family, 0), group.worst.rank)
    return sorted(worst, key=lambda family: (-worst[family], list(FAMILIES).index(family)))


def most_exposed(exposure: Iterable[Exposure]) -> list[Exposure]:
    """Return people by score, falling."""
    return sorted(exposure, key=lambda person: (-person.score, person.subject))


def most_exposed_threads(threads: Iterable[Score]) -> list[Score]:
    """Return threads by score, falling."""
    return sorted(threads, key=lambda score: (-score.score, score.network or "", score.thread_id or ""))


def by_path(inputs: Iterable[InputCoverage]) -> list[InputCoverage]:
    """Return inputs by path and archive member."""
    return sorted(inputs, key=lambda entry: (entry.path, entry.member or ""))


def by_reason(entries: Iterable[NotEvaluated]) -> list[NotEvaluated]:
    """Return what was not evaluated by reason, then by rule."""
    return sorted(entries, key=lambda entry: (entry.reason, entry.rule_id or "", entry.count))
