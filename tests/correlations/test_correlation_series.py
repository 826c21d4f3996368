from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import judge, reasons
from pydantic import ValidationError

from builders import fired, group, shown, step

LATE = [step(str(i), "late", hours=24 * i, by=f"person_{i}") for i in range(5)]


def series(*steps: Any, **options: Any) -> Any:
    return judge("series", group(*steps), **({"of": "late", "days": 4, "within": "7d"} | options))


@pytest.mark.parametrize(
    ("options", "fires"),
    [
        ({}, True),
        ({"days": 5, "authors": 5}, True),
        ({"days": 6}, False),
        ({"authors": 6}, False),
        ({"within": "3d"}, True),
        ({"within": "71h"}, False),
    ],
)
def test_each_option_asks_for_more(options: dict[str, Any], fires: bool) -> None:
    assert bool(series(*LATE, **options)) is fires


def test_one_insistent_person_is_one_author() -> None:
    steps = [step(str(i), "late", hours=24 * i) for i in range(5)]
    assert series(*steps, authors=2) == []
    assert series(*steps)


def test_messages_without_an_author_are_each_their_own() -> None:
    assert series(*(step(str(i), "late", hours=24 * i, by=None) for i in range(4)), authors=4)


def test_each_name_recurs_by_itself() -> None:
    mixed = [step(str(i), "late" if i % 2 else "lost", hours=24 * i) for i in range(6)]
    assert series(*mixed, of=["late", "lost"]) == []
    outcomes = fired(iter(series(*mixed, of=["late", "lost"], days=3, within="4d")))
    assert [(one.key, one.count, one.kinds) for one in outcomes] == [("late", 3, ("late",)), ("lost", 3, ("lost",))]


def test_messages_without_a_time_are_no_day() -> None:
    assert reasons(series(*LATE[:3], step("x", "late", hours=None))) == ["no_timestamp"]
    assert fired(iter(series(*LATE, step("x", "late", hours=None))))


def test_a_group_that_grows_keeps_its_first_message() -> None:
    for size in range(4, 6):
        [outcome] = fired(iter(series(*LATE[:size])))
        assert shown(outcome)[0] == ("0", "late")


@pytest.mark.parametrize("options", [{"days": 2}, {"within": "7d"}])
def test_a_series_needs_days_and_a_time(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="Field required"):
        judge("series", group(), of="late", **options)


SEEN = st.lists(st.tuples(st.integers(0, 90), st.sampled_from("abc")), max_size=14)


@given(SEEN, st.integers(1, 3), st.integers(2, 3), st.integers(1, 50))
def test_windows_agree_with_looking_from_every_message(
    seen: list[tuple[int, str]], authors: int, days: int, hours: int
) -> None:
    late = sorted(seen)
    steps = [step(str(i), "late", hours=h, by=by) for i, (h, by) in enumerate(late)]
    expected: list[str] = []
    for start, (first, _) in enumerate(late):
        window = [(h, by, str(i)) for i, (h, by) in enumerate(late) if i >= start and h - first <= hours]
        if len({by for _, by, _ in window}) >= authors and len({(9 + h) // 24 for h, _, _ in window}) >= days:
            expected += [identity for _, _, identity in window if identity not in expected]
    outcomes = fired(iter(series(*steps, authors=authors, days=days, within=f"{hours}h")))
    assert [[i for i, _ in shown(outcome)] for outcome in outcomes] == ([expected] if expected else [])


@given(SEEN, st.tuples(st.integers(0, 90), st.sampled_from("abc")))
def test_one_more_message_never_takes_a_finding_away(seen: list[tuple[int, str]], more: tuple[int, str]) -> None:
    def judged(entries: list[tuple[int, str]]) -> Any:
        steps = [step(str(i), "late", hours=h, by=by) for i, (h, by) in enumerate(sorted(entries))]
        return series(*steps, days=2, authors=2, within="2d")

    assert not judged(seen) or judged([*seen, more])
