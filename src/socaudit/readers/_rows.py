"""Rows of any making: named values out of a table or a JSON record, and paths to what lies inside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from socaudit.model import Source
from socaudit.readers._reader import Head
from socaudit.readers._streams import Blob, Limits

_LONG = 40

# A first row that holds one of these is data, not names: it must not be repeated in an error.
_VALUE = re.compile(r"@|\d{3}|[\x00-\x1f\x7f]")


Record: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out, as far as somebody said it."""

    delimiter: str | None = None
    encoding: str = "utf-8"
    records: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A file of rows, and which columns are asked of it: all of `columns`, a value in each of `required`."""

    blob: Blob
    head: Head
    limits: Limits
    layout: Layout = Layout()
    columns: tuple[str, ...] = ()
    required: tuple[str, ...] = ()


class Row(NamedTuple):
    """One row: where it stands and its values by name, or the problem that it has instead."""

    source: Source
    record: Record
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Container:
    """A way to write rows down.

    Args:
        format: the name of its reader.
        called: what people call it.
        holds: whether a file is of this making.
        knows: whether it may be the file whose columns, and whose required ones, these are.
        names: the names of the columns; of JSON, the paths of the records in the head.
        rows: yields the rows; damage is a row with a problem.
        fixed: whether a column that the head lacks is nowhere in the file.
    """

    format: str
    called: str
    holds: Callable[[Head, Layout], bool]
    knows: Callable[[Head, Layout, tuple[str, ...], tuple[str, ...]], bool]
    names: Callable[[Table], list[str]]
    rows: Callable[[Table], Iterator[Row]]
    fixed: bool = True


def is_name(name: str) -> bool:
    """Return whether a cell of a first row looks like the name of a column, and not like somebody's data."""
    return 0 < len(name) <= _LONG and not _VALUE.search(name)


def quoted(names: Iterable[str]) -> str:
    """Return names for an error, without what is none."""
    return ", ".join(repr(name) if is_name(name) else "(not a name)" for name in names)


def steps(path: str) -> tuple[str, ...]:
    """Return the steps of a JSON pointer (`/user/name`) or a dotted path (`user.name`)."""
    if path.startswith("/"):
        return tuple(step.replace("~1", "/").replace("~0", "~") for step in path[1:].split("/"))
    return tuple(path.split("."))


def found(record: Record, path: str) -> list[object]:
    """Return the values at a path: a key that reads the same wins, a step goes into each item of a list.

    What a record lacks is None, so that the values of parallel paths stay side by side.
    """
    if path in record:
        return _flat(record[path])
    values: list[object] = [record]
    for step in steps(path):
        values = [_at(inner, step) for value in values for inner in _items(value, step)]
    return [inner for value in values for inner in _flat(value)]


def _items(value: object, step: str) -> list[object]:
    return _flat(value) if isinstance(value, list) and not step.isdecimal() else [value]


def _at(value: object, step: str) -> object:
    if isinstance(value, Mapping):
        return value.get(step)
    if isinstance(value, list) and step.isdecimal() and len(step) <= len(str(len(value))):
        return value[int(step)] if int(step) < len(value) else None
    return None


def _flat(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def as_text(value: object) -> str | None:
    """Return a value as a cell would show it; None where it is a whole record or list, or nothing."""
    if value is None or isinstance(value, (Mapping, list)):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, date) else str(value)
