"""Baselines: the findings of one run, written down as dispositions, so that the next runs tell what is new."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import yaml
from pydantic import Field

from socaudit.errors import ConfigError, UsageError
from socaudit.model import Finding
from socaudit.rulepack.dispositions import Disposition, PlacedDisposition
from socaudit.rulepack.document import load_document, places
from socaudit.rulepack.schema import Spec
from socaudit.rulepack.source import MAX_BYTES

REASON = "in the baseline"
Command: TypeAlias = Literal["lint", "scan"]
_HEAD = """\
# Findings that were there when the baseline was written: they are set aside, new ones are not. Written by
# `socaudit {command} --write-baseline`, which keeps the reasons and dates (until: 2027-03-31) that you put in.
schema: socaudit/baseline/1
command: {command}
key: "{key}"
allow:
"""


class Baseline(Spec):
    """A baseline: the command that wrote it, the id of the key of its fingerprints, and what it sets aside."""

    schema_: Annotated[Literal["socaudit/baseline/1"], Field(alias="schema")]
    command: Command
    key: str
    allow: tuple[Disposition, ...] = ()


def writer(path: Path) -> Command:
    """Return the command that wrote a baseline; errors as those of `load`."""
    return _read(path).command


def load(path: Path, *, key_id: str, command: Command) -> tuple[PlacedDisposition, ...]:
    """Return what a baseline sets aside for a command: nothing, if the other one wrote it.

    Raises:
        ConfigError: it is not there, or was written with another key.
        RuleError: everything that is wrong in the file, each with its place.
    """
    baseline = _read(path)
    if baseline.command != command:
        return ()
    if baseline.key != key_id:
        problem = "the baseline was written with another key, so that its fingerprints fit nothing"
        raise ConfigError(problem, where=str(path), hint="use that key (SOCAUDIT_KEY), or write the baseline anew")
    return tuple(
        PlacedDisposition(made, place) for made, place in zip(baseline.allow, places(path, "allow"), strict=True)
    )


def of_findings(findings: Iterable[Finding], *, key_id: str, command: Command, today: date, old: Path) -> str:
    """Return the text of a baseline, always in the same order; what `old`, if it is there, says of a finding is kept.

    Raises:
        RuleError: there is such a file, and it is no baseline.
        UsageError: there are more findings than a baseline can hold.
    """
    known = {(made.rule, made.fingerprint): made for made in _read(old).allow} if old.exists() else {}
    made = [known.get(((one.rule_id,), one.fingerprint)) or _disposition(one, today) for one in findings]
    lines = [_line(one) for one in sorted(made, key=lambda one: (one.template or "", one.rule, one.fingerprint or ""))]
    text = _HEAD.format(command=command, key=key_id) + "".join(lines)
    text = text if lines else text.replace("allow:\n", "allow: []\n")
    if len(text.encode()) > MAX_BYTES:
        problem = f"{len(lines):,} findings are more than a baseline can hold"
        raise UsageError(problem, where=str(old), hint="switch rules off first, or look at less with --pack or --since")
    return text


def _read(path: Path) -> Baseline:
    if not path.is_file():
        raise ConfigError("there is no such baseline", where=str(path), hint="--write-baseline writes one")
    return load_document(path, Baseline)


def _disposition(finding: Finding, today: date) -> Disposition:
    """Return an entry that says nothing of what was found; only templates have names that are nobody's."""
    template = finding.subject.label if finding.subject.kind == "template" else None
    return Disposition(
        rule=(finding.rule_id,), fingerprint=finding.fingerprint, template=template, reason=REASON, added=today
    )


def _line(made: Disposition) -> str:
    said = made.model_dump(exclude_none=True)
    said["rule"] = made.rule[0] if len(made.rule) == 1 else list(made.rule)
    written = yaml.safe_dump(said, default_flow_style=True, sort_keys=False, width=10**6, allow_unicode=True)
    return f"- {written}"
