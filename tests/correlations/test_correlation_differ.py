from __future__ import annotations

from typing import Any

import pytest
from judging import judge

from builders import fired, group, hit, shown, step
from socaudit import correlations
from socaudit.correlations import Step
from socaudit.model import Scope


def told(identity: str, *answers: str, selector: str = "answer") -> Step:
    return step(identity, "refund", hits=[hit(selector, hash=answer) for answer in answers])


def differ(*steps: Step) -> Any:
    return judge("differ", group(*steps), of="refund", answer="answer")


def test_answers_that_have_nothing_in_common_differ() -> None:
    [outcome] = fired(iter(differ(told("a", "5 days"), told("b", "10 days"))))
    assert shown(outcome) == [("a", "refund"), ("b", "refund")]
    assert (outcome.count, outcome.key) == (2, "refund")


def test_one_answer_in_common_is_enough_to_agree() -> None:
    assert differ(told("a", "5 days", "10 days"), told("b", "10 days")) == []


def test_templates_that_agree_with_all_others_are_left_out() -> None:
    [outcome] = fired(iter(differ(told("a", "5", "10"), told("b", "10"), told("c", "5"))))
    assert [identity for identity, _ in shown(outcome)] == ["b", "c"]


def test_only_the_selector_of_the_answer_counts() -> None:
    assert differ(told("a", "5"), told("b", "10", selector="special")) == []
    assert differ(told("a", "5"), step("b", "other")) == []


def test_several_answers_are_compared_each_by_itself() -> None:
    steps = [
        step("a", "refund", hits=[hit("days", hash="5"), hit("sum", hash="1")]),
        step("b", "refund", hits=[hit("days", hash="5"), hit("sum", hash="2")]),
        step("c", "refund", hits=[hit("other", hash="9")]),
    ]
    [outcome] = fired(iter(judge("differ", group(*steps), of="refund", answer=["days", "sum"])))
    assert shown(outcome) == [("a", "refund"), ("b", "refund")]
    assert judge("differ", group(*steps), of="refund", answer=["days", "other"]) == []


def test_answers_far_apart_in_time_do_not_differ() -> None:
    steps = [
        step(name, "refund", hours=hours, hits=[hit("answer", hash=name)])
        for name, hours in (("a", 0), ("b", 30), ("c", None))
    ]
    assert judge("differ", group(*steps), of="refund", answer="answer", within="24h") == []
    [outcome] = fired(iter(judge("differ", group(*steps), of="refund", answer="answer", within="30h")))
    assert [identity for identity, _ in shown(outcome)] == ["a", "b"]


@pytest.mark.parametrize(("by", "scopes"), [("question", {Scope.ARCHIVE}), ("company", {Scope.TEMPLATE})])
def test_replies_are_compared_by_question_and_templates_together(by: str, scopes: set[Scope]) -> None:
    spec = correlations.REGISTRY["differ"].spec.model_validate({"of": "refund", "answer": "answer", "by": by})
    assert spec.works_at() == scopes
