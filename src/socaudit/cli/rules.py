"""`socaudit rules`: list, show, test, check and begin rules, and the schema that they follow."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socaudit.cli._console import fail, utf8_stdout, write_file
from socaudit.cli._options import ConfigFile, Model, Packs, RuleFiles, configured
from socaudit.errors import EXIT_CLEAN, EXIT_FINDINGS, UsageError

if TYPE_CHECKING:
    from socaudit.rulepack import LoadedRule, Rulebook
    from socaudit.stages.extract import Recipe

app = typer.Typer(name="rules", help="List, show, test and write rules.", no_args_is_help=True, rich_markup_mode=None)
RulePaths = Annotated[
    list[str] | None, typer.Argument(metavar="[PATH]...", help="Rule files or folders; else all rules.")
]


@app.command("list")
def list_rules(config: ConfigFile = None, rules: RuleFiles = None, pack: Packs = None) -> None:
    """List all rules, and which of them take part in a scan only if that is asked for."""
    from rich import box  # Slow to import; --help is not.
    from rich.console import Console
    from rich.table import Table

    _, book = _loaded(config, rules, pack)
    packs = {found.id: found for found in book.packs}
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for header in ("Rule", "Scope", "Severity", "Risk", "Title"):
        table.add_column(header, overflow="fold")
    for entry in sorted((*book.rules, *book.off), key=lambda entry: entry.rule.id):
        rule = entry.rule
        title = f"{rule.title}{_only_if(entry, default=packs[entry.pack].default)}"
        table.add_row(rule.id, rule.scope, rule.severity, rule.risk, title)
    utf8_stdout()
    console = Console(markup=False, highlight=False, emoji=False)
    console.print(table)
    console.print(f"{len(book.rules) + len(book.off)} rules in {len(book.packs)} packs")


@app.command("show")
def show_rule(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="The rule's id, such as SA-ADM-001.")],
    config: ConfigFile = None,
    rules: RuleFiles = None,
) -> None:
    """Show one rule as it is after all overrides, and where each of its values comes from."""
    from socaudit.cli._rule_text import rule_text
    from socaudit.reporters import visible
    from socaudit.rulepack.suggest import suggestion

    _, book = _loaded(config, rules, None)
    known = {entry.rule.id: entry for entry in (*book.rules, *book.off)}
    entry = known.get(rule_id.upper())
    if entry is None:
        problem = f"there is no rule {rule_id!r}{suggestion(rule_id.upper(), known)}"
        raise UsageError(problem, hint="socaudit rules list shows all")
    utf8_stdout()
    for text in rule_text(entry, book):
        for line in text.split("\n"):
            typer.echo(visible(line))


@app.command("test")
def test_rules(
    paths: RulePaths = None,
    config: ConfigFile = None,
    pack: Packs = None,
    model: Model = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show what matched in every transcript.")] = False,
) -> None:
    """Run every transcript of the rules through the same line as a scan; exit code 1 if one fails."""
    from socaudit import ruletest
    from socaudit.cli._case_text import case_text
    from socaudit.stages.program import Program

    recipe, book = _loaded(config, _own(paths), pack, model=model)
    wanted = [rule for rule in book.rules if not paths or _lies_in(rule.place.path, paths)]
    for warning in book.warnings:
        fail(str(warning.error()))
    cases = list(ruletest.cases(wanted))
    outcomes = list(ruletest.run(recipe, Program(book), cases, explain_all=verbose))
    utf8_stdout()
    for outcome in outcomes:
        for line in case_text(outcome):
            typer.echo(line)
    failed = sum(outcome.failed for outcome in outcomes)
    gaps = sum(outcome.case.known_gap for outcome in outcomes)
    passed = len(outcomes) - failed - gaps
    typer.echo(f"{passed} passed, {failed} failed, {gaps} known gaps, {len(wanted)} rules")
    raise typer.Exit(EXIT_FINDINGS if failed else EXIT_CLEAN)


@app.command("lint")
def lint_rules(paths: RulePaths = None, config: ConfigFile = None, pack: Packs = None) -> None:
    """Check rules as a scan does, and say what could be better; exit code 1 if something could."""
    from socaudit import rulelint
    from socaudit.reporters import visible

    _, book = _loaded(config, _own(paths), pack)
    advice = rulelint.advise(book, today=datetime.now(UTC).date())
    told = [one for one in advice if not paths or _lies_in(one.path, paths)]
    utf8_stdout()
    for one in told:
        typer.echo(visible(f"{one.where}: {one.text}"))
    checked = sum(not paths or _lies_in(entry.place.path, paths) for entry in (*book.rules, *book.off))
    typer.echo(f"rules: {checked}, advice: {len(told)}")
    raise typer.Exit(EXIT_FINDINGS if told else EXIT_CLEAN)


@app.command("new")
def new_rule(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="An id of your own, such as ACME-SVC-001.")],
    pack: Annotated[str, typer.Option("--pack", metavar="ID", help="The pack that it belongs to, such as house.")],
    folder: Annotated[
        Path | None, typer.Option("--folder", metavar="PATH", help="Where the pack lies. [a folder called like it]")
    ] = None,
) -> None:
    """Write a working rule to start from; it passes `rules test` as it is."""
    import re

    from socaudit.rulepack.schema import NAME, RULE_ID
    from socaudit.rulepack.shipped import pack_id
    from socaudit.rulepack.skeleton import skeleton

    name, home = pack_id(pack), folder or Path(pack)
    if not re.match(RULE_ID, rule_id):
        raise UsageError(f"{rule_id!r} is not a rule id", hint="write it like ACME-SVC-001")
    if not re.match(NAME, name):
        raise UsageError(f"{pack!r} is not a pack id", hint="use small letters, digits and _, a letter first")
    _, book = _loaded(None, [str(home)] if home.is_dir() and any(home.rglob("*.y*ml")) else None, None)
    taken = {entry.rule.id: entry.place for entry in (*book.rules, *book.off)}
    if rule_id in taken:
        raise UsageError(f"there is a rule {rule_id} already", where=str(taken[rule_id]), hint="ids are for ever")
    if any(found.id == name and found.shipped for found in book.packs):
        raise UsageError(f"{name!r} is a pack that ships", hint="choose an id of your own; it can extend that pack")
    path = home / f"{rule_id.lower()}.yaml"
    text = skeleton(rule_id, name, home)
    home.mkdir(parents=True, exist_ok=True)
    write_file(path, text)
    typer.echo(f"Wrote {path}. Change it, then: socaudit rules test {home}; use it with: scan --rules {home}")


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of rule files, by which editors complete and validate them."""
    from socaudit.detectors import ENTITY_TYPES
    from socaudit.rulepack.json_schema import json_schema
    from socaudit.stages.program import vocabulary

    _, book = _loaded(None, None, None)
    typer.echo(json.dumps(json_schema(vocabulary(ENTITY_TYPES), personas=book.personas), indent=2))


def add_to(parent: typer.Typer) -> None:
    """Add the commands to the application."""
    parent.add_typer(app)


def _loaded(
    config: ConfigFile, rules: list[str] | None, pack: list[str] | None, *, model: str | None = None
) -> tuple[Recipe, Rulebook]:
    """Return the recipe and rules of every persona, of all packs unless some are named."""
    from dataclasses import replace

    from socaudit import pipeline
    from socaudit.rulepack import shipped_packs, shipped_rules

    settings = configured(config, rules=rules, packs=pack or [*shipped_packs(shipped_rules())], model=model)
    recipe = pipeline.recipe_of(settings, pipeline.Request(paths=(), config=settings).key())
    recipe = replace(recipe, persona=None)
    return recipe, recipe.rulebook()


def _only_if(entry: LoadedRule, *, default: bool) -> str:
    """Return what keeps a rule out of an ordinary scan, or nothing."""
    from socaudit.config import DEFAULT_PERSONA

    if entry.off is not None:
        return f" [off: {entry.off}]"
    pack = "" if default else f" --pack {entry.pack}"
    persona = "" if entry.rule.persona == DEFAULT_PERSONA else f" --persona {entry.rule.persona}"
    return f" [only with{pack}{persona}]" if pack or persona else ""


def _own(paths: list[str] | None) -> list[str]:
    """Return the paths that do not ship."""
    from socaudit.rulepack import shipped_rules

    return [path for path in paths or () if not _lies_in(path, [str(shipped_rules())])]


def _lies_in(place: str, paths: list[str]) -> bool:
    return any(Path(place).resolve().is_relative_to(Path(path).resolve()) for path in paths)
