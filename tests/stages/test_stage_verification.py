from __future__ import annotations

from builders import hit, step
from socaudit.model import Check, Role
from socaudit.stages.verification import MOST_PLACES, checks_passed

QUESTIONS = {"born": "Date of birth", "name": "Full name", "signed": "Full name"}


def shown(checks: tuple[Check, ...]) -> list[tuple[str, list[str]]]:
    return [(check.question, [place.message_id for place in check.places]) for check in checks]


def test_each_question_that_can_be_answered_names_the_posts_that_answer_it() -> None:
    author = [
        step("1", "born", "late", hits=[hit(hash="b")]),
        step("2", "name", hours=1, hits=[hit(hash="n")]),
        step("3", "signed", hours=2, hits=[hit(hash="m")]),
    ]
    assert shown(checks_passed(author, QUESTIONS)) == [("Date of birth", ["1"]), ("Full name", ["2", "3"])]


def test_a_value_said_again_is_told_once() -> None:
    author = [step("1", "born"), step("2", "born", hours=1)]
    assert shown(checks_passed(author, QUESTIONS)) == [("Date of birth", ["1"])]


def test_of_many_posts_the_first_are_named() -> None:
    author = [step(str(n), "born", hours=n, hits=[hit(hash=str(n))]) for n in range(8)]
    [(_, posts)] = shown(checks_passed(author, QUESTIONS))
    assert posts == [str(n) for n in range(MOST_PLACES)]


def test_what_the_company_posts_answers_for_nobody() -> None:
    assert checks_passed([step("1", "born", role=Role.BRAND)], QUESTIONS) == ()


def test_without_a_time_a_post_still_counts() -> None:
    assert shown(checks_passed([step("1", "born", hours=None)], QUESTIONS)) == [("Date of birth", ["1"])]
