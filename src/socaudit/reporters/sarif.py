"""SARIF 2.1.0 for code scanning and editors: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, TextIO
from urllib.parse import quote

from socaudit.model import Finding, InputCoverage, Location, NotEvaluated, Report, RuleInfo, Severity, Source
from socaudit.reporters import REGISTRY, Layout
from socaudit.reporters._markdown import prose
from socaudit.reporters._order import by_path, by_reason, worst_first
from socaudit.reporters._spots import damaged, file_path, joined, quotation, spot, told
from socaudit.reporters._text import iso, plain, words

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "note",
}
# The middle of the ranges by which code scanning names them critical, high, medium and low; info has no name there.
_SCORES = {Severity.CRITICAL: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "2.5"}

JsonObject = dict[str, Any]


@REGISTRY.register("sarif")
def write_sarif(report: Report, stream: TextIO, _layout: Layout) -> None:
    """Write `report` as one SARIF log with one run, in ASCII; nothing in it is markup but our own."""
    rules = sorted(report.rules, key=lambda rule: rule.id)
    indexes = {rule.id: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "socaudit",
                "semanticVersion": report.run.version,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "invocations": [_invocation(report, indexes)],
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, indexes) for found in worst_first(report.findings)],
    }
    json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, stream, indent=2)
    stream.write("\n")


def _rule(rule: RuleInfo) -> JsonObject:
    why, fix, refs = plain(rule.why), plain(rule.fix), [plain(ref) for ref in rule.refs]
    help_text = [why, f"What to do: {fix}", *(["See: " + "; ".join(refs)] if refs else [])]
    markdown = [prose(why), f"**What to do.** {prose(fix)}", *(["See: " + prose("; ".join(refs))] if refs else [])]
    score = _SCORES.get(rule.severity)
    return {
        "id": rule.id,
        "shortDescription": {"text": _message(rule.title)},
        "fullDescription": {"text": _message(why)},
        "help": {"text": _message("\n\n".join(help_text)), "markdown": "\n\n".join(markdown)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            # Code scanning reads a security-severity only where this tag stands.
            "tags": sorted({"security", "privacy", plain(rule.family), plain(rule.risk)}),
            "precision": rule.confidence,
            **({"security-severity": score} if score else {}),
        },
    }


def _message(text: str) -> str:
    """Return text in which no part is a link: `[words](target)` would be one (section 3.11.6)."""
    return text.replace("](", "] (")


def _result(finding: Finding, indexes: Mapping[str, int]) -> JsonObject:
    places = [_location(place) for place in finding.locations]
    for number, place in enumerate(places[1:], start=1):
        place["id"] = number
    return {
        "ruleId": finding.rule_id,
        "ruleIndex": indexes[finding.rule_id],
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(joined(told(finding), plain(finding.fix)))},
        "locations": places[:1],
        **({"relatedLocations": places[1:]} if places[1:] else {}),
        # Code scanning compares results by the second; given ours, an edit elsewhere makes no new alert.
        "partialFingerprints": {
            "socaudit/v1": finding.fingerprint,
            "primaryLocationLineHash": finding.fingerprint,
        },
        "properties": {"severity": finding.severity, "confidence": finding.confidence, "scope": finding.scope},
    }


def _location(place: Location) -> JsonObject:
    said = quotation(place) or plain(place.message_id)
    names = [name for name in (place.network, place.message_id) if name not in {"", "unknown"}]
    return {
        **_physical(place),
        "logicalLocations": [
            {
                "name": plain(place.message_id),
                "fullyQualifiedName": plain("/".join(names)),
                "kind": "message",
            }
        ],
        "message": {"text": _message(said)},
    }


def _physical(place: Location) -> JsonObject:
    artifact = _artifact(place.source)
    if artifact is None:
        return {}
    where = spot(place)
    region: JsonObject = {}
    if where and where.region:
        region = {
            "startLine": where.region.line,
            "startColumn": where.region.column,
            "endLine": where.region.end_line,
            "endColumn": where.region.end_column,
        }
    elif where and where.line:
        region = {"startLine": where.line}
    return {"physicalLocation": {"artifactLocation": artifact, **({"region": region} if region else {})}}


def _artifact(source: Source | InputCoverage) -> JsonObject | None:
    """Return a file as a URI relative to where the run began, or whole where its path is."""
    path = file_path(source)
    if path is None:
        return None
    encoded = quote(path.encode("utf-8", "surrogatepass"))
    if path.startswith("/"):
        return {"uri": f"file://{encoded}"}
    return {"uri": encoded, "uriBaseId": "%SRCROOT%"}


def _invocation(report: Report, indexes: Mapping[str, int]) -> JsonObject:
    return {
        "executionSuccessful": report.coverage.complete,
        "startTimeUtc": iso(report.run.started_at),
        "endTimeUtc": iso(report.run.finished_at),
        "toolExecutionNotifications": [
            *(_notification("error", said, entry) for entry, said in damaged(report.coverage.inputs)),
            *_notes(report),
            *(_missed(entry, indexes) for entry in by_reason(report.coverage.not_evaluated)),
        ],
    }


def _notes(report: Report) -> Iterator[JsonObject]:
    for entry in by_path(report.coverage.inputs):
        for note in entry.notes:
            yield _notification("note", plain(note), entry)


def _notification(level: str, said: str, entry: InputCoverage) -> JsonObject:
    artifact = _artifact(entry)
    place = {"locations": [{"physicalLocation": {"artifactLocation": artifact}}]} if artifact else {}
    return {"level": level, "message": {"text": _message(said)}, **place}


def _missed(entry: NotEvaluated, indexes: Mapping[str, int]) -> JsonObject:
    said = f"Not evaluated in {entry.count:,} cases: {plain(words(entry.reason))}."
    rule = {"associatedRule": {"id": entry.rule_id}} if entry.rule_id in indexes else {}
    return {"level": "note", "message": {"text": _message(said)}, **rule}
