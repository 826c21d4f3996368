"""The findings in draft templates, for who writes them: what, where, why, and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from socaudit.model import Finding, Location, Report, RuleInfo
from socaudit.reporters._evidence import evidence
from socaudit.reporters._order import worst_first
from socaudit.reporters._page import GUTTER, MARGIN, Page, severity_word
from socaudit.reporters._spots import address
from socaudit.reporters._text import counted

FINDINGS = 40
PLACES = 5
SAID = 400
TITLE = 100
NAME = 60
MORE = "use --output json for all"


def of_drafts(report: Report) -> bool:
    """Tell whether a report is about draft templates and nothing else."""
    return report.coverage.role_bases.keys() == {"template"}


def drafts_section(page: Page, report: Report) -> list[Text]:
    """Return the findings one by one, the worst first; a rule is explained where it comes up for the first time."""
    rules = {rule.id: rule for rule in report.rules}
    found = worst_first(report.findings)
    lines: list[Text] = []
    told: set[str] = set()
    for finding in found[:FINDINGS]:
        lines += [Text(), *_finding(page, finding)]
        if finding.rule_id not in told:
            lines += _explained(page, rules[finding.rule_id])
        told.add(finding.rule_id)
    if len(found) > FINDINGS:
        rest = f"and {counted(len(found) - FINDINGS, 'more finding')} ({MORE})"
        lines += [Text(), *page.paragraph(Text(rest, "dim"))]
    return lines[1:]


def drafts_advice(page: Page, report: Report) -> list[Text]:
    """Return how to go on from the findings."""
    if not report.findings:
        return []
    fired = {finding.rule_id for finding in report.findings}
    lines = [Text()]
    if any(rule.rewrites for rule in report.rules if rule.id in fired):
        lines += page.paragraph(Text("socaudit lint --fix rewrites what is safe to rewrite; --diff shows it first."))
    said = "Meant to be so? Say why in the template: socaudit: ignore[RULE] reason"
    return lines + page.paragraph(Text(said))


def _finding(page: Page, finding: Finding) -> list[Text]:
    """Return what is wrong, and where in which file."""
    said = Text.assemble((page.clean(finding.message, SAID), "bold"), f"  {page.clean(finding.rule_id)}")
    lines = page.paragraph(said, indent=GUTTER, first=severity_word(finding.severity))
    # Several words of one line are one thing to mend.
    places = [*{_line(place): place for place in reversed(finding.locations)}.values()][::-1]
    for place in places[:PLACES]:
        where = f"{page.clean(address(place))}  {page.squeeze(place.message_id, NAME)}"
        lines += [Text(" " * GUTTER + where, "dim"), *page.paragraph(evidence(page, place), indent=GUTTER + MARGIN)]
    more = len(places) - PLACES
    if more > 0:
        lines += page.paragraph(Text(f"and in {counted(more, 'more place')}", "dim"), indent=GUTTER)
    return lines


def _line(place: Location) -> tuple[str, int | None]:
    return str(place.source), place.region.line if place.region else None


def _explained(page: Page, rule: RuleInfo) -> Sequence[Text]:
    """Return why a rule is there, and what to do about its findings."""
    lines: list[Text] = []
    for label, text in (("Why", rule.why), ("Do", rule.fix)):
        first = Text(" " * (GUTTER - MARGIN) + label, "dim")
        lines += page.paragraph(Text(page.clean(text, SAID)), indent=GUTTER + len("Why  "), first=first)
    return lines
