"""Any CSV, with a mapping file (`--map`) that says which column holds what; see `_mapping` for its keys.

columns: {id: Message ID, text: Content, author_handle: From, parent_id: In Reply To, role: Direction,
          created_at: Created at}
network: x
visibility: public
values: {role: {Outbound: brand, Inbound: customer}}
time: {format: '%d/%m/%Y %H:%M', zone: Europe/London}
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from socaudit.errors import ConfigError, InputError, SocauditError
from socaudit.model import Author, Failed, Kind, Message, ReadEvent, Role, Skipped, Source, Visibility
from socaudit.readers._csv import DELIMITERS, best_delimiter, header, records
from socaudit.readers._mapping import Mapping, load_mapping
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._streams import Limits
from socaudit.readers._text import lines, notes
from socaudit.readers._times import read_time

FORMAT = "mapped_csv"

_E = TypeVar("_E", bound=StrEnum)
_MANY = 3
_LONG = 40

# A first row that holds one of these is data, not names: it must not be repeated in an error.
_VALUE = re.compile(r"@|\d{3}|[^\x20-\x7e]")


@READERS.register(FORMAT)
def mapped_csv(options: ReadOptions) -> Reader:
    """Return the reader of CSV with a mapping; without `--map` it knows nothing but says what is missing."""
    if options.mapping is None:
        return Reader(knows=lambda _: False, read=lambda _: iter(()), complaint=_needs_mapping, last=True)
    table = _Table(options.mapping, load_mapping(options.mapping), options.limits)
    return Reader(knows=table.knows, read=table.read, complaint=table.complaint, last=True)


def _needs_mapping(head: Head) -> SocauditError | None:
    if not _is_table(head, "utf-8"):
        return None
    return InputError("is CSV that no reader knows", hint="say with --map FILE which column holds what")


def _is_table(head: Head, encoding: str) -> bool:
    text = head.text(encoding)
    return "\0" not in text and any(len(header(text, sign)) >= _MANY for sign in DELIMITERS)


def _names(columns: Iterable[str]) -> str:
    return ", ".join("(not a name)" if len(name) > _LONG or _VALUE.search(name) else repr(name) for name in columns)


@dataclass(frozen=True, slots=True)
class _Table:
    path: Path
    mapping: Mapping
    limits: Limits

    def knows(self, head: Head) -> bool:
        """Tell a first row with at least one of the mapped columns."""
        return not set(self._columns().values()).isdisjoint(self._header(head))

    def complaint(self, head: Head) -> SocauditError | None:
        """Name the mapped columns that the file lacks, and those that it has."""
        found = self._header(head)
        missing = [column for column in self._columns().values() if column not in found]
        if not missing or not (self.knows(head) or _is_table(head, self.mapping.encoding)):
            return None
        return ConfigError(
            f"the input lacks the column {_names(missing)}",
            where=str(self.path),
            hint=f"it has {_names(found)}",
        )

    def read(self, given: Input) -> Iterator[ReadEvent]:
        """Yield one event for each row, and notes on what was not understood."""
        counts: Counter[str] = Counter()
        columns = self._columns()
        table = records(
            lines(given.blob, self.limits, self.mapping.encoding),
            delimiter=self._delimiter(given.head),
            columns=list(columns.values()),
            required=[columns["id"], columns["text"]],
        )
        for record in table:
            source = given.blob.source(FORMAT, line=record.line)
            if record.problem:
                yield Failed(record.problem, source)
                continue
            cells = {field: record.cells.get(column, "") for field, column in columns.items()}
            yield _event(cells, self.mapping, source, counts)
        yield from notes(counts, given.source)

    def _columns(self) -> dict[str, str]:
        return self.mapping.columns.used()

    def _delimiter(self, head: Head) -> str:
        text = head.text(self.mapping.encoding)
        return self.mapping.delimiter or best_delimiter(text, self._columns().values())

    def _header(self, head: Head) -> list[str]:
        return header(head.text(self.mapping.encoding), self._delimiter(head))


def _event(cells: dict[str, str], mapping: Mapping, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    text = cells.pop("text")
    cells = {field: cell.strip() for field, cell in cells.items()}
    if not cells["id"]:
        return Failed("the row has no id", source)
    if not text:
        return Skipped("no_text", source)
    parent = cells.get("parent_id") or None
    role = _meaning(cells, Role, mapping.values.role, counts) or mapping.role
    role = None if role is Role.UNKNOWN else role
    zone = ZoneInfo(mapping.time.zone) if mapping.time.zone else None

    def time(field: str) -> datetime | None:
        return read_time(cells.get(field, ""), counts, pattern=mapping.time.format, zone=zone)

    return Message(
        id=cells["id"],
        text=text,
        source=source,
        network=cells.get("network") or mapping.network,
        parent_id=parent,
        root_id=cells.get("root_id") or None,
        kind=_meaning(cells, Kind, mapping.values.kind, counts)
        or mapping.kind
        or (Kind.REPLY if parent else Kind.POST),
        author=_author(cells),
        role=role,
        role_basis="export" if role else None,
        visibility=_meaning(cells, Visibility, mapping.values.visibility, counts) or mapping.visibility,
        created_at=time("created_at"),
        edited_at=time("edited_at"),
        deleted_at=time("deleted_at"),
        lang=cells.get("lang") or mapping.lang,
        permalink=cells.get("permalink") or None,
    )


def _author(cells: dict[str, str]) -> Author | None:
    handle = cells.get("author_handle", "").removeprefix("@") or None
    known_as = cells.get("author_id") or handle or cells.get("author_name")
    if not known_as:
        return None
    return Author(known_as, handle, cells.get("author_name") or None, cells.get("author_location") or None)


def _meaning(cells: dict[str, str], words: type[_E], meanings: dict[str, _E], counts: Counter[str]) -> _E | None:
    """Return what a cell means by the mapping, or by its own word; None, counted, if by neither."""
    field = words.__name__.lower()
    cell = cells.get(field, "").casefold()
    if not cell:
        return None
    try:
        return meanings.get(cell) or words(cell)
    except ValueError:
        counts[f"cells for {field} that the mapping does not explain"] += 1
        return None
