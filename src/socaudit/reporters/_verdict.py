"""The start and the end of the terminal report: how bad it is, and what to do today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from socaudit.model import Finding, Location, Report, Severity
from socaudit.reporters._evidence import reference
from socaudit.reporters._order import FAMILIES, RuleGroup, families, worst_first
from socaudit.reporters._page import GUTTER, MARGIN, SEVERITY_STYLES, Page, severity_word
from socaudit.reporters._text import counted, moment, words

ACTIONS = 4
PLACES = 2
KINDS = 8
FIX = 220
TITLE = 60
_URGENCY = {
    Severity.CRITICAL: "Act today.",
    Severity.HIGH: "Act today.",
    Severity.MEDIUM: "Act this week.",
    Severity.LOW: "Nothing here is urgent.",
    Severity.INFO: "Nothing here is urgent.",
}


def verdict_section(page: Page, report: Report, groups: Sequence[RuleGroup]) -> list[Text]:
    """Return what is exposed, how bad it is, whether all was read, and what to do first."""
    lines = page.heading("Verdict")
    if groups:
        lines += page.paragraph(_exposed(report, groups), indent=GUTTER, first=severity_word(groups[0].worst))
        lines += [Text(), *_matrix(page, groups), Text(), *_kinds(page, report)]
    else:
        lines += page.paragraph(_nothing(report))
    return [*lines, *_completeness(page, report), *_actions(page, groups)]


def _exposed(report: Report, groups: Sequence[RuleGroup]) -> Text:
    people = len(report.exposure)
    exposed = f"; {counted(people, 'person is', 'people are')} exposed" if people else ""
    return Text.assemble(
        (f"{_URGENCY[groups[0].worst]} ", "bold"),
        f"{counted(len(report.findings), 'finding')} in {_searched(report)}{exposed}.",
    )


def _searched(report: Report) -> str:
    coverage = report.coverage
    size = f"{counted(coverage.scanned, 'message')} and {counted(coverage.threads, 'thread')}"
    dates = f" from {moment(coverage.first)[:10]} to {moment(coverage.last)[:10]}" if coverage.first else ""
    return size + dates


def _nothing(report: Report) -> Text:
    if not report.coverage.scanned:
        return Text("No message was scanned, so this says nothing about the archive.", "bold")
    return Text(f"Nothing was found in {_searched(report)}.", "bold")


def _matrix(page: Page, groups: Sequence[RuleGroup]) -> list[Text]:
    counts: Counter[tuple[str, Severity]] = Counter()
    for group in groups:
        counts.update((group.rule.family, finding.severity) for finding in group.findings)
    severities = [level for level in reversed(Severity) if any(level is found for _, found in counts)]
    rows = [["", *severities, "all"]]
    for family in families(groups):
        row = [counts[family, level] for level in severities]
        rows.append([FAMILIES[family], *(f"{count:,}" if count else "-" for count in row), f"{sum(row):,}"])
    return page.table(rows)


def _kinds(page: Page, report: Report) -> list[Text]:
    kinds: Counter[str] = Counter()
    for finding in report.findings:
        kinds.update({place.entity_type for place in finding.locations if place.entity_type})
    if not kinds:
        return []
    ranked = sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    named = [f"{page.clean(words(kind))} {count:,}" for kind, count in ranked[:KINDS]]
    rest = [counted(len(ranked) - KINDS, "other kind")] if len(ranked) > KINDS else []
    return page.paragraph(Text("Findings by kind of data: " + ", ".join(named + rest) + "."))


def _completeness(page: Page, report: Report) -> list[Text]:
    coverage = report.coverage
    inputs = len(coverage.inputs)
    strange = sum(1 for entry in coverage.inputs if entry.format is None)
    if coverage.complete:
        text = Text(f"Complete: all that was recognised could be read ({counted(inputs - strange, 'input')}).")
    else:
        damaged = sum(1 for entry in coverage.inputs if entry.failed or entry.errors)
        text = Text.assemble(
            ("INCOMPLETE: ", "bold red"),
            f"{damaged:,} of {counted(inputs, 'input')} could not be read whole "
            f"({counted(coverage.failed, 'failed record')}); the rest of it is not in this report.",
        )
    if strange:
        text.append(f" {counted(strange, 'file')} of no known format left aside.")
    lines = page.paragraph(text)
    if coverage.not_evaluated:
        ids = {entry.rule_id for entry in coverage.not_evaluated}
        rules = "every rule" if None in ids else counted(len(ids), "rule")
        said = f"Not evaluated is not clean: there are cases that {rules} could not judge (see Coverage)."
        lines += page.paragraph(Text(said))
    return lines


def _actions(page: Page, groups: Sequence[RuleGroup]) -> list[Text]:
    risks: dict[str, list[RuleGroup]] = {}
    for group in groups:
        risks.setdefault(group.rule.risk, []).append(group)
    # What harms little does not belong among the first things to do, unless there is nothing else.
    pressing = [some for some in risks.values() if some[0].worst.rank >= Severity.MEDIUM.rank]
    actions = (pressing or list(risks.values()))[:ACTIONS]
    lines = page.heading("What to do first") if actions else []
    for number, same_risk in enumerate(actions, start=1):
        lines += [*([Text()] if number > 1 else []), *_action(page, number, same_risk)]
    return lines


def _action(page: Page, number: int, groups: Sequence[RuleGroup]) -> list[Text]:
    rule = groups[0].rule
    indent = MARGIN + 4
    lines = page.paragraph(Text(page.clean(rule.fix, FIX), "bold"), indent=indent, first=Text(f"{number}."))
    found = worst_first(finding for group in groups for finding in group.findings)
    worst = [finding for finding in found if finding.severity is found[0].severity]
    places = _places(worst)
    total = counted(len(found), "finding")
    text = Text.assemble(
        f"{page.clean(rule.risk_title, TITLE)}: ",
        (f"{len(worst):,} {found[0].severity}", SEVERITY_STYLES[found[0].severity]),
        f" of {total}." if len(worst) < len(found) else f" {total.split()[1]}.",
    )
    if places:
        text.append(" Start with:" if len(places) <= PLACES else f" Start with, of {len(places):,} messages:")
    lines += page.paragraph(text, indent=indent)
    return lines + [reference(page, place, indent + 2) for place in places[:PLACES]]


def _places(findings: Sequence[Finding]) -> list[Location]:
    every = (place for finding in findings for place in finding.locations)
    return list({(place.network, place.message_id): place for place in every}.values())


def last_line(report: Report, groups: Sequence[RuleGroup]) -> Text:
    """Return the verdict in one line, with what it is not."""
    if groups:
        verdict = f"{groups[0].worst.upper()}: {counted(len(report.findings), 'finding')}"
    else:
        verdict = "Nothing found" if report.coverage.scanned else "Nothing scanned"
    complete = "complete" if report.coverage.complete else "INCOMPLETE"
    judged = "; not all evaluated" if report.coverage.not_evaluated else ""
    return Text(f"{verdict}, {complete}{judged}. Not legal advice.", "bold")
