"""Time stamps of the networks as aware UTC datetimes."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta, timezone, tzinfo

NAIVE = "times without a zone read as UTC"
UNREADABLE = "times that could not be read or cannot be right"

# Before the first of these networks, and so far ahead that no export can mean it.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_X_DATE_PARTS = 6


def read_time(
    text: str, counts: Counter[str], *, pattern: str | None = None, zone: tzinfo | None = None
) -> datetime | None:
    """Return a time stamp as UTC, None where it is absent, unreadable or absurd; counts what to note.

    Args:
        text: ISO 8601, with ` UTC` for a zone too, X's `Tue Mar 19 14:05:17 +0000 2019`, or what `pattern` describes.
        counts: where naive and unreadable times are counted.
        pattern: format in the words of `datetime.strptime`.
        zone: zone of times that do not name theirs; UTC, with a note, if None.
    """
    text = text.strip()
    if not text:
        return None
    try:
        moment = datetime.strptime(text, pattern) if pattern else _known(text)  # noqa: DTZ007 (zone comes next)
        if moment.tzinfo is None:
            if zone is None:
                counts[NAIVE] += 1
            moment = moment.replace(tzinfo=zone or UTC)
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        counts[UNREADABLE] += 1
        return None
    if not EARLIEST <= moment < LATEST:
        counts[UNREADABLE] += 1
        return None
    return moment


def read_seconds(value: object, counts: Counter[str]) -> datetime | None:
    """Return seconds since 1970, a number or a string of one, as UTC; None, counted, where they are absurd."""
    if isinstance(value, bool) or value in (None, "", 0):
        return None
    try:
        moment = datetime.fromtimestamp(float(value), UTC) if isinstance(value, (int, float, str)) else LATEST
    except (ValueError, OverflowError, OSError):
        moment = LATEST
    if EARLIEST <= moment < LATEST:
        return moment
    counts[UNREADABLE] += 1
    return None


def read_milliseconds(value: object, counts: Counter[str]) -> datetime | None:
    """Return milliseconds since 1970, a number or a string of one, as UTC; None, counted, where they are absurd."""
    try:
        return read_seconds(int(value) / 1000 if isinstance(value, (int, str)) and value else value, counts)
    except (ValueError, OverflowError):
        counts[UNREADABLE] += 1
        return None


def _known(text: str) -> datetime:
    # No strptime: it is slow on millions of rows and its month names follow the locale.
    parts = text.split()
    if parts[-1] == "UTC":
        parts[-1] = "+00:00"
    if len(parts) != _X_DATE_PARTS:
        # X's archives before 2019 put a space before the offset.
        return datetime.fromisoformat(" ".join(parts[:2]) + "".join(parts[2:]))
    _, month, day, clock, offset, year = parts
    hour, minute, second = clock.split(":")
    return datetime(
        int(year),
        _MONTHS.index(month) + 1,
        int(day),
        int(hour),
        int(minute),
        int(second),
        tzinfo=_zone(offset),
    )


def _zone(offset: str) -> timezone:
    if offset == "+0000":
        return UTC
    sign = -1 if offset.startswith("-") else 1
    return timezone(sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5])))
