"""Rows for spreadsheets, RFC 4180, in which no cell is a formula: https://owasp.org/www-community/attacks/CSV_Injection."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from socaudit.reporters._text import plain

# The wide forms count, too: some programs fold them.
_FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


def write_rows(stream: TextIO, rows: Iterable[Sequence[object]]) -> None:
    """Write rows with CRLF between them; None is an empty cell."""
    writer = csv.writer(stream)
    for row in rows:
        writer.writerow([_cell(value) for value in row])


def _cell(value: object) -> str:
    """Return a value as one line; what a spreadsheet would take for a formula begins with an apostrophe."""
    text = "" if value is None else plain(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
