from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from socaudit.model import Check, Confidence, Finding, Location, Person, Role, Scope, Severity, Source, Subject
from socaudit.stages.exposure import archive_score, exposures, thread_scores

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


def test_what_strangers_could_do_stands_with_the_person_it_concerns() -> None:
    person = Person((Check("Postcode", (PLACE,)),), ())
    [one, other] = exposures([finding(), finding(subject=Subject("person", "person-2"))], {"person-1": person})
    assert (one.checks, one.windows, other.checks) == (person.checks, (), ())


def test_a_thread_and_the_archive_have_scores_of_their_own() -> None:
    brand = Subject("brand", "@acme")
    found = [finding(thread_id="t"), finding(thread_id="u"), finding("child", thread_id="u", subject=brand)]
    found += [finding("findable", thread_id=None)]
    assert [(s.network, s.thread_id, s.score) for s in thread_scores(found)] == [("x", "u", 20.0), ("x", "t", 10.0)]
    archive = archive_score(found)
    assert archive is not None
    assert [(p.risk, p.points, p.findings) for p in archive.parts] == [
        ("mosaic", 15.0, 2), ("child", 10.0, 1), ("findable", 10.0, 1),
    ]  # fmt: skip
    assert (archive.score, archive.worst, archive.thread_id) == (35.0, Severity.HIGH, None)


def test_nothing_found_is_no_score() -> None:
    assert archive_score([]) is None
    assert thread_scores([finding(locations=())]) == ()


@given(FINDINGS, FINDINGS)
def test_more_evidence_never_lowers_a_thread_or_the_archive(some: list[Finding], more: list[Finding]) -> None:
    for score in (archive_score, lambda found: thread_scores(found)[0]):
        before, after = score(some), score(more + some)
        assert before is not None
        assert after is not None
        assert after.score >= before.score
        assert after.score == round(sum(part.points for part in after.parts), 2)


@given(FINDINGS, st.sampled_from(Severity), st.sampled_from(Confidence))
def test_one_identifier_never_says_it_all(some: list[Finding], severity: Severity, confidence: Confidence) -> None:
    """However often one thing is found, another kind of risk still raises the score by all that it weighs."""
    [before] = exposures(some * 20)
    other = finding("credential", severity, confidence=confidence)
    [after] = exposures([*some * 20, other])
    assert after.score == round(before.score + exposures([other])[0].score, 2)
