"""Reports to set: a small one with every kind of trouble in it, and one without findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from socaudit.model import (
    Check,
    Confidence,
    Coverage,
    DispositionState,
    DispositionUse,
    Exposure,
    Finding,
    InputCoverage,
    Location,
    MessageState,
    NotEvaluated,
    Report,
    Role,
    RuleInfo,
    RunInfo,
    Scope,
    Score,
    ScorePart,
    Severity,
    Source,
    Subject,
    Window,
)

START = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)


def run() -> RunInfo:
    return RunInfo(
        id="run-0001",
        started_at=datetime(2024, 6, 1, 2, 0, tzinfo=UTC),
        finished_at=datetime(2024, 6, 1, 2, 0, 7, 500_000, tzinfo=UTC),
        version="0.1.0",
        engine="local",
        model="en_core_web_sm 3.8.0",
        packs=(("core", "0.1.0", "9c1f"), ("admissions", "0.1.0", "77ab")),
        key_id="k-51d0",
    )


def rule(rule_id: str = "SA-PII-001", **changes: object) -> RuleInfo:
    info = RuleInfo(
        id=rule_id,
        rev=1,
        pack="core",
        title="A customer publishes a way to reach them",
        risk="pii_customer",
        risk_title="Customer publishes personal data",
        family="personal_data",
        severity=Severity.HIGH,
        confidence=Confidence.HIGH,
        scope=Scope.MESSAGE,
        why="Anyone can read it for years.",
        fix="Hide the reply, thank the customer and offer a private channel.",
        refs=("UK GDPR Art. 5(1)(f)",),
    )
    return replace(info, **changes)  # type: ignore[arg-type]  # Changes are named by the caller.


def location(evidence: str = "call me on *******", mark: str = "*", **changes: object) -> Location:
    start = evidence.find(mark)
    end = evidence.rfind(mark) + len(mark)
    place = Location(
        network="x",
        message_id="1790000000000000002",
        field="text",
        start=11,
        end=22,
        entity_type="PHONE_NUMBER",
        masked="*******",
        evidence=evidence,
        marked=(start, end),
        role=Role.CUSTOMER,
        speaker="person-7f3a",
        created_at=START,
        permalink=None,
        source=Source("exports/may.ndjson", "ndjson", line=2),
        text_hash="secret-hash",
    )
    return replace(place, **changes)  # type: ignore[arg-type]  # Changes are named by the caller.


def finding(*places: Location, info: RuleInfo | None = None, **changes: object) -> Finding:
    info = info or rule()
    found = Finding(
        fingerprint=f"fp-{info.id}",
        rule_id=info.id,
        risk=info.risk,
        severity=info.severity,
        confidence=info.confidence,
        scope=info.scope,
        subject=Subject("person", "person-7f3a"),
        message="A phone number stands in public.",
        fix=info.fix,
        thread_id="1790000000000000001",
        created_at=places[0].created_at if places else START,
        locations=places,
    )
    return replace(found, **changes)  # type: ignore[arg-type]  # Changes are named by the caller.


PHONE = rule()
SECRET = rule(
    "SA-PII-009",
    title="A password, PIN or door code is written down in public",
    risk="credential",
    risk_title="A secret is public",
    severity=Severity.CRITICAL,
    fix="Delete the message or have the network remove it; tell the person to change the code today.",
)
LURE = rule(
    "SA-SOC-004",
    title="A stranger answers before the company does",
    risk="interloper_in_window",
    risk_title="A stranger answers first",
    family="social_engineering",
    fix="Report the account, warn the customer in the thread, and answer sooner.",
)
FAULT = rule(
    "SA-ADM-001",
    title="The company says, unhedged, that it was at fault",
    risk="admission_fault",
    risk_title="Admission of fault",
    family="admission",
    severity=Severity.MEDIUM,
    fix="Take the matter to a private channel; have legal agree the wording.",
)
SLOW = rule(
    "SA-SVC-002",
    title="A complaint goes unanswered for a day",
    risk="unanswered",
    risk_title="Unanswered complaint",
    family="service",
    severity=Severity.LOW,
    fix="Answer, or close the thread with a private contact.",
)
FIXED = rule(
    "SA-TPL-001",
    title="A reply template asks for account data in public",
    risk="template_ask",
    risk_title="Template asks in public",
    family="template",
    severity=Severity.INFO,
    fix="Ask for a private message instead.",
)


def report() -> Report:
    """Return the small report: six families of trouble, hostile characters, damaged and unknown inputs."""
    hour = timedelta(hours=1)
    findings = (
        finding(location("call me on ******* [bold]now[/bold] \x1b[31mred\x1b[0m please\nthanks, Sam")),
        finding(
            location("my number: *******", message_id="1790000000000000017", created_at=START + 3 * hour),
            fingerprint="fp-2",
            confidence=Confidence.LOW,
        ),
        finding(
            location(
                "the code for the side door is ****, we are away until the 20th, thank you for your help",
                entity_type="CREDENTIAL",
                message_id="1790000000000000031",
                permalink="https://x.example/sam/status/1790000000000000031",
                state=MessageState.DELETED,
            ),
            info=SECRET,
        ),
        finding(
            location("still waiting for my *****", "*****", entity_type=None),
            location(
                "message us on ***** to get your refund \u202etoday",
                role=Role.THIRD_PARTY,
                speaker="@corvane_help\u200bdesk",
                message_id="1790000000000000044",
                entity_type="ONLINE_HANDLE",
                created_at=START + 2 * hour,
                permalink="https://x.example/i/44",
            ),
            location("***"),
            info=LURE,
            scope=Scope.THREAD,
            message="An unverified account answered 2 hours in, before the company's first reply.",
        ),
        finding(
            location(
                "Sorry Sam, this was entirely our fault and we charged you twice.",
                "this was entirely our fault",
                role=Role.BRAND,
                speaker="@Corvane",
                entity_type=None,
                message_id="1790000000000000050",
                created_at=START + 5 * hour,
                state=MessageState.REPLACED,
            ),
            info=FAULT,
        ),
        finding(
            location("any news?", "any news?", entity_type=None, created_at=None),
            info=SLOW,
            scope=Scope.THREAD,
            message="No answer from the company within 24 hours.",
            created_at=None,
            thread_id=None,
        ),
        finding(info=FIXED, message="The template asks for {count} things in public.", thread_id=None),
    )
    return Report(run(), coverage(), (PHONE, SECRET, LURE, FAULT, SLOW, FIXED), findings, exposure(), *scores())


def exposure() -> tuple[Exposure, ...]:
    parts = tuple(
        ScorePart(risk, points, count)
        for risk, points, count in [
            ("credential", 20.0, 1),
            ("pii_customer", 7.5, 2),
            ("mosaic", 4.0, 1),
            ("findable", 2.0, 1),
            ("absence", 1.0, 1),
        ]
    )
    hour = timedelta(hours=1)
    checks = (Check("Date of birth", (location(),)), Check("Postcode", (location(), location())))
    windows = (
        Window("x", "t1", "1", START, None, START + 30 * hour, ()),
        Window("x", "t2", "2", START, START + 5 * hour, START + 5 * hour, ("@acme_helpdesk", "person-0001")),
    )
    types = ("CREDENTIAL", "PHONE_NUMBER")
    first = Exposure("person-7f3a", 34.5, Severity.CRITICAL, parts, 2, types, checks, windows)
    second = Exposure("person-02bd", 4.0, Severity.MEDIUM, parts[2:3], 1, ())
    return (second, first)


def scores() -> tuple[tuple[Score, ...], Score]:
    parts = tuple(ScorePart(risk, 4.0, 2) for risk in ("pii_customer", "interloper_in_window", "credential", "absence"))
    threads = tuple(Score(4.0 * n, Severity.HIGH, parts[:n], "x", f"179000000000000000{n}") for n in (1, 2, 3, 4))
    return threads, Score(16.0, Severity.CRITICAL, parts)


def coverage() -> Coverage:
    return Coverage(
        inputs=(
            InputCoverage(
                "exports/may.ndjson",
                None,
                "ndjson",
                1_204,
                1_190,
                {"repost": 9, "direct_message": 2},
                1,
                2,
                errors=("exports/may.ndjson:88: the line is cut off",),
            ),
            InputCoverage(
                "exports/a very long folder name of the year 2024/quarter 2/backup/archive.zip",
                "data/tweets-part1.js",
                "x_archive",
                6,
                6,
                notes=("two fields that nobody knows",),
            ),
            InputCoverage("exports/logo.png", None, None),
        ),
        roles={"customer": 700, "brand": 490, "unknown": 6},
        role_bases={"configured": 490, "opened_thread": 700, "none": 6},
        threads=311,
        first=START,
        last=START + timedelta(days=27),
        not_evaluated=(
            NotEvaluated("SA-SVC-002", "export_ends_before_deadline", 14),
            NotEvaluated("SA-SOC-004", "no_timestamp", 3),
            NotEvaluated("SA-SVC-002", "no_timestamp", 3),
            NotEvaluated(None, "picture without a description", 41),
        ),
    )


def clean() -> Report:
    """Return a report without findings on a readable archive, in which two rules could not judge all."""
    whole = InputCoverage("may.csv", None, "csv", 80, 80)
    return Report(run(), replace(coverage(), inputs=(whole,)), (SLOW, LURE), (), ())


def use(place: str = "own.yaml:7", **changes: object) -> DispositionUse:
    made = DispositionUse(
        place=place,
        rules=("SA-PII-001",),
        reason="the number of the village fair",
        until=date(2024, 5, 31),
        state=DispositionState.EXPIRED,
        findings=2,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # Changes are named by the caller.
