from __future__ import annotations

from pathlib import Path

import pytest

from builders import KEY, message, rule, rulebook, turns, worker
from socaudit.correlations import Step
from socaudit.keys import Key
from socaudit.model import Message
from socaudit.stages.program import Program
from socaudit.stages.wording import with_wordings

CANNED = "Hi {}, we are sorry to hear that your {} is late. Please fill in the form and we will look into it{}"
ALIKE = [
    CANNED.format("Sam Roe", "parcel", ". ^JD"),
    CANNED.format("Lee Poe", "order", "! /KT"),
    CANNED.format("@sam_r", "refund", ": https://acme.example/f?x=77 ^Kim"),
    CANNED.format("07700 900123", "engineer", ". - Jo").upper(),
]
OTHERS = [
    "Good morning! The storm has brought down lines in the north, our teams are out and repairing them now.",
    "Sorry to hear that. Which version of the app is on your phone, and since when do you see the error?",
    "Please fill in the form.",
    "Sam Roe, Lee Poe, 07700 900123",
    "bla bla bla bla bla bla bla bla",
    "bla bla bla bla bla bla bla bla bla",
]
TYPES = {"Sam Roe": "PERSON", "Lee Poe": "PERSON", "LEE POE": "PERSON", "07700 900123": "PHONE_NUMBER"}


def counting(folder: Path, correlate: str) -> Program:
    text = "signals: {said: {}}\nrules:\n" + rule(None, scope="archive", correlate=correlate)
    return Program(rulebook(folder, text))


@pytest.fixture
def program(tmp_path: Path) -> Program:
    correlate = "{type: count, of: said, by: wording}"
    return Program(
        rulebook(tmp_path, f"signals: {{said: {{}}}}\nrules:\n{rule(None, scope='archive', correlate=correlate)}")
    )


def wordings(program: Program, *texts: str) -> list[str]:
    """Return which message is the first of nearly the same wording, by message."""
    messages = [message(str(i), text, hours=i, by=f"p{i}") for i, text in enumerate(texts)]
    steps = sorted((Step(turn, {}) for turn in turns(program, messages, types=TYPES)), key=lambda s: s.turn.facts.id)
    return [step.wording.rpartition("\0")[2] for step in with_wordings(steps)]


def test_names_numbers_links_sign_offs_and_case_do_not_make_another_wording(program: Program) -> None:
    assert wordings(program, *ALIKE) == ["0"] * len(ALIKE)


def test_other_words_are_another_wording_and_few_words_none(program: Program) -> None:
    found = wordings(program, ALIKE[0], *OTHERS)
    assert found == ["0", "1", "2", "", "", "5", "5"]


def test_a_chain_of_small_changes_is_one_wording(program: Program) -> None:
    assert wordings(program, *OTHERS[:1], *ALIKE, *OTHERS[1:2]) == ["0", "1", "1", "1", "1", "5"]


def signed(program: Program, text: str, key: Key = KEY) -> str:
    [facts] = worker(program, TYPES, key=key).facts([message(text=text)])
    return facts.wording


def test_the_signature_says_nothing_without_the_key(program: Program) -> None:
    one, other = signed(program, ALIKE[0]), signed(program, ALIKE[0], Key(b"another key of several", "there"))
    rows = {one[i : i + 8] for i in range(0, 120, 8)}
    assert len(one) == 120
    assert not rows & {other[i : i + 8] for i in range(0, 120, 8)}


def test_where_no_rule_compares_wordings_no_signature_is_kept(tmp_path: Path) -> None:
    assert signed(counting(tmp_path, "{type: count, of: said}"), ALIKE[0]) == ""


def test_twenty_thousand_copies_are_compared_with_the_first_alone(program: Program) -> None:
    [one] = turns(program, [message(text=ALIKE[0])], types=TYPES)
    steps = with_wordings([Step(one, {})] * 20_000)
    assert {step.wording for step in steps} == {"x\x001"}


def archive(*texts: str) -> list[Message]:
    asked = [message(f"c{i}", "it is late", hours=3 * i, by=f"p{i}") for i in range(len(texts))]
    replies = [message(f"r{i}", text, hours=3 * i + 1, by="acme", parent_id=f"c{i}") for i, text in enumerate(texts)]
    return [*asked, *replies]


def test_the_archive_is_the_same_in_whatever_order_it_comes(program: Program) -> None:
    messages = archive(*ALIKE, *OTHERS)
    forth, back = (
        {s.turn.facts.id: s.wording for s in with_wordings([Step(turn, {}) for turn in turns(program, order)])}
        for order in (messages, messages[::-1])
    )
    assert forth == back
