from __future__ import annotations

from typing import Any

import pytest

from builders import at, step
from socaudit.correlations import Step
from socaudit.model import Role, Visibility
from socaudit.stages.window import spelled, window, windows

BRAND: dict[str, Any] = {"role": Role.BRAND, "by": "acme"}
LEE: dict[str, Any] = {"role": Role.THIRD_PARTY, "by": "lee"}
ENDS = {"x": at(100)}


def thread(*later: Step) -> list[Step]:
    return [step("1", "hook"), *later]


def shown(*later: Step) -> tuple[float, bool, int]:
    """Return hours, whether the company answered, and how many others spoke."""
    steps = thread(*later)
    found = window(steps[0], steps, ENDS)
    assert found is not None
    return found.length.total_seconds() / 3600, found.answered_at is not None, len(found.others)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ([], (100, False, 0)),
        ([step("2", hours=5, **BRAND)], (5, True, 0)),
        ([step("2", hours=2, **LEE), step("3", hours=5, **BRAND)], (5, True, 1)),
        ([step("2", hours=2, **LEE), step("3", hours=3, **LEE), step("4", hours=5, **BRAND)], (5, True, 1)),
        ([step("2", hours=5, **BRAND), step("3", hours=6, **LEE)], (5, True, 0)),
        ([step("2", hours=2), step("3", hours=5, **BRAND)], (5, True, 0)),
        ([step("2", hours=2, visibility=Visibility.DIRECT, **BRAND)], (2, True, 0)),
        ([step("2", hours=2, visibility=Visibility.INTERNAL, **BRAND)], (100, False, 0)),
        ([step("2", hours=2, visibility=Visibility.DIRECT, **LEE)], (100, False, 0)),
        # Clocks differ: a reply is never before what it answers.
        ([step("2", hours=-1, **BRAND)], (0, True, 0)),
    ],
)
def test_a_window_is_open_until_the_company_answers(later: list[Step], expected: tuple[float, bool, int]) -> None:
    assert shown(*later) == expected


def test_who_spoke_is_named_as_in_the_rest_of_the_report() -> None:
    steps = thread(step("2", hours=1, **LEE))
    found = window(steps[0], steps, ENDS)
    assert found is not None
    assert [name.startswith("person-") for name in found.others] == [True]


@pytest.mark.parametrize("steps", [[step("1", hours=None)], [step("1"), step("2", hours=None, **BRAND)]])
def test_without_times_there_is_no_window(steps: list[Step]) -> None:
    assert window(steps[0], steps, ENDS) is None
    assert spelled(window(steps[0], steps, ENDS)) == "an unknown time"


@pytest.mark.parametrize(
    ("hours", "text"),
    [(0, "0 minutes"), (1 / 60, "1 minute"), (1.5, "90 minutes"), (2, "2 hours"), (26, "26 hours"), (72, "3 days")],
)
def test_the_length_is_told_in_the_unit_that_fits(hours: float, text: str) -> None:
    steps = thread(step("2", hours=hours, **BRAND))
    assert spelled(window(steps[0], steps, ENDS)) == text
    assert spelled(window(steps[0], steps[:1], {"x": at(hours)})) == f"more than {text}"


def test_each_thread_gives_one_window_from_its_first_hook_and_the_longest_comes_first() -> None:
    plain, first, again = step("1"), step("2", "hook", hours=1), step("3", "hook", hours=2)
    other = step("9", "hook", hours=3, network="reddit")
    threads = {("x", "t"): [plain, first, again, step("4", hours=4, **BRAND)], ("reddit", "t"): [other]}
    found = windows([plain, first, again, other], threads, frozenset({"hook"}), {"reddit": at(50)})
    assert [(w.message_id, w.length.total_seconds() / 3600) for w in found] == [("9", 47.0), ("2", 3.0)]


def test_the_companys_own_posts_open_nothing() -> None:
    reply = step("1", "hook", **BRAND)
    assert windows([reply], {("x", "t"): [reply]}, frozenset({"hook"}), {}) == ()
