"""Where a report goes, and the exit code that it gives."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from socaudit.cli._console import utf8_stdout, write_file
from socaudit.errors import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INCOMPLETE, UsageError

if TYPE_CHECKING:
    from socaudit.model import Report, Severity


def outputs_of(wanted: list[str]) -> list[tuple[str, Path | None]]:
    """Return `(format, path or None for standard output)`, checked before any work is done."""
    from socaudit import reporters

    outputs = []
    for entry in wanted:
        name, given, path = entry.partition("=")
        if name not in reporters.REGISTRY.names():
            known = ", ".join(reporters.REGISTRY.names())
            raise UsageError(f"no report format is called {name!r}", where="--output", hint=f"use one of: {known}")
        if given and not Path(path).absolute().parent.is_dir():
            raise UsageError("the folder of the output file is not there", where=path, hint="make it first")
        outputs.append((name, Path(path) if given else None))
    if sum(path is None for _, path in outputs) > 1:
        raise UsageError("only one report can go to standard output", where="--output", hint="write FORMAT=PATH")
    files = [path.resolve() for _, path in outputs if path and (path.is_file() or not path.exists())]
    if len(set(files)) < len(files):
        raise UsageError("two reports would be written to the same file", where="--output", hint="name two files")
    return outputs


def write(report: Report, name: str, path: Path | None) -> None:
    """Write a report where it was asked for; None is standard output."""
    from socaudit import reporters

    if path is None:
        utf8_stdout()
        reporters.write(report, name, sys.stdout)
        return
    text = io.StringIO(newline="")
    reporters.write(report, name, text)
    write_file(path, text.getvalue())


def exit_code(report: Report, fail_on: Severity | None) -> int:
    """Return the exit code of a run: incomplete, findings at or above `fail_on` (None: never), or clean."""
    if not report.coverage.complete:
        return EXIT_INCOMPLETE
    if fail_on is not None and any(finding.severity.rank >= fail_on.rank for finding in report.findings):
        return EXIT_FINDINGS
    return EXIT_CLEAN
