"""The report for people: verdict, findings, people, admissions and coverage, on a terminal or in a log."""

from __future__ import annotations

import io
from typing import TextIO

from rich.console import Console
from rich.text import Text

from socaudit.model import Report
from socaudit.reporters import REGISTRY, Layout
from socaudit.reporters._coverage import coverage_section
from socaudit.reporters._drafts import drafts_advice, drafts_section, of_drafts
from socaudit.reporters._findings import admissions_section, findings_section
from socaudit.reporters._order import by_rule
from socaudit.reporters._page import Page, is_coloured, page_for
from socaudit.reporters._people import people_section, threads_section
from socaudit.reporters._verdict import last_line, verdict_section


@REGISTRY.register("terminal")
def write_terminal(report: Report, stream: TextIO, layout: Layout) -> None:
    """Write `report` for a reader, in some 200 lines whatever its size.

    Lines break at the page's width, except those that name a message: they stay whole to be copied.
    """
    # Rich sets the lines in memory: it must not see the stream, whose environment and errors it has views on.
    drawn = io.StringIO()
    coloured = is_coloured(stream, layout)
    console = Console(
        file=drawn,
        force_terminal=coloured,
        color_system="standard" if coloured else None,
        no_color=not coloured,
        force_jupyter=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    for line in _lines(page_for(stream, layout, console), report):
        console.print(line, soft_wrap=True)
    stream.write(drawn.getvalue())


def _lines(page: Page, report: Report) -> list[Text]:
    groups = by_rule(report)
    if of_drafts(report):
        lines = drafts_section(page, report) + drafts_advice(page, report)
        return [*lines, *coverage_section(page, report), Text(), last_line(report, groups)]
    lines = verdict_section(page, report, groups)[1:]
    if groups:
        lines += findings_section(page, groups)
    lines += people_section(page, report)
    lines += threads_section(page, report)
    lines += admissions_section(page, report)
    lines += coverage_section(page, report)
    return [*lines, Text(), last_line(report, groups)]
