"""What the commands share: errors and progress on stderr, output files that are never half-written."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from socaudit.errors import UsageError
from socaudit.reporters import visible

_EVERY = 100


def fail(message: str) -> None:
    """Print an error to stderr, with control characters made harmless."""
    for line in message.split("\n"):
        print(f"socaudit: error: {visible(line)}", file=sys.stderr)  # noqa: T201  # The CLI prints.


@contextmanager
def progress(what: str) -> Iterator[Callable[[int], None] | None]:
    """Give a counter to call with how many messages have gone by; shown on a terminal's stderr only."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # Only a terminal pays for it.

    console = Console(stderr=True)
    with console.status(f"{what} ...") as status:

        def count(number: int) -> None:
            if number % _EVERY == 0:
                status.update(f"{what} ... {number:,} messages")

        yield count


def write_file(path: Path, content: str) -> None:
    """Write a whole file or nothing; a pipe or a device is written as it is, and a link leads to its file.

    Raises:
        UsageError: the folder is not there or cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_text(content, encoding="utf-8", newline="")
            return
        path = path.resolve()
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(content)
            Path(draft).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(draft).unlink()
            raise
    except OSError as problem:
        raise UsageError(f"cannot be written: {problem.strerror}", where=str(path)) from None


def utf8_stdout() -> None:
    """Let output that is not ASCII go through whatever the locale; what cannot is escaped."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
