"""Invented records of no format in particular, in every container that a mapping reads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import openpyxl
import pyarrow as pa
from pyarrow import parquet as pq

Records: TypeAlias = Sequence[Mapping[str, object]]


def names(records: Records) -> list[str]:
    return list(dict.fromkeys(name for record in records for name in record))


def as_csv(records: Records, delimiter: str = ",") -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, names(records), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return file.getvalue().encode()


def as_tsv(records: Records) -> bytes:
    return as_csv(records, "\t")


def as_lines(records: Records) -> bytes:
    return "".join(json.dumps(record, default=str) + "\n" for record in records).encode()


def as_list(records: Records) -> bytes:
    return json.dumps(list(records), indent=1, default=str).encode()


def as_pages(records: Records) -> bytes:
    page = {"meta": {"count": len(records)}, "data": {"items": list(records)}}
    return json.dumps(page, default=str).encode()


def as_workbook(records: Records, *, titles: Sequence[str] = (), sheet: str = "Messages") -> bytes:
    return workbook({sheet: [*([title] for title in titles), names(records), *_values(records)]})


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_parquet(records: Records, *, group: int = 2) -> bytes:
    file = io.BytesIO()
    columns = {name: [record.get(name) for record in records] for name in names(records)}
    pq.write_table(pa.table(columns), file, row_group_size=group, write_page_checksum=True, compression="none")
    return file.getvalue()


def _values(records: Records) -> list[list[object]]:
    return [[record.get(name) for name in names(records)] for record in records]


CONTAINERS: dict[str, tuple[str, Callable[[Records], bytes]]] = {
    "csv": ("mapped_csv", as_csv),
    "tsv": ("mapped_csv", as_tsv),
    "lines": ("mapped_json", as_lines),
    "list": ("mapped_json", as_list),
    "workbook": ("mapped_xlsx", as_workbook),
    "parquet": ("mapped_parquet", as_parquet),
}
