"""A first mapping file for records of any making: from the names of the columns, and a look at the values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from textwrap import wrap

from socaudit.errors import InputError
from socaudit.readers._document import document_of
from socaudit.readers._guess_names import NAMES
from socaudit.readers._guess_values import Profile
from socaudit.readers._guessing import Guesses, guesses
from socaudit.readers._inputs import named_paths
from socaudit.readers._reader import ReadOptions, build_readers
from socaudit.readers._rows import Container, Layout, Table, as_text, found, is_name
from socaudit.readers._sorting import look, recognise
from socaudit.readers._streams import Limits

_ROWS = 1000
_DEPTH = 3
_NO_FIELDS = frozenset({"title", "clock"})
_PLAIN = re.compile(r"[A-Za-z][\w .-]*(?<! )")
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def suggest_mapping(path: str, limits: Limits | None = None) -> str:
    """Return a commented mapping file for an export, to look over and to hand to `--map`.

    Of its values, only those stand in it that are few, short and the words of a category.

    Raises:
        InputError: it is no CSV, JSON, workbook or Parquet, has no names of columns, or is read without a mapping.
    """
    options = ReadOptions(limits=limits or Limits())
    readers = build_readers(options)
    named = named_paths([path])[0]
    if named.folder:
        raise InputError("is a folder", where=named.shown, hint="name one file")
    blob, head = look(named.file, options.limits)
    entry = recognise(head, readers)
    if entry and not entry[1].last:
        raise InputError(f"needs no mapping: it is read as {entry[0]}", where=named.shown)
    containers = (reader.container for _, reader in readers if reader.container)
    container = next((one for one in containers if one.holds(head, Layout())), None)
    if container is None:
        raise InputError("is no CSV, JSON, workbook or Parquet", where=named.shown)
    text = head.text()
    whole = None if container.fixed else document_of(text.lstrip("\ufeff"))
    lines = whole is not None and "Extra data" in (whole.problem or "")
    layout = Layout(
        # The last character of the head may lack its end.
        encoding="windows-1252" if container.fixed and "\ufffd" in text[:-4] and "\0" not in text else "utf-8",
        records=_list_in(whole.value) if whole and not lines else None,
    )
    return _suggestion(container, Table(blob, head, options.limits, layout), named.shown)


def _suggestion(container: Container, table: Table, shown: str) -> str:
    names = container.names(table)
    if not names and (damage := next(container.rows(table), None)) and damage.problem:
        raise InputError(damage.problem, where=shown)
    usable = [name for name in names if is_name(name)]
    if len(usable) * 2 < len(names) or not usable:
        raise InputError("has no row with the names of its columns", where=shown, hint="put one above the data")
    table = replace(table, columns=tuple(usable))
    records = [row.record for row in islice(container.rows(table), _ROWS) if not row.problem]
    if not records:
        raise InputError("has no rows to look at", where=shown)
    profiles = [
        Profile(name, len(records), tuple(filter(None, (_cell(found(record, name)) for record in records))))
        for name in usable
    ]
    return "\n".join(_written(guesses(profiles), container, table, len(records))) + "\n"


def _cell(values: list[object]) -> str:
    return " ".join((as_text(value) or "").strip() for value in values).strip()


def _list_in(value: object, depth: int = 0) -> str | None:
    """Return the path to the longest list of records in a document, none where the document is that list."""
    if not isinstance(value, dict):
        return None
    lists: list[tuple[int, str]] = []
    for key, inner in value.items():
        if isinstance(inner, list) and any(isinstance(item, dict) for item in inner):
            lists.append((len(inner), key))
        elif isinstance(inner, dict) and depth < _DEPTH and (deeper := _list_in(inner, depth + 1)):
            lists.append((1, f"{key}.{deeper}"))
    return max(lists, default=(0, None))[1]


def _written(found: Guesses, container: Container, table: Table, rows: int) -> Iterator[str]:
    yield f"# A first mapping ({container.called}), from the names and {rows:,} of the rows. Look it over, and see"
    yield "# what comes of it: socaudit inspect EXPORT --map FILE"
    yield "columns:"
    for name, guess in found.fields.items():
        columns = ", ".join(map(_scalar, guess.columns))
        several = f"[{columns}]" if len(guess.columns) > 1 else columns
        yield f"  {name}: {several}  # {guess.sureness}: {guess.why}"
    missing = [name for name in NAMES if name not in found.fields and name not in _NO_FIELDS]
    for name in ("id", "text"):
        if name in missing:
            yield f"  # {name}: needed, and not found; a list of columns is read together"
    yield from _wrapped("not found", [name for name in missing if name not in {"id", "text"}])
    yield from _wrapped("in no field", [json.dumps(name, ensure_ascii=False) for name in found.unused])
    yield from _values(found)
    yield from _times(found)
    yield from _constants(found, table)


def _values(found: Guesses) -> Iterator[str]:
    explained = {name: guess.values for name, guess in found.fields.items() if guess.values}
    if explained:
        yield "values:"
    for name, values in explained.items():
        yield f"  {name}:"
        for value, meaning in values.items():
            quoted = json.dumps(value, ensure_ascii=False)
            yield f"    {quoted}: {meaning}" if meaning else f"    # {quoted}: ?"


def _times(found: Guesses) -> Iterator[str]:
    if not {"created_at", "reply_created_at"}.isdisjoint(found.fields):
        formats = ", ".join(json.dumps(pattern) for pattern in found.formats)
        yield "time:"
        yield f"  format: [{formats}]" + (
            "  # unsure, look: day and month may be the other way round" * found.swappable
        )
        yield (
            f"  zone: {found.zone}"
            if found.zone
            else "  # zone: Europe/London  # of times that do not tell theirs; else UTC"
        )


def _constants(found: Guesses, table: Table) -> Iterator[str]:
    if "network" not in found.fields:
        yield f"network: {found.network}  # where the addresses lead to" if found.network else "# network: x"
    if "visibility" not in found.fields:
        yield "# visibility: public  # if strangers can read every row on its network"
    if "reply_text" in found.fields:
        yield "kind: review  # a text and the company's reply in one row"
        yield "role: customer"
    if found.html:
        yield "html: true  # texts hold tags"
    if found.escaped:
        yield "escaped: true  # texts hold entities such as &amp;"
    if table.layout.records:
        yield f"records: {_scalar(table.layout.records)}"
    if table.layout.encoding != "utf-8":
        yield f"encoding: {table.layout.encoding}  # it is not UTF-8"


def _scalar(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML
    return text if plain else json.dumps(text, ensure_ascii=False)


def _wrapped(title: str, words: list[str]) -> Iterator[str]:
    if words:
        yield from wrap(", ".join(words), 110, initial_indent=f"# {title}: ", subsequent_indent="#   ")
