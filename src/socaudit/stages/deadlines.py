"""Deadlines: the latest time that a message names, so that a promise can be held against what followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta

_WORDS = dict(a=1, an=1, one=1, two=2, couple=2, three=3, four=4, few=5, five=5, six=6, seven=7, ten=10)  # noqa: C408
_UNITS = {
    "min": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "hr": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=31),
}
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
# "within 24 hours", "in the next 3-5 working days", "in a couple of weeks"; not "24 hours ago" nor "in 2 stores".
_SPAN = re.compile(
    r"\b(?:with)?in (?:the next |about |around |up to )?(?:a )?"
    rf"(?:{_NUMBER} ?(?:-|to|or) ?)?({_NUMBER}) (?:of |more |full )?"
    r"(working |business |week)?(min|hour|hr|day|week|month)(?:ute)?s?\b(?! ago)",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(today|tonight|this (?:morning|afternoon|evening)|close of (?:play|business)|"
    r"(?:end of|later) (?:the |this )?day|tomorrow|"
    r"(?:by|on|before|until|this|next|come) (mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:this|the) week(?:end)?|next week)\b",
    re.IGNORECASE,
)
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
# "Friday" ends when Friday has ended wherever the company may be.
_ANYWHERE = timedelta(hours=12)


def latest_deadline(text: str, at: datetime | None) -> datetime | None:
    """Return the latest time that a message names, read as late as it can be meant; None where it names none.

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
    for found in _DAY.finditer(text):
        said = found[1].casefold()
        ahead = 0
        if found[2]:
            ahead = (_WEEKDAYS.index(found[2].casefold()) - at.weekday() - 1) % 7 + 1 + 7 * said.startswith("next")
        elif said == "tomorrow":
            ahead = 1
        elif "week" in said:
            ahead = 6 - at.weekday() + 7 * said.startswith("next")
        yield datetime.combine(at.date() + timedelta(days=ahead + 1), time(), at.tzinfo) + _ANYWHERE
