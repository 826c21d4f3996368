from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from socaudit.rulepack.hours import Hours

WEEK = {"mon-fri": "09:00-17:00", "sat": ["10:00-12:00", "13:00-15:00"]}
LONDON = Hours.model_validate({"zone": "Europe/London", "open": WEEK, "closed": ["2026-03-04"]})


def london(day: int, hour: int = 0, *, month: int = 3) -> datetime:
    """Return a time of 2026 by UTC, which is London's until 29 March; 2 March is a Monday."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("begun", "ended", "hours"),
    [
        (london(2, 10), london(2, 16), 6),
        (london(2, 16), london(3, 10), 2),
        (london(2, 20), london(2, 22), 0),
        (london(2, 6), london(2, 23), 8),
        (london(3, 16), london(5, 10), 2),  # Wednesday is closed.
        (london(6, 16), london(7, 14), 4),
        (london(6, 16), london(9, 10), 6),
        (london(2), london(9), 36),
        (london(2, 10), london(2, 10), 0),
    ],
)
def test_only_hours_in_which_the_company_answers_count(begun: datetime, ended: datetime, hours: float) -> None:
    assert LONDON.between(begun, ended) == timedelta(hours=hours)


def test_an_hour_that_two_lines_name_counts_once() -> None:
    twice = Hours.model_validate({"zone": "Europe/London", "open": {"mon-fri": "08:00-20:00", "mon": "09:00-20:00"}})
    assert twice.between(london(2, 9), london(2, 12)) == timedelta(hours=3)


def test_the_clock_is_that_of_the_zone_also_when_it_changes() -> None:
    # Nine in London is eight by UTC in summer.
    assert LONDON.between(london(30, 8), london(30, 9)) == timedelta(hours=1)
    nights = Hours.model_validate({"zone": "Europe/London", "open": {"sun": "00:00-24:00"}})
    assert nights.between(london(28), london(31)) == timedelta(hours=23)


def test_days_run_over_the_end_of_the_week() -> None:
    hours = Hours.model_validate({"zone": "UTC", "open": {"sat-mon": "09:00-10:00"}})
    assert [hours.between(london(day), london(day + 1)) for day in range(2, 9)] == [
        timedelta(hours=lasted) for lasted in (1, 0, 0, 0, 0, 1, 1)
    ]


def test_years_are_not_counted_by_the_hour() -> None:
    begun, ended = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
    assert LONDON.between(begun, ended) == ended - begun


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Europe/Lundon"},
        {"zone": "../etc"},
        {"open": {}},
        {"open": {"weekdays": "09:00-17:00"}},
        {"open": {"mon": "9-17"}},
        {"open": {"mon": "22:00-06:00"}},
        {"closed": ["Christmas"]},
    ],
)
def test_hours_that_nobody_understands_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Hours.model_validate({"zone": "UTC", "open": WEEK} | wrong)
