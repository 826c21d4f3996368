"""Options that several commands share, and how they become a request."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socaudit.errors import UsageError
from socaudit.model import WITHHELD, Severity, Visibility

if TYPE_CHECKING:
    from socaudit.config import Config

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Exports: files, archives, folders; - is standard input."),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Configuration; else socaudit.yaml in the working folder."),
]
MapFile = Annotated[
    Path | None,
    typer.Option(
        "--map", metavar="FILE", help="Mapping for tables (CSV, Excel, Parquet) and JSON that no reader knows."
    ),
]
RuleFiles = Annotated[
    list[str] | None,
    typer.Option("--rules", metavar="PATH", help="Rule file or folder of your own; repeatable."),
]
Packs = Annotated[
    list[str] | None,
    typer.Option("--pack", metavar="ID", help="Use only this shipped pack, or `default`: all that need no naming."),
]
PersonaName = Annotated[
    str | None, typer.Option("--persona", metavar="NAME", help="Who reads it: regular, pedantic or auditor. [regular]")
]
Model = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="An installed spaCy model to find names with.")
]
Visibilities = Annotated[
    list[Visibility] | None,
    typer.Option("--visibility", help="Scan messages of this visibility; repeatable. [public, unlisted, unknown]"),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FORMAT[=PATH]",
        help="terminal, json, sarif, junit, github, gitlab, markdown, csv or takedown; repeatable. [terminal]",
    ),
]
FailOn = Annotated[
    Severity | None, typer.Option("--fail-on", help="Exit with 1 on a finding of this severity or above.")
]
Private = Annotated[
    bool,
    typer.Option(
        "--include-private",
        help="Scan messages to followers, direct and internal ones too, beside those of --visibility.",
    ),
]
BaselineFile = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="Set aside the findings that are in this file; others are new."),
]
WriteBaseline = Annotated[
    Path | None,
    typer.Option(
        "--write-baseline", metavar="FILE", help="Write the findings to this file, for --baseline; exit with 0."
    ),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="TIME", help="Only messages from then on (2026-03-31, or with time; UTC)."),
]
Until = Annotated[str | None, typer.Option("--until", metavar="TIME", help="Only messages before then.")]


def configured(
    file: Path | None,
    *,
    rules: list[str] | None = None,
    packs: list[str] | None = None,
    model: str | None = None,
    visibility: list[Visibility] | None = None,
    private: bool = False,
    persona: str | None = None,
) -> Config:
    """Return the configuration with the flags laid over it."""
    from socaudit import config  # Pydantic would slow down --help.

    flags: dict[str, object] = {}
    loaded = config.load(file)
    if rules:
        flags["rules"] = (*loaded.rules, *rules)
    if packs:
        flags["packs"] = tuple(packs)
    if model:
        flags["model"] = model
    chosen = tuple(visibility or loaded.visibility)
    flags["visibility"] = (*chosen, *sorted(WITHHELD.difference(chosen))) if private else chosen
    if persona:
        flags["persona"] = persona
    return loaded.model_copy(update=flags)


def moment(text: str | None, option: str) -> datetime | None:
    """Return the time that an option names, UTC where it names no zone."""
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no time", where=option, hint="write 2026-03-31 or 2026-03-31T14:00") from None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
