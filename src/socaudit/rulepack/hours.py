"""Service hours: when the company answers, as the configuration says; time outside them is nobody's delay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field

from socaudit.rulepack.schema import Listed, Spec

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = rf"(?:{'|'.join(_WEEK)})"
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"
# From so long on, nobody asks how much of it was a night.
_LONGEST = timedelta(days=366)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        advice = "write one such as Europe/London, or install the zones' data (tzdata)"
        raise ValueError(f"{name!r} is no time zone that this machine knows; {advice}") from None
    return name


def _opens_first(span: str) -> str:
    opens, closes = span.split("-")
    if closes <= opens:
        raise ValueError(f"{span} ends before it begins; over midnight, write two: up to 24:00, from 00:00")
    return span


Days = Annotated[str, Field(pattern=rf"^{_DAY}(?:-{_DAY})?$")]
Span = Annotated[str, Field(pattern=rf"^{_CLOCK}-(?:{_CLOCK}|24:00)$"), AfterValidator(_opens_first)]


class Hours(Spec):
    """The hours of each day of a week, by the clock of a time zone, and days on which nobody answers."""

    zone: Annotated[str, AfterValidator(_zone)]
    open: Annotated[dict[Days, Listed[Span]], Field(min_length=1)]
    closed: tuple[date, ...] = ()

    def between(self, begun: datetime, ended: datetime) -> timedelta:
        """Return how long the company was there between two times; beyond a year, the time itself."""
        if ended - begun > _LONGEST:
            return ended - begun
        zone = ZoneInfo(self.zone)
        first, last = begun.astimezone(zone), ended.astimezone(zone)
        days = (first.date() + timedelta(days=ahead) for ahead in range((last.date() - first.date()).days + 1))
        # Instants, not clocks: a night in which clocks change is an hour longer or shorter.
        shifts = ((opens.timestamp(), closes.timestamp()) for day in days for opens, closes in self._shifts(day, zone))
        seconds, until = 0.0, begun.timestamp()
        for opens, closes in sorted(shifts):
            # Two lines may name one hour: the days of the week, and one of them once more.
            start, stop = max(opens, until), min(closes, ended.timestamp())
            seconds += max(0.0, stop - start)
            until = max(until, stop)
        return timedelta(seconds=seconds)

    def _shifts(self, day: date, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
        if day in self.closed:
            return
        midnight = datetime.combine(day, time(), zone)
        for days, spans in self.open.items():
            if _covers(days, day.weekday()):
                for span in spans:
                    opens, closes = (midnight + _since_midnight(clock) for clock in span.split("-"))
                    yield opens, closes


def _covers(days: str, weekday: int) -> bool:
    first, last = (_WEEK.index(day) for day in (days[:3], days[-3:]))
    return first <= weekday <= last if first <= last else not last < weekday < first


def _since_midnight(clock: str) -> timedelta:
    hours, minutes = clock.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))
