"""Zendesk: tickets with their comments, from the account's export, the incremental interface or single pages of it."""

from __future__ import annotations

import re
from collections import ChainMap, Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from socaudit.model import Author, Failed, Message, ReadEvent, Role, Skipped, Source, Visibility
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._helpdesk import UNKNOWN_ROLE, KnownRole, kind_of, pictures, whole_text
from socaudit.readers._html import Plain
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._times import read_time
from socaudit.readers._values import reader_of_values, values

FORMAT = "zendesk"

_SIGNS = (
    r'"via"\s*:|"end_of_stream"|"type"\s*:\s*"Comment"',
    r'"(?:channel|child_events|end_of_stream)"\s*:|"type"\s*:\s*"Comment"',
    r'"(?:tickets|ticket_events|requester|requester_id|author_id|html_body|plain_body)"\s*:',
)
# What Zendesk calls public may be an e-mail; these are posts that anybody can read.
_PUBLIC = {"twitter": frozenset({"mention", "favorite"}), "facebook": frozenset({"post"})}
_ROLES: dict[str | None, KnownRole] = {
    "agent": (Role.BRAND, "export: agent"),
    "admin": (Role.BRAND, "export: agent"),
    "end-user": (Role.CUSTOMER, "export: end user"),
}
_PEOPLE = ("requester", "submitter", "assignee")
# Accounts by themselves: a page of them, or one a line, as the account's export gives them beside its tickets.
_ACCOUNTS = (
    r'"role"\s*:\s*"(?:end-user|agent|admin)"',
    r'"(?:restricted_agent|ticket_restriction|organization_id)"\s*:',
)
_TICKETS = re.compile(r'"(?:tickets|ticket|ticket_events|audits|comments|subject)"\s*:')
_ERASED = "SCRUBBED"


class _Entry(NamedTuple):
    """A comment (or a ticket whose comments are elsewhere) with what the page says around it."""

    record: object
    ticket: object
    people: Mapping[str, object]
    root: str | None
    first: bool = False
    tweeted: bool = False


@READERS.register(FORMAT)
def zendesk(options: ReadOptions) -> Reader:
    """Return the reader of Zendesk's tickets, and of the accounts beside them."""

    def reader(signs: tuple[str, ...], known: dict[str, object]) -> Reader:
        return reader_of_values(FORMAT, options, signs=signs, parts=lambda value: _parts(value, known), event=_event)

    tickets, accounts = reader(_SIGNS, {}), reader(_ACCOUNTS, {})

    def explains(head: Head) -> bool:
        return accounts.knows(head) and not _TICKETS.search(head.text())

    # All tickets of a folder ask for the same accounts.
    @lru_cache(maxsize=1)
    def known(beside: tuple[Input, ...]) -> dict[str, object]:
        found = (_accounts(value.value) for other in beside for value in values(other, FORMAT, options.limits))
        return {number: account for accounts in found for number, account in accounts.items()}

    def read(given: Input) -> Iterator[ReadEvent]:
        return reader((), known(given.beside)).read(given)

    return Reader(knows=lambda head: tickets.knows(head) or explains(head), read=read, explains=explains)


def _accounts(value: object) -> dict[str, object]:
    """Return who the accounts are on a page, in a list, or in a line; only what is needed of them."""
    users = value if isinstance(value, list) else list_at(value, "users") or [value]
    return {
        number: {"role": at(user, "role"), "name": at(user, "name")}
        for user in users
        if _is_account(user) and (number := id_at(user, "id"))
    }


def _is_account(record: object) -> bool:
    return string_at(record, "role") in _ROLES


def _parts(value: object, known: dict[str, object]) -> Iterator[tuple[str, _Entry]]:
    pages = enumerate(value) if isinstance(value, list) else [("", value)]
    for place, page in pages:
        yield from _entries(page, "" if place == "" else f"/{place}", known)


def _entries(page: object, pointer: str, beside: dict[str, object]) -> Iterator[tuple[str, _Entry]]:
    """Yield the entries of a page of any kind, or of a ticket that stands alone."""
    users = list_at(page, "users")
    people = ChainMap({number: user for user in users if (number := id_at(user, "id"))}, beside)
    known = [name for name in ("tickets", "ticket_events", "audits") if isinstance(at(page, name), list)]
    for place, ticket in enumerate(list_at(page, "tickets")):
        yield from _of_ticket(ticket, f"{pointer}/tickets/{place}", people)
    for name, events in (("ticket_events", "child_events"), ("audits", "events")):
        for place, change in enumerate(list_at(page, name)):
            yield from _of_change(change, f"{pointer}/{name}/{place}", events, people)
    if isinstance(at(page, "ticket"), dict):
        inside = people.new_child(_embedded(at(page, "ticket")))
        if isinstance(at(page, "comments"), list):
            yield from _comments(page, pointer, at(page, "ticket"), inside)
        else:
            yield from _of_ticket(at(page, "ticket"), f"{pointer}/ticket", people)
    elif not known and isinstance(at(page, "comments"), list) and id_at(page, "id") is None:
        yield from _comments(page, pointer, None, people)
    elif not known and users:
        yield from ((f"{pointer}/users/{place}", _Entry(user, None, people, None)) for place, user in enumerate(users))
    elif not known and page not in (None, {}):
        yield from _of_ticket(page, pointer, people)


def _of_ticket(ticket: object, pointer: str, people: ChainMap[str, object]) -> Iterator[tuple[str, _Entry]]:
    inside = people.new_child(_embedded(ticket))
    if list_at(ticket, "comments"):
        yield from _comments(ticket, pointer, ticket, inside)
    else:
        yield pointer, _Entry(ticket, ticket, inside, _root(id_at(ticket, "id")), first=True)


def _comments(
    holder: object, pointer: str, ticket: object, people: Mapping[str, object]
) -> Iterator[tuple[str, _Entry]]:
    comments = list_at(holder, "comments")
    # A page of comments does not name its ticket: they hang together by the first of them.
    root = _root(id_at(ticket, "id")) or (id_at(comments[0], "id") if comments else None)
    for place, comment in enumerate(comments):
        yield f"{pointer}/comments/{place}", _Entry(comment, ticket, people, root, first=place == 0)


def _of_change(change: object, pointer: str, name: str, people: ChainMap[str, object]) -> Iterator[tuple[str, _Entry]]:
    """Yield the comments of an audit; one without any comes as itself, to be skipped."""
    root = _root(id_at(change, "ticket_id"))
    made = [
        (place, event)
        for place, event in enumerate(list_at(change, name))
        if isinstance(event, dict) and "Comment" in (event.get("type"), event.get("event_type"))
    ]
    # An answer of an agent that went out as a public post has an event of its own beside it.
    tweeted = any(
        "Tweet" in (at(event, "type"), at(event, "event_type")) and at(event, "direct_message") is False
        for event in list_at(change, name)
    )
    for place, event in made:
        author = id_at(event, "author_id") or id_at(change, "author_id") or id_at(change, "updater_id")
        whole = {"via": at(change, "via"), "created_at": at(change, "created_at"), **event, "author_id": author}
        yield f"{pointer}/{name}/{place}", _Entry(whole, None, people, root, tweeted=tweeted)
    if not made:
        yield pointer, _Entry(change, None, people, root)


def _root(ticket: str | None) -> str | None:
    return f"ticket/{ticket}" if ticket else None


def _embedded(ticket: object) -> dict[str, object]:
    """Return the people whom a ticket of the account's export holds whole."""
    return {number: at(ticket, name) for name in _PEOPLE if (number := id_at(ticket, name, "id"))}


def _event(entry: _Entry, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    record = entry.record
    own = record is entry.ticket
    if is_cut(record):
        return Failed(CUT_INSIDE, source)
    if _is_account(record):
        return Skipped("not_a_message", source)
    number = id_at(record, "id")
    if number is None:
        return Failed("not a ticket or comment: it has no id", source)
    if isinstance(at(record, "child_events"), list) or isinstance(at(record, "events"), list):
        return Skipped("no_comment", source)
    visibility = _visibility(entry)
    body = _body(entry, visibility)
    if body.text in ("", _ERASED):
        return Skipped("deleted" if body.text else "no_text", source)
    author = (
        id_at(record, "author_id") or id_at(record, "author", "id") or (_person(record, "requester") if own else None)
    )
    role, basis = _role(author, entry, visibility)
    if role is Role.BRAND and visibility is Visibility.DIRECT and _is_public(at(entry.ticket, "via")):
        counts["answers to public posts that do not say where they went, taken for private ones"] += 1
    return Message(
        id=f"ticket/{number}" if own else number,
        text=body.text,
        source=source,
        network="zendesk",
        root_id=entry.root,
        kind=kind_of(visibility, first=entry.first),
        author=_author(author, entry, _via(record)),
        role=role,
        role_basis=basis,
        visibility=visibility,
        created_at=read_time(string_at(record, "created_at") or "", counts),
        links=body.links,
        alt_texts=(*pictures(record), *body.alt_texts),
    )


def _visibility(entry: _Entry) -> Visibility:
    own = entry.record is entry.ticket
    shared = at(entry.record, "is_public" if own else "public")
    # Older exports do not say of a ticket whether it is a note of the company to itself.
    if shared is not True and not (own and shared is None):
        return Visibility.INTERNAL
    public = entry.tweeted or _is_public(_via(entry.record))
    return Visibility.PUBLIC if public else Visibility.DIRECT


def _body(entry: _Entry, visibility: Visibility) -> Plain:
    """Return what was written; a subject is the agents' own word for what stands on a public network."""
    record = entry.record
    if record is entry.ticket:
        text = string_at(record, "description")
    else:
        text = string_at(record, "body") or string_at(record, "plain_body")
    named = entry.first and visibility is not Visibility.PUBLIC and text != _ERASED
    return whole_text(string_at(record, "html_body"), text, string_at(entry.ticket, "subject") if named else None)


def _via(record: object) -> object:
    return at(record, "via") or at(record, "metadata", "via")


def _is_public(via: object) -> bool:
    return string_at(via, "source", "rel") in _PUBLIC.get(string_at(via, "channel") or "", ())


def _person(ticket: object, name: str) -> str | None:
    return id_at(ticket, f"{name}_id") or id_at(ticket, name, "id")


def _role(author: str | None, entry: _Entry, visibility: Visibility) -> KnownRole:
    known = _ROLES.get(string_at(entry.people.get(author or ""), "role"))
    if known or author is None:
        return known or UNKNOWN_ROLE
    if author == _person(entry.ticket, "assignee"):
        return Role.BRAND, "export: assignee"
    if author == _person(entry.ticket, "requester"):
        # Colleagues can be requesters, customers write no notes: of such a one nothing is known.
        return UNKNOWN_ROLE if visibility is Visibility.INTERNAL else (Role.CUSTOMER, "export: requester")
    return (Role.BRAND, "export: internal note") if visibility is Visibility.INTERNAL else UNKNOWN_ROLE


def _author(number: str | None, entry: _Entry, via: object) -> Author | None:
    """Return who wrote; the handle on the network is known of posts that came from there."""
    handle = string_at(via, "source", "from", "username")
    known_as = number or handle
    return Author(known_as, handle, string_at(entry.people.get(known_as), "name")) if known_as else None
