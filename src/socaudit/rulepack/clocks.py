"""Legal clocks: deadlines as dated data, chosen by the day of the evidence."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from socaudit.rulepack.schema import DURATION, Cited, Duration, Spec, parse_duration

PREFIX = "clock:"
CLOCK_NAME = r"^[a-z][a-z0-9-]*$"
ClockName = Annotated[str, Field(pattern=CLOCK_NAME)]


class Period(Spec):
    """How long a legal clock runs, from the first day on which that was the law until the day before the last."""

    duration: Duration
    effective_from: date | None = None
    effective_until: date | None = None
    ref: Cited

    def covers(self, day: date) -> bool:
        """Tell whether this was the law on a day."""
        begun = self.effective_from is None or self.effective_from <= day
        return begun and (self.effective_until is None or day < self.effective_until)


class Clock(Spec):
    """A deadline that a law or regulator sets, and how long it was when."""

    title: str
    periods: tuple[Period, ...]

    def __repr__(self) -> str:
        """Say what it is where something else was wanted."""
        return "a legal clock"

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.periods:
            raise ValueError("a clock has at least one period: how long it is, and since when")
        for one, next_ in zip(self.periods, self.periods[1:], strict=False):
            if (
                one.effective_until is None
                or next_.effective_from is None
                or next_.effective_from < one.effective_until
            ):
                raise ValueError("periods stand in order and do not overlap: the next begins when the last has ended")
        return self


def _span(value: object) -> object:
    return value if isinstance(value, Clock) else parse_duration(value)


Span = Annotated[
    timedelta | Clock,
    BeforeValidator(_span, json_schema_input_type=Annotated[str, Field(pattern=rf"{DURATION}|^{PREFIX}")]),
]


def span_at(span: timedelta | Clock, at: datetime) -> timedelta | None:
    """Return how long a span is that begins at a time; None where no law set the clock on that day (UTC)."""
    if isinstance(span, timedelta):
        return span
    return next((period.duration for period in span.periods if period.covers(at.date())), None)
