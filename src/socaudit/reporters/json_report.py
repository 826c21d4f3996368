"""The report for machines, `socaudit/report/1`; its schema is `report-1.schema.json` beside this file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, TextIO

from socaudit.model import (
    Coverage,
    DispositionUse,
    Exposure,
    Finding,
    InputCoverage,
    Location,
    Region,
    Report,
    RuleInfo,
    RunInfo,
    Score,
    ScorePart,
    Window,
)
from socaudit.reporters import REGISTRY, Layout
from socaudit.reporters._order import by_path, by_reason, most_exposed, most_exposed_threads, worst_first
from socaudit.reporters._text import iso

SCHEMA = "socaudit/report/1"

JsonObject = dict[str, Any]


@REGISTRY.register("json")
def write_json(report: Report, stream: TextIO, _layout: Layout) -> None:
    """Write `report` as one JSON object, in ASCII, finding by finding."""
    stream.write(f'{{\n  "schema": {json.dumps(SCHEMA)},\n')
    stream.write(f'  "run": {_dumped(_run(report.run), 1)},\n')
    stream.write(f'  "coverage": {_dumped(_coverage(report.coverage), 1)}')
    _write_list(stream, "rules", map(_rule, sorted(report.rules, key=lambda rule: rule.id)))
    _write_list(stream, "findings", map(_finding, worst_first(report.findings)))
    _write_list(stream, "exposure", map(_exposure, most_exposed(report.exposure)))
    _write_list(stream, "threads", map(_thread, most_exposed_threads(report.threads)))
    stream.write(f',\n  "archive": {_dumped(_score(report.archive), 1) if report.archive else "null"}')
    stream.write("\n}\n")


def _dumped(value: JsonObject, depth: int) -> str:
    # A line break inside a string is escaped, so every one here is layout.
    return json.dumps(value, indent=2).replace("\n", "\n" + "  " * depth)


def _write_list(stream: TextIO, key: str, values: Iterable[JsonObject]) -> None:
    stream.write(f',\n  "{key}": [')
    empty = True
    for value in values:
        stream.write(("" if empty else ",") + "\n    " + _dumped(value, 2))
        empty = False
    stream.write("]" if empty else "\n  ]")


def _run(run: RunInfo) -> JsonObject:
    return {
        "id": run.id,
        "started_at": iso(run.started_at),
        "finished_at": iso(run.finished_at),
        "version": run.version,
        "engine": run.engine,
        "model": run.model,
        "packs": [{"id": pack, "version": version, "digest": digest} for pack, version, digest in run.packs],
        "key_id": run.key_id,
        "persona": run.persona,
    }


def _coverage(coverage: Coverage) -> JsonObject:
    return {
        "inputs": [_input(entry) for entry in by_path(coverage.inputs)],
        "messages": _messages(coverage),
        "complete": coverage.complete,
        "roles": _sorted(coverage.roles),
        "role_bases": _sorted(coverage.role_bases),
        "threads": coverage.threads,
        "first": iso(coverage.first),
        "last": iso(coverage.last),
        "not_evaluated": [
            {"rule_id": entry.rule_id, "reason": entry.reason, "count": entry.count}
            for entry in by_reason(coverage.not_evaluated)
        ],
        "dispositions": [_disposition(use) for use in coverage.dispositions],
        "hidden": coverage.hidden,
    }


def _disposition(use: DispositionUse) -> JsonObject:
    return {
        "place": use.place,
        "rules": list(use.rules),
        "reason": use.reason,
        "until": use.until.isoformat() if use.until else None,
        "state": use.state,
        "findings": use.findings,
        "note": use.note,
    }


def _input(entry: InputCoverage) -> JsonObject:
    return {
        "path": entry.path,
        "member": entry.member,
        "format": entry.format,
        **_messages(entry),
        "errors": list(entry.errors),
        "notes": list(entry.notes),
    }


def _messages(counts: Coverage | InputCoverage) -> JsonObject:
    return {
        "read": counts.read,
        "scanned": counts.scanned,
        "skipped": _sorted(counts.skipped),
        "failed": counts.failed,
        "duplicates": counts.duplicates,
    }


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _rule(rule: RuleInfo) -> JsonObject:
    return {
        "id": rule.id,
        "rev": rule.rev,
        "pack": rule.pack,
        "title": rule.title,
        "risk": rule.risk,
        "risk_title": rule.risk_title,
        "family": rule.family,
        "severity": rule.severity,
        "confidence": rule.confidence,
        "scope": rule.scope,
        "why": rule.why,
        "fix": rule.fix,
        "refs": list(rule.refs),
    }


def _finding(finding: Finding) -> JsonObject:
    return {
        "fingerprint": finding.fingerprint,
        "rule_id": finding.rule_id,
        "risk": finding.risk,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "scope": finding.scope,
        "subject": {"kind": finding.subject.kind, "label": finding.subject.label},
        "message": finding.message,
        "fix": finding.fix,
        "author": finding.locations[0].speaker if finding.locations else None,
        "thread_id": finding.thread_id,
        "created_at": iso(finding.created_at),
        "locations": [_location(place) for place in finding.locations],
    }


def _location(place: Location) -> JsonObject:
    return {
        "network": place.network,
        "message_id": place.message_id,
        "field": place.field,
        "start": place.start,
        "end": place.end,
        "entity_type": place.entity_type,
        "masked": place.masked,
        "evidence": place.evidence,
        "marked": list(place.marked),
        "role": place.role,
        "speaker": place.speaker,
        "created_at": iso(place.created_at),
        "permalink": place.permalink,
        "state": place.state,
        "source": {
            "path": place.source.path,
            "member": place.source.member,
            "line": place.source.line,
            "pointer": place.source.pointer,
            "format": place.source.format,
        },
        "region": _region(place.region) if place.region else None,
    }


def _region(region: Region) -> JsonObject:
    return {
        "line": region.line,
        "column": region.column,
        "end_line": region.end_line,
        "end_column": region.end_column,
    }


def _exposure(person: Exposure) -> JsonObject:
    return {
        "subject": person.subject,
        "score": person.score,
        "worst": person.worst,
        "parts": _parts(person.parts),
        "threads": person.threads,
        "entity_types": list(person.entity_types),
        "checks": [
            {"question": check.question, "locations": [_location(place) for place in check.places]}
            for check in person.checks
        ],
        "windows": [_window(window) for window in person.windows],
    }


def _window(window: Window) -> JsonObject:
    return {
        "network": window.network,
        "thread_id": window.thread_id,
        "message_id": window.message_id,
        "opened_at": iso(window.opened_at),
        "answered_at": iso(window.answered_at),
        "seen_until": iso(window.seen_until),
        "hours": round(window.length / timedelta(hours=1), 2),
        "others": list(window.others),
    }


def _thread(score: Score) -> JsonObject:
    return {"network": score.network, "thread_id": score.thread_id, **_score(score)}


def _score(score: Score) -> JsonObject:
    return {"score": score.score, "worst": score.worst, "parts": _parts(score.parts)}


def _parts(parts: Iterable[ScorePart]) -> list[JsonObject]:
    return [{"risk": part.risk, "points": part.points, "findings": part.findings} for part in parts]
