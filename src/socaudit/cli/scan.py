"""`socaudit scan`: the main job."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socaudit.cli._console import progress, utf8_stdout, write_file
from socaudit.cli._options import (
    ConfigFile,
    MapFile,
    Model,
    Packs,
    Paths,
    PersonaName,
    Private,
    RuleFiles,
    Since,
    Until,
    Visibilities,
    configured,
    moment,
)
from socaudit.errors import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INCOMPLETE, UsageError
from socaudit.model import Severity

if TYPE_CHECKING:
    from socaudit.model import Report


def scan(
    paths: Paths,
    config: ConfigFile = None,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", "-o", metavar="FORMAT[=PATH]", help="terminal or json; repeatable. [terminal]"),
    ] = None,
    fail_on: Annotated[
        Severity | None, typer.Option("--fail-on", help="Exit with 1 on a finding of this severity or above.")
    ] = None,
    mapping: MapFile = None,
    rules: RuleFiles = None,
    pack: Packs = None,
    persona: PersonaName = None,
    model: Model = None,
    visibility: Visibilities = None,
    include_private: Private = False,
    since: Since = None,
    until: Until = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help="Processes that detect and match.")] = 1,
    show_values: Annotated[
        bool, typer.Option("--show-values", help="Show personal data in clear. Mind where the output goes.")
    ] = False,
) -> None:
    """Audit exported threads: what is exposed, who could use it, what a regulator would read.

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage or configuration error, 3 the scan is
    incomplete, 70 internal error.
    """
    from socaudit import pipeline, readers, reveal  # They are slow to import; --help is not.

    outputs = _outputs(output or ["terminal"])
    if show_values:
        reveal.refuse_stdin(paths)
    settings = configured(
        config, rules=rules, packs=pack, model=model, visibility=visibility, private=include_private, persona=persona
    )
    request = pipeline.Request(
        paths=tuple(paths),
        config=settings,
        mapping=mapping,
        since=moment(since, "--since"),
        until=moment(until, "--until"),
        jobs=jobs,
    )
    with progress("Scanning") as count:
        report = pipeline.scan(request, count)
    shown = report
    if show_values:
        events = readers.read(request.paths, readers.ReadOptions(mapping=mapping))
        shown = reveal.reveal(report, events, request.key())
    for name, path in outputs:
        _write(shown, name, path)
    raise typer.Exit(_exit_code(report, fail_on or settings.fail_on))


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(scan)


def _outputs(wanted: list[str]) -> list[tuple[str, Path | None]]:
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
    return outputs


def _write(report: Report, name: str, path: Path | None) -> None:
    from socaudit import reporters

    if path is None:
        utf8_stdout()
        reporters.write(report, name, sys.stdout)
        return
    text = io.StringIO()
    reporters.write(report, name, text)
    write_file(path, text.getvalue())


def _exit_code(report: Report, fail_on: Severity | None) -> int:
    if not report.coverage.complete:
        return EXIT_INCOMPLETE
    if fail_on is not None and any(finding.severity.rank >= fail_on.rank for finding in report.findings):
        return EXIT_FINDINGS
    return EXIT_CLEAN
