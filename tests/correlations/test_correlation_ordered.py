from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from judging import judge, reasons
from pydantic import ValidationError

from builders import at, fired, group, shown, step
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


def test_unless_something_stands_between_the_first_step_and_the_last() -> None:
    done = step("d", "done", hours=1)
    later = step("2", "answer", hours=2), step("e", "done", hours=3)
    assert ordered(ASK, done, *later, unless="done") == []
    assert fired(iter(ordered(step("0", "done", hours=-1), ASK, *later, unless="done")))
    assert ordered(ASK, step("2", "answer", "done", hours=2), unless="done") == []


@pytest.mark.parametrize(("hours", "fires"), [(24, False), (25, True)])
def test_due_wants_the_second_step_after_the_time_that_the_first_names(hours: float, fires: bool) -> None:
    asked = promising(ASK, 24)
    assert bool(ordered(asked, step("2", "answer", hours=hours), due=True)) is fires
    assert ordered(ASK, step("2", "answer", hours=hours), due=True) == []
    assert reasons(ordered(asked, step("2", "answer", hours=None), due=True)) == ["no_timestamp"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"same_author": [1, 3]}, r"\[1, 3\] are not two of the 2 steps"),
        ({"other_author": [2, 2]}, "are not two of"),
        ({"names": tuple("abcd"), "same_author": [2, 3], "other_author": [1, 4]}, "cannot reach over"),
    ],
)
def test_pairs_that_cannot_be_compared_are_refused(options: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        ordered(**({"names": ("ask", "answer")} | options))


@pytest.mark.parametrize("authors", [2, 6_000])
def test_a_thread_of_6_000_turns_by_many_authors_is_read_once(authors: int) -> None:
    steps = [step(str(i), "ab"[i % 2], hours=i / 100, by=f"p{i % authors}") for i in range(6_000)]
    for options in ({"same_author": [2, 3]}, {"other_author": [2, 3]}, {"other_author": [1, 2], "same_author": [2, 3]}):
        assert ordered(*steps, names=("a", "b", "c"), within="7d", **options) == []


def test_what_it_refers_to_includes_what_it_must_come_before() -> None:
    from socaudit import correlations  # noqa: PLC0415

    spec = correlations.REGISTRY["ordered"].spec.model_validate({"steps": ["a", "b"], "before": "c"})
    assert list(spec.references()) == ["a", "b", "c"]


PAIRS = st.sampled_from([[1, 2], [2, 3], [1, 3], [1, 4], [2, 4], [4, 3]])
OPTIONS = st.fixed_dictionaries(
    {"names": st.sampled_from(["ab", "abc", "abca", "aabc"])},
    optional={
        "same_author": PAIRS,
        "other_author": PAIRS,
        "before": st.just("stop"),
        "unless": st.just("done"),
        "within": st.integers(1, 12).map("{}h".format),
        "reply": st.booleans(),
        "due": st.booleans(),
    },
)
TURN = st.tuples(
    st.integers(0, 3),
    st.sampled_from("xyz"),
    st.sets(st.sampled_from(["a", "b", "c", "a", "b", "stop", "done"]), max_size=2),
    st.integers(0, 9),
    st.none() | st.integers(0, 5),
)


@settings(max_examples=400)
@given(st.lists(TURN, max_size=10), OPTIONS)
def test_it_agrees_with_trying_every_chain(seen: list[Any], options: dict[str, Any]) -> None:
    names = tuple(options.pop("names"))
    steps, hours = [], 0
    for place, (later, by, held, parent, due) in enumerate(seen):
        hours += later
        answered = str(parent) if parent < place else None
        made = step(str(place), *sorted(held), hours=hours, by=by, parent_id=answered)
        steps.append(promising(made, None if due is None else hours + due))
    try:
        outcomes = ordered(*steps, names=names, **options)
    except ValidationError:
        reject()
    expected = [chain for start in range(len(steps)) for chain in _first(steps, start, names, options)]
    assert not any(isinstance(outcome, Unjudged) for outcome in outcomes)
    pairs = dict.fromkeys((str(i), name) for chain in expected for i, name in zip(chain, names, strict=True))
    assert [shown(outcome) for outcome in outcomes] == ([list(pairs)] if pairs else [])


def promising(one: Step, due: float | None) -> Step:
    """Return a step whose message names a time."""
    named = replace(one.turn.facts, due=None if due is None else at(due))
    return replace(one, turn=replace(one.turn, facts=named))


def _first(steps: list[Step], start: int, names: tuple[str, ...], options: dict[str, Any]) -> Iterator[tuple[int, ...]]:
    """Yield the first chain from a start, if there is one."""
    for rest in combinations(range(start + 1, len(steps)), len(names) - 1):
        chain = (start, *rest)
        if _fits([steps[i] for i in chain], chain, steps, names, options):
            yield chain
            return


def _fits(
    chain: list[Step], places: tuple[int, ...], steps: list[Step], names: tuple[str, ...], options: dict[str, Any]
) -> bool:
    if not all(name in one.matches for one, name in zip(chain, names, strict=True)):
        return False
    for option, same in (("same_author", True), ("other_author", False)):
        if option in options:
            one, other = (chain[place - 1].author for place in options[option])
            if (one == other) is not same:
                return False
    first = next(place for place, one in enumerate(steps) if names[0] in one.matches)
    for option, name, begun in (("before", "stop", first), ("unless", "done", places[0])):
        if option in options and any(name in s.matches for s in steps[begun + 1 : places[-1] + 1]):
            return False
    return _in_time(chain, options) and (
        not options.get("reply")
        or all(
            later == earlier + 1 or steps[later].turn.facts.parent_id == steps[earlier].turn.facts.id
            for earlier, later in pairwise(places)
        )
    )


def _in_time(chain: list[Step], options: dict[str, Any]) -> bool:
    begun, then, ended = chain[0].at, chain[1].at, chain[-1].at
    assert begun
    assert then
    assert ended
    promised = chain[0].turn.facts.due
    if options.get("due") and (promised is None or then <= promised):
        return False
    return "within" not in options or (ended - begun).total_seconds() <= 3600 * int(options["within"][:-1])


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
        (["a", "b"], ("a", "b", "c"), {"within": "7d"}),
        (["a", "b"], ("a", "b", "c"), {"unless": "b"}),
        (["a", "b"], ("a", "b", "c"), {"within": "7d", "same_author": [2, 3]}),
        (["a", "b"], ("a", "b", "c"), {"within": "7d", "other_author": [2, 3]}),
        (["a", "b", "c"], ("a", "b", "c"), {"within": "7d", "other_author": [2, 3]}),
        (["a", "b"], ("a", "b", "c"), {"within": "7d", "other_author": [1, 2], "same_author": [2, 3]}),
    ],
)
def test_a_thread_of_20_000_turns_without_a_last_step_is_read_once(
    cycle: list[str], names: tuple[str, ...], options: dict[str, Any]
) -> None:
    assert ordered(*_flood(*cycle), names=names, **options) == []
