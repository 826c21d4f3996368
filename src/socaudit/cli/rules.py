"""`socaudit rules`: list the rules, and run the transcripts that they carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from socaudit.cli._console import fail, utf8_stdout
from socaudit.cli._options import ConfigFile, Model, Packs, RuleFiles, configured
from socaudit.errors import EXIT_CLEAN, EXIT_FINDINGS

if TYPE_CHECKING:
    from socaudit.rulepack import Rulebook
    from socaudit.ruletest import Outcome
    from socaudit.stages.extract import Recipe

app = typer.Typer(name="rules", help="List rules and run their tests.", no_args_is_help=True)


@app.command("list")
def list_rules(config: ConfigFile = None, rules: RuleFiles = None, pack: Packs = None) -> None:
    """List the rules that a scan would use."""
    from rich import box  # Slow to import; --help is not.
    from rich.console import Console
    from rich.table import Table

    _, book = _loaded(config, rules, pack, None)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for header in ("Rule", "Scope", "Severity", "Risk", "Title"):
        table.add_column(header, overflow="fold")
    for entry in sorted(book.rules, key=lambda entry: entry.rule.id):
        rule = entry.rule
        table.add_row(rule.id, rule.scope, rule.severity, rule.risk, rule.title)
    utf8_stdout()
    console = Console(markup=False, highlight=False, emoji=False)
    console.print(table)
    console.print(f"{len(book.rules)} rules in {len(book.packs)} packs")


@app.command("test")
def test_rules(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help="Rule files or folders; else all rules.")
    ] = None,
    config: ConfigFile = None,
    pack: Packs = None,
    model: Model = None,
) -> None:
    """Run every transcript of the rules through the same line as a scan; exit code 1 if one fails."""
    from socaudit import ruletest
    from socaudit.rulepack import shipped_rules
    from socaudit.stages.program import Program

    own = [path for path in paths or () if not _lies_in(path, [str(shipped_rules())])]
    recipe, book = _loaded(config, own, pack, model)
    wanted = [rule for rule in book.rules if not paths or _lies_in(rule.place.path, paths)]
    for warning in book.warnings:
        fail(str(warning.error()))
    outcomes = list(ruletest.run(recipe, Program(book), list(ruletest.cases(wanted))))
    utf8_stdout()
    failed = [o for o in outcomes if not o.passed and not o.case.known_gap]
    gaps = [o for o in outcomes if o.case.known_gap]
    for outcome in failed:
        typer.echo(_explained(outcome))
    for outcome in gaps:
        state = "is closed: move it to the others" if outcome.passed else "is still open"
        typer.echo(f"known gap {outcome.case.name} {state}")
    passed = len(outcomes) - len(failed) - len(gaps)
    typer.echo(f"{passed} passed, {len(failed)} failed, {len(gaps)} known gaps, {len(wanted)} rules")
    raise typer.Exit(EXIT_FINDINGS if failed else EXIT_CLEAN)


def add_to(parent: typer.Typer) -> None:
    """Add the commands to the application."""
    parent.add_typer(app)


def _loaded(
    config: ConfigFile, rules: list[str] | None, pack: list[str] | None, model: str | None
) -> tuple[Recipe, Rulebook]:
    from socaudit import pipeline

    settings = configured(config, rules=rules, packs=pack, model=model)
    recipe = pipeline.recipe_of(settings, pipeline.Request(paths=(), config=settings).key())
    return recipe, recipe.rulebook()


def _lies_in(place: str, paths: list[str]) -> bool:
    from pathlib import Path

    return any(Path(place).resolve().is_relative_to(Path(path).resolve()) for path in paths)


def _explained(outcome: Outcome) -> str:
    """Return a failed case with what matched in each of its messages."""
    case = outcome.case
    verb = "did not fire" if case.expected else "fired"
    lines = [f"FAILED {case.name} ({case.rule.place}) {verb}"]
    messages = [line for line in case.text.strip().splitlines() if line.strip() and not line.startswith(("---", "END"))]
    for line, names in zip(messages, outcome.matched, strict=True):
        lines.append(f"    {line.strip()}")
        lines.append(f"        matched: {', '.join(names) or 'nothing'}")
    return "\n".join(lines)
