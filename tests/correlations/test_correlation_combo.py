from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import judge, reasons
from pydantic import ValidationError

from builders import fired, group, hit, shown, step
from socaudit.correlations import Unjudged

KINDS = ["name", "phone", "town"]
PROFILE = [hit(field="author.name")]


def combo(*steps: Any, **options: Any) -> Any:
    return judge("combo", group(*steps), kinds=KINDS, **options)


def test_kinds_that_come_together_fire_with_the_first_of_each() -> None:
    steps = step("1", "name"), step("2", "name", "phone", hours=1), step("3", "phone", "town", hours=2)
    [outcome] = fired(iter(combo(*steps, min_kinds=3)))
    assert shown(outcome) == [("1", "name"), ("2", "phone"), ("3", "town")]
    assert (outcome.count, outcome.kinds, outcome.lowered) == (3, ("name", "phone", "town"), False)


@pytest.mark.parametrize(
    ("options", "fires"),
    [
        ({}, True),
        ({"min_kinds": 3}, False),
        ({"min_messages": 2}, True),
        ({"min_messages": 3}, False),
        ({"condition": "name and (phone or town)"}, True),
        ({"condition": "name and town"}, False),
        ({"condition": "2 of them"}, True),
        ({"condition": "name and not phone"}, False),
        ({"within": "5h"}, True),
        ({"within": "4h"}, False),
    ],
)
def test_each_option_asks_for_more(options: dict[str, Any], fires: bool) -> None:
    assert bool(combo(step("1", "name"), step("2", "phone", hours=5), **options)) is fires


def test_one_message_that_says_it_all_is_one_message() -> None:
    steps = step("1", *KINDS), step("2", *KINDS, hours=1)
    assert combo(*steps)
    assert combo(*steps, min_messages=2) == []


def test_the_profile_gives_a_kind_but_is_no_message() -> None:
    one = step("1", "name", hits=PROFILE)
    assert combo(one, step("2", "phone", hours=1))
    assert combo(one, step("2", "phone", hours=1), min_messages=2) == []
    assert combo(one, step("2", "phone", hours=1), step("3", "town", hours=2), min_messages=2)


def test_the_same_handle_on_two_networks_lowers_the_confidence() -> None:
    [outcome] = fired(iter(combo(step("1", "name"), step("2", "phone", hours=1, network="reddit"))))
    assert outcome.lowered


def test_two_people_on_two_networks_lower_nothing() -> None:
    [outcome] = fired(iter(combo(step("1", "name"), step("2", "phone", hours=1, by="lee", network="reddit"))))
    assert not outcome.lowered


def test_a_third_kind_from_a_second_network_that_was_known_already_lowers_nothing() -> None:
    steps = step("1", "name"), step("2", "phone", hours=1), step("3", "name", hours=2, network="reddit")
    assert not fired(iter(combo(*steps)))[0].lowered


def test_messages_without_a_time_cannot_fill_a_window() -> None:
    steps = step("1", "name"), step("2", "phone", hours=None)
    assert reasons(combo(*steps, within="7d")) == ["no_timestamp"]
    assert fired(iter(combo(*steps)))


def test_one_message_without_a_time_hides_no_finding() -> None:
    steps = step("0", "town", hours=None), step("1", "name"), step("2", "phone", hours=1)
    [outcome] = fired(iter(combo(*steps, within="7d")))
    assert outcome.kinds == ("name", "phone")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"kinds": ["name"]}, "at least 2"),
        ({"kinds": KINDS, "min_kinds": 4}, "only 3 kinds"),
        ({"kinds": KINDS, "condition": "name and"}, "expected a name"),
        ({"kinds": KINDS, "condition": "nam"}, "did you mean 'name'"),
    ],
)
def test_options_that_can_never_hold_are_refused(options: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        judge("combo", group(), **options)


@given(
    st.lists(st.tuples(st.integers(0, 40), st.sets(st.sampled_from(KINDS), max_size=2)), max_size=10),
    st.integers(1, 3),
    st.integers(1, 3),
    st.integers(1, 30),
)
def test_windows_agree_with_looking_from_every_message(
    seen: list[tuple[int, set[str]]], kinds: int, messages: int, hours: int
) -> None:
    ordered = sorted(seen, key=lambda entry: entry[0])
    steps = [step(str(i), *names, hours=h) for i, (h, names) in enumerate(ordered)]
    fires = False
    for start in range(len(ordered)):
        known: set[str] = set()
        adding = 0
        for h, names in ordered[start:]:
            if h - ordered[start][0] <= hours:
                adding += bool(names - known)
                known |= names
        fires |= len(known) >= kinds and adding >= messages
    outcomes = combo(*steps, min_kinds=kinds, min_messages=messages, within=f"{hours}h")
    assert bool(outcomes) is fires
    assert not any(isinstance(outcome, Unjudged) for outcome in outcomes)


def test_an_author_of_6_000_messages_in_one_window_is_read_once() -> None:
    steps = [step(str(i), "name", "phone", hours=i / 100) for i in range(6_000)]
    assert combo(*steps, min_kinds=3, within="7d") == []
