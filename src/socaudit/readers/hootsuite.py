"""Hootsuite Inbox 2.0: the CSV of messages, public and private ones of all networks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from socaudit.model import Author, Failed, Kind, Message, ReadEvent, Role, Skipped, Source, Visibility
from socaudit.readers._reader import READERS, Reader, ReadOptions
from socaudit.readers._suites import network_of
from socaudit.readers._tables import Cells, reader_of_tables
from socaudit.readers._times import read_time

FORMAT = "hootsuite"

_COLUMNS = ("message id", "conversation id", "direction", "message type", "content")
_ROLES = {
    "inbound": (Role.CUSTOMER, "export: inbound"),
    "outbound": (Role.BRAND, "export: outbound"),
}
# Words of the types of messages; what holds none of them is taken for private.
_INTERNAL = frozenset({"internal", "note", "notes"})
_PRIVATE = frozenset({"private", "direct", "dm", "dms", "chat", "story"})
_PUBLIC = frozenset({"public", "comment", "comments", "mention", "mentions", "post", "posts", "review", "reviews"})


@READERS.register(FORMAT)
def hootsuite(options: ReadOptions) -> Reader:
    """Return the reader of Hootsuite's messages."""
    return reader_of_tables(FORMAT, options, columns=_COLUMNS, required=_COLUMNS, rows=_rows)


def _rows(cells: Cells, source: Source, counts: Counter[str]) -> Iterator[ReadEvent]:
    yield _event(cells, source, counts)


def _event(cells: Cells, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    def cell(name: str) -> str:
        return cells.get(name, "").strip()

    if not cell("message id"):
        return Failed("the row has no message id", source)
    if not cell("content"):
        return Skipped("no_text", source)
    role, basis = _ROLES.get(cell("direction").casefold(), (None, None))
    visibility = _visibility(cell("message type"), counts)
    return Message(
        id=cell("message id"),
        text=cells["content"],
        source=source,
        network=network_of(cell("medium"), FORMAT),
        root_id=cell("conversation id") or None,
        kind=Kind.NOTE if visibility is Visibility.INTERNAL else Kind.POST,
        author=_author(cells, role),
        role=role,
        role_basis=basis,
        visibility=visibility,
        # In the zone that was chosen at the export, which the file does not name.
        created_at=read_time(cell("created at"), counts),
        permalink=cell("post url") or None,
    )


def _visibility(kind: str, counts: Counter[str]) -> Visibility:
    words = set(re.findall(r"[a-z]+", kind.casefold()))
    if words & _INTERNAL:
        return Visibility.INTERNAL
    if words & _PUBLIC and not words & _PRIVATE:
        return Visibility.PUBLIC
    if not words & _PRIVATE:
        counts["types of messages that are not known, taken for private ones"] += 1
    return Visibility.DIRECT


def _author(cells: Cells, role: Role | None) -> Author | None:
    """Return the contact, or of the company the channel: which agent wrote is for the company only."""
    if role is Role.BRAND:
        account = cells.get("channel", "").strip()
        return Author(account, account, cells.get("channel display name", "").strip() or None) if account else None
    name = cells.get("contact primary identifier", "").strip()
    known_as = cells.get("contact profile id", "").strip() or name
    return Author(known_as, None, name or None) if known_as and role else None
