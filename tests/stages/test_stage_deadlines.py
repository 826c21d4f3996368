from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import START
from socaudit.stages.deadlines import latest_deadline

# The start is a Monday, 9:00; a day is over when the clock of UTC says so, but not within eight hours of the message.
MIDNIGHT = START.replace(hour=0) + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("you will hear from us within 24 hours", START + timedelta(hours=24)),
        ("you will hear from us within 24hrs, promise", START + timedelta(hours=24)),
        ("back in 3-5 days, or in an hour", START + timedelta(days=5)),
        ("In The Next 3 to 5 working days", START + timedelta(days=9)),
        ("within ten business days", START + timedelta(days=16)),
        ("in a couple of weeks", START + timedelta(weeks=2)),
        ("within the next few minutes", START + timedelta(minutes=5)),
        ("within two more months", START + timedelta(days=62)),
        ("expect it within the hour", START + timedelta(hours=1)),
        ("please allow up to 48 hours", START + timedelta(hours=48)),
        ("give it another 2 days", START + timedelta(days=2)),
        ("we'll ring you today", MIDNIGHT),
        ("by close of play", START.replace(hour=18)),
        ("back on by 3pm", START.replace(hour=15)),
        ("sorted this afternoon", START.replace(hour=18)),
        ("restored by 6.30pm tonight", START.replace(hour=18, minute=30)),
        ("tomorrow at the latest", MIDNIGHT + timedelta(days=1)),
        ("tmrw at the latest", MIDNIGHT + timedelta(days=1)),
        ("tomorrow morning", MIDNIGHT + timedelta(hours=12)),
        ("tomorrow between 8 and 1", MIDNIGHT + timedelta(hours=13)),
        ("before 17:30 tomorrow", MIDNIGHT + timedelta(hours=17.5)),
        ("by Wednesday", MIDNIGHT + timedelta(days=2)),
        ("on Weds", MIDNIGHT + timedelta(days=2)),
        ("by Monday", MIDNIGHT + timedelta(days=7)),
        ("next Sunday", MIDNIGHT + timedelta(days=13)),
        ("by the end of the week", MIDNIGHT + timedelta(days=6)),
        ("early next week", MIDNIGHT + timedelta(days=13)),
        ("tomorrow or within 24 hours", MIDNIGHT + timedelta(days=1)),
    ],
)
def test_the_latest_time_named_counts(text: str, expected: datetime) -> None:
    assert latest_deadline(text, START) == expected


@pytest.mark.parametrize("text", ["today", "by 8pm", "tonight by 9 pm"])
def test_late_in_the_day_a_promise_for_it_has_hours_left(text: str) -> None:
    late = START.replace(hour=22)
    assert latest_deadline(text, late) == late + timedelta(hours=8)


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
