"""Any Excel workbook (.xlsx), with a mapping file (`--map`): sheets as tables below a row of names.

columns: {id: Message ID, text: [Subject, Message], created_at: [Date, Time], author_name: Customer}
sheet: Inbox
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import chain, count, islice
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZipFile

from socaudit.errors import InputError, SocauditError
from socaudit.readers._mapped import reader_of_rows
from socaudit.readers._reader import READERS, Head, Reader, ReadOptions
from socaudit.readers._rows import Container, Layout, Row, Table
from socaudit.readers._seeking import seekable
from socaudit.readers._streams import Blob, DamagedError, Limits
from socaudit.readers._zip import SIGNATURES, is_workbook, open_zip

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

FORMAT = "mapped_xlsx"
DAMAGED = "the workbook is damaged, or holds what no workbook does"

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Exports put a title and the time of the export above the names.
_TITLES = 30
# What Excel itself can hold; a row that claims to stand lower would keep a reader counting.
_LAST_ROW = 1 << 20
_STREAMED = re.compile(r"xl/worksheets/|xl/media/", re.IGNORECASE)

Cells = tuple[object, ...]


class _Sheet(NamedTuple):
    """The names of a sheet, the row that they stand in, and the rows below; no names where there are none."""

    names: list[str]
    row: int
    rows: Iterator[tuple[int, Cells]]


@READERS.register(FORMAT)
def mapped_xlsx(options: ReadOptions) -> Reader:
    """Return the reader of workbooks with a mapping."""
    container = Container(FORMAT, "an Excel workbook", holds=_holds, knows=_knows, names=_names, rows=_rows)
    reader = reader_of_rows(container, options)

    def complaint(blob: Blob, head: Head) -> SocauditError | None:
        if head.data.startswith(_COMPOUND):
            return InputError("is an old workbook (.xls), or one with a password", hint="save it as .xlsx without one")
        return reader.complaint(blob, head)

    return replace(reader, complaint=complaint)


def _holds(head: Head, _layout: Layout) -> bool:
    return is_workbook(head.data)


def _knows(head: Head, _layout: Layout, _columns: tuple[str, ...], _required: tuple[str, ...]) -> bool:
    # Its names are packed; whether they are the right ones shows when it is read.
    return is_workbook(head.data)


def _names(table: Table) -> list[str]:
    """Return the names of the first sheet that has the required ones, else of the first that has any."""
    try:
        with ExitStack() as stack:
            tops = [list(islice(rows, _TITLES)) for _, rows in _sheets(table, stack)]
        fitting = [_below_names(iter(top), table.required).names for top in tops]
        others = [_below_names(iter(top), ()).names for top in tops]
    except DamagedError:
        # What is wrong is told where it is read.
        return list(table.columns)
    return [name for name in next(filter(any, (*fitting, *others)), []) if name]


def _rows(table: Table) -> Iterator[Row]:
    read = 0
    place = table.blob.source(FORMAT)
    try:
        with ExitStack() as stack:
            for title, rows in _sheets(table, stack):
                sheet = _below_names(rows, table.required)
                if not sheet.names:
                    continue
                read += 1
                place = table.blob.source(FORMAT, pointer=f"/{title}/{sheet.row}")
                if missing := [name for name in table.columns if name not in sheet.names]:
                    yield Row(place, {}, f"the sheet lacks the column {', '.join(missing)}")
                    continue
                for number, cells in sheet.rows:
                    place = table.blob.source(FORMAT, pointer=f"/{title}/{number}")
                    if any(cell not in (None, "") for cell in cells):
                        yield Row(place, dict(zip(sheet.names, cells, strict=False)))
    except DamagedError as error:
        yield Row(place, {}, str(error))
        return
    if not read:
        yield Row(place, {}, "no sheet has the columns of the mapping")


def _sheets(table: Table, stack: ExitStack) -> Iterator[tuple[str, Iterator[tuple[int, Cells]]]]:
    """Yield the title and the rows of each sheet that is asked for; DamagedError where a workbook is none."""
    book = _workbook(table, stack)
    for sheet in book.worksheets:
        if table.layout.sheet in (None, sheet.title):
            # What a sheet claims to measure is not to be believed.
            sheet.reset_dimensions()
            yield sheet.title, _numbered(sheet.iter_rows(values_only=True))


def _workbook(table: Table, stack: ExitStack) -> Workbook:
    from openpyxl import load_workbook  # noqa: PLC0415 (slow to import, and few inputs are workbooks)

    file = stack.enter_context(closing(seekable(table.blob, table.limits, sign=SIGNATURES[0])))
    _check(stack.enter_context(open_zip(file, table.limits)), table.limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises anything on a damaged workbook.
        raise DamagedError(DAMAGED) from error
    stack.callback(book.close)
    return book


def _check(archive: ZipFile, limits: Limits) -> None:
    """Refuse a workbook whose texts, which have to be held in memory, are more than a machine should hold."""
    held = sum(info.file_size for info in archive.infolist() if not _STREAMED.match(info.filename))
    if held > limits.unpacked:
        raise DamagedError("the texts of the workbook are longer than the limit")


def _numbered(rows: Iterator[Cells]) -> Iterator[tuple[int, Cells]]:
    """Yield the rows with their numbers, from 1."""
    for number in count(1):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                cells = next(rows, None)
        except Exception as error:  # openpyxl raises anything on a damaged sheet.
            raise DamagedError(DAMAGED) from error
        if cells is None:
            return
        if number > _LAST_ROW:
            raise DamagedError(DAMAGED)
        yield number, cells


def _below_names(rows: Iterator[tuple[int, Cells]], required: tuple[str, ...]) -> _Sheet:
    """Find the row of names: the first with all that are `required`; if nobody asks, the first as wide as any."""
    tops: list[tuple[int, Cells]] = []
    rest = rows
    try:
        tops.extend(islice(rows, _TITLES))
    except DamagedError as error:
        rest = _damaged(error)
    named = [[cell.strip() if isinstance(cell, str) else "" for cell in cells] for _, cells in tops]
    width = max((sum(map(bool, names)) for names in named), default=0)
    for place, names in enumerate(named):
        if set(required) <= set(names) if required else sum(map(bool, names)) == width > 0:
            return _Sheet(names, tops[place][0], chain(tops[place + 1 :], rest))
    return _Sheet([], 0, rest)


def _damaged(error: DamagedError) -> Iterator[tuple[int, Cells]]:
    """Raise the damage where it is met again, behind the rows that precede it."""
    raise error
    yield
