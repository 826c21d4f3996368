"""`socaudit scan`: the main job."""

from __future__ import annotations

from typing import Annotated

import typer

from socaudit.cli._baseline import with_baseline, write_baseline
from socaudit.cli._console import progress
from socaudit.cli._options import (
    BaselineFile,
    ConfigFile,
    FailOn,
    MapFile,
    Model,
    Outputs,
    Packs,
    Paths,
    PersonaName,
    Private,
    RuleFiles,
    Since,
    Until,
    Visibilities,
    WriteBaseline,
    configured,
    moment,
)
from socaudit.cli._report import exit_code, outputs_of, write


def scan(
    paths: Paths,
    config: ConfigFile = None,
    output: Outputs = None,
    fail_on: FailOn = None,
    mapping: MapFile = None,
    rules: RuleFiles = None,
    pack: Packs = None,
    persona: PersonaName = None,
    model: Model = None,
    visibility: Visibilities = None,
    include_private: Private = False,
    since: Since = None,
    until: Until = None,
    baseline: BaselineFile = None,
    new_baseline: WriteBaseline = None,
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

    outputs = outputs_of(output or ([] if new_baseline else ["terminal"]))
    if show_values:
        reveal.refuse_stdin(paths)
    settings = configured(
        config, rules=rules, packs=pack, model=model, visibility=visibility, private=include_private, persona=persona
    )
    request = pipeline.Request(
        paths=tuple(paths),
        config=with_baseline(settings, baseline, new_baseline, "scan"),
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
        write(shown, name, path)
    if new_baseline:
        write_baseline(report, new_baseline, "scan")
    raise typer.Exit(exit_code(report, None if new_baseline else fail_on or settings.fail_on))


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(scan)
