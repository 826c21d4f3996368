"""The findings of the terminal report, by family and rule, and the admissions by date."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from socaudit.model import Finding, Report, RuleInfo
from socaudit.reporters._evidence import STATES, evidence, finding_lines, reference
from socaudit.reporters._order import FAMILIES, RuleGroup, families, in_time, worst_first
from socaudit.reporters._page import GUTTER, MARGIN, NAME_WIDTH, Page, severity_word
from socaudit.reporters._text import counted, moment

RULES = 40
EXAMPLES = 3
# What the rules may take in all, so that ten thousand findings are as readable as ten.
LINES = 220
ADMISSIONS = 12
TITLE = 100
MORE = "use --output json for all"


def findings_section(page: Page, groups: Sequence[RuleGroup]) -> list[Text]:
    """Return the findings by family and rule: some with examples, the others on a line each."""
    shown = groups[:RULES]
    examples = _examples(page, shown)
    lines = page.heading("Findings")[:-1]
    for family in families(shown):
        lines += [Text(), Text(" " * MARGIN + FAMILIES[family], "bold")]
        in_family = [group for group in shown if group.rule.family == family]
        for group in in_family:
            if group.rule.id in examples:
                lines += [Text(), *_header(page, group), *_examples_of(page, group, examples[group.rule.id])]
        brief = [_brief(page, group) for group in in_family if group.rule.id not in examples]
        lines += [Text(), *brief] if brief else []
    if len(groups) > RULES:
        rest = sum(len(group.findings) for group in groups[RULES:])
        left = f"{counted(rest, 'finding')} of {counted(len(groups) - RULES, 'more rule')}; {MORE}"
        lines += [Text(), *page.paragraph(Text(left, "dim"))]
    return lines


def _facts(page: Page, group: RuleGroup) -> str:
    return f"{page.clean(group.rule.id)}, {counted(len(group.findings), 'finding')}"


def _header(page: Page, group: RuleGroup) -> list[Text]:
    sure = sorted({finding.confidence for finding in group.findings}, key=lambda level: level.rank)
    confidence = sure[0] if len(sure) == 1 else f"{sure[0]} to {sure[-1]}"
    title = Text(page.clean(group.rule.title, TITLE), "bold")
    return [
        *page.paragraph(title, indent=GUTTER, first=severity_word(group.worst)),
        *page.paragraph(Text(f"{_facts(page, group)}, {confidence} confidence"), indent=GUTTER),
    ]


def _brief(page: Page, group: RuleGroup) -> Text:
    facts = f"  {_facts(page, group)}"
    title = page.clean(group.rule.title, max(page.width - GUTTER - cell_len(facts), NAME_WIDTH))
    return page.paragraph(Text(title + facts), indent=GUTTER, first=severity_word(group.worst))[0]


def _examples(page: Page, groups: Sequence[RuleGroup]) -> dict[str, list[list[Text]]]:
    """Return the examples of each rule that gets some, while there is room.

    The worst rules come first, and every rule gets one before any gets a second.
    """
    chosen: dict[str, list[list[Text]]] = {}
    left = LINES - len(groups)
    for turn in range(EXAMPLES):
        for group in groups:
            # The admissions by date show the others.
            if turn >= len(group.findings) or (turn and group.rule.family == "admission"):
                continue
            example = finding_lines(page, group.findings[turn])
            # A first example also brings the header, an empty line and "and 7 more" for the one line it had.
            room = len(example) + (0 if turn else len(_header(page, group)) + 1)
            if room <= left and turn == len(chosen.get(group.rule.id, ())):
                chosen.setdefault(group.rule.id, []).append(example)
                left -= room
    return chosen


def _examples_of(page: Page, group: RuleGroup, examples: Sequence[Sequence[Text]]) -> list[Text]:
    lines = [line for example in examples for line in example]
    more = len(group.findings) - len(examples)
    if more:
        lines += page.paragraph(Text(f"and {more:,} more ({MORE})", "dim"), indent=GUTTER)
    return lines


def admissions_section(page: Page, report: Report) -> list[Text]:
    """Return what the company said against itself, as it happened; the worst where there is too much."""
    rules = {rule.id: rule for rule in report.rules if rule.family == "admission"}
    found = worst_first(finding for finding in report.findings if finding.rule_id in rules)
    if not found:
        return []
    lines = page.heading("Admissions in time order")[:-1]
    for finding in in_time(found[:ADMISSIONS]):
        lines += [Text(), *_admission(page, finding, rules[finding.rule_id])]
    if len(found) > ADMISSIONS:
        left = f"These are the worst {ADMISSIONS} of {len(found):,}; {MORE}."
        lines += [Text(), *page.paragraph(Text(left, "dim"))]
    return lines


def _admission(page: Page, finding: Finding, rule: RuleInfo) -> list[Text]:
    risk = page.clean(rule.risk_title, TITLE)
    head = Text.assemble(
        f"{moment(finding.created_at)}  ",
        severity_word(finding.severity),
        f"  {risk}, {page.clean(finding.rule_id)}",
    )
    if finding.locations and (state := finding.locations[0].state):
        head.append(f", {STATES[state]}")
    lines = page.paragraph(head)
    for place in finding.locations[:1]:
        lines += page.paragraph(evidence(page, place), indent=MARGIN * 2)
        lines.append(reference(page, place, MARGIN * 2))
    return lines
