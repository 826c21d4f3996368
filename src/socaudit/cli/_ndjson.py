"""Lines of JSON objects with an id and a text, from a file or standard input."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from socaudit.errors import InputError

STDIN = "-"


def opened(path: str) -> contextlib.AbstractContextManager[IO[bytes]]:
    """Open a file, or standard input for `-`.

    Raises:
        InputError: the file cannot be opened.
    """
    if path == STDIN:
        return contextlib.nullcontext(sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except OSError as problem:
        raise InputError(f"cannot be read: {problem.strerror}", where=path) from None


def records(lines: Iterable[bytes], path: str, broken: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield `(path:line, object)` of each line; what is no object with an id and a text is named in `broken`."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            record = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            broken.append(f"{where}: not a JSON object in UTF-8")
            continue
        if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("text"), str):
            broken.append(f"{where}: a line needs an id and a text")
            continue
        yield where, record
