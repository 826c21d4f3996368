from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import judge, reasons
from pydantic import ValidationError

from builders import fired, group, hit, shown, step
from socaudit.correlations import Step


def said(identity: str, *, value: str = "v", thread: str = "t", about: str = "", **changes: Any) -> Step:
    made = step(identity, "late", hits=[hit(hash=value)], **changes)
    return replace(made, turn=replace(made.turn, thread_id=thread), issues=frozenset(about.split()))


def distinct(*steps: Step, **options: Any) -> Any:
    return judge("distinct", group(*steps), of="late", **options)


PLAIN = [said("0"), said("1", hours=1), said("2", hours=30)]


@pytest.mark.parametrize(
    ("what", "steps"),
    [
        ("values", [said(str(i), value=str(i)) for i in range(3)]),
        ("authors", [said(str(i), by=f"p{i}") for i in range(3)]),
        ("threads", [said(str(i), thread=str(i)) for i in range(3)]),
        ("days", [said(str(i), hours=24 * i) for i in range(3)]),
        ("issues", [said(str(i), about=f"i{i}") for i in range(3)]),
    ],
)
def test_so_many_different_ones_must_come_together(what: str, steps: list[Step]) -> None:
    [outcome] = fired(iter(distinct(*steps, **{what: 3})))
    assert (outcome.count, outcome.key, outcome.kinds) == (3, "late", ("late",))
    assert distinct(*steps, **{what: 4}) == []
    assert distinct(*PLAIN, **{what: 3}) == []


def test_all_that_is_named_must_differ() -> None:
    steps = [said(str(i), by=f"p{i}", value=str(i % 2)) for i in range(4)]
    assert distinct(*steps, authors=4, values=2)
    assert distinct(*steps, authors=4, values=3) == []


def test_values_of_one_selector_are_told_apart_by_themselves() -> None:
    def answering(identity: str, answer: str) -> Step:
        return step(identity, "late", hits=[hit("topic", hash=identity), hit("answer", hash=answer)])

    same, other = [answering("0", "3 days"), answering("1", "3 days")], answering("2", "ten days")
    assert distinct(*same, values=2)
    assert distinct(*same, values={"answer": 2}) == []
    assert distinct(*same, other, values={"answer": 2})
    assert distinct(*same, other, values={"answer": 2, "topic": 4}) == []


def test_a_thread_that_raises_several_issues_counts_for_none() -> None:
    assert distinct(said("0", about="billing"), said("1", about="billing outage"), issues=2) == []
    assert distinct(said("0", about="billing"), said("1", about="outage"), issues=2)


def test_several_names_are_one_thing() -> None:
    steps = step("0", "late", by="a"), step("1", "lost", hours=1, by="b"), step("2", "other", hours=2, by="c")
    [outcome] = fired(iter(judge("distinct", group(*steps), of=["late", "lost"], authors=2)))
    assert shown(outcome) == [("0", "late"), ("1", "lost")]


def test_within_asks_them_to_come_together_in_time() -> None:
    steps = [said(str(i), hours=10 * i, by=f"p{i}") for i in range(3)]
    assert distinct(*steps, authors=3, within="20h")
    assert distinct(*steps, authors=3, within="19h") == []
    assert reasons(distinct(*steps[:2], said("x", hours=None, by="p9"), authors=3, within="20h")) == ["no_timestamp"]
    assert distinct(*steps[:2], said("x", hours=None, by="p9"), authors=3)


def test_what_must_differ_has_to_be_said() -> None:
    with pytest.raises(ValidationError, match="say what must differ"):
        distinct()


SEEN = st.lists(st.tuples(st.integers(0, 60), st.sampled_from("abc"), st.sampled_from("vw")), max_size=10)


@given(SEEN, st.integers(2, 3), st.integers(1, 40))
def test_windows_agree_with_looking_from_every_message(
    seen: list[tuple[int, str, str]], authors: int, hours: int
) -> None:
    ordered = sorted(seen)
    steps = [said(str(i), hours=h, by=by, value=value) for i, (h, by, value) in enumerate(ordered)]
    expected: list[str] = []
    for start, (first, _, _) in enumerate(ordered):
        window = [(i, by, value) for i, (h, by, value) in enumerate(ordered) if i >= start and h - first <= hours]
        if len({by for _, by, _ in window}) >= authors and len({value for _, _, value in window}) >= 2:
            expected += [str(i) for i, _, _ in window if str(i) not in expected]
    outcomes = fired(iter(distinct(*steps, authors=authors, values=2, within=f"{hours}h")))
    assert [[i for i, _ in shown(outcome)] for outcome in outcomes] == ([expected] if expected else [])


@given(SEEN, st.tuples(st.integers(0, 60), st.sampled_from("abc"), st.sampled_from("vw")))
def test_one_more_message_never_takes_a_finding_away(seen: list[Any], more: Any) -> None:
    def judged(entries: list[Any]) -> Any:
        steps = [said(str(i), hours=h, by=by, value=value) for i, (h, by, value) in enumerate(sorted(entries))]
        return distinct(*steps, authors=2, values=2, within="20h")

    assert not judged(seen) or judged([*seen, more])


def test_a_flood_from_one_account_is_read_once() -> None:
    steps = [said(str(i), hours=i / 100) for i in range(6_000)]
    assert distinct(*steps, authors=2, within="7d") == []
