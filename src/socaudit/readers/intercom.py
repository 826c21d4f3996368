"""Intercom: conversations with their parts, as its interface and its exports give them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from socaudit.model import Author, Failed, Message, Role, Skipped, Source, Visibility
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._helpdesk import UNKNOWN_ROLE, KnownRole, kind_of, pictures, whole_text
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._reader import READERS, Reader, ReadOptions
from socaudit.readers._times import read_seconds, read_time
from socaudit.readers._values import listed, reader_of_values

FORMAT = "intercom"

_SIGNS = (
    r'"type"\s*:\s*"conversation(?:\.list|_part(?:\.list)?)?"',
    r'"(?:source|conversation_message|conversation_parts|part_type)"\s*:',
)
_PART = "conversation_part"
_OPENINGS = ("source", "conversation_message")
# Parts of all other types that say something say it to colleagues: notes, reasons for an assignment.
_SHOWN = frozenset({"comment", "open", "close", "quick_reply"})
_ROLES: dict[str | None, KnownRole] = {
    **dict.fromkeys(("admin", "bot", "team"), (Role.BRAND, "export: the company's side")),
    **dict.fromkeys(("user", "lead", "contact", "visitor"), (Role.CUSTOMER, "export: the customer's side")),
}


class _Entry(NamedTuple):
    """How a conversation begins, or one part of it; a part that stands alone may not name its conversation."""

    record: object
    conversation: object
    first: bool = False
    alone: bool = False


@READERS.register(FORMAT)
def intercom(options: ReadOptions) -> Reader:
    """Return the reader of Intercom's conversations."""
    return reader_of_values(FORMAT, options, signs=_SIGNS, parts=_parts, event=_event)


def _parts(value: object) -> Iterator[tuple[str, _Entry]]:
    for place, record in listed(value, "conversations"):
        if (string_at(record, "type") or "").startswith(_PART):
            yield from _lone(record, place)
            continue
        # What Intercom tells a server of its own accord has the conversation inside.
        told = at(record, "data", "item")
        pointer, conversation = (f"{place}/data/item", told) if told is not None else (place, record)
        # Until 2019 the beginning had another name.
        opening = next((name for name in _OPENINGS if at(conversation, name) is not None), None)
        name = f"{pointer}/{opening}" if opening else pointer
        yield name, _Entry(at(conversation, opening) if opening else None, conversation, first=True)
        below = f"{pointer}/conversation_parts"
        if isinstance(at(conversation, "conversation_parts"), dict):
            conversation_parts = list_at(conversation, "conversation_parts", "conversation_parts")
            below += "/conversation_parts"
        else:
            conversation_parts = list_at(conversation, "conversation_parts")
        for number, part in enumerate(conversation_parts):
            yield f"{below}/{number}", _Entry(part, conversation)


def _lone(record: object, pointer: str) -> Iterator[tuple[str, _Entry]]:
    """Yield a part, or a list of parts, without the conversation around it."""
    if not isinstance(at(record, f"{_PART}s"), list):
        yield pointer, _Entry(record, {"id": at(record, "conversation_id")}, alone=True)
        return
    for place, part in enumerate(list_at(record, f"{_PART}s")):
        yield f"{pointer}/{_PART}s/{place}", _Entry(part, {"id": at(part, "conversation_id")}, alone=True)


def _event(entry: _Entry, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    record = entry.record
    thread = id_at(entry.conversation, "id")
    number = thread if entry.first else id_at(record, "id")
    if is_cut(record) or (is_cut(entry.conversation) and (thread is None or record is None)):
        return Failed(CUT_INSIDE, source)
    if number is None or (thread is None and not entry.alone) or not isinstance(record, dict):
        return Failed("not a conversation or a part of one: it lacks an id or a beginning", source)
    if at(record, "redacted") is True:
        return Skipped("deleted", source)
    body = whole_text(string_at(record, "body"), None, string_at(record, "subject"))
    if not body.text:
        return Skipped("no_text", source)
    shown = entry.first or string_at(record, "part_type") in _SHOWN
    visibility = Visibility.DIRECT if shown else Visibility.INTERNAL
    role, basis = _ROLES.get(string_at(record, "author", "type"), UNKNOWN_ROLE)
    author = id_at(record, "author", "id")
    return Message(
        id=f"conversation/{thread}" if entry.first else number,
        text=body.text,
        source=source,
        network="intercom",
        root_id=f"conversation/{thread}" if thread else None,
        kind=kind_of(visibility, first=entry.first),
        author=Author(author, None, string_at(record, "author", "name")) if author else None,
        role=role,
        role_basis=basis,
        visibility=visibility,
        created_at=_created(entry, counts),
        links=body.links,
        alt_texts=(*pictures(record), *body.alt_texts),
    )


def _created(entry: _Entry, counts: Counter[str]) -> datetime | None:
    """Return when a part was written, in seconds since 1970, or in ISO 8601 as some exports have it."""
    value = at(entry.record, "created_at") or (at(entry.conversation, "created_at") if entry.first else None)
    return read_time(value, counts) if isinstance(value, str) and "-" in value else read_seconds(value, counts)
