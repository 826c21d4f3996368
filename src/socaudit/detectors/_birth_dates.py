"""Dates as people write them, brought to one form."""

from __future__ import annotations

import re

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_PARTS = re.compile(r"\d+|[a-z]{3,}")
_CENTURY = 100
_MONTHS_A_YEAR = 12
# Years of two digits up to here belong to this century.
_PIVOT = 25


def iso_date(text: str) -> str | None:
    """Return `YYYY-MM-DD` of a date with day, month and year, None where `text` is none.

    Day first where both orders are possible, as most of the world writes it.
    """
    parts = [part for part in _PARTS.findall(text.lower()) if part not in {"of"}]
    parts = [part for part in parts if part.isdecimal() or part[:3] in _MONTHS]
    if len(parts) != 3:  # noqa: PLR2004  # Day, month, year.
        return None
    named = [index for index, part in enumerate(parts) if not part.isdecimal()]
    if len(named) > 1:
        return None
    if named:
        month = _MONTHS.index(parts.pop(named[0])[:3]) + 1
        day, year = sorted(parts, key=len) if len(parts[0]) != len(parts[1]) else parts
        return _iso(int(year), month, int(day))
    if len(parts[0]) > 2:  # noqa: PLR2004  # A year of four digits comes first.
        return _iso(*map(int, parts))
    day, month = int(parts[0]), int(parts[1])
    if month > _MONTHS_A_YEAR:
        day, month = month, day
    return _iso(int(parts[2]), month, day)


def _iso(year: int, month: int, day: int) -> str:
    if year < _CENTURY:
        year += 2000 if year <= _PIVOT else 1900
    return f"{year:04d}-{month:02d}-{day:02d}"
