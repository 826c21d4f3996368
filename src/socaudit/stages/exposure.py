"""Exposure: what the findings about one person, in one thread, or in the archive add up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from socaudit.model import Confidence, Exposure, Finding, Person, Scope, Score, ScorePart, Severity

POINTS = {
    Severity.INFO: 0.5,
    Severity.LOW: 1.0,
    Severity.MEDIUM: 4.0,
    Severity.HIGH: 10.0,
    Severity.CRITICAL: 25.0,
}
CHANCE = {Confidence.LOW: 0.4, Confidence.MEDIUM: 0.7, Confidence.HIGH: 1.0}


_UNKNOWN = Person((), ())
_NOBODY: Mapping[str, Person] = MappingProxyType({})


def exposures(findings: Sequence[Finding], people: Mapping[str, Person] = _NOBODY) -> tuple[Exposure, ...]:
    """Return the exposed people, most exposed first.

    Each risk is a part: its findings count by severity times confidence, the best whole, the next a half, the
    third a third. So one more finding never lowers a score, and the tenth phone number adds little.

    Args:
        findings: all findings; those about people count.
        people: what else is known of a person, by the label of the finding's subject.
    """
    about: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.subject.kind == "person":
            about[finding.subject.label].append(finding)
    found = [_exposure(subject, entries, people.get(subject, _UNKNOWN)) for subject, entries in about.items()]
    return tuple(sorted(found, key=lambda exposure: (-exposure.score, exposure.subject)))


def thread_scores(findings: Sequence[Finding]) -> tuple[Score, ...]:
    """Return how exposed each thread is by the findings in it, most exposed first."""
    threads: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.thread_id is not None and finding.locations:
            threads[finding.locations[0].network, finding.thread_id].append(finding)
    found = [_score(entries, network, thread_id) for (network, thread_id), entries in threads.items()]
    return tuple(sorted(found, key=lambda score: (-score.score, score.network, score.thread_id)))


def archive_score(findings: Sequence[Finding]) -> Score | None:
    """Return how exposed the archive is by all its findings, None where none is; a template exposes nobody yet."""
    said = [finding for finding in findings if finding.scope is not Scope.TEMPLATE]
    return _score(said) if said else None


def _score(findings: Sequence[Finding], network: str | None = None, thread_id: str | None = None) -> Score:
    parts = _parts(findings)
    return Score(round(sum(part.points for part in parts), 2), _worst(findings), parts, network, thread_id)


def _exposure(subject: str, findings: Sequence[Finding], person: Person) -> Exposure:
    parts = _parts(findings)
    types = {loc.entity_type for finding in findings for loc in finding.locations if loc.entity_type}
    return Exposure(
        subject=subject,
        score=round(sum(part.points for part in parts), 2),
        worst=_worst(findings),
        parts=parts,
        threads=len({finding.thread_id for finding in findings if finding.thread_id}),
        entity_types=tuple(sorted(types)),
        checks=person.checks,
        windows=person.windows,
    )


def _worst(findings: Sequence[Finding]) -> Severity:
    return max((finding.severity for finding in findings), key=lambda severity: severity.rank)


def _parts(findings: Sequence[Finding]) -> tuple[ScorePart, ...]:
    by_risk: dict[str, list[float]] = defaultdict(list)
    for finding in findings:
        by_risk[finding.risk].append(POINTS[finding.severity] * CHANCE[finding.confidence])
    parts = [ScorePart(risk, round(_fading(points), 2), len(points)) for risk, points in by_risk.items()]
    return tuple(sorted(parts, key=lambda part: (-part.points, part.risk)))


def _fading(points: Sequence[float]) -> float:
    return sum(value / place for place, value in enumerate(sorted(points, reverse=True), start=1))
