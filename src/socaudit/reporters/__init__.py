"""What a report looks like from outside: one file per output format, chosen by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from socaudit.errors import UsageError
from socaudit.model import Report
from socaudit.registry import Registry
from socaudit.reporters._text import visible

__all__ = ["REGISTRY", "Layout", "Reporter", "visible", "write"]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a report for people is set: `width` in columns, `colour` or not; None asks the stream."""

    width: int | None = None
    colour: bool | None = None


# A reporter writes one whole report to a text stream; formats for machines ignore the layout.
Reporter = Callable[[Report, TextIO, Layout], None]

REGISTRY: Registry[Reporter] = Registry(__name__, "reporter")


def write(
    report: Report,
    output_format: str,
    stream: TextIO,
    *,
    width: int | None = None,
    colour: bool | None = None,
) -> None:
    """Write `report` to `stream` in the format of that name.

    Args:
        report: what the scan found; every finding's rule stands in `report.rules`.
        output_format: one of `REGISTRY.names()`.
        stream: an open text stream; its encoding and whether it is a terminal count.
        width: columns for formats that people read; None asks the terminal, or takes 80.
        colour: whether to use ANSI styles at all; None means on a terminal, unless NO_COLOR is set.

    Raises:
        UsageError: no reporter has that name.
    """
    try:
        reporter = REGISTRY[output_format]
    except KeyError:
        known = ", ".join(REGISTRY.names())
        raise UsageError(f"no report format is called {output_format!r}", hint=f"use one of: {known}") from None
    reporter(report, stream, Layout(width, colour))
