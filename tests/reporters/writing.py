"""Writes reports in memory, and finds what steers a screen or a log."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

from socaudit.model import Confidence, Finding, Region, Report, Role, Scope, Severity, Source, Subject
from socaudit.reporters import write

from . import sample

# One string with something for every format: commands, markup, formulas, breaks, colours, directions.
HOSTILE = (
    "::error::x\r\n::set-output name=a::b %0A##[command]<script>alert(1)</script>|a`b``c![i](j)[k](/l)@team #1 "
    "https://evil.example www.evil.example **b** _i_ ~~s~~ <!-- --> &lt; \x1b[31m\u202e\ufffe\ufeff$x$ {{0}} {0}"
)
FORMATS = ("sarif", "junit", "github", "gitlab", "markdown", "csv", "takedown")


def written(report: Report, form: str) -> str:
    stream = io.StringIO(newline="")
    write(report, form, stream)
    return stream.getvalue()


def unseen(text: str, allowed: str = "\n") -> set[str]:
    """Return the characters of a text that steer a screen or cannot be seen."""
    return {char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}} - set(allowed)


def hostile() -> Report:
    """Return a report in which every text from outside tries to be something else."""
    place = replace(
        sample.location(HOSTILE, "::error"),
        message_id=HOSTILE,
        permalink=HOSTILE,
        speaker=HOSTILE,
        network=HOSTILE,
        source=Source(HOSTILE, "ndjson", line=3),
        masked=HOSTILE,
        entity_type=HOSTILE,
    )
    info = sample.rule(title=HOSTILE, why=HOSTILE, fix=HOSTILE, refs=(HOSTILE,), risk_title=HOSTILE)
    found = sample.finding(place, info=info, message=HOSTILE, thread_id=HOSTILE, subject=Subject("person", HOSTILE))
    covered = replace(
        sample.coverage(),
        inputs=tuple(
            replace(entry, path=HOSTILE, errors=(HOSTILE,), notes=(HOSTILE,)) for entry in sample.coverage().inputs
        ),
        not_evaluated=tuple(replace(entry, reason=HOSTILE) for entry in sample.coverage().not_evaluated),
    )
    return replace(sample.report(), findings=(found,), rules=(info,), coverage=covered)


def template() -> Finding:
    """Return a finding in a template whose place in the file is known to the column."""
    place = sample.location(
        "please send your [PLACEHOLDER] here",
        "[PLACEHOLDER]",
        network="unknown",
        message_id="Refund 50% off",
        source=Source("./templates/refund, 50%:new.md", "template", line=3),
        region=Region(7, 18, 7, 35),
        role=Role.BRAND,
        speaker="@Corvane",
        created_at=None,
    )
    return sample.finding(
        place,
        info=sample.FIXED,
        severity=Severity.MEDIUM,
        confidence=Confidence.HIGH,
        scope=Scope.TEMPLATE,
        subject=Subject("brand", "@Corvane"),
        message="The template asks for a phone number in public.",
    )


def linted() -> Report:
    """Return a report on a template with one finding."""
    return replace(sample.clean(), rules=(sample.FIXED,), findings=(template(),))
