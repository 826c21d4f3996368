from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import judge, reasons
from pydantic import ValidationError

from builders import fired, group, shown, step

LATE = [step(str(i), "late", hours=24 * i, by=f"person_{i}") for i in range(5)]


def ids(count: int, name: str = "late", first: int = 0) -> list[tuple[str, str]]:
    return [(str(i), name) for i in range(first, first + count)]


@pytest.mark.parametrize(
    ("options", "fires"),
    [
        ({"min": 5}, True),
        ({"min": 6}, False),
        ({"min": 3, "within": "2d"}, True),
        ({"min": 3, "within": "47h"}, False),
    ],
)
def test_each_option_asks_for_so_many(options: dict[str, Any], fires: bool) -> None:
    assert bool(judge("count", group(*LATE), of="late", **options)) is fires


def test_it_fires_with_what_was_seen_in_full_windows_alone() -> None:
    hours = [0, 101, 102, 103, 104, 900]
    steps = [step(str(i), "late", hours=h) for i, h in enumerate(hours)]
    [outcome] = fired(iter(judge("count", group(*steps), of="late", min=3, within="3h")))
    assert (shown(outcome), outcome.count) == (ids(4, first=1), 4)
    assert (outcome.kinds, outcome.key) == (("late",), "late")


def test_names_are_counted_one_by_one_unless_together() -> None:
    steps = step("0", "late"), step("1", "lost", hours=1), step("2", "late", hours=2)
    [outcome] = fired(iter(judge("count", group(*steps), of=["late", "lost"])))
    assert shown(outcome) == [("0", "late"), ("2", "late")]
    [outcome] = fired(iter(judge("count", group(*steps), of=["late", "lost"], together=True, min=3)))
    assert shown(outcome) == [("0", "late"), ("1", "lost"), ("2", "late")]
    assert outcome.key == "late lost"


def test_messages_without_a_time_cannot_fill_a_window() -> None:
    steps = [step(str(i), "late", hours=None) for i in range(3)]
    assert reasons(judge("count", group(*steps), of="late", within="7d")) == ["no_timestamp"]


def test_messages_without_a_time_still_count_where_time_does_not_matter() -> None:
    steps = [step(str(i), "late", hours=None) for i in range(3)]
    assert fired(iter(judge("count", group(*steps), of="late", min=3)))[0].count == 3


def test_one_message_without_a_time_hides_no_finding() -> None:
    steps = [step("x", "late", hours=None), *LATE]
    [outcome] = fired(iter(judge("count", group(*steps), of="late", min=3, within="2d")))
    assert shown(outcome) == ids(5)


def test_a_group_that_grows_keeps_its_first_message() -> None:
    for size in range(3, 6):
        [outcome] = fired(iter(judge("count", group(*LATE[:size]), of="late", min=3, within="2d")))
        assert shown(outcome)[0] == ("0", "late")


def test_once_can_be_enough_but_never_is_not_counted() -> None:
    assert len(fired(iter(judge("count", group(LATE[0]), of="late", min=1)))) == 1
    with pytest.raises(ValidationError):
        judge("count", group(), of="late", min=0)


@given(
    st.lists(st.tuples(st.integers(0, 90), st.booleans()), max_size=14),
    st.integers(2, 4),
    st.integers(1, 50),
)
def test_windows_agree_with_looking_from_every_message(seen: list[tuple[int, bool]], least: int, hours: int) -> None:
    steps = [step(str(i), *["late"] * late, hours=h) for i, (h, late) in enumerate(sorted(seen))]
    late = [(h, str(i)) for i, (h, holds) in enumerate(sorted(seen)) if holds]
    expected: list[str] = []
    for start, (first, _) in enumerate(late):
        window = [identity for h, identity in late[start:] if h - first <= hours]
        if len(window) >= least:
            expected += [identity for identity in window if identity not in expected]
    outcomes = fired(iter(judge("count", group(*steps), of="late", min=least, within=f"{hours}h")))
    assert [[i for i, _ in shown(outcome)] for outcome in outcomes] == ([expected] if expected else [])


def test_a_flood_from_one_account_is_read_once() -> None:
    steps = [step(str(i), "late", hours=i / 100) for i in range(20_000)]
    [outcome] = fired(iter(judge("count", group(*steps), of="late", within="7d")))
    assert outcome.count == 20_000
