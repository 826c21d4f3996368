"""Readers: from named paths to messages, with every record accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from socaudit.errors import InputError
from socaudit.model import ReadEvent
from socaudit.readers._archives import archive_kind
from socaudit.readers._csv import best_delimiter
from socaudit.readers._document import whole_text
from socaudit.readers._html_places import placed
from socaudit.readers._inputs import NamedPath, in_order, named_paths
from socaudit.readers._mapping import Mapping as CsvMapping
from socaudit.readers._mapping import load_mapping
from socaudit.readers._members import Refused
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions, build_readers
from socaudit.readers._sorting import Readers, holds_something, look, recognise, sort_out
from socaudit.readers._streams import Blob, Limits
from socaudit.readers._suggest import suggest_mapping

__all__ = [
    "READERS",
    "Blob",
    "CsvMapping",
    "Head",
    "Input",
    "Limits",
    "NamedPath",
    "ReadOptions",
    "Reader",
    "Refused",
    "best_delimiter",
    "in_order",
    "load_mapping",
    "named_paths",
    "placed",
    "read",
    "suggest_mapping",
    "whole_text",
]

_DEFAULTS = ReadOptions()


def read(paths: Sequence[str], options: ReadOptions = _DEFAULTS) -> Iterator[ReadEvent]:
    """Return the events of all inputs, in an order that does not depend on the order of `paths`.

    Args:
        paths: files, folders, archives, or `-` for standard input.
        options: the mapping file, if any, and the limits.

    Returns:
        For each input an Opened, then its Message, Skipped and Failed events as they are read, then Notes.

    Raises:
        InputError: a path does not exist, cannot be read, is empty, or holds nothing that a reader knows;
            raised before the first event.
        RuleError: the mapping file is wrong.
        ConfigError: the mapping names columns that a named file lacks.
    """
    readers = build_readers(options)
    named = [_checked(path, readers, options.limits) for path in named_paths(paths)]
    tasks = sort_out(in_order(named), readers, options.limits)
    known = {blob.name for task in tasks if task.known for blob in task.blobs}
    for path in named:
        if path.folder and known.isdisjoint(path.names):
            raise InputError("the folder holds nothing that a reader knows", where=path.shown, hint=_formats(readers))
    return (event for task in tasks for event in task.read())


def _checked(path: NamedPath, readers: Readers, limits: Limits) -> NamedPath:
    """Return `path` if it can be read; a folder is judged by what it holds, later."""
    if path.folder:
        return path
    blob, head = look(path.file, limits)
    if not head.data and head.damage is None:
        raise InputError("is empty", where=path.shown)
    entry = recognise(head, readers)
    # What is damaged is not what it looks like.
    asked = [entry[1]] if entry else [reader for _, reader in readers if head.damage is None]
    for complaint in filter(None, (reader.complaint(blob, head) for reader in asked)):
        raise type(complaint)(complaint.problem, where=complaint.where or path.shown, hint=complaint.hint)
    known = entry is not None or head.damage is not None
    kind = archive_kind(head.data)
    if not known and not (kind and holds_something(blob, kind, readers, limits)):
        raise InputError("holds nothing that a reader knows", where=path.shown, hint=_formats(readers))
    return replace(path, files=(blob,))


def _formats(readers: Readers) -> str:
    return f"formats: {', '.join(name for name, _ in readers)}"
