from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from builders import KEY, message, rule, rulebook, turns
from socaudit.correlations import Step
from socaudit.model import Message
from socaudit.stages.program import Program
from socaudit.stages.questions import question, with_questions
from socaudit.stages.wording import signature_key

SECRET = signature_key(KEY)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    correlate = "{type: count, of: said, by: question, min: 2}"
    text = "signals: {said: {}}\nrules:\n" + rule(None, scope="archive", correlate=correlate)
    return Program(rulebook(tmp_path_factory.mktemp("rules"), text))


def answers(program: Program, messages: Sequence[Message]) -> dict[str, str]:
    """Return the first message that asked the same, by answer."""
    found = sorted(turns(program, messages), key=lambda turn: float(turn.facts.id))
    steps = with_questions([Step(turn, {}) for turn in found])
    return {step.turn.facts.id: step.question.rpartition("\0")[2] for step in steps if step.question}


def asked(*questions: str) -> list[Message]:
    """Return threads in which each question is answered: 1 by 1.5, 2 by 2.5."""
    threads = [
        (
            message(f"{place}", text, hours=place, by=f"person{place}"),
            message(f"{place}.5", "Hi!", hours=place + 0.5, by="acme", parent_id=f"{place}"),
        )
        for place, text in enumerate(questions, start=1)
    ]
    return [one for thread in threads for one in thread]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("how long does a refund take?", "How long do refunds take"),
        ("do you ship to Norway?", "@acme hi do you guys deliver to norway"),
        ("what time does the Fernley store close?", "when does the shop in Fernley shut?"),
        ("can I bring my dog on the ferry?", "are dogs allowed on the ferry?"),
        ("how long is the guarantee on the bench?", "My bench broke. what's the guarantee?"),
    ],
)
def test_one_question_in_other_words_is_one(program: Program, one: str, other: str) -> None:
    assert answers(program, asked(one, other)) == {"1.5": "1", "2.5": "1"}
    assert answers(program, asked(other, one)) == {"1.5": "1", "2.5": "1"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("how long does a refund take?", "how long does a delivery take?"),
        ("what time does Fernley close?", "what time does Quarrydale close?"),
        ("are dogs allowed on the ferry?", "are dogs allowed on the coach?"),
        ("do you deliver?", "do you deliver to Norway?"),
    ],
)
def test_another_subject_is_another_question(program: Program, one: str, other: str) -> None:
    assert answers(program, asked(one, other)) == {"1.5": "1", "2.5": "2"}


@pytest.mark.parametrize(
    "text",
    [
        "Dogs on the ferry again.",
        "where is my parcel?",
        "can I get my refund for the ferry?",
        "is the ferry running today?",
        "I've waited for the ferry, is it late?",
        "how are you?",
        "is it one two three four five six seven eight nine ten eleven twelve thirteen fourteen dogs?",
    ],
)
def test_what_is_no_general_question_has_no_words(text: str) -> None:
    assert question(text, SECRET) == ""


def test_the_words_are_hashed_with_the_key() -> None:
    kept = question("are dogs allowed on the ferry?", SECRET)
    assert "dog" not in kept
    assert kept != question("are dogs allowed on the ferry?", b"another key")


def test_nothing_is_kept_where_no_rule_asks(tmp_path: Path) -> None:
    plain = Program(rulebook(tmp_path, "rules:\n" + rule("{v: {regex: dogs}}")))
    [turn] = turns(plain, [message("1", "are dogs allowed on the ferry?")])
    assert turn.facts.question == ""


def test_the_next_reply_answers_what_was_asked_last(program: Program) -> None:
    thread = [
        message("1", "are dogs allowed on the ferry?", hours=1),
        message("2", "and are cats allowed on the ferry?", hours=2, parent_id="1"),
        message("3", "Yes", hours=3, by="acme", parent_id="1"),
        message("4", "Anything else?", hours=4, by="acme", parent_id="1"),
    ]
    assert answers(program, thread) == {"3": "2"}


def test_a_thread_answers_a_question_once(program: Program) -> None:
    thread = [
        message("1", "are dogs allowed on the ferry?", hours=1),
        message("2", "Yes", hours=2, by="acme", parent_id="1"),
        message("3", "so dogs are allowed on the ferry?", hours=3, parent_id="1"),
        message("4", "Sorry, no", hours=4, by="acme", parent_id="1"),
    ]
    assert answers(program, thread) == {"2": "1"}
