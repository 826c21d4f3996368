from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from socaudit.readers._times import NAIVE, UNREADABLE, read_time

MOMENT = datetime(2024, 3, 19, 14, 5, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Tue Mar 19 14:05:17 +0000 2024",
        "Tue Mar 19 09:05:17 -0500 2024",
        " Tue Mar 19 19:35:17 +0530 2024 ",
        "2024-03-19T14:05:17Z",
        "2024-03-19T15:05:17+0100",
        "2024-03-19 14:05:17+00:00",
        "2024-03-19 14:05:17 +0000",
        "2024-03-19 14:05:17 UTC",
        "20240319T140517Z",
    ],
)
def test_the_forms_of_the_networks_are_the_same_moment(text: str) -> None:
    counts: Counter[str] = Counter()
    assert (read_time(text, counts), counts) == (MOMENT, Counter())


def test_a_time_without_a_zone_is_utc_and_counted_unless_the_zone_is_given() -> None:
    counts: Counter[str] = Counter()
    assert read_time("2024-03-19 14:05:17", counts) == MOMENT
    assert counts == {NAIVE: 1}
    london = ZoneInfo("Europe/London")
    assert read_time("19.07.2024 15", counts, pattern="%d.%m.%Y %H", zone=london) == datetime(
        2024, 7, 19, 14, tzinfo=UTC
    )
    assert counts == {NAIVE: 1}


@pytest.mark.parametrize(
    "text",
    [
        "Tue Foo 19 14:05:17 +0000 2024",
        "Tue Mar 19 14:05 +0000 2024",
        "Tue Mar 19 14:05:17 +9900 2024",
        "Tue Mar 19 14:05:17 zero 2024",
        "a b c d e f",
        "1989-12-31T23:59:59Z",
        "2100-01-01T00:00:00Z",
        "0001-01-01T00:00:00+10:00",
        "1710857117",
        "\ud800",
    ],
)
def test_what_is_no_time_or_cannot_be_right_is_none_and_counted(text: str) -> None:
    counts: Counter[str] = Counter()
    assert (read_time(text, counts), counts) == (None, Counter({UNREADABLE: 1}))


def test_an_absent_time_is_not_worth_a_note() -> None:
    counts: Counter[str] = Counter()
    assert (read_time("  ", counts), counts) == (None, Counter())
