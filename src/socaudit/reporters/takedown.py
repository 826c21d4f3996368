"""The take-down list as CSV: one row for each message to hide, delete or report, most urgent first."""

from __future__ import annotations

from typing import TextIO

from socaudit.model import Report
from socaudit.reporters import REGISTRY, Layout
from socaudit.reporters._cells import write_rows
from socaudit.reporters._spots import address, quotation
from socaudit.reporters._takedown import Item, takedown
from socaudit.reporters._text import iso, words

COLUMNS = (
    *("severity", "action", "who", "network", "message_id", "permalink", "role", "speaker", "created_at", "thread_id"),
    *("kinds", "why", "rules", "fix", "evidence", "source"),
)


@REGISTRY.register("takedown")
def write_takedown(report: Report, stream: TextIO, _layout: Layout) -> None:
    """Write a head and a row for each message, whatever the number of its findings."""
    titles = {rule.id: rule.risk_title for rule in report.rules}
    write_rows(stream, [COLUMNS, *(_row(item, titles) for item in takedown(report))])


def _row(item: Item, titles: dict[str, str]) -> list[object]:
    place = item.place
    findings = [finding for finding, _ in item.findings]
    kinds = {words(found.entity_type) for _, found in item.findings if found.entity_type}
    return [
        item.severity,
        *item.action,
        place.network,
        place.message_id,
        place.permalink,
        place.role,
        place.speaker,
        iso(place.created_at),
        item.thread_id,
        _listed(sorted(kinds)),
        _listed([titles[finding.rule_id] for finding in findings]),
        _listed([finding.rule_id for finding in findings]),
        findings[0].fix,
        _listed([quotation(found) for _, found in item.findings]),
        address(place),
    ]


def _listed(values: list[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, values)))
