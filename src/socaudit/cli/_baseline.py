"""The baseline of a run: the one that is read, and the one that is written."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from socaudit.cli._console import write_file
from socaudit.errors import UsageError

if TYPE_CHECKING:
    from socaudit.config import Config
    from socaudit.model import Report
    from socaudit.rulepack.baseline import Command


def with_baseline(config: Config, read: Path | None, written: Path | None, command: Command) -> Config:
    """Return the configuration with the baseline that the flags ask for; one that is being written counts for nothing.

    Raises:
        UsageError: both flags are given, or the other command wrote the baseline.
    """
    from socaudit.rulepack import baseline  # Pydantic would slow down --help.

    if read and written:
        raise UsageError("a baseline is read or written, not both", where="--baseline, --write-baseline")
    if written:
        return config.model_copy(update={"baseline": ()})
    if read is None:
        return config
    writer = baseline.writer(read)
    if writer != command:
        hint = f"write another one with socaudit {command}"
        raise UsageError(f"the baseline was written by socaudit {writer}", where=str(read), hint=hint)
    return config.model_copy(update={"baseline": (str(read),)})


def write_baseline(report: Report, path: Path, command: Command) -> None:
    """Write the findings of a report to a baseline, and say so."""
    from socaudit.rulepack import baseline

    today = datetime.now(UTC).date()
    text = baseline.of_findings(report.findings, key_id=report.run.key_id, command=command, today=today, old=path)
    write_file(path, text)
    count = len(report.findings)
    typer.echo(
        f"Wrote {count} finding{'' if count == 1 else 's'} to {path}; --baseline {path} sets them aside.", err=True
    )
