from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from judging import judge, reasons
from pydantic import ValidationError

from builders import fired, group, shown, step
from socaudit import correlations
from socaudit.correlations import Step
from socaudit.model import Scope
from socaudit.rulepack.hours import Hours

ASKED = step("1", "ask")


def measure(*steps: Step, **options: Any) -> Any:
    return judge("measure", group(*steps), **options)


def latency(*steps: Step, **options: Any) -> Any:
    return measure(*steps, **({"latency": "reply", "after": "ask", "over": "6h"} | options))


@pytest.mark.parametrize(
    ("hours", "options", "fires"),
    [
        (6, {}, False),
        (6.1, {}, True),
        (23, {"up_to": "24h"}, True),
        (24, {"up_to": "24h"}, True),
        (25, {"up_to": "24h"}, False),
        (25, {"over": "24h"}, True),
    ],
)
def test_latency_lies_beyond_its_limit_and_within_its_tier(hours: float, options: dict[str, Any], fires: bool) -> None:
    outcomes = latency(ASKED, step("2", "reply", hours=hours), **options)
    assert [shown(outcome) for outcome in outcomes] == ([[("1", "ask"), ("2", "reply")]] if fires else [])


# The start is a Monday, nine by UTC.
OFFICE = Hours.model_validate({"zone": "UTC", "open": {"mon-fri": "09:00-17:00"}})


@pytest.mark.parametrize(
    ("open_hours", "office", "fires"), [(True, OFFICE, False), (True, None, True), (False, OFFICE, True)]
)
def test_a_night_is_no_latency_where_hours_count(open_hours: bool, office: Hours | None, fires: bool) -> None:
    steps = replace(group(step("1", "ask", hours=7), step("2", "reply", hours=25)), hours=office)
    options = {"latency": "reply", "after": "ask", "over": "6h", "open_hours": open_hours}
    assert bool(judge("measure", steps, **options)) is fires


def test_latency_is_that_of_the_first_reply_behind_the_first_question() -> None:
    later = step("2", "reply", hours=1), step("3", "ask", hours=2), step("4", "reply", hours=20)
    assert latency(ASKED, *later) == []
    assert latency(step("0", "reply", hours=-1), ASKED, step("2", "reply", hours=7))


@pytest.mark.parametrize("steps", [(), (ASKED,), (step("0", "reply"),), (step("1", "ask", "reply"),)])
def test_what_nobody_answered_has_no_latency(steps: tuple[Step, ...]) -> None:
    assert latency(*steps) == []


@pytest.mark.parametrize("untimed", [0, 1])
def test_latency_needs_both_times(untimed: int) -> None:
    hours = [None if place == untimed else 9 * place for place in range(2)]
    assert reasons(latency(step("1", "ask", hours=hours[0]), step("2", "reply", hours=hours[1]))) == ["no_timestamp"]


@pytest.mark.parametrize(
    ("options", "fires"), [({"over": 3}, True), ({"over": 4}, False), ({"over": 2, "up_to": 3}, False)]
)
def test_turns_are_the_messages_that_hold_any_of_the_names(options: dict[str, Any], fires: bool) -> None:
    steps = [step(str(i), "ask" if i % 2 else "reply", hours=i) for i in range(4)]
    outcomes = measure(*steps, step("x", "other", hours=9), turns=["ask", "reply"], **options)
    assert [outcome.count for outcome in outcomes] == ([4] if fires else [])


SENT = [step(str(i), "reply", *["moved"] * (i < 3), hours=i) for i in range(4)]


@pytest.mark.parametrize(
    ("options", "fires"),
    [
        ({"at_least": 0.75}, True),
        ({"at_least": 0.76}, False),
        ({"at_least": 0.75, "min": 4}, True),
        ({"at_least": 0.75, "min": 5}, False),
    ],
)
def test_a_share_is_part_of_those_among_which_it_is_looked_for(options: dict[str, Any], fires: bool) -> None:
    moved = step("x", "moved", hours=9)
    outcomes = measure(*SENT, moved, share="moved", among="reply", **options)
    assert [shown(outcome) for outcome in outcomes] == ([[(str(i), "moved") for i in range(3)]] if fires else [])


def test_a_share_of_nothing_is_none() -> None:
    assert measure(step("1", "moved"), share="moved", among="reply", at_least=1) == []
    assert measure(step("1", "reply"), share="moved", among="reply", at_least=0.01) == []


def test_copies_are_the_share_of_messages_that_another_one_repeats() -> None:
    worded = [replace(one, wording=wording) for one, wording in zip(SENT, ["a", "b", "a", ""], strict=True)]
    [outcome] = fired(iter(measure(*worded, copies="reply", at_least=0.6)))
    assert shown(outcome) == [("0", "reply"), ("2", "reply")]
    assert measure(*worded, copies="reply", at_least=0.7) == []
    assert measure(*worded, copies="reply", at_least=0.6, min=4) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "measure one of latency, turns, share, copies, not 0"),
        ({"turns": "a", "copies": "a", "over": 2}, "not 2"),
        ({"latency": "a", "over": "6h"}, "latency needs after"),
        ({"share": "a"}, "share needs among and at_least"),
        ({"turns": "a", "over": 3, "after": "b"}, "turns has no after"),
        ({"turns": "a", "over": "6h"}, "turns is compared with a number"),
        ({"latency": "a", "after": "b", "over": 6}, "latency is compared with a time such as 6h"),
        ({"turns": "a", "over": "six"}, "'six' is not a duration"),
    ],
)
def test_options_that_do_not_fit_the_number_are_refused(options: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        measure(**options)


@pytest.mark.parametrize(
    ("options", "scopes"),
    [
        ({"latency": "a", "after": "b", "over": "6h"}, {Scope.THREAD}),
        ({"turns": "a", "over": 3}, {Scope.THREAD, Scope.AUTHOR}),
        ({"share": "a", "among": "b", "at_least": 1}, {Scope.THREAD, Scope.AUTHOR, Scope.ARCHIVE}),
        ({"share": "a", "among": "b", "at_least": 1, "by": "issue"}, {Scope.ARCHIVE}),
        ({"copies": "a", "at_least": 1}, {Scope.ARCHIVE}),
    ],
)
def test_a_number_is_measured_where_it_means_something(options: dict[str, Any], scopes: set[Scope]) -> None:
    spec = correlations.REGISTRY["measure"].spec.model_validate(options)
    assert spec.works_at() == scopes
    assert spec.keeps() == ({"wording"} if "copies" in options else set())
    assert set(spec.references()) == {value for key, value in options.items() if value in ("a", "b") and key} | {
        name for key in ("turns", "share") for name in options.get(key, "")
    }
