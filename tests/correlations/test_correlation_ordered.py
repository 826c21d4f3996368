from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import judge, reasons

from builders import fired, group, shown, step
from socaudit.correlations import Step, Unjudged

ASK = step("1", "ask", by="acme")


def ordered(*steps: Step, names: tuple[str, ...] = ("ask", "answer"), **options: Any) -> Any:
    return judge("ordered", group(*steps), steps=names, **options)


@pytest.mark.parametrize(
    ("second", "options", "fires"),
    [
        (step("2", "answer", hours=1), {}, True),
        (step("2", "other", hours=1), {}, False),
        (step("2", "answer", hours=24), {"within": "24h"}, True),
        (step("2", "answer", hours=25), {"within": "24h"}, False),
        (step("2", "answer", hours=1), {"other_author": [1, 2]}, True),
        (step("2", "answer", hours=1, by="acme"), {"other_author": [1, 2]}, False),
        (step("2", "answer", hours=1, by="acme"), {"same_author": [1, 2]}, True),
        (step("2", "answer", hours=1), {"same_author": [2, 1]}, False),
        (step("2", "answer", hours=1), {"same_author": [1, 2], "other_author": [1, 2]}, False),
    ],
)
def test_each_option_asks_for_more(second: Step, options: dict[str, Any], fires: bool) -> None:
    assert bool(ordered(ASK, second, **options)) is fires


def test_steps_the_other_way_round_are_no_chain() -> None:
    assert ordered(step("0", "answer"), step("1", "ask", hours=1)) == []


def test_one_message_is_not_two_steps() -> None:
    assert ordered(step("1", "ask", "answer")) == []


@pytest.mark.parametrize(
    ("parent", "between", "fires"), [("1", 1, True), ("x", 0, True), ("x", 1, False), (None, 1, False)]
)
def test_a_reply_answers_the_step_before_or_comes_right_after_it(parent: str | None, between: int, fires: bool) -> None:
    others = [step(f"b{i}", "other", hours=0.5) for i in range(between)]
    assert bool(ordered(ASK, *others, step("2", "answer", hours=1, parent_id=parent), reply=True)) is fires


def test_a_reply_chain_also_heeds_authors() -> None:
    steps = ASK, step("2", "answer", hours=1, by="acme", parent_id="1"), step("3", "answer", hours=2, parent_id="1")
    [outcome] = fired(iter(ordered(*steps, reply=True, other_author=[1, 2])))
    assert shown(outcome) == [("1", "ask"), ("3", "answer")]
    [outcome] = fired(iter(ordered(*steps, reply=True, same_author=[1, 2])))
    assert shown(outcome) == [("1", "ask"), ("2", "answer")]


@pytest.mark.parametrize(
    ("order", "fires"), [(["answer", "stop"], True), (["stop", "answer"], False), (["answer"], True)]
)
def test_before_ends_the_chain_at_the_first_such_message(order: list[str], fires: bool) -> None:
    steps = [step(str(i), name, hours=i) for i, name in enumerate(["stop", "ask", *order])]
    assert bool(ordered(*steps, before="stop")) is fires


def test_before_does_not_allow_the_first_such_message_itself() -> None:
    assert not ordered(ASK, step("2", "answer", "stop", hours=1), before="stop")


def test_before_looks_at_the_first_such_message_of_the_thread_only() -> None:
    later = step("3", "ask", hours=2), step("4", "answer", hours=3), step("5", "stop", hours=4)
    assert not ordered(ASK, step("2", "stop", hours=1), *later, before="stop")


def test_all_chains_of_a_thread_are_one_finding() -> None:
    steps = ASK, step("2", "ask", hours=1), step("3", "answer", hours=2), step("4", "answer", hours=3)
    [outcome] = fired(iter(ordered(*steps)))
    assert outcome.count == 2
    assert shown(outcome) == [("1", "ask"), ("3", "answer"), ("2", "ask")]


def test_a_dead_end_for_one_author_is_none_for_another() -> None:
    steps = (
        step("1", "a", by="x"),
        step("2", "a", by="y"),
        step("3", "b", by="y"),
        step("4", "c", by="z"),
        step("5", "b", by="x"),
    )
    [outcome] = fired(iter(ordered(*steps, names=("a", "b", "c"), same_author=[1, 2])))
    assert shown(outcome) == [("2", "a"), ("3", "b"), ("4", "c")]


def test_without_times_a_window_cannot_be_judged() -> None:
    steps = ASK, step("2", "answer", hours=None)
    assert reasons(ordered(*steps, within="1h")) == ["no_timestamp"]
    assert fired(iter(ordered(*steps)))
    timed = step("3", "ask", hours=1), step("4", "answer", hours=1.5)
    [outcome] = fired(iter(ordered(step("0", "ask", hours=None), *timed, within="1h")))
    assert shown(outcome) == [("3", "ask"), ("4", "answer")]


def test_what_it_refers_to_includes_what_it_must_come_before() -> None:
    from socaudit import correlations  # noqa: PLC0415

    spec = correlations.REGISTRY["ordered"].spec.model_validate({"steps": ["a", "b"], "before": "c"})
    assert list(spec.references()) == ["a", "b", "c"]


OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "same_author": st.sampled_from([[1, 2], [2, 3], [1, 3]]),
        "other_author": st.sampled_from([[1, 2], [2, 3], [1, 3]]),
        "before": st.just("stop"),
        "within": st.integers(1, 12).map("{}h".format),
        "reply": st.booleans(),
    },
)
TURN = st.tuples(
    st.integers(0, 3),
    st.sampled_from("xyz"),
    st.sets(st.sampled_from(["a", "b", "c", "stop"]), max_size=2),
    st.integers(0, 9),
)


@given(st.lists(TURN, max_size=9), OPTIONS)
def test_it_agrees_with_trying_every_chain(seen: list[tuple[int, str, set[str], int]], options: dict[str, Any]) -> None:
    steps, hours = [], 0
    for place, (later, by, names, parent) in enumerate(seen):
        hours += later
        answered = str(parent) if parent < place else None
        steps.append(step(str(place), *sorted(names), hours=hours, by=by, parent_id=answered))
    expected = [chain for start in range(len(steps)) for chain in _first(steps, start, options)]
    outcomes = ordered(*steps, names=("a", "b", "c"), **options)
    assert not any(isinstance(outcome, Unjudged) for outcome in outcomes)
    pairs = dict.fromkeys((str(i), name) for chain in expected for i, name in zip(chain, "abc", strict=True))
    assert [shown(outcome) for outcome in outcomes] == ([list(pairs)] if pairs else [])


def _first(steps: list[Step], start: int, options: dict[str, Any]) -> Iterator[tuple[int, ...]]:
    """Yield the first chain from a start, if there is one."""
    for rest in combinations(range(start + 1, len(steps)), 2):
        chain = (start, *rest)
        if _fits([steps[i] for i in chain], chain, steps, options):
            yield chain
            return


def _fits(chain: list[Step], places: tuple[int, ...], steps: list[Step], options: dict[str, Any]) -> bool:
    if not all(name in one.matches for one, name in zip(chain, "abc", strict=True)):
        return False
    for option, same in (("same_author", True), ("other_author", False)):
        if option in options:
            one, other = (chain[place - 1].author for place in options[option])
            if (one == other) is not same:
                return False
    if "before" in options and any("stop" in s.matches for s in steps[places[0] + 1 : places[-1]]):
        return False
    assert chain[0].at
    assert chain[-1].at
    if "within" in options and (chain[-1].at - chain[0].at).total_seconds() > 3600 * int(options["within"][:-1]):
        return False
    return not options.get("reply") or all(
        later == earlier + 1 or steps[later].turn.facts.parent_id == steps[earlier].turn.facts.id
        for earlier, later in pairwise(places)
    )


@cache
def _flood(*cycle: str) -> tuple[Step, ...]:
    return tuple(step(str(i), cycle[i % len(cycle)], hours=i / 100) for i in range(20_000))


@pytest.mark.parametrize(
    ("cycle", "names", "options"),
    [
        (["a"], ("a", "b"), {}),
        (["a"], ("a", "b"), {"within": "7d"}),
        (["a"], ("a", "b"), {"reply": True}),
        (["a", "b"], ("a", "b"), {"other_author": [1, 2]}),
        (["a", "b"], ("a", "b"), {"other_author": [1, 2], "within": "7d"}),
        (["a", "b", "c"], ("a", "b", "c", "d"), {}),
        (["a", "b", "c"], ("a", "b", "c", "d"), {"same_author": [1, 4]}),
        (["a", "b", "c"], ("a", "b", "c"), {"other_author": [1, 3]}),
        (["a", "b"], ("a",) * 6 + ("c",), {}),
    ],
)
def test_a_thread_of_20_000_turns_without_a_last_step_is_read_once(
    cycle: list[str], names: tuple[str, ...], options: dict[str, Any]
) -> None:
    assert ordered(*_flood(*cycle), names=names, **options) == []
