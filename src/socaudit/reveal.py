"""Values in clear, on explicit request: read again from the sources, never kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from socaudit.coverage import Seen
from socaudit.errors import UsageError
from socaudit.keys import Key
from socaudit.model import Finding, Location, Message, ReadEvent, Report
from socaudit.stages.match import fields, profile_fields, text_hash

_AROUND = 48
_STDIN = "-"


def refuse_stdin(paths: Iterable[str]) -> None:
    """Raise UsageError if a path is standard input, which cannot be read twice."""
    if _STDIN in paths:
        raise UsageError(
            "values cannot be shown for standard input: it cannot be read again",
            hint="write it to a file and scan that, or leave --show-values out",
        )


def reveal(report: Report, events: Iterable[ReadEvent], key: Key) -> Report:
    """Return the report with the values and their surroundings in clear.

    Args:
        report: as scanned, masked.
        events: the same inputs, read again.
        key: the key of the scan.

    Raises:
        UsageError: a message that a finding points to is gone, or its text has changed since the scan.
    """
    wanted = {(loc.network, loc.message_id): loc for finding in report.findings for loc in finding.locations}
    texts: dict[tuple[str, str], dict[str, str]] = {}
    seen = Seen()
    for event in events:
        if not isinstance(event, Message):
            continue
        message = seen.first(event) or event
        identity = message.network, message.id
        known = identity in wanted and identity not in texts
        if known and text_hash(key, message) == wanted[identity].text_hash:
            texts[identity] = {**dict(fields(message)), **profile_fields(message.author)}
    missing = sorted(wanted.keys() - texts.keys())
    if missing:
        location = wanted[missing[0]]
        raise UsageError(
            f"{len(missing)} of the messages found have gone or changed since they were scanned",
            where=str(location.source),
            hint="scan again",
        )
    return replace(report, findings=tuple(_clear(finding, texts) for finding in report.findings))


def _clear(finding: Finding, texts: dict[tuple[str, str], dict[str, str]]) -> Finding:
    locations = tuple(_with_text(loc, texts[loc.network, loc.message_id]) for loc in finding.locations)
    return replace(finding, locations=locations)


def _with_text(location: Location, texts: dict[str, str]) -> Location:
    text = texts.get(location.field, "")
    if location.start == location.end:
        return location
    left, right = max(0, location.start - _AROUND), min(len(text), location.end + _AROUND)
    value = text[location.start : location.end]
    return replace(
        location,
        masked=value,
        evidence=text[left:right],
        marked=(location.start - left, location.end - left),
    )
