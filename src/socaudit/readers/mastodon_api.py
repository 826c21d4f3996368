"""Statuses as Mastodon's interface gives them: a thread's context, a timeline, a search, notices, one a line."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from socaudit.model import Author, Failed, Kind, Message, ParentState, Skipped, Source, Visibility
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._mastodon import NETWORK, whole_text
from socaudit.readers._reader import READERS, Reader, ReadOptions
from socaudit.readers._times import read_time
from socaudit.readers._values import listed, reader_of_values

FORMAT = "mastodon_api"

_SIGNS = (r'"(?:content|text)"', '"acct"', '"spoiler_text"', '"visibility"')
_LISTS = ("ancestors", "descendants", "statuses")
# The context of a status that stands alone.
_NOTHING = re.compile(r'\s*\{\s*"ancestors"\s*:\s*\[\s*\]\s*,\s*"descendants"\s*:\s*\[\s*\]\s*\}\s*')
# Where a notice and a conversation keep the status that they are about.
_HELD = ("status", "last_status")
_NOTICE = ("type", "unread")
_VISIBILITY = {
    "public": Visibility.PUBLIC,
    "unlisted": Visibility.UNLISTED,
    "private": Visibility.FOLLOWERS,
    "direct": Visibility.DIRECT,
}


@READERS.register(FORMAT)
def mastodon_api(options: ReadOptions) -> Reader:
    """Return the reader of Mastodon statuses."""
    reader = reader_of_values(FORMAT, options, signs=_SIGNS, parts=_statuses, event=_event)
    return replace(reader, knows=lambda head: reader.knows(head) or bool(_NOTHING.fullmatch(head.text())))


def _statuses(value: object) -> Iterator[tuple[str, object]]:
    for pointer, status in listed(value, *_LISTS):
        held = next((name for name in _HELD if isinstance(at(status, name), dict)), None)
        yield (f"{pointer}/{held}", at(status, held)) if held else (pointer, status)


def _event(status: object, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    if is_cut(status):
        return Failed(CUT_INSIDE, source)
    number = id_at(status, "id")
    if number is None:
        return Failed("not a status: it has no id", source)
    if _content(status) is None and any(at(status, name) is not None for name in _NOTICE):
        return Skipped("not_a_message", source)
    if isinstance(at(status, "reblog"), dict):
        return Skipped("repost", source)
    choices = [string_at(choice, "title") for choice in list_at(status, "poll", "options")]
    body = whole_text(string_at(status, "spoiler_text"), _content(status), choices)
    pictures = [string_at(picture, "description") for picture in list_at(status, "media_attachments")]
    if not body.text and not any(pictures):
        return Skipped("no_text", source)
    parent = id_at(status, "in_reply_to_id")
    # What answers somebody, but nothing, has lost what it answered.
    orphan = parent is None and id_at(status, "in_reply_to_account_id") is not None
    return Message(
        id=number,
        text=body.text,
        source=source,
        network=NETWORK,
        parent_id=parent,
        parent_state=ParentState.DELETED if orphan else ParentState.UNKNOWN,
        kind=Kind.REPLY if parent or orphan else Kind.POST,
        author=_author(at(status, "account")),
        visibility=_visibility(at(status, "visibility")),
        created_at=read_time(string_at(status, "created_at") or "", counts),
        edited_at=read_time(string_at(status, "edited_at") or "", counts),
        lang=string_at(status, "language"),
        links=body.links,
        alt_texts=(*pictures, *body.alt_texts),
        permalink=string_at(status, "url") or string_at(status, "uri"),
    )


def _content(status: object) -> str | None:
    """Return the HTML of a status; one that was deleted to be written anew has what was typed instead."""
    content, typed = at(status, "content"), string_at(status, "text")
    if content is None and typed:
        return html.escape(typed, quote=False).replace("\n", "<br>")
    return content if isinstance(content, str) else None


def _author(account: object) -> Author | None:
    handle = string_at(account, "acct") or string_at(account, "username")
    known_as = id_at(account, "id") or handle
    return Author(known_as, handle, string_at(account, "display_name")) if known_as else None


def _visibility(word: object) -> Visibility:
    """Return who can read a status; a word that nobody knows is taken for the most private."""
    if word is None:
        return Visibility.UNKNOWN
    return _VISIBILITY.get(word, Visibility.DIRECT) if isinstance(word, str) else Visibility.DIRECT
