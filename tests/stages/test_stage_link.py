from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import KEY, at, facts
from socaudit.model import Facts, Kind, ParentState, Role, Turn
from socaudit.stages.accounts import KnownAccounts, handle_key
from socaudit.stages.link import link

ACME = KnownAccounts.of(KEY, handles={"x": ["@AcmeHelp"]}, roles={})
NOBODY = KnownAccounts()


def linked(*entries: Facts, known: KnownAccounts = ACME) -> dict[str, Turn]:
    return {turn.facts.id: turn for turn in link(entries, known)}


def reply(identity: str, to: str, **changes: Any) -> Facts:
    return facts(identity, parent_id=to, kind=Kind.REPLY, **changes)


def test_a_thread_is_all_that_answers_one_message() -> None:
    turns = link([reply("3", "2", hours=2), facts("9"), reply("2", "1", hours=1), facts("1")], ACME)
    assert [(turn.thread_id, turn.facts.id) for turn in turns] == [("1", "1"), ("1", "2"), ("1", "3"), ("9", "9")]


def test_replies_to_one_missing_message_share_a_thread() -> None:
    turns = linked(reply("2", "gone"), reply("3", "gone"), reply("4", "3"))
    assert {turn.thread_id for turn in turns.values()} == {"gone"}
    assert [turns[i].parent_missing for i in "234"] == [True, True, False]


def test_what_the_export_calls_the_root_holds_an_orphan_in_its_thread() -> None:
    turns = linked(
        reply("1", "before", root_id=None), reply("5", "gone", root_id="1"), reply("6", "lost", root_id="far")
    )
    assert {i: turn.thread_id for i, turn in turns.items()} == {"1": "before", "5": "before", "6": "far"}
    assert turns["5"].parent_missing


@pytest.mark.parametrize("state", [ParentState.MISSING, ParentState.DELETED, ParentState.BLOCKED])
def test_a_parent_that_the_export_names_gone_is_missing(state: ParentState) -> None:
    assert linked(facts("1", parent_state=state))["1"].parent_missing
    assert not linked(facts("1", parent_state=ParentState.UNKNOWN))["1"].parent_missing


def test_the_same_id_on_two_networks_is_two_threads() -> None:
    turns = link([facts("1"), facts("1", network="reddit"), facts("2", network="reddit", parent_id="1")], ACME)
    assert [(turn.facts.network, turn.facts.id) for turn in turns] == [("reddit", "1"), ("reddit", "2"), ("x", "1")]


def test_a_reply_stands_behind_what_it_answers_whatever_the_clocks_say() -> None:
    turns = link(
        [facts("1", hours=5), reply("2", "1", hours=1), reply("3", "2", hours=None), reply("4", "1", hours=4)], ACME
    )
    assert [turn.facts.id for turn in turns] == ["1", "2", "4", "3"]


def test_all_that_the_first_author_says_is_the_openers() -> None:
    turns = linked(facts("1", by="sam"), reply("2", "1", by="lee", hours=1), reply("3", "2", by="sam", hours=2))
    assert [turns[i].opener for i in "123"] == [True, False, True]


def test_one_message_without_a_time_leaves_the_others_in_order() -> None:
    turns = link([facts("1"), reply("2", "1", hours=9), reply("3", "1", hours=2), reply("4", "1", hours=None)], ACME)
    assert [turn.facts.id for turn in turns] == ["1", "4", "3", "2"]


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_messages_that_answer_each_other_in_a_ring_are_one_thread(size: int) -> None:
    ring = [reply(str(i), str((i + 1) % size), hours=i) for i in range(size)]
    tail = reply("tail", "0", hours=99)
    assert {turn.thread_id for turn in link([tail, *ring], ACME)} == {"0"}


def test_a_chain_of_50_000_replies_is_walked_without_recursion() -> None:
    chain = [facts("0"), *(reply(str(i), str(i - 1), hours=i / 1000) for i in range(1, 50_000))]
    turns = link(chain[::-1], ACME)
    assert [turn.facts.id for turn in turns] == [str(i) for i in range(50_000)]
    assert {turn.thread_id for turn in turns} == {"0"}


def roles(*entries: Facts, known: KnownAccounts = ACME) -> dict[str, tuple[Role, str]]:
    return {i: (turn.role, turn.role_basis) for i, turn in linked(*entries, known=known).items()}


THREAD = (
    facts("1", by="sam_r"),
    reply("2", "1", by="acmehelp", hours=1),
    reply("3", "2", by="lee", hours=2),
    reply("4", "1", by="jo", hours=3),
)


def test_each_role_says_what_it_rests_on() -> None:
    assert roles(*THREAD) == {
        "1": (Role.CUSTOMER, "heuristic: opens the thread or answers the company"),
        "2": (Role.BRAND, "configuration: brand handles"),
        "3": (Role.CUSTOMER, "heuristic: opens the thread or answers the company"),
        "4": (Role.THIRD_PARTY, "heuristic: answers another customer"),
    }


def test_without_a_company_nobody_has_a_role() -> None:
    assert set(roles(*THREAD, known=NOBODY).values()) == {(Role.UNKNOWN, "nothing tells who the company is")}


def test_a_handle_names_the_company_on_its_own_network_alone() -> None:
    elsewhere = facts("1", by="acmehelp", network="reddit")
    assert roles(elsewhere)["1"][0] is Role.UNKNOWN
    everywhere = KnownAccounts.of(KEY, handles={"*": ["acmehelp"]}, roles={})
    assert roles(elsewhere, known=everywhere)["1"] == (Role.BRAND, "configuration: brand handles")


def test_roles_of_the_configuration_win_over_handles_and_the_format() -> None:
    known = KnownAccounts(
        ACME.brands, {handle_key(KEY, "@AcmeHelp"): Role.THIRD_PARTY, handle_key(KEY, "jo"): Role.CUSTOMER}
    )
    said = facts("9", by="jo", role=Role.BRAND, role_basis="format: inbound")
    seen = roles(*THREAD, said, known=known)
    assert seen["2"] == (Role.THIRD_PARTY, "configuration: roles")
    assert seen["4"] == seen["9"] == (Role.CUSTOMER, "configuration: roles")


def test_the_brand_handles_win_over_the_format() -> None:
    said = facts("9", by="acmehelp", role=Role.CUSTOMER, role_basis="format: inbound")
    assert roles(said)["9"] == (Role.BRAND, "configuration: brand handles")


def test_what_the_format_knows_counts_where_the_configuration_is_silent() -> None:
    inbound: dict[str, Any] = {"role": Role.CUSTOMER, "role_basis": "format: inbound"}
    seen = roles(
        facts("1", by="sam_r", **inbound),
        reply("2", "1", by="desk", hours=1, role=Role.BRAND, role_basis="format: inbound"),
        reply("3", "1", by="jo", hours=2, **inbound),
        facts("4", by="kim", role=Role.BRAND),
        facts("5", by="ann", role=Role.UNKNOWN, role_basis="format: none"),
        known=NOBODY,
    )
    assert seen == {
        "1": (Role.CUSTOMER, "format: inbound"),
        "2": (Role.BRAND, "format: inbound"),
        "3": (Role.THIRD_PARTY, "heuristic: answers another customer"),
        "4": (Role.BRAND, "export"),
        "5": (Role.CUSTOMER, "heuristic: opens the thread or answers the company"),
    }


def test_a_message_without_an_author_can_still_have_a_role() -> None:
    assert roles(facts("1", by=None), *THREAD[1:])["1"][0] is Role.CUSTOMER


def answering(people: int, posts: int = 0) -> list[Facts]:
    asked = [facts(f"q{i}", by=f"person_{i}") for i in range(people)]
    answers = [reply(f"a{i}", f"q{i}", by="desk", hours=1) for i in range(people)]
    return asked + answers + [facts(f"p{i}", by="desk", hours=2) for i in range(posts)]


@pytest.mark.parametrize(("people", "posts", "brand"), [(5, 0, True), (4, 0, False), (8, 2, True), (8, 3, False)])
def test_an_account_that_mostly_answers_many_people_is_taken_for_the_company(
    people: int, posts: int, brand: bool
) -> None:
    seen = roles(*answering(people, posts), known=NOBODY)
    assert (seen["a0"] == (Role.BRAND, "heuristic: answers many different people")) is brand
    assert (seen["q0"][0] is Role.CUSTOMER) is brand


def test_nobody_is_taken_for_the_company_where_it_is_known() -> None:
    assert roles(*answering(6), facts("b", by="acmehelp"))["a0"][0] is Role.THIRD_PARTY


def test_replies_whose_parents_are_missing_count_by_whom_they_address() -> None:
    lost = [reply(f"a{i}", f"q{i}", by="desk", text=f"@person_{i} sorry") for i in range(5)]
    assert roles(*lost, known=NOBODY)["a0"][0] is Role.BRAND


ENTRY = st.tuples(
    st.one_of(st.none(), st.integers(0, 9)),
    st.one_of(st.none(), st.integers(0, 12)),
    st.sampled_from(["sam", "lee", "acmehelp", None]),
    st.one_of(st.none(), st.integers(0, 12)),
)


@given(st.lists(ENTRY, max_size=10), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(seen: list[tuple[Any, ...]], random: Any) -> None:
    entries = [
        facts(
            str(i),
            hours=hours,
            by=by,
            parent_id=None if up is None else str(up),
            root_id=None if root is None else str(root),
        )
        for i, (hours, up, by, root) in enumerate(seen)
    ]
    mixed = random.sample(entries, len(entries))
    turns = link(entries, ACME)
    assert link(mixed, ACME) == turns
    assert sorted(turn.facts.id for turn in turns) == sorted(entry.id for entry in entries)
    place = {turn.facts.id: (number, turn.thread_id) for number, turn in enumerate(turns)}
    for turn in turns:
        parent = turn.facts.parent_id
        if parent in place:
            assert place[parent][1] == turn.thread_id
            assert place[parent][0] < place[turn.facts.id][0] or _in_ring(turn.facts.id, entries)


def _in_ring(identity: str, entries: list[Facts]) -> bool:
    above = {entry.id: entry.parent_id or entry.root_id for entry in entries}
    known = {entry.id: {entry.parent_id, entry.root_id} for entry in entries}
    seen, waiting = set(), [identity]
    while waiting:
        for other in known.get(waiting.pop(), set()):
            if other == identity:
                return True
            if other is not None and other in above and other not in seen:
                seen.add(other)
                waiting.append(other)
    return False


def test_the_earliest_of_a_ring_is_its_root() -> None:
    ring = [reply("a", "b", hours=5), reply("b", "c", hours=3), reply("c", "a", hours=4)]
    turns = link(ring, ACME)
    assert [turn.facts.id for turn in turns] == ["b", "a", "c"]
    assert turns[0].facts.created_at == at(3)
