"""CSV for spreadsheets: one row for each place of each finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from socaudit.model import Finding, Location, Report, RuleInfo
from socaudit.reporters import REGISTRY, Layout
from socaudit.reporters._cells import write_rows
from socaudit.reporters._order import worst_first
from socaudit.reporters._spots import quotation, spot
from socaudit.reporters._text import iso

_FINDING = ("severity", "confidence", "rule_id", "title", "risk", "family", "scope", "message", "fix", "subject")
_PLACE = (
    *("network", "thread_id", "message_id", "permalink", "role", "speaker", "created_at", "field", "entity_type"),
    *("evidence", "path", "member", "line", "column", "end_line", "end_column"),
)


@REGISTRY.register("csv")
def write_csv(report: Report, stream: TextIO, _layout: Layout) -> None:
    """Write a head and the rows, worst finding first; a finding about no message has one row."""
    write_rows(stream, [(*_FINDING, *_PLACE, "fingerprint"), *_rows(report)])


def _rows(report: Report) -> Iterator[list[object]]:
    rules = {rule.id: rule for rule in report.rules}
    for finding in worst_first(report.findings):
        about = _about(finding, rules[finding.rule_id])
        places = [_place(place, finding) for place in finding.locations] or [[None] * len(_PLACE)]
        for place in places:
            yield [*about, *place, finding.fingerprint]


def _about(finding: Finding, rule: RuleInfo) -> list[object]:
    return [
        finding.severity,
        finding.confidence,
        finding.rule_id,
        rule.title,
        finding.risk,
        rule.family,
        finding.scope,
        finding.message,
        finding.fix,
        finding.subject.label,
    ]


def _place(place: Location, finding: Finding) -> list[object]:
    where = spot(place)
    region = where.region if where else None
    return [
        place.network,
        finding.thread_id,
        place.message_id,
        place.permalink,
        place.role,
        place.speaker,
        iso(place.created_at),
        place.field,
        place.entity_type,
        quotation(place),
        place.source.path,
        place.source.member,
        region.line if region else place.source.line,
        region.column if region else None,
        region.end_line if region else None,
        region.end_column if region else None,
    ]
