"""Workbooks and Parquet files of any size, with the columns of `exports/mapped_csv.csv`."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyarrow
import pyarrow.parquet
from openpyxl import Workbook

# What a row takes of a sample, roughly, and how many stand in a group.
_WORKBOOK_BYTES, _PARQUET_BYTES, _GROUP = 28, 18, 10_000


def workbook(size: int) -> Iterator[bytes]:
    """Yield a workbook of about `size` bytes."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Messages")
    sheet.append(list(_row(0)))
    for number in range(1, max(2, size // _WORKBOOK_BYTES)):
        sheet.append(list(_row(number).values()))
    written = io.BytesIO()
    book.save(written)
    yield written.getvalue()


def parquet(size: int) -> Iterator[bytes]:
    """Yield a Parquet file of about `size` bytes."""
    rows = [_row(number) for number in range(1, max(2, size // _PARQUET_BYTES))]
    written = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), written, row_group_size=_GROUP)
    yield written.getvalue()


def _row(number: int) -> dict[str, str]:
    return {
        "Message ID": f"{number}",
        "In reply to": "" if number % 2 else f"{number - 1}",
        "Content": f"Message {number}: still no water in our street, when will somebody come?",
        "From": "jo.example" if number % 2 else "Acme",
        "Sent": "31/03/2026 10:05",
        "Direction": "Inbound" if number % 2 else "Outbound",
    }
