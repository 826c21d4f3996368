"""Statuses as X's interface gave them until 2023: a timeline, a search, a stream, one status a line (twarc)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from socaudit.model import Author, Failed, Kind, Message, Skipped, Source
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._items import Layout
from socaudit.readers._json import at, list_at, string_at
from socaudit.readers._reader import READERS, Head, Reader, ReadOptions
from socaudit.readers._text import unescape
from socaudit.readers._times import read_time
from socaudit.readers._values import reader_of_values
from socaudit.readers._x import NETWORK, author, id_of, language, permalink, visibility

FORMAT = "x_v1"

_SIGNS = ('"id_str"', '"created_at"', '"user"')
_TEXTS = ('"text"', '"full_text"')
# Scrapers whose records resemble statuses, and records of other kinds that hold statuses.
_OTHERS = ('"rawContent"', '"renderedContent"', "window.YTD", "Grailbird")
# A stream may begin with anything but statuses; a search may find nothing.
_STREAM = re.compile(
    r'\s*(?:\{"(?:delete|scrub_geo|limit|status_withheld)":\{"(?:status|track|user_id|id)"'
    r'|\{\s*(?:"search_metadata"\s*:\s*\{[^{}]*\}\s*,\s*)?"statuses"\s*:\s*\[\s*\]\s*[,}])'
)
_LISTS = ("statuses", "tweet_create_events", "direct_message_events")
_NOTICES = frozenset(
    {"limit", "scrub_geo", "status_withheld", "user_withheld", "user_delete", "user_undelete", "user_suspend"}
    | {"user_protect", "disconnect", "warning", "event", "friends", "friends_str", "control", "errors", "for_user_id"}
)
_LAYOUT = Layout(
    re.compile(r"\s*(?=\[)"), re.compile(r',\s*(?=\{\s*"(?:created_at|contributors|coordinates)"\s*:)'), alone=True
)


@READERS.register(FORMAT)
def x_v1(options: ReadOptions) -> Reader:
    """Return the reader of X's statuses, version 1.1 of its interface."""
    reader = reader_of_values(FORMAT, options, signs=_SIGNS, parts=_parts, event=_event, layout=_LAYOUT)

    def knows(head: Head) -> bool:
        text = head.text()
        if any(sign in text for sign in _OTHERS):
            return False
        return bool(_STREAM.match(text)) or (reader.knows(head) and any(sign in text for sign in _TEXTS))

    return replace(reader, knows=knows)


def _parts(value: object) -> Iterator[tuple[str, object]]:
    """Yield the statuses in a value, and behind each the one that it quotes; what a repost holds is not its own."""
    statuses = [("", value)] if value is not None else []
    if isinstance(value, list):
        statuses = [(f"/{place}", status) for place, status in enumerate(value)]
    names = [name for name in _LISTS if isinstance(at(value, name), list)]
    if names:
        statuses = [(f"/{name}/{place}", one) for name in names for place, one in enumerate(list_at(value, name))]
    for pointer, status in statuses:
        yield pointer, status
        quoted = at(status, "quoted_status")
        if isinstance(quoted, dict) and at(status, "retweeted_status") is None:
            yield f"{pointer}/quoted_status", quoted


def _event(status: object, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    if is_cut(status):
        return Failed(CUT_INSIDE, source)
    number = id_of(status, "id")
    if number is None or string_at(status, "type") == "message_create":
        return _notice(status, source)
    if isinstance(at(status, "retweeted_status"), dict):
        return Skipped("repost", source)
    # A stream keeps what is longer than 140 characters apart, with its own links and pictures.
    whole = string_at(status, "extended_tweet", "full_text")
    holder = at(status, "extended_tweet") if whole else status
    text = whole or string_at(status, "full_text") or string_at(status, "text")
    if text is None:
        return Skipped("no_text", source)
    if at(status, "truncated") is True and not whole and not string_at(status, "full_text"):
        counts["texts that the export cuts short"] += 1
    user = at(status, "user")
    parent = id_of(status, "in_reply_to_status_id")
    first = string_at(status, "edit_history", "initial_tweet_id")
    media = list_at(holder, "extended_entities", "media") or list_at(holder, "entities", "media")
    return Message(
        id=number,
        text=unescape(text),
        source=source,
        network=NETWORK,
        parent_id=parent,
        kind=_kind(status, parent),
        author=_author(user),
        visibility=visibility(user),
        created_at=read_time(string_at(status, "created_at") or "", counts),
        lang=language(string_at(status, "lang")),
        links=tuple(_links(holder)),
        alt_texts=tuple(string_at(picture, "ext_alt_text") for picture in media),
        version_of=first if first != number else None,
        permalink=permalink(number, string_at(user, "screen_name")),
    )


def _notice(value: object, source: Source) -> Skipped | Failed:
    """Return what a stream says beside its statuses: that one was deleted, that it left some out, and the like."""
    if string_at(value, "type") == "message_create" or isinstance(at(value, "direct_message"), dict):
        return Skipped("direct", source)
    if isinstance(at(value, "delete"), dict):
        return Skipped("deletion_notice", source)
    if isinstance(value, dict) and not _NOTICES.isdisjoint(value):
        return Skipped("not_a_message", source)
    return Failed("not a status: it has no id", source)


def _kind(status: object, parent: str | None) -> Kind:
    if parent or id_of(status, "in_reply_to_user_id"):
        return Kind.REPLY
    return Kind.QUOTE if at(status, "is_quote_status") is True else Kind.POST


def _author(user: object) -> Author | None:
    handle = string_at(user, "screen_name")
    known_as = id_of(user, "id") or handle
    return author(user, known_as, handle)


def _links(holder: object) -> Iterator[str]:
    for url in list_at(holder, "entities", "urls"):
        if target := string_at(url, "unwound", "url") or string_at(url, "expanded_url"):
            yield target
