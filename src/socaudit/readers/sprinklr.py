"""Sprinklr: messages of all networks as its interface gives them, with the comments of colleagues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from socaudit.model import Author, Failed, Kind, Message, Role, Skipped, Source, Visibility
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._reader import READERS, Reader, ReadOptions
from socaudit.readers._reviews import edited
from socaudit.readers._suites import network_of
from socaudit.readers._times import read_milliseconds
from socaudit.readers._values import listed, reader_of_values

FORMAT = "sprinklr"

_SIGNS = (r'"universalMessageId"\s*:', r'"(?:snMsgId|snType|snCreatedTime)"\s*:')
_WRAPPERS = ("response", "data", "messages", "results", "payload")
_TEXTS = ("message", "actualText", "rawMessage")
_NOTES = "workflowComments"

# The types of messages are numbers without a published meaning; the address of a post tells that all can read it.
_POST = re.compile(
    r"https?://(?:[\w-]+\.)*(?:(?:twitter|x)\.com/\w+/status/\d|facebook\.com/(?!\S*(?:/inbox|/messages))\S*"
    r"(?:/posts/|/permalink|/photo|/videos?/|comment_id=|story_fbid=)|instagram\.com/(?:p|reel|tv)/|"
    r"youtube\.com/watch|youtu\.be/|linkedin\.com/feed/update/|tiktok\.com/@\S+/video/|reddit\.com/r/)"
)


class _Entry(NamedTuple):
    """A message, or a colleague's comment on it."""

    record: object
    message: object


@READERS.register(FORMAT)
def sprinklr(options: ReadOptions) -> Reader:
    """Return the reader of Sprinklr's messages."""
    return reader_of_values(FORMAT, options, signs=_SIGNS, parts=_parts, event=_event)


def _parts(value: object) -> Iterator[tuple[str, _Entry]]:
    pointer = ""
    while isinstance(value, dict) and "universalMessageId" not in value:
        name = next((name for name in _WRAPPERS if isinstance(at(value, name), (dict, list))), None)
        if name is None:
            break
        pointer, value = f"{pointer}/{name}", value[name]
    for place, message in listed(value):
        yield pointer + place, _Entry(message, message)
        for number, comment in enumerate(list_at(message, _NOTES)):
            yield f"{pointer}{place}/{_NOTES}/{number}", _Entry(comment, message)


def _event(entry: _Entry, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    message = entry.message
    number = id_at(message, "universalMessageId")
    if is_cut(entry.record) or (is_cut(message) and number is None):
        return Failed(CUT_INSIDE, source)
    if number is None:
        return Failed("not a message: it has no universalMessageId", source)
    if entry.record is not message:
        return _note(entry, number, source, counts)
    text = next((found for name in _TEXTS if (found := string_at(message, name))), "")
    if not text.strip():
        return Skipped("no_text", source)
    parent = id_at(message, "parentUniversalMessageKey", "universalMessageId")
    link = string_at(message, "permalink")
    created, changed = (read_milliseconds(at(message, name), counts) for name in ("snCreatedTime", "snModifiedTime"))
    role, basis = _role(at(message, "brandPost"))
    return Message(
        id=number,
        text=text,
        source=source,
        network=_network(message),
        parent_id=parent,
        root_id=id_at(message, "rootUniversalMessageId"),
        kind=Kind.REPLY if parent else Kind.POST,
        author=_author(at(message, "senderProfile")),
        role=role,
        role_basis=basis,
        visibility=_visibility(message, link, counts),
        created_at=created,
        edited_at=edited(created, changed),
        deleted_at=_deleted(message, counts),
        lang=string_at(message, "language"),
        alt_texts=(None,) * len(list_at(message, "mediaList")),
        permalink=link,
    )


def _note(entry: _Entry, number: str, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    """Return what a colleague wrote beside a message, for the company's eyes only."""
    own = id_at(entry.record, "id")
    if own is None:
        return Failed("not a comment: it has no id", source)
    text = string_at(entry.record, "text") or string_at(entry.record, "comment") or ""
    if not text:
        return Skipped("no_text", source)
    return Message(
        id=f"comment/{own}",
        text=text,
        source=source,
        network=_network(entry.message),
        parent_id=number,
        root_id=id_at(entry.message, "rootUniversalMessageId"),
        kind=Kind.NOTE,
        role=Role.BRAND,
        role_basis="export: comment of a colleague",
        visibility=Visibility.INTERNAL,
        created_at=read_milliseconds(at(entry.record, "createdTime"), counts),
    )


def _visibility(message: object, link: str | None, counts: Counter[str]) -> Visibility:
    if link is None or not _POST.match(link):
        counts["messages whose permalink leads to no post, taken for private ones"] += 1
        return Visibility.DIRECT
    # A hidden comment is still seen by who wrote it and by friends.
    return Visibility.PUBLIC if at(message, "hidden") in (None, False) else Visibility.FOLLOWERS


def _network(message: object) -> str:
    return network_of(string_at(message, "snType") or "", FORMAT)


def _role(brand: object) -> tuple[Role, str] | tuple[None, None]:
    if not isinstance(brand, bool):
        return None, None
    return (Role.BRAND, "export: brandPost") if brand else (Role.CUSTOMER, "export: not brandPost")


def _author(profile: object) -> Author | None:
    name, shown = string_at(profile, "name"), string_at(profile, "screenName")
    # On networks without handles it is the name once more.
    handle = shown if shown and " " not in shown else None
    known_as = id_at(profile, "snId") or shown or name
    verified = at(profile, "verified")
    return (
        Author(known_as, handle, name, verified=verified if isinstance(verified, bool) else None) if known_as else None
    )


def _deleted(message: object, counts: Counter[str]) -> datetime | None:
    """Return when a message was seen to be deleted at the latest: the time of its last change in Sprinklr."""
    return read_milliseconds(at(message, "modifiedTime"), counts) if at(message, "deleted") is True else None
