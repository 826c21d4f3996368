"""`socaudit inspect`: how an export is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from socaudit.cli._console import progress, utf8_stdout
from socaudit.cli._options import ConfigFile, MapFile, Paths, Since, Until, Visibilities, configured, moment
from socaudit.errors import EXIT_CLEAN, EXIT_INCOMPLETE

if TYPE_CHECKING:
    from rich.table import Table

    from socaudit.pipeline import Inspection

_MOST_ACCOUNTS = 20


def inspect(
    paths: Paths,
    config: ConfigFile = None,
    mapping: MapFile = None,
    visibility: Visibilities = None,
    since: Since = None,
    until: Until = None,
) -> None:
    """Show how an export is understood: formats, messages, threads, roles, dates, and what is missing."""
    from socaudit import pipeline  # Slow to import; --help is not.

    request = pipeline.Request(
        paths=tuple(paths),
        config=configured(config, visibility=visibility),
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


def _show(found: Inspection) -> None:
    from rich.console import Console  # Slow to import; --help is not.

    from socaudit.reporters import visible

    console = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
    coverage = found.coverage
    inputs = _table("Input", "Format", "Read", "Scanned", "Skipped", "Failed", "Duplicates")
    for entry in coverage.inputs:
        place = entry.path if entry.member is None else f"{entry.path}!{entry.member}"
        counts = (entry.read, entry.scanned, sum(entry.skipped.values()), entry.failed, entry.duplicates)
        inputs.add_row(visible(place), entry.format or "unknown", *(f"{count:,}" for count in counts))
    console.print(inputs)
    for entry in coverage.inputs:
        for line in (*entry.notes, *entry.errors):
            console.print(f"  {visible(line)}")
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
