from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import KEY, at, message, rule, rulebook, turns
from socaudit.keys import Key
from socaudit.model import Author, Confidence, Finding, Message, Scope, Severity, Source
from socaudit.stages.judge import Judgement, judge
from socaudit.stages.program import Program

TYPES = {"Sam Roe": "PERSON", "07700 900123": "PHONE_NUMBER", "A-99120": "ORDER_REFERENCE"}
VALUES = "{v: {entities: [PERSON, PHONE_NUMBER, ORDER_REFERENCE]}}"
SIGNALS = """
signals:
  ask: {where: {role: brand}, match: {a: {regex: number}}}
  late: {match: {l: {regex: late}}}
  lost: {match: {l: {regex: lost}}}
"""
RULES = [
    rule(VALUES, risk="pii_customer", message="'{v.types}' x{count}: {v.text}", severity="high"),
    rule(number=2, message="{{'{said.text}'}}", where="{role: brand}", guards="{negated: lower}"),
    rule(
        None,
        number=3,
        scope="thread",
        correlate="{type: ordered, steps: [ask, MY-ADM-001]}",
        message="{count} {hours}h",
    ),
    rule(None, number=4, scope="thread", correlate="{type: count, of: [late, lost]}", message="{kinds}: {count}"),
    rule(
        None, number=5, scope="author", risk="mosaic", correlate="{type: combo, kinds: [late, lost]}", message="{kinds}"
    ),
    rule(
        None,
        number=6,
        scope="archive",
        correlate="{type: distinct, of: late, authors: 2}",
        message="{authors} on {days}",
    ),
    rule("{v: {regex: whatsapp}}", number=7, risk="impersonator", where="{role: third_party}"),
]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(rulebook(tmp_path_factory.mktemp("rules"), SIGNALS + "rules:\n" + "".join(RULES)))


THREAD = [
    message("1", "my parcel is late", hours=0),
    message("2", "Sorry! Your order number?", hours=1, by="acme", parent_id="1"),
    message("3", "A-99120, I'm Sam Roe, A-99120, it is late or lost", hours=2, parent_id="2"),
    message("4", "our fault", hours=3, by="acme", parent_id="3"),
    message("5", "mine is late and lost too. whatsapp me", hours=30, by="lee", parent_id="1"),
    message("6", "lost again", hours=31, parent_id="1"),
]


def judged(program: Program, thread: Sequence[Message] = THREAD, *, key: Key = KEY) -> Judgement:
    return judge(turns(program, thread, types=TYPES, key=key), program, key)


def found(program: Program, number: int, thread: Sequence[Message] = THREAD, *, key: Key = KEY) -> list[Finding]:
    return [f for f in judged(program, thread, key=key).findings if f.rule_id == f"MY-ADM-{number:03}"]


def test_a_message_rule_gives_a_finding_for_each_value(program: Program) -> None:
    findings = found(program, 1)
    assert sorted((f.message, len(f.locations)) for f in findings) == [
        ("'order reference' x2: [ORDER_REFERENCE]", 2),
        ("'person' x1: [PERSON]", 1),
    ]
    [name] = [f for f in findings if len(f.locations) == 1]
    assert (name.scope, name.risk, name.severity, name.thread_id) == (Scope.MESSAGE, "pii_customer", Severity.HIGH, "1")
    assert (name.created_at, name.locations[0].message_id, name.locations[0].field) == (at(2), "3", "text")
    assert name.locations[0].entity_type == "PERSON"


def test_a_message_rule_gives_one_finding_for_what_is_said(program: Program) -> None:
    [said] = found(program, 2)
    assert said.message == "{'our fault'}"
    assert (said.subject.kind, said.subject.label, said.locations[0].speaker) == ("brand", "@acme", "@acme")


def test_a_lowered_match_lowers_the_confidence_by_one_step(program: Program) -> None:
    [firm] = found(program, 2)
    [unsure] = found(program, 2, [message("1", "not our fault", by="acme")])
    assert (firm.confidence, unsure.confidence) == (Confidence.MEDIUM, Confidence.LOW)


def test_a_thread_rule_shows_its_steps_with_their_values(program: Program) -> None:
    [chain] = found(program, 3)
    assert [(loc.message_id, loc.entity_type) for loc in chain.locations] == [
        ("2", None), ("3", "PERSON"), ("3", "ORDER_REFERENCE"),
    ]  # fmt: skip
    assert (chain.message, chain.thread_id, chain.subject.kind) == ("1 1h", "1", "person")


def test_two_things_counted_in_one_thread_are_two_findings(program: Program) -> None:
    assert sorted(f.message for f in found(program, 4)) == ["late: 3", "lost: 3"]


def test_an_author_rule_is_about_a_pseudonym(program: Program) -> None:
    findings = found(program, 5)
    assert {f.subject.kind for f in findings} == {"person"}
    assert all(f.subject.label.startswith("person-") and f.thread_id is None for f in findings)
    assert {f.message for f in findings} == {"late, lost"}
    assert len({f.subject.label for f in findings}) == 2


def test_an_archive_rule_is_about_what_was_counted(program: Program) -> None:
    [counted] = found(program, 6)
    assert (counted.message, counted.subject.kind, counted.thread_id) == ("2 on 2", "archive", None)


def test_a_suspect_is_shown_by_handle_and_a_customer_never(program: Program) -> None:
    [suspect] = found(program, 7)
    assert (suspect.subject.kind, suspect.subject.label) == ("suspect", "@lee")
    speakers = {loc.speaker for f in judged(program).findings for loc in f.locations if f.rule_id != suspect.rule_id}
    assert {speaker for speaker in speakers if speaker.startswith("@")} == {"@acme"}


def test_what_the_brand_reveals_is_about_the_customer_whom_it_answers(program: Program) -> None:
    thread = [*THREAD[:2], message("9", "thanks Sam Roe", hours=9, by="acme", parent_id="5"), THREAD[4]]
    [leak] = found(program, 1, thread)
    [theirs] = [f for f in found(program, 5, THREAD) if f.locations[0].message_id == "5"]
    assert leak.subject == theirs.subject
    alone = found(program, 1, [message("9", "thanks Sam Roe", by="acme")])
    assert alone[0].subject.kind == "brand"


def test_messages_without_an_author_add_up_to_nobody(program: Program) -> None:
    [leak] = found(program, 1, [message("1", "Sam Roe", by=None)])
    assert (leak.subject.kind, leak.subject.label) == ("unknown", "unknown author")


def test_an_account_without_a_handle_stays_a_pseudonym(program: Program) -> None:
    quiet = [replace(one, author=Author(one.author.id)) for one in THREAD if one.author]
    assert not any(loc.speaker.startswith("@") for f in judged(program, quiet).findings for loc in f.locations)


def fingerprints(program: Program, thread: Sequence[Message], *, key: Key = KEY) -> set[str]:
    return {f.fingerprint for f in judged(program, thread, key=key).findings}


@given(st.permutations(THREAD))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_order_of_the_input_changes_no_finding(program: Program, mixed: list[Message]) -> None:
    assert judged(program, mixed).findings == judged(program).findings


@pytest.mark.parametrize(
    "changed",
    [
        [replace(one, source=Source("renamed.csv", "twcs", line=99)) for one in THREAD],
        [
            *THREAD,
            message("77", "all fine", hours=40, by="kim"),
            message("78", "thanks", hours=41, by="jo", parent_id="77"),
        ],
        [*THREAD, message("79", "late, lost and late", hours=50, parent_id="1")],
        [*THREAD, message("80", "late", hours=60, by="max", parent_id="1")],
    ],
    ids=["renamed", "unrelated", "grown", "another_author"],
)
def test_a_finding_keeps_its_fingerprint(program: Program, changed: list[Message]) -> None:
    assert fingerprints(program, THREAD) <= fingerprints(program, changed)


def test_another_key_gives_other_fingerprints_and_pseudonyms(program: Program) -> None:
    other = Key(b"another key of several", "there")
    one, two = judged(program).findings, judged(program, key=other).findings
    assert len(one) == len(two)
    assert {f.fingerprint for f in one}.isdisjoint(f.fingerprint for f in two)
    assert {f.subject.label for f in one if f.subject.kind == "person"}.isdisjoint(f.subject.label for f in two)


def test_the_same_value_in_two_messages_is_two_findings(program: Program) -> None:
    thread = [message(str(i), "Sam Roe", hours=i) for i in range(2)]
    assert len({f.fingerprint for f in found(program, 1, thread)}) == 2


def test_findings_come_worst_first_and_then_in_time_order(program: Program) -> None:
    findings = judged(program).findings
    assert [f.severity.rank for f in findings] == sorted((f.severity.rank for f in findings), reverse=True)
    assert findings[-1].severity is Severity.LOW


def test_a_finding_about_thousands_names_the_first_of_them(program: Program) -> None:
    thread: list[Any] = [message(str(i), "late", hours=i, by=f"person_{i % 9}") for i in range(300)]
    [counted] = found(program, 6, thread)
    assert (len(counted.locations), counted.message) == (50, "9 on 13")
    assert [loc.message_id for loc in counted.locations[:2]] == ["0", "1"]


def test_words_that_several_selectors_found_are_one_place(tmp_path: Path) -> None:
    selectors = ["{a: {regex: lost}}", "{a: {regex: lost}, b: {regex: lost your}, c: {regex: your files}}"]
    programs = [Program(rulebook(tmp_path, "rules:\n" + rule(match))) for match in selectors]
    [narrow], [wide] = (found(program, 1, [message("1", "we lost your files")]) for program in programs)
    assert [(place.start, place.end) for place in narrow.locations] == [(3, 7)]
    assert [(place.start, place.end) for place in wide.locations] == [(3, 18)]
    assert narrow.fingerprint == wide.fingerprint
