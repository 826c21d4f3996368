"""Exposure: what the findings about one person add up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from socaudit.model import Confidence, Exposure, Finding, ScorePart, Severity

POINTS = {
    Severity.INFO: 0.5,
    Severity.LOW: 1.0,
    Severity.MEDIUM: 4.0,
    Severity.HIGH: 10.0,
    Severity.CRITICAL: 25.0,
}
CHANCE = {Confidence.LOW: 0.4, Confidence.MEDIUM: 0.7, Confidence.HIGH: 1.0}


def exposures(findings: Sequence[Finding]) -> tuple[Exposure, ...]:
    """Return the exposed people, most exposed first.

    Each risk is a part: its findings count by severity times confidence, the best whole, the next a half, the
    third a third. So one more finding never lowers a score, and the tenth phone number adds little.
    """
    people: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.subject.kind == "person":
            people[finding.subject.label].append(finding)
    found = [_exposure(subject, entries) for subject, entries in people.items()]
    return tuple(sorted(found, key=lambda exposure: (-exposure.score, exposure.subject)))


def _exposure(subject: str, findings: Sequence[Finding]) -> Exposure:
    by_risk: dict[str, list[float]] = defaultdict(list)
    for finding in findings:
        by_risk[finding.risk].append(POINTS[finding.severity] * CHANCE[finding.confidence])
    parts = [ScorePart(risk, round(_fading(points), 2), len(points)) for risk, points in by_risk.items()]
    parts.sort(key=lambda part: (-part.points, part.risk))
    types = {loc.entity_type for finding in findings for loc in finding.locations if loc.entity_type}
    return Exposure(
        subject=subject,
        score=round(sum(part.points for part in parts), 2),
        worst=max((finding.severity for finding in findings), key=lambda severity: severity.rank),
        parts=tuple(parts),
        threads=len({finding.thread_id for finding in findings if finding.thread_id}),
        entity_types=tuple(sorted(types)),
    )


def _fading(points: Sequence[float]) -> float:
    return sum(value / place for place, value in enumerate(sorted(points, reverse=True), start=1))
