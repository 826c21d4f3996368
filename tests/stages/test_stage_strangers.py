from __future__ import annotations

from builders import KEY, message
from socaudit.correlations import Step
from socaudit.model import Message, Role
from socaudit.stages.accounts import KnownAccounts
from socaudit.stages.link import link
from socaudit.stages.match import bare_facts
from socaudit.stages.strangers import approached


def found(*messages: Message) -> list[list[str]]:
    """Return the ids of the company's messages, by the person approached."""
    known = KnownAccounts.of(KEY, handles={}, roles={"acme": Role.BRAND})
    turns = link([bare_facts(one, KEY) for one in messages], known)
    turns.sort(key=lambda turn: turn.facts.created_at is not None and turn.facts.created_at.timestamp())
    return [[step.turn.facts.id for step in steps] for steps in approached([Step(turn, {}) for turn in turns]).values()]


def test_whom_the_company_names_first_in_its_own_post_is_approached() -> None:
    assert found(
        message("1", "@jen and @tom, hello", by="acme"), message("2", "@jen still there?", by="acme", hours=2)
    ) == [["1", "2"]]


def test_a_post_that_names_nobody_is_no_approach() -> None:
    assert found(message("1", "we open at nine", by="acme")) == []


def test_an_answer_to_a_post_that_names_no_account_is_an_approach() -> None:
    assert found(message("1", "need shoes", by="lee"), message("2", "hi!", by="acme", parent_id="1", hours=1)) == [
        ["2"]
    ]


def test_an_answer_to_who_mentioned_an_account_is_none() -> None:
    assert found(message("1", "@acme hi", by="lee"), message("2", "hi!", by="acme", parent_id="1", hours=1)) == []


def test_who_has_answered_the_company_is_no_stranger_any_more() -> None:
    first = message("1", "need shoes", by="lee"), message("2", "hi!", by="acme", parent_id="1", hours=1)
    answer = message("3", "oh hello", by="lee", parent_id="2", hours=2)
    again = message("4", "@lee seen these?", by="acme", hours=9)
    assert found(*first, answer, again) == [["2"]]


def test_answers_to_the_company_itself_and_to_what_is_missing_approach_nobody() -> None:
    own = message("1", "we open at nine", by="acme"), message("2", "or ten", by="acme", parent_id="1", hours=1)
    gone = message("3", "so sorry", by="acme", parent_id="gone", hours=2)
    nameless = message("4", "need shoes", by=None), message("5", "hi!", by="acme", parent_id="4", hours=3)
    assert found(*own, gone, *nameless) == []


def test_an_answer_to_what_is_missing_may_have_been_one_to_the_company() -> None:
    assert found(message("1", "me too", by="lee", parent_id="gone"), message("2", "@lee hi", by="acme", hours=1)) == []
