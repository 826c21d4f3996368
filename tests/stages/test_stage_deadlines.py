from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import START
from socaudit.stages.deadlines import latest_deadline

# The start is a Monday, 9:00; a day has ended everywhere twelve hours after its last.
NOON = START.replace(hour=12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("you will hear from us within 24 hours", START + timedelta(hours=24)),
        ("back in 3-5 days, or in an hour", START + timedelta(days=5)),
        ("In The Next 3 to 5 working days", START + timedelta(days=9)),
        ("within ten business days", START + timedelta(days=16)),
        ("in a couple of weeks", START + timedelta(weeks=2)),
        ("within the next few minutes", START + timedelta(minutes=5)),
        ("within two more months", START + timedelta(days=62)),
        ("we'll ring you today", NOON + timedelta(days=1)),
        ("by close of play", NOON + timedelta(days=1)),
        ("tomorrow at the latest", NOON + timedelta(days=2)),
        ("by Wednesday", NOON + timedelta(days=3)),
        ("by Monday", NOON + timedelta(days=8)),
        ("next Sunday", NOON + timedelta(days=14)),
        ("by the end of the week", NOON + timedelta(days=7)),
        ("early next week", NOON + timedelta(days=14)),
        ("tomorrow or within 24 hours", NOON + timedelta(days=2)),
    ],
)
def test_a_time_is_read_as_late_as_it_can_be_meant(text: str, expected: datetime) -> None:
    assert latest_deadline(text, START) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "we are looking into it",
        "it came in 2 boxes",
        "24 hours ago",
        "Sunday roast",
        "last week",
        "in 24 hours ago",
    ],
)
def test_what_names_no_time_to_come_is_no_deadline(text: str) -> None:
    assert latest_deadline(text, START) is None


def test_without_knowing_when_it_was_said_nobody_can_tell() -> None:
    assert latest_deadline("within 24 hours", None) is None


def test_a_time_beyond_the_calendar_is_none() -> None:
    assert latest_deadline("within 999 months", datetime.max.replace(tzinfo=START.tzinfo)) is None


@given(st.text(st.sampled_from("in 123 days by fri-to of"), max_size=40))
def test_a_deadline_lies_ahead(text: str) -> None:
    found = latest_deadline(text, START)
    assert found is None or found >= START
