"""What `lint --diff` shows and `lint --fix` writes."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from socaudit.cli._console import utf8_stdout
from socaudit.errors import UsageError
from socaudit.reporters import visible

if TYPE_CHECKING:
    from socaudit.model import Report
    from socaudit.rewriting import Change


def check_rewriting(paths: Sequence[str], outputs: Sequence[tuple[str, Path | None]], *, diff: bool, fix: bool) -> None:
    """Raise UsageError for what cannot be shown or written."""
    from socaudit import rewriting

    rewriting.refuse_stdin(paths)
    if diff and fix:
        raise UsageError("rewrites are shown or written, not both", where="--diff, --fix")
    if diff and any(path is None for _, path in outputs):
        raise UsageError("the diff goes to standard output, and no report", where="--output", hint="write FORMAT=PATH")


def show_rewrites(report: Report, mapping: Path | None) -> None:
    """Print what would be rewritten as a unified diff; on a terminal nothing in it steers the terminal."""
    utf8_stdout()
    for change in _changes(report, mapping):
        shown = change.diff()
        if sys.stdout.isatty():
            shown = "".join(f"{visible(line)}\n" for line in shown.split("\n")[:-1])
        sys.stdout.write(shown)


def write_rewrites(report: Report, mapping: Path | None) -> bool:
    """Write the rewrites into the files and say so; tell whether there were any.

    Raises:
        UsageError: a file has changed since it was read, or cannot be written; it is left as it is.
    """
    made = _changes(report, mapping)
    for change in made:
        _replace(change)
    if made:
        places, files = sum(change.places for change in made), len(made)
        typer.echo(f"Fixed {_counted(places, 'place')} in {_counted(files, 'file')}.", err=True)
    return bool(made)


def _changes(report: Report, mapping: Path | None) -> list[Change]:
    from socaudit import rewriting
    from socaudit.templates import TemplateOptions

    return rewriting.changes(report, TemplateOptions(mapping=mapping))


def _replace(change: Change) -> None:
    """Replace a file by its rewritten self, whole or not at all, with the permissions that it had."""
    path = change.path.resolve()
    try:
        if path.read_bytes() != change.raw:
            raise UsageError("has changed since it was read, and is left as it is", where=str(change.path))
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(change.rewritten)
            Path(draft).chmod(path.stat().st_mode & 0o7777)
            Path(draft).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(draft).unlink()
            raise
    except OSError as problem:
        raise UsageError(f"cannot be written: {problem.strerror}", where=str(change.path)) from None


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
