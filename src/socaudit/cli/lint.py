"""`socaudit lint`: draft templates, before they are said in public."""

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
    PersonaName,
    RuleFiles,
    WriteBaseline,
    configured,
)
from socaudit.cli._report import exit_code, outputs_of, write
from socaudit.cli._rewriting import check_rewriting, show_rewrites, write_rewrites
from socaudit.model import Severity

Templates = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files and folders of templates; - is standard input, read as text."),
]


def lint(
    paths: Templates,
    config: ConfigFile = None,
    output: Outputs = None,
    fail_on: FailOn = None,
    mapping: MapFile = None,
    rules: RuleFiles = None,
    pack: Packs = None,
    persona: PersonaName = None,
    model: Model = None,
    baseline: BaselineFile = None,
    new_baseline: WriteBaseline = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Write what is safe to rewrite into the files.")] = False,
) -> None:
    """Audit draft response templates: what would go wrong each time that one is sent.

    Exit codes: 0 nothing at or above --fail-on (medium unless set), 1 findings, 2 usage or configuration error, 3 a
    file is damaged, 70 internal error.
    """
    from socaudit import pipeline  # It is slow to import; --help is not.

    outputs = outputs_of(output or ([] if new_baseline or diff else ["terminal"]))
    if diff or fix:
        check_rewriting(paths, outputs, diff=diff, fix=fix)
    settings = configured(config, rules=rules, packs=pack, model=model, persona=persona)
    settings = with_baseline(settings, baseline, new_baseline, "lint")
    request = pipeline.Request(paths=tuple(paths), config=settings, mapping=mapping)
    with progress("Linting") as count:
        report = pipeline.lint(request, count)
    if diff:
        show_rewrites(report, mapping)
    if fix and write_rewrites(report, mapping):
        report = pipeline.lint(request)
    for name, path in outputs:
        write(report, name, path)
    if new_baseline:
        write_baseline(report, new_baseline, "lint")
    least = None if new_baseline else fail_on or settings.fail_on or Severity.MEDIUM
    raise typer.Exit(exit_code(report, least))


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(lint)
