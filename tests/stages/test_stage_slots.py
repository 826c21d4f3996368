from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builders import KEY, hit, message
from socaudit.model import Facts, Message, Turn, Value, Visibility
from socaudit.stages.accounts import KnownAccounts
from socaudit.stages.link import link
from socaudit.stages.match import bare_facts
from socaudit.stages.slots import answers, typed

# What the detectors say of each value: type, score, recognizer. None of it is sure by itself but the postcode.
VALUES = {
    "A-99120": ("CANDIDATE", 0.5, "bare"),
    "B-1": ("ORDER_REFERENCE", 0.3, "reference"),
    "3/4/82": ("DATE_OF_BIRTH", 0.3, "date_of_birth"),
    "LS6 3HN": ("POSTAL_CODE", 0.85, "uk_postcode"),
    "Smith": ("CANDIDATE", 0.5, "bare_words"),
    "Kate": ("PERSON", 0.7, "model"),
}
QUESTIONS = {
    "order?": frozenset({"ORDER_REFERENCE"}),
    "account?": frozenset({"CUSTOMER_REFERENCE"}),
    "birth?": frozenset({"DATE_OF_BIRTH"}),
    "birth and postcode?": frozenset({"DATE_OF_BIRTH", "POSTAL_CODE"}),
    "name?": frozenset({"PERSON"}),
    "name and order?": frozenset({"PERSON", "ORDER_REFERENCE"}),
    "details?": frozenset({"CANDIDATE"}),
    "order or details?": frozenset({"CANDIDATE", "ORDER_REFERENCE"}),
    "memorable word?": frozenset({"CREDENTIAL"}),
}


def seen(*lines: tuple[str, str], **changes: Any) -> dict[tuple[str, str], str]:
    """Return `(message, value)` with its type for a thread of `(handle, text)`; a key like `m2` changes message 2."""
    messages = [message("0", "late again", by="sam")]
    for number, (by, text) in enumerate(lines, start=1):
        own: dict[str, Any] = {"by": by, "parent_id": str(number - 1), "hours": number}
        messages.append(message(str(number), text, **(own | changes.get(f"m{number}", {}))))
    return given(messages)


def given(messages: list[Message]) -> dict[tuple[str, str], str]:
    """Return the same of messages; none of their texts but QUESTIONS asks."""
    known = KnownAccounts.of(KEY, handles={"*": ["acme"]}, roles={})
    thread: list[Turn] = link([facts_of(one) for one in messages], known)
    texts = {one.id: one.text for one in messages}
    found = answers(thread, [QUESTIONS.get(texts[turn.facts.id], frozenset()) for turn in thread])
    return {
        (identity, texts[identity][start:end]): entity_type
        for identity, places in found.items()
        for (_, start, end), entity_type in places.items()
    }


def facts_of(one: Message) -> Facts:
    values = tuple(
        Value(kind, "text", one.text.index(word), one.text.index(word) + len(word), score, name, word)
        for word, (kind, score, name) in VALUES.items()
        if word in one.text
    )
    return replace(bare_facts(one, KEY), values=values)


ORDER = ("acme", "order?")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([ORDER, ("sam", "A-99120")], {("2", "A-99120"): "ORDER_REFERENCE"}),
        ([("acme", "account?"), ("sam", "A-99120")], {("2", "A-99120"): "CUSTOMER_REFERENCE"}),
        ([("acme", "account?"), ("sam", "it is B-1, now hurry")], {("2", "B-1"): "CUSTOMER_REFERENCE"}),
        ([ORDER, ("sam", "it is B-1, now hurry")], {("2", "B-1"): "ORDER_REFERENCE"}),
        ([("acme", "birth?"), ("sam", "3/4/82")], {("2", "3/4/82"): "DATE_OF_BIRTH"}),
        (
            [("acme", "birth and postcode?"), ("sam", "3/4/82, LS6 3HN")],
            {("2", "3/4/82"): "DATE_OF_BIRTH", ("2", "LS6 3HN"): "POSTAL_CODE"},
        ),
        (
            [("acme", "birth and postcode?"), ("sam", "LS6 3HN"), ("sam", "sorry, 3/4/82")],
            {("2", "LS6 3HN"): "POSTAL_CODE", ("3", "3/4/82"): "DATE_OF_BIRTH"},
        ),
        ([("acme", "name?"), ("sam", "Smith")], {("2", "Smith"): "PERSON"}),
        ([("acme", "name and order?"), ("sam", "A-99120")], {("2", "A-99120"): "ORDER_REFERENCE"}),
        ([("acme", "name and order?"), ("sam", "Smith")], {("2", "Smith"): "PERSON"}),
        ([ORDER, ("sam", "Smith")], {}),
        ([("acme", "name?"), ("sam", "A-99120")], {}),
        ([("acme", "memorable word?"), ("sam", "Smith")], {("2", "Smith"): "CREDENTIAL"}),
        ([("acme", "details?"), ("sam", "A-99120")], {("2", "A-99120"): "CANDIDATE"}),
        ([("acme", "details?"), ("sam", "at LS6 3HN")], {("2", "LS6 3HN"): "POSTAL_CODE"}),
        ([("acme", "details?"), ("sam", "thanks Kate")], {}),
        ([("acme", "details?"), ("sam", "it is B-1, now hurry")], {}),
        ([("acme", "order or details?"), ("sam", "A-99120")], {("2", "A-99120"): "ORDER_REFERENCE"}),
    ],
)
def test_the_question_before_gives_a_value_its_type(
    lines: list[tuple[str, str]], expected: dict[tuple[str, str], str]
) -> None:
    assert seen(*lines) == expected


@pytest.mark.parametrize(
    ("lines", "answered"),
    [
        ([ORDER, ("sam", "wait"), ("acme", "sure"), ("sam", "found it"), ("sam", "A-99120")], True),
        ([ORDER, ("sam", "wait"), ("sam", "wait"), ("sam", "wait"), ("sam", "A-99120")], False),
        ([ORDER, ("sam", "A-99120"), ("sam", "B-1 is another")], "first"),
        ([("sam", "order?"), ("sam", "A-99120")], False),
    ],
)
def test_the_answer_may_come_some_messages_later_and_once(lines: list[tuple[str, str]], answered: bool | str) -> None:
    found = seen(*lines)
    assert len(found) == (1 if answered else 0)
    if answered == "first":
        assert ("2", "A-99120") in found


def test_whoever_answers_the_question_itself_answers_it() -> None:
    assert seen(ORDER, ("lee", "A-99120")) == {("2", "A-99120"): "ORDER_REFERENCE"}


def test_what_another_person_says_meanwhile_is_no_answer() -> None:
    assert seen(ORDER, ("lee", "A-99120"), m2={"parent_id": "0"}) == {}


@pytest.mark.parametrize("private", [Visibility.DIRECT, Visibility.INTERNAL])
def test_an_answer_in_private_is_nobody_elses_business(private: Visibility) -> None:
    assert seen(ORDER, ("sam", "A-99120"), m2={"visibility": private}) == {}


def test_an_answer_after_a_week_answers_something_else() -> None:
    assert seen(ORDER, ("sam", "A-99120"), m2={"hours": 200}) == {}


def test_a_question_to_a_message_that_is_missing_goes_to_whom_spoke_last() -> None:
    thread = [
        message("1", "hm", by="sam", parent_id="0"),
        message("2", "order?", by="acme", parent_id="0", hours=1),
        message("3", "A-99120", by="sam", parent_id="1", hours=2),
    ]
    assert given(thread) == {("3", "A-99120"): "ORDER_REFERENCE"}
    assert given(thread[1:2]) == {}


def test_a_second_question_of_the_company_goes_to_the_same_person() -> None:
    assert seen(("acme", "hello"), ORDER, ("sam", "A-99120"), m3={"parent_id": "0"}) == {
        ("3", "A-99120"): "ORDER_REFERENCE"
    }


def test_the_evidence_names_the_type_that_the_question_gave() -> None:
    label = "[CANDIDATE]"
    bare = hit("v", entity_type="CANDIDATE", evidence=f"it is {label}!", marked=(6, 17), masked=label)
    place = {("text", 0, 4): "ORDER_REFERENCE"}
    [found] = typed([bare], {"v": frozenset({"ORDER_REFERENCE"})}, place)
    assert (found.entity_type, found.masked, found.evidence) == (
        "ORDER_REFERENCE", "[ORDER_REFERENCE]", "it is [ORDER_REFERENCE]!",
    )  # fmt: skip
    assert found.evidence[slice(*found.marked)] == "[ORDER_REFERENCE]"


def test_evidence_that_shows_more_than_a_label_stays_as_it_is() -> None:
    wide = hit("v", entity_type="CANDIDATE", evidence="[PERSON], [DATE]", marked=(0, 16))
    [found] = typed([wide], {"v": frozenset({"PERSON"})}, {("text", 0, 4): "PERSON"})
    assert (found.entity_type, found.evidence) == ("PERSON", "[PERSON], [DATE]")


def test_of_two_readings_of_one_place_the_one_asked_for_is_kept() -> None:
    bare, weak = hit("v", entity_type="CANDIDATE"), hit("v", entity_type="PERSON", hash="p")
    for order in ([bare, weak], [weak, bare]):
        [found] = typed(order, {"v": frozenset({"PERSON"})}, {("text", 0, 4): "PERSON"})
        assert found.hash == "p"


def test_hits_of_other_selectors_need_no_question() -> None:
    said = hit("said")
    assert typed([said, hit("v", entity_type="PERSON")], {"v": frozenset({"PERSON"})}, {}) == (said,)
