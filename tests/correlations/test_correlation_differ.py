from __future__ import annotations

from typing import Any

from judging import judge

from builders import fired, group, hit, shown, step
from socaudit.correlations import Step


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
