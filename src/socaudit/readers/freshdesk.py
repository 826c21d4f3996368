"""Freshdesk: tickets with their conversations, from its interface or the account's export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from socaudit.model import Author, Failed, Message, Role, Skipped, Source, Visibility
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._helpdesk import UNKNOWN_ROLE, KnownRole, kind_of, pictures, whole_text
from socaudit.readers._html import Plain
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._reader import READERS, Reader, ReadOptions
from socaudit.readers._times import read_time
from socaudit.readers._values import listed, reader_of_values

FORMAT = "freshdesk"

_SIGNS = (
    r'"(?:body_text|description_text|responder_id|helpdesk_ticket)"\s*:',
    r'"(?:incoming|requester_id|helpdesk_ticket)"\s*:',
)
# In the account's export each is wrapped in an object with such a key.
_WRAPPED = ("helpdesk_ticket", "helpdesk_note", "note")
# E-mail, portal, phone, X, Facebook, chat, feedback, shop, bot, WhatsApp; tickets of source 10 the company began.
_ASKED = frozenset({"1", "2", "3", "5", "6", "7", "8", "9", "11", "12", "13"})
_OUTBOUND_EMAIL = "10"
# Freshdesk's third type of messages on Facebook is `dm`.
_ON_A_PAGE = ("post", "ad_post")


class _Entry(NamedTuple):
    """How a ticket begins, or one conversation (a reply or a note) of it; `ticket` is None where it stands alone."""

    record: object
    ticket: object
    first: bool = False


@READERS.register(FORMAT)
def freshdesk(options: ReadOptions) -> Reader:
    """Return the reader of Freshdesk's tickets."""
    return reader_of_values(FORMAT, options, signs=_SIGNS, parts=_parts, event=_event)


def _parts(value: object) -> Iterator[tuple[str, _Entry]]:
    for place, wrapped in listed(value, "tickets", "results"):
        pointer, record = _unwrapped(place, wrapped)
        if at(record, "incoming") is not None and at(record, "subject") is None:
            yield pointer, _Entry(record, None)
            continue
        yield pointer, _Entry(record, record, first=True)
        for name in ("conversations", "notes"):
            for number, part in enumerate(list_at(record, name)):
                below, conversation = _unwrapped(f"{pointer}/{name}/{number}", part)
                yield below, _Entry(conversation, record)


def _unwrapped(pointer: str, value: object) -> tuple[str, object]:
    name = next((name for name in _WRAPPED if isinstance(at(value, name), dict)), None)
    return (f"{pointer}/{name}", at(value, name)) if name else (pointer, value)


def _event(entry: _Entry, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    record = entry.record
    ticket = _number(entry.ticket) or id_at(record, "ticket_id")
    number = ticket if entry.first else id_at(record, "id")
    if is_cut(record) or (is_cut(entry.ticket) and ticket is None):
        return Failed(CUT_INSIDE, source)
    if number is None:
        return Failed("not a ticket or conversation: it has no id", source)
    if at(record, "deleted") is True and not entry.first:
        return Skipped("deleted", source)
    body = _body(entry)
    if not body.text:
        return Skipped("no_text", source)
    visibility = _visibility(entry)
    role, basis = _role(entry, visibility)
    return Message(
        id=f"ticket/{number}" if entry.first else number,
        text=body.text,
        source=source,
        network="freshdesk",
        root_id=f"ticket/{ticket}" if ticket else None,
        kind=kind_of(visibility, first=entry.first),
        author=_author(entry, role),
        role=role,
        role_basis=basis,
        visibility=visibility,
        created_at=read_time(string_at(record, "created_at") or "", counts),
        links=body.links,
        alt_texts=(*pictures(record), *body.alt_texts),
    )


def _number(ticket: object) -> str | None:
    """Return the number that people see; the export also has one of the data base."""
    return id_at(ticket, "display_id") or id_at(ticket, "id")


def _body(entry: _Entry) -> Plain:
    record = entry.record
    if not entry.first:
        html = string_at(record, "body_html") or string_at(record, "body")
        return whole_text(html, string_at(record, "body_text"))
    html = string_at(record, "description_html") or string_at(record, "description")
    subject = None if _is_public(record) else string_at(record, "subject")
    return whole_text(html, string_at(record, "description_text"), subject)


def _visibility(entry: _Entry) -> Visibility:
    """Return who can read it: e-mail, portal and chat are for the two sides; what is not surely shared is a note."""
    private = at(entry.record, "private")
    if private is True or (private is not False and not (entry.first and private is None)):
        return Visibility.INTERNAL
    return Visibility.PUBLIC if _is_public(entry.record) else Visibility.DIRECT


def _is_public(record: object) -> bool:
    """Tell a mention on X or a post on a page of Facebook from their private messages."""
    return (
        string_at(record, "source_additional_info", "twitter", "type") == "mention"
        or string_at(record, "source_additional_info", "facebook", "type") in _ON_A_PAGE
        or string_at(record, "tweet", "tweet_type") == "mention"
        or string_at(record, "fb_post", "msg_type") in _ON_A_PAGE
    )


def _role(entry: _Entry, visibility: Visibility) -> KnownRole:
    record = entry.record
    if entry.first:
        came_by = id_at(record, "source")
        if came_by == _OUTBOUND_EMAIL:
            return Role.BRAND, "export: outbound e-mail"
        return (Role.CUSTOMER, "export: requester") if came_by in _ASKED else UNKNOWN_ROLE
    incoming = at(record, "incoming")
    if incoming is True and visibility is not Visibility.INTERNAL:
        return Role.CUSTOMER, "export: incoming"
    # What comes in as a note may be from a supplier whom an agent asked.
    return (Role.BRAND, "export: outgoing") if incoming is False else UNKNOWN_ROLE


def _author(entry: _Entry, role: Role | None) -> Author | None:
    asking = id_at(entry.ticket, "requester_id") or id_at(entry.ticket, "requester", "id")
    if entry.first:
        number = id_at(entry.ticket, "responder_id") if role is Role.BRAND else asking
    else:
        number = id_at(entry.record, "user_id")
    name = string_at(entry.ticket, "requester", "name") or string_at(entry.ticket, "requester_name")
    return Author(number, None, name if number == asking else None) if number else None
