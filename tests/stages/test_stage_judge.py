from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builders import KEY, at, message, rule, rulebook, turns
from socaudit.model import Author, Kind, Message, NotEvaluated, Visibility
from socaudit.stages.judge import Judgement, judge
from socaudit.stages.program import Program

SIGNALS = """
signals:
  ask: {where: {role: customer}, match: {a: {regex: help}}}
  brand_reply: {where: {role: brand}}
  late: {match: {l: {regex: late}}}
  solved: {match: {s: {regex: solved}}}
  unused: {where: {role: brand}, match: {u: {regex: fault}}}
"""


def program(folder: Path, *rules: str) -> Program:
    return Program(rulebook(folder, SIGNALS + "rules:\n" + "".join(rules)))


def judged(compiled: Program, *messages: Message, **options: Any) -> Judgement:
    return judge(turns(compiled, messages), compiled, KEY, **options)


def places(judgement: Judgement) -> list[str]:
    return sorted(f.locations[0].message_id for f in judgement.findings)


ACME = message("2", "our fault", hours=1, by="acme", parent_id="1")
SAM = message("1", "our fault")


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ("{role: brand}", ["2", "5"]),
        ("{role: [customer, third_party]}", ["1", "3"]),
        ("{role: third_party}", ["3"]),
        ("{visibility: direct}", ["4"]),
        ("{kind: review}", ["5"]),
        ("{network: reddit}", ["6"]),
        ("{verified: true}", ["5"]),
        ("{opener: false}", ["2", "3"]),
        ("{opener: true, role: customer}", ["1"]),
        ("{orphan: true}", ["7"]),
        ("{deleted: true}", ["8"]),
        ("{edited: true}", ["7"]),
        ("{orphan: false, deleted: false, network: reddit}", ["6"]),
        ("{}", ["1", "2", "3", "5", "6", "7", "8"]),
    ],
)
def test_where_says_which_messages_a_rule_is_about(tmp_path: Path, where: str, kept: list[str]) -> None:
    messages = [
        SAM,
        ACME,
        message("3", "our fault", hours=2, by="lee", parent_id="1"),
        message("4", "our fault", visibility=Visibility.DIRECT, by="kim"),
        message("5", "our fault", kind=Kind.REVIEW, author=Author("acme", "acme", verified=True)),
        message("6", "our fault", network="reddit", by="jo"),
        message("7", "our fault", network="forum", by="al", parent_id="gone", edited_at=SAM.created_at),
        message("8", "our fault", network="forum", by="bo", deleted_at=SAM.created_at),
    ]
    compiled = program(tmp_path, rule(where=where))
    assert places(judged(compiled, *messages)) == kept


def test_where_nobody_knows_the_role_the_rule_is_not_evaluated(tmp_path: Path) -> None:
    compiled = program(
        tmp_path,
        rule(where="{role: brand}"),
        rule(None, number=2, scope="thread", correlate="{type: absent, after: ask, expect: brand_reply, within: 1h}"),
    )
    judgement = judged(
        compiled, message("1", "our fault, help"), message("2", "our fault", visibility=Visibility.DIRECT)
    )
    assert judgement.findings == []
    assert judgement.not_evaluated() == (
        NotEvaluated(None, "unknown_role", 1),
        NotEvaluated("MY-ADM-001", "unknown_role", 1),
    )


@pytest.mark.parametrize(
    ("ends", "findings", "reasons"),
    [(None, 0, {"export_end": 1}), ({"x": at(100)}, 1, {}), ({"x": at(24)}, 0, {"export_end": 1})],
)
def test_the_export_ends_with_its_last_message_unless_told(
    tmp_path: Path, ends: dict[str, Any] | None, findings: int, reasons: dict[str, int]
) -> None:
    waiting = "{type: absent, after: ask, expect: brand_reply, within: 24h}"
    compiled = program(tmp_path, rule(None, scope="thread", correlate=waiting))
    messages = [message("0", by="acme"), message("1", "help", hours=0), message("x", "hm", hours=30, network="reddit")]
    judgement = judged(compiled, *messages, ends=ends)
    assert len(judgement.findings) == findings
    assert {n.reason: n.count for n in judgement.not_evaluated()} == reasons


def test_a_signal_without_a_match_holds_for_all_that_where_keeps(tmp_path: Path) -> None:
    chain = "{type: ordered, steps: [ask, brand_reply]}"
    compiled = program(tmp_path, rule(None, scope="thread", correlate=chain))
    answered = message("1", "help"), message("2", "hello", hours=1, by="acme", parent_id="1")
    assert len(judged(compiled, *answered).findings) == 1
    other = message("1", "help"), message("2", "hello", hours=1, by="lee", parent_id="1"), message("3", by="acme")
    assert judged(compiled, *other).findings == []


def test_a_rule_without_a_match_finds_every_message_it_is_about(tmp_path: Path) -> None:
    compiled = program(tmp_path, rule(None, where="{role: brand}", message="A reply"))
    [finding] = judged(compiled, SAM, ACME).findings
    assert (finding.message, finding.locations[0].evidence, finding.locations[0].end) == ("A reply", "", 0)


def test_an_author_is_judged_over_all_threads_in_time_order(tmp_path: Path) -> None:
    counting = "{type: count, of: late, min: 3, within: 9h}"
    compiled = program(tmp_path, rule(None, scope="author", risk="mosaic", correlate=counting))
    messages = [message(str(i), "late", hours=9 - i) for i in range(3)] + [message("9", "late", by="lee")]
    [finding] = judged(compiled, *messages).findings
    assert [loc.message_id for loc in finding.locations] == ["2", "1", "0"]


def test_scopes_do_not_mix(tmp_path: Path) -> None:
    two = [
        rule(None, scope=scope, number=n, correlate="{type: count, of: late}")
        for n, scope in enumerate(["thread", "author"], 1)
    ]
    compiled = program(tmp_path, *two)
    by_two = message("1", "late"), message("2", "late", hours=1, by="lee", parent_id="1")
    assert {f.rule_id for f in judged(compiled, *by_two).findings} == {"MY-ADM-001"}
    by_one = message("1", "late"), message("2", "late", hours=1)
    assert {f.rule_id for f in judged(compiled, *by_one).findings} == {"MY-ADM-002"}


def test_a_correlation_that_cannot_be_judged_is_counted_by_rule(tmp_path: Path) -> None:
    counting = rule(None, scope="archive", correlate="{type: count, of: late, within: 2d}")
    compiled = program(tmp_path, counting)
    judgement = judged(compiled, *(message(str(i), "late", hours=None) for i in range(2)))
    assert judgement.not_evaluated() == (NotEvaluated("MY-ADM-001", "no_timestamp", 1),)


@pytest.mark.parametrize(("scope", "of"), [("thread", "late"), ("author", "late"), ("archive", "late")])
def test_unless_a_signal_holds_somewhere_in_the_group(tmp_path: Path, scope: str, of: str) -> None:
    counting = f"{{type: count, of: {of}, unless: solved}}"
    compiled = program(tmp_path, rule(None, scope=scope, correlate=counting))
    late = message("1", "late"), message("2", "late", hours=1, parent_id="1")
    assert len(judged(compiled, *late).findings) == 1
    assert judged(compiled, *late, message("3", "solved", hours=2, parent_id="2")).findings == []
    if scope != "archive":
        assert len(judged(compiled, *late, message("3", "solved", hours=2, by="lee")).findings) == 1


ISSUES = """
issues:
  billing: {title: Billing, where: {role: customer}, match: {b: {regex: bill}}}
  delivery: {title: Delivery, where: {role: customer}, match: {d: {regex: parcel}}}
"""


def test_by_issue_each_class_is_a_group_of_the_threads_that_raise_it(tmp_path: Path) -> None:
    counting = "{type: count, of: [issue, late], by: issue}"
    rules = rule(None, scope="archive", correlate=counting, message="{kinds}: {count}")
    compiled = Program(rulebook(tmp_path, ISSUES + SIGNALS.lstrip() + "rules:\n" + rules))
    threads = [
        message("1", "my bill"),
        message("2", "late", hours=1, parent_id="1"),
        message("3", "my parcel is late", hours=2),
        message("4", "the bill and the parcel, late", hours=3, by="lee"),
        message("5", "late", hours=4),
        message("6", "hello", by="acme"),
    ]
    found = judged(compiled, *threads).findings
    assert sorted(finding.message for finding in found) == ["billing: 2", "delivery: 2", "late: 2", "late: 2"]
    assert {finding.subject.label for finding in found if finding.message == "late: 2"} == {
        "@acme: mine.billing: mine.late",
        "@acme: mine.delivery: mine.late",
    }
    assert len({finding.fingerprint for finding in found}) == 4


def test_by_wording_each_set_of_copies_is_a_group(tmp_path: Path) -> None:
    counting = "{type: count, of: brand_reply, by: wording}"
    compiled = program(tmp_path, rule(None, scope="archive", correlate=counting))
    text = "We are sorry, please fill in the form on our site and somebody will call you back."
    asked = [message(str(i), "help", by=f"p{i}") for i in range(4)]
    texts = [text, text, "Which version of the app do you have on your phone, please?", "Sorry!"]
    replies = [message(f"r{i}", said, by="acme", hours=1, parent_id=str(i)) for i, said in enumerate(texts)]
    [finding] = judged(compiled, *asked, *replies).findings
    assert [location.message_id for location in finding.locations] == ["r0", "r1"]


def test_an_empty_archive_has_no_findings(tmp_path: Path) -> None:
    judgement = judged(program(tmp_path, rule()))
    assert (judgement.findings, judgement.not_evaluated()) == ([], ())
