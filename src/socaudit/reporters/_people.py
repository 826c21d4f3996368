"""The people and the threads that are most exposed, and what strangers could make of it, for the terminal report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from rich.text import Text

from socaudit.model import Exposure, Report, ScorePart
from socaudit.reporters._evidence import NAME
from socaudit.reporters._order import most_exposed, most_exposed_threads
from socaudit.reporters._page import GUTTER, Page, severity_word
from socaudit.reporters._text import counted, points, words

PEOPLE = 5
THREADS = 3
PARTS = 3
TITLE = 60


def people_section(page: Page, report: Report) -> list[Text]:
    """Return the people most exposed, and what their scores are made of."""
    if not report.exposure:
        return []
    lines = page.heading("People most exposed")[:-1]
    for person in most_exposed(report.exposure)[:PEOPLE]:
        shown = page.clean(", ".join(map(words, person.entity_types)), TITLE)
        head = Text.assemble(
            (page.squeeze(person.subject, NAME), "bold"),
            f", {points(person.score)} points in {counted(person.threads, 'thread')}",
            f": {shown}" if shown else "",
        )
        lines += [Text(), *page.paragraph(head, indent=GUTTER, first=severity_word(person.worst))]
        lines += page.paragraph(_sum(page, person.parts, report), indent=GUTTER)
        lines += [line for said in _dangers(page, person) for line in page.paragraph(Text(said), indent=GUTTER)]
    if len(report.exposure) > PEOPLE:
        left = f"and {len(report.exposure) - PEOPLE:,} more people"
        lines += [Text(), *page.paragraph(Text(left, "dim"), indent=GUTTER)]
    return lines


def threads_section(page: Page, report: Report) -> list[Text]:
    """Return the threads most exposed, and what the archive's score is made of."""
    if report.archive is None:
        return []
    lines = page.heading("Threads most exposed")[:-1]
    for thread in most_exposed_threads(report.threads)[:THREADS]:
        where = f"{page.clean(thread.network or '')} thread {page.clean(thread.thread_id or '')}"
        head = Text.assemble((where, "bold"), f", {points(thread.score)} points")
        lines += [Text(), *page.paragraph(head, indent=GUTTER, first=severity_word(thread.worst))]
        lines += page.paragraph(_sum(page, thread.parts, report), indent=GUTTER)
    head = Text.assemble(("The archive", "bold"), f", {points(report.archive.score)} points")
    lines += [Text(), *page.paragraph(head, indent=GUTTER, first=severity_word(report.archive.worst))]
    return lines + page.paragraph(_sum(page, report.archive.parts, report), indent=GUTTER)


def _sum(page: Page, parts: Sequence[ScorePart], report: Report) -> Text:
    """Return the largest summands of a score by their titles, and what the others come to."""
    titles = {rule.risk: rule.risk_title for rule in report.rules}
    shown = [
        f"{points(part.points)} for {page.clean(titles.get(part.risk, words(part.risk)), TITLE)} ({part.findings:,})"
        for part in parts[:PARTS]
    ]
    rest = parts[PARTS:]
    if rest:
        shown.append(f"{points(sum(part.points for part in rest))} for {counted(len(rest), 'other risk')}")
    return Text(" + ".join(shown), "dim")


def _dangers(page: Page, person: Exposure) -> Iterator[str]:
    """Yield what a stranger could answer in a person's place, and how long one could have been first to reply."""
    if person.checks:
        asked = ", ".join(page.clean(check.question, TITLE) for check in person.checks)
        yield f"A stranger could answer: {asked}."
    if person.windows:
        longest = max(person.windows, key=lambda window: (len(window.others) > 0, window.length))
        hours = longest.length / timedelta(hours=1)
        still = "" if longest.answered_at else ", as far as the export goes"
        spoke = f"; {counted(len(longest.others), 'other account')} spoke meanwhile" if longest.others else ""
        yield f"Without a reply for {hours:,.1f} hours{still}{spoke}."
