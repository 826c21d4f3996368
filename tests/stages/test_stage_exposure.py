from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from socaudit.model import Confidence, Finding, Location, Role, Scope, Severity, Source, Subject
from socaudit.stages.exposure import exposures

PLACE = Location(
    "x", "1", "text", 0, 1, "PERSON", "[PERSON]", "[PERSON]", (0, 8), Role.CUSTOMER, "person-1", None, None,
    Source("a", "b"), "h",
)  # fmt: skip


def finding(risk: str = "mosaic", severity: Severity = Severity.HIGH, **changes: Any) -> Finding:
    values: dict[str, Any] = {
        "fingerprint": "f",
        "rule_id": "SA-MOS-001",
        "confidence": Confidence.HIGH,
        "scope": Scope.AUTHOR,
        "subject": Subject("person", "person-1"),
        "message": "m",
        "fix": "f",
        "thread_id": "t",
        "created_at": None,
        "locations": (PLACE,),
    }
    return Finding(risk=risk, severity=severity, **(values | changes))


def test_each_risk_is_a_part_and_the_parts_add_up() -> None:
    [one] = exposures(
        [finding(), finding(), finding("child", Severity.CRITICAL, confidence=Confidence.LOW, thread_id="u")]
    )
    assert [(p.risk, p.points, p.findings) for p in one.parts] == [("mosaic", 15.0, 2), ("child", 10.0, 1)]
    assert (one.score, one.worst, one.threads, one.entity_types) == (25.0, Severity.CRITICAL, 2, ("PERSON",))


def test_only_people_are_exposed() -> None:
    kinds = ["brand", "suspect", "archive", "unknown"]
    assert exposures([finding(subject=Subject(kind, "x")) for kind in kinds]) == ()


def test_the_most_exposed_come_first_and_equals_by_name() -> None:
    found = [finding(subject=Subject("person", name)) for name in ("b", "a", "c", "c")]
    assert [e.subject for e in exposures(found)] == ["c", "a", "b"]


def test_findings_without_thread_or_place_still_count() -> None:
    [one] = exposures([finding(thread_id=None, locations=())])
    assert (one.threads, one.entity_types) == (0, ())


FINDINGS = st.lists(
    st.builds(
        lambda risk, severity, confidence: finding(risk, severity, confidence=confidence),
        st.sampled_from(["mosaic", "child", "absence"]),
        st.sampled_from(Severity),
        st.sampled_from(Confidence),
    ),
    min_size=1,
    max_size=15,
)


@given(FINDINGS, FINDINGS, st.randoms(use_true_random=False))
def test_more_evidence_never_lowers_a_score(some: list[Finding], more: list[Finding], random: Any) -> None:
    [before] = exposures(some)
    [after] = exposures(random.sample(some + more, len(some) + len(more)))
    assert after.score >= before.score
    assert after.worst.rank >= before.worst.rank
    points = {part.risk: part.points for part in after.parts}
    assert all(points[part.risk] >= part.points for part in before.parts)
    assert after.score == round(sum(points.values()), 2)


@given(FINDINGS)
def test_a_surer_or_worse_finding_never_lowers_a_score(some: list[Finding]) -> None:
    [before] = exposures(some)
    worse = [replace(some[0], severity=Severity.CRITICAL, confidence=Confidence.HIGH), *some[1:]]
    assert exposures(worse)[0].score >= before.score
