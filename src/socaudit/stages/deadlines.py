"""Deadlines: the latest time that a message names, so that a promise can be held against what followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta

_WORDS = dict(a=1, an=1, the=1, one=1, two=2, couple=2, three=3, four=4, few=5, five=5, six=6, seven=7, ten=10)  # noqa: C408
_UNITS = {
    "min": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "hr": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=31),
}
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
# "within 24 hours", "allow 3-5 working days", "within the hour"; not "24 hours ago" nor "in 2 stores".
_SPAN = re.compile(
    r"\b(?:(?:with|over )?in|inside|allow(?: up to)?|give (?:it|us|me)|takes?|up to|another)"
    r"(?: (?:the|it|us|about|around|up|to|next))*? (?:a )?"
    rf"(?:{_NUMBER} ?(?:-|to|or) ?)?({_NUMBER})[ -]?(?:of |more |full )?"
    r"(working |business |week)?(min|hour|hr|day|week|month)(?:ute)?s?\b(?! ago)",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(today|tonight|this (?:morning|afternoon|evening)|close of (?:play|business)|"
    r"(?:end of|later) (?:the |this )?day|tomorrow|tom+or+ow|tmrw|tmr|tmw|tomoz|2moro|"
    r"(?:by|on|before|until|this|next|come) (mon|tue|wed|thu|fri|sat|sun)(?:(?:s|nes|rs|ur)?day|s|rs|r)?|"
    r"(?:this|the) week(?:end)?|next week)\b",
    re.IGNORECASE,
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TOMORROW = ("tom", "tm", "2m")
# The hour at which a part of a day is over; "before noon", "by 3pm", "between 8 and 1".
_PARTS = {"morning": 12, "noon": 12, "midday": 12, "lunch": 14, "afternoon": 18, "close of": 18}
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])m\b|"
    r"\b(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)\b|"
    r"\bbetween \d{1,2} (?:and|&) (?P<until>\d{1,2})\b|\b(?P<part>morning|noon|midday|lunch|afternoon|close of)",
    re.IGNORECASE,
)
# "By 3pm" without a day is today's.
_BY_HOUR = re.compile(r"\b(?:by|before)(?: about| around)? \d{1,2}(?:[:.][0-5]\d)? ?[ap]m\b", re.IGNORECASE)
# How far from the day its hour may stand.
_NEAR = 24
# Clocks differ from UTC by what no export tells: a day that is promised is not over before this.
_STILL_TODAY = timedelta(hours=8)


def latest_deadline(text: str, at: datetime | None) -> datetime | None:
    """Return the latest time that a message names, by the clock of UTC; None where it names none.

    Args:
        text: folded.
        at: when the message was written; without it nobody can tell.
    """
    if at is None:
        return None
    try:
        return max((*_spans(text, at), *_days(text, at)), default=None)
    except OverflowError:
        return None


def _spans(text: str, at: datetime) -> Iterator[datetime]:
    for found in _SPAN.finditer(text):
        count, unit = found[1].casefold(), found[3].casefold()
        number = _WORDS[count] if count in _WORDS else int(count)
        if found[2]:
            # Between so many working days lie as many weekends as weeks begin, and one more.
            number += 2 * (number // 5 + 1)
        yield at + number * _UNITS[unit]


def _days(text: str, at: datetime) -> Iterator[datetime]:
    named = list(_DAY.finditer(text))
    for found in named:
        ahead = _days_ahead(found, at)
        hour = _hour(text[max(0, found.start() - _NEAR) : found.end() + _NEAR])
        yield _over(at, ahead, hour)
    if not named and (by := _BY_HOUR.search(text)):
        yield _over(at, 0, _hour(by[0]))


def _days_ahead(found: re.Match[str], at: datetime) -> int:
    said = found[1].casefold()
    if found[2]:
        weekday = _WEEKDAYS.index(found[2].casefold())
        return (weekday - at.weekday() - 1) % 7 + 1 + 7 * said.startswith("next")
    if said.startswith(_TOMORROW):
        return 1
    return 6 - at.weekday() + 7 * said.startswith("next") if "week" in said else 0


def _hour(near: str) -> timedelta | None:
    """Return the latest hour of a day that stands near its name, as time since midnight."""
    return max((_clock(found) for found in _CLOCK.finditer(near)), default=None)


def _clock(found: re.Match[str]) -> timedelta:
    if part := found["part"]:
        return timedelta(hours=_PARTS[part.casefold()])
    if found["until"]:
        until = int(found["until"])
        # Nobody calls between eight and one at night.
        return timedelta(hours=until + 12 * (until < 8))  # noqa: PLR2004  # eight in the morning
    if found["hour24"]:
        return timedelta(hours=int(found["hour24"]), minutes=int(found["minute24"]))
    afternoon = found["half"].casefold() == "p"
    return timedelta(hours=int(found["hour"]) % 12 + 12 * afternoon, minutes=int(found["minute"] or 0))


def _over(at: datetime, ahead: int, hour: timedelta | None) -> datetime:
    """Return when a day, so many days ahead, or the hour named with it, is over."""
    midnight = datetime.combine(at.date() + timedelta(days=ahead), time(), at.tzinfo)
    if hour is not None and midnight + hour > at:
        return midnight + hour
    return max(midnight + timedelta(days=1), at + ahead * timedelta(days=1) + _STILL_TODAY)
