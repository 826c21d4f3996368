"""Trustpilot: reviews as its spreadsheet gives them, each with the company's reply in the same row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

from socaudit.model import Author, Failed, ReadEvent, Source
from socaudit.readers._reader import READERS, Reader, ReadOptions
from socaudit.readers._reviews import reply_to, review_of, whole_text, with_text
from socaudit.readers._tables import Cells, reader_of_tables
from socaudit.readers._times import read_time
from socaudit.readers._trustpilot import NETWORK, permalink

FORMAT = "trustpilot_csv"

_COLUMNS = ("review id", "review content", "review stars")


@READERS.register(FORMAT)
def trustpilot_csv(options: ReadOptions) -> Reader:
    """Return the reader of Trustpilot's spreadsheet."""
    return reader_of_tables(FORMAT, options, columns=_COLUMNS, required=_COLUMNS, rows=_rows)


def _rows(cells: Cells, source: Source, counts: Counter[str]) -> Iterator[ReadEvent]:
    def cell(*names: str) -> str:
        return next((found for name in names if (found := cells.get(name, "").strip())), "")

    number = cell("review id")
    if not number:
        yield Failed("the row has no review id", source)
        return
    answer = cell("company response", "company reply")
    name = cell("review username")
    account = cell("review consumer user id") or name
    review = review_of(number, whole_text(cells.get("review title"), cells["review content"]), source, NETWORK)
    yield with_text(
        replace(
            review,
            author=Author(account, None, name or None) if account else None,
            created_at=read_time(cell("review created (utc)", "review created"), counts, zone=UTC),
            lang=cell("review language") or None,
            permalink=permalink(number),
        ),
        answered=bool(answer),
    )
    if answer:
        replied = read_time(cell("company reply date (utc)", "company reply date"), counts, zone=UTC)
        company = cell("business unit id", "domain url", "domain")
        yield replace(
            reply_to(number, answer, source, NETWORK),
            author=Author(company, None, cell("webshop name") or None) if company else None,
            created_at=replied,
            permalink=permalink(number),
        )
