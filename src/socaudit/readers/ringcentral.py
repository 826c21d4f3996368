"""RingCentral Engage Digital (before that Dimelo): the CSV of contents, messages of all sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from socaudit.model import Author, Failed, Kind, Message, ReadEvent, Role, Skipped, Source, Visibility
from socaudit.readers._helpdesk import whole_text
from socaudit.readers._reader import READERS, Reader, ReadOptions
from socaudit.readers._suites import network_of, open_to_all
from socaudit.readers._tables import Cells, reader_of_tables
from socaudit.readers._times import read_time

FORMAT = "ringcentral"

_COLUMNS = ("id", "content_thread_id", "in_reply_to_id", "private_message")
_YES = frozenset({"true", "1", "yes"})
_NO = frozenset({"false", "0", "no"})


@READERS.register(FORMAT)
def ringcentral(options: ReadOptions) -> Reader:
    """Return the reader of RingCentral's contents."""
    return reader_of_tables(FORMAT, options, columns=_COLUMNS, required=("id", "content_thread_id"), rows=_rows)


def _rows(cells: Cells, source: Source, counts: Counter[str]) -> Iterator[ReadEvent]:
    yield _event({name: cell.strip() for name, cell in cells.items()}, source, counts)


def _event(cells: Cells, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    if not cells["id"]:
        return Failed("the row has no id", source)
    body = whole_text(cells.get("body"), cells.get("body_as_text"))
    text = cells.get("body_as_text") or body.text
    if not text:
        return Skipped("no_text", source)
    parent = cells.get("in_reply_to_id") or None
    # Only what was written in RingCentral has a creator beside its author.
    created_here = bool(cells.get("creator_id") or cells.get("creator_name"))
    deleted = cells.get("remotely_deleted", "").casefold() in _YES
    return Message(
        id=cells["id"],
        text=text,
        source=source,
        network=network_of(cells.get("source_type", ""), FORMAT),
        parent_id=parent,
        root_id=cells["content_thread_id"] or None,
        kind=Kind.REPLY if parent else Kind.POST,
        author=_author(cells),
        role=Role.BRAND if created_here else None,
        role_basis="export: written by an agent" if created_here else None,
        visibility=_visibility(cells),
        created_at=_time(cells.get("created_at", ""), counts),
        # The last change at the latest; the export has no time of its own for it.
        deleted_at=_time(cells.get("updated_at", ""), counts) if deleted else None,
        lang=cells.get("language") or None,
        links=body.links,
    )


def _visibility(cells: Cells) -> Visibility:
    """Return who can read it: an e-mail is no private message for RingCentral, but is not public either."""
    shared = cells.get("private_message", "").casefold() in _NO
    public = shared and ("source_type" not in cells or open_to_all(cells["source_type"]))
    return Visibility.PUBLIC if public else Visibility.DIRECT


def _author(cells: Cells) -> Author | None:
    name = cells.get("author_name") or None
    known_as = cells.get("author_id") or name
    return Author(known_as, None, name) if known_as else None


def _time(text: str, counts: Counter[str]) -> datetime | None:
    """Return a time as the export writes it, `20/09/2013 13:15` in the account's zone, or as spreadsheets save it."""
    pattern = f"%d/%m/%Y %H:%M{':%S' * (text.count(':') - 1)}" if "/" in text else None
    return read_time(text, counts, pattern=pattern)
