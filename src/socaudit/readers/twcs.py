"""Customer Support on Twitter: the CSV of the public data set, and its re-exports by pandas and Excel."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from socaudit.model import Author, Failed, Kind, Message, ReadEvent, Role, Skipped, Source, Visibility
from socaudit.readers._reader import READERS, Reader, ReadOptions
from socaudit.readers._tables import Cells, reader_of_tables
from socaudit.readers._text import unescape
from socaudit.readers._times import read_time

FORMAT = "twcs"

# `response_tweet_id` is left alone: Excel turns its lists (`155,157`) into one number (`155157`).
COLUMNS = ("tweet_id", "author_id", "inbound", "created_at", "text", "in_response_to_tweet_id")
_PARENT = COLUMNS[-1]
_ROLES = {
    "true": (Role.CUSTOMER, "export: inbound"),
    "false": (Role.BRAND, "export: outbound"),
}
# Thousands, or lakhs and crores.
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}")
_UNKNOWN_ROLE = (None, None)


@READERS.register(FORMAT)
def twcs(options: ReadOptions) -> Reader:
    """Return the reader of Customer Support on Twitter."""
    return reader_of_tables(FORMAT, options, columns=COLUMNS, required=COLUMNS[:-1], rows=_rows)


def _rows(cells: Cells, source: Source, counts: Counter[str]) -> Iterator[ReadEvent]:
    yield _event(cells, source, counts)


def _event(cells: Cells, source: Source, counts: Counter[str]) -> ReadEvent:
    tweet = _number(cells["tweet_id"])
    if tweet is None:
        return Failed("tweet_id is not a number", source)
    if not cells["text"]:
        return Skipped("no_text", source)
    answered = cells.get(_PARENT, "").strip()
    parent = _number(answered)
    if parent is None and answered.lower() not in ("", "nan"):
        counts["in_response_to_tweet_id that is not a number"] += 1
    role, basis = _ROLES.get(cells["inbound"].strip().lower(), _UNKNOWN_ROLE)
    if role is None:
        counts["inbound that is neither true nor false"] += 1
    account = cells["author_id"].strip()
    return Message(
        id=tweet,
        text=unescape(cells["text"]),
        source=source,
        network="x",
        parent_id=parent,
        kind=Kind.REPLY if parent else Kind.POST,
        author=Author(account, handle=account) if account else None,
        role=role,
        role_basis=basis,
        visibility=Visibility.PUBLIC,
        created_at=read_time(cells["created_at"], counts),
    )


def _number(cell: str) -> str | None:
    """Return the digits of an id, also of a float (`3.0`, pandas) or in groups (`1,234`, Excel); None if it is none."""
    digits = cell.strip().strip("'\"").removesuffix(".0")
    digits = digits.replace(",", "") if _GROUPED.fullmatch(digits) else digits
    return digits if digits.isascii() and digits.isdigit() else None
