"""`socaudit inspect`: how an export is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from socaudit.cli._console import progress, utf8_stdout
from socaudit.cli._options import ConfigFile, MapFile, Paths, Private, Since, Until, Visibilities, configured, moment
from socaudit.errors import EXIT_CLEAN, EXIT_INCOMPLETE, UsageError

if TYPE_CHECKING:
    from rich.table import Table

    from socaudit.model import InputCoverage
    from socaudit.pipeline import Inspection

_MOST_ACCOUNTS = 20
SuggestMap = Annotated[
    bool,
    typer.Option("--suggest-map", help="Write a first mapping file, for --map, from names and values."),
]


def inspect(
    paths: Paths,
    config: ConfigFile = None,
    mapping: MapFile = None,
    visibility: Visibilities = None,
    include_private: Private = False,
    since: Since = None,
    until: Until = None,
    suggest_map: SuggestMap = False,
) -> None:
    """Show how an export is understood: formats, messages, threads, roles, dates, and what is missing."""
    if suggest_map:
        _suggest(paths)
        return
    from socaudit import pipeline  # Slow to import; --help is not.

    request = pipeline.Request(
        paths=tuple(paths),
        config=configured(config, visibility=visibility, private=include_private),
        mapping=mapping,
        since=moment(since, "--since"),
        until=moment(until, "--until"),
    )
    with progress("Reading") as count:
        found = pipeline.inspect(request, count)
    utf8_stdout()
    _show(found)
    raise typer.Exit(EXIT_CLEAN if found.coverage.complete else EXIT_INCOMPLETE)


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(inspect)


def _suggest(paths: list[str]) -> None:
    from socaudit.readers import suggest_mapping  # Slow to import; --help is not.

    if len(paths) != 1:
        raise UsageError("takes one file", where="--suggest-map", hint="a mapping serves files of one layout")
    mapping = suggest_mapping(paths[0])
    utf8_stdout()
    typer.echo(mapping, nl=False)


def _show(found: Inspection) -> None:
    from rich.console import Console  # Slow to import; --help is not.

    from socaudit.reporters import visible

    console = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
    coverage = found.coverage
    known = [entry for entry in coverage.inputs if _is_known(entry)]
    inputs = _table("Input", "Format", "Read", "Scanned", "Skipped", "Failed", "Duplicates")
    for entry in known:
        counts = (entry.read, entry.scanned, sum(entry.skipped.values()), entry.failed, entry.duplicates)
        inputs.add_row(visible(_place(entry)), entry.format or "unknown", *(f"{count:,}" for count in counts))
    console.print(inputs)
    lines = [_remark(entry, text) for entry in known for text in (*entry.notes, *entry.errors)]
    strangers = [_place(entry) for entry in coverage.inputs if not _is_known(entry)]
    if strangers:
        lines += [f"No reader knows {len(strangers):,} of the files:", *strangers]
    # At once: thousands of files are no reason to wait.
    if lines:
        console.print("\n".join(f"  {visible(line)}" for line in lines))
    facts = _table("", "")
    facts.show_header = False
    for name, text in _summary(found):
        facts.add_row(name, visible(text))
    console.print(facts)
    if found.accounts:
        accounts = _table("Taken for the company", "Network", "Messages", "Because")
        for network, handle, basis, messages in found.accounts[:_MOST_ACCOUNTS]:
            accounts.add_row(visible(f"@{handle}"), visible(network), f"{messages:,}", basis)
        console.print(accounts)
        if len(found.accounts) > _MOST_ACCOUNTS:
            console.print(f"  and {len(found.accounts) - _MOST_ACCOUNTS} more accounts")


def _is_known(entry: InputCoverage) -> bool:
    return bool(entry.format or entry.errors)


def _place(entry: InputCoverage) -> str:
    return entry.path if entry.member is None else f"{entry.path}!{entry.member}"


def _remark(entry: InputCoverage, text: str) -> str:
    return text if entry.path in text else f"{_place(entry)}: {text}"


def _summary(found: Inspection) -> list[tuple[str, str]]:
    coverage = found.coverage
    span = "no message carries a time"
    if coverage.first and coverage.last:
        span = f"{coverage.first:%Y-%m-%d %H:%M} to {coverage.last:%Y-%m-%d %H:%M} UTC"
    return [
        ("Messages", f"{coverage.scanned:,} to scan of {coverage.read:,} read"),
        ("Skipped", _counts(coverage.skipped) or "none"),
        ("Networks", _counts(found.networks)),
        ("Threads", f"{coverage.threads:,}, the longest of {found.longest_thread:,} messages"),
        ("Dates", span),
        ("Roles", _counts(coverage.roles)),
        ("Decided by", _counts(coverage.role_bases)),
        ("Missing", f"{found.missing_parents:,} replies to a message that is not in the export"),
    ]


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())


def _table(*headers: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for header in headers:
        table.add_column(header, justify="right" if header in _NUMBERS else "left", overflow="fold")
    return table


_NUMBERS = {"Read", "Scanned", "Skipped", "Failed", "Duplicates", "Messages"}
