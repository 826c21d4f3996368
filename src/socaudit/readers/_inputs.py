"""From the paths that the user named to the files behind them: each file once, in one order."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from socaudit.errors import InputError
from socaudit.readers._members import Refused
from socaudit.readers._streams import Blob, DamagedError, FileStream, file_stream

STDIN = "-"

# Version control keeps copies of what lies beside it.
_NOT_LISTED = frozenset({".git", ".hg", ".svn", ".bzr", ".jj"})


@dataclass(frozen=True, slots=True)
class NamedPath:
    """A path as the user wrote it and the files behind it; `folder` where that may be several."""

    shown: str
    files: tuple[Blob | Refused, ...]
    folder: bool

    @property
    def names(self) -> set[str]:
        """Return what the files are called in the order of reading."""
        return {_blob(file).name for file in self.files}

    @property
    def file(self) -> Blob:
        """Return the one file of a path that is no folder."""
        return _blob(self.files[0])


def named_paths(paths: Sequence[str]) -> list[NamedPath]:
    """Return what lies behind each path, sorted; InputError for one that cannot be opened."""
    return [_named(path) for path in sorted(set(paths))]


def in_order(named: Sequence[NamedPath]) -> list[Blob | Refused]:
    """Return every file once, in an order that does not depend on how or how often it was named."""
    found: dict[str, Blob | Refused] = {}
    for path in named:
        for file in path.files:
            name = _blob(file).name
            known = found.get(name)
            # Named directly, a hidden file is read.
            if known is None or (_blob(known).ignored and not _blob(file).ignored):
                found[name] = file
    return [file for _, file in sorted(found.items())]


def _blob(file: Blob | Refused) -> Blob:
    return file.blob if isinstance(file, Refused) else file


def _named(path: str) -> NamedPath:
    shown = _shown(path)
    if path == STDIN:
        blob = Blob(STDIN, None, STDIN, lambda: FileStream(sys.stdin.buffer), reopens=False)
        return NamedPath(shown, (blob,), folder=False)
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError) as error:
        problem = "does not exist" if isinstance(error, FileNotFoundError) else "cannot be opened"
        raise InputError(problem, where=shown, hint="check the path") from error
    if stat.S_ISDIR(mode):
        return NamedPath(shown, tuple(_walk(path, set(), top=True)), folder=True)
    blob = _on_disk(path)
    if not stat.S_ISREG(mode):
        # A pipe, such as a shell's <(...): it cannot be opened twice.
        return NamedPath(shown, (replace(blob, reopens=False),), folder=False)
    try:
        blob.start().close()
    except DamagedError as error:
        raise InputError(str(error), where=shown) from error
    return NamedPath(shown, (blob,), folder=False)


def _on_disk(path: str, *, ignored: bool = False) -> Blob:
    real = os.path.realpath(path)
    return Blob(_shown(path), None, Path(real).as_posix(), lambda: file_stream(Path(path)), ignored=ignored)


def _walk(folder: str, seen: set[str], *, top: bool = False) -> Iterator[Blob | Refused]:
    """Yield the files below a folder; links are followed, but into each folder only once."""
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        if top:
            raise InputError(f"cannot be read: {error.strerror}", where=_shown(folder)) from error
        yield Refused(_on_disk(folder), f"cannot be read: {error.strerror}")
        return
    for entry in entries:
        hidden = entry.name.startswith(".")
        # Through Path, for which a link to itself is no error but simply not there.
        path = Path(entry.path)
        if not path.is_dir():
            yield _on_disk(entry.path, ignored=hidden or not path.is_file())
        elif not hidden:
            yield from _walk(entry.path, seen)
        elif entry.name not in _NOT_LISTED:
            yield _on_disk(entry.path, ignored=True)


def _shown(path: str) -> str:
    """Return a path as text that any output can encode."""
    return os.fsencode(path).decode("utf-8", "replace")
