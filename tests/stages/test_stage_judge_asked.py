from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builders import KEY, message, rule, rulebook, turns
from socaudit.model import Author, Finding, Message, Visibility
from socaudit.stages.judge import Judgement, judge
from socaudit.stages.program import Program

SIGNALS = """
signals:
  question: {where: {role: brand}, asks: PHONE_NUMBER, match: {q: {regex: which number}}}
rules:
"""
TYPES = {"07700 900123": "PHONE_NUMBER"}
NUMBER = "{entities: PHONE_NUMBER, asked: true}"


def thread(answer: str = "07700 900123", **asking: Any) -> list[Message]:
    return [
        message("1", "late", hours=0),
        message("2", "which number?", hours=1, **({"by": "acme", "parent_id": "1"} | asking)),
        message("3", answer, hours=2, parent_id="2"),
    ]


def judged(folder: Path, messages: list[Message], match: str = f"{{n: {NUMBER}}}", **options: Any) -> Judgement:
    compiled = Program(rulebook(folder, SIGNALS + rule(match, **options)))
    return judge(turns(compiled, messages, types=TYPES), compiled, KEY)


def places(found: list[Finding]) -> list[str]:
    return [finding.locations[0].message_id for finding in found]


def test_a_value_counts_where_the_company_asked_for_it(tmp_path: Path) -> None:
    assert places(judged(tmp_path, thread()).findings) == ["3"]


@pytest.mark.parametrize(
    "messages",
    [
        thread(visibility=Visibility.DIRECT),
        thread(by="lee"),
        [message("1", "07700 900123"), *thread("hm", parent_id=None)[1:]],
    ],
)
def test_without_a_question_of_the_company_in_public_it_does_not(tmp_path: Path, messages: list[Message]) -> None:
    assert judged(tmp_path, messages).findings == []


@pytest.mark.parametrize("text", ["mine is 07700 900123", "07700 900123"])
def test_what_must_be_absent_still_must_when_an_answer_falls_away(tmp_path: Path, text: str) -> None:
    """The condition held in the message by `asked` alone: that nothing was asked must not make it hold by `plain`."""
    match = f"{{asked: {NUMBER}, plain: {{entities: PHONE_NUMBER}}, mine: {{regex: mine}}}}"
    found = judged(tmp_path, [message("1", text)], match, condition="asked or (plain and not mine)").findings
    assert places(found) == ([] if "mine" in text else ["1"])


def test_where_nobody_knows_who_the_company_is_nothing_is_an_answer(tmp_path: Path) -> None:
    judgement = judged(tmp_path, [message("1", "07700 900123")], where="{role: customer}")
    assert (judgement.findings, dict(judgement.unjudged)) == ([], {})


def test_the_companys_own_profile_is_no_answer(tmp_path: Path) -> None:
    messages = thread("hm", author=Author("acme", "acme", "07700 900123"))
    assert judged(tmp_path, messages).findings == []


def test_the_question_and_all_that_answers_it_are_the_evidence(tmp_path: Path) -> None:
    answers = f"  given: {{where: {{role: customer}}, match: {{n: {NUMBER}}}}}\nrules:\n"
    chain = rule(None, scope="thread", correlate="{type: ordered, steps: [question, given]}")
    compiled = Program(rulebook(tmp_path, SIGNALS.replace("rules:\n", answers) + chain))
    types = TYPES | {"07700 900124": "PHONE_NUMBER"}
    messages = thread("07700 900123 or 07700 900124")
    [finding] = judge(turns(compiled, messages, types=types), compiled, KEY).findings
    assert [(place.message_id, place.start) for place in finding.locations] == [("2", 0), ("3", 0), ("3", 16)]
