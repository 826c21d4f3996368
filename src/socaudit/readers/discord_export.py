"""Channels of Discord as DiscordChatExporter writes them in JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from socaudit.model import Author, Failed, Kind, Message, Skipped, Source, Visibility
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._lists import reader_of_lists
from socaudit.readers._reader import READERS, Head, Reader, ReadOptions
from socaudit.readers._times import read_time

FORMAT = "discord_export"

_SIGNS = tuple(re.compile(rf'"{name}"\s*:\s*[{{\[]') for name in ("guild", "channel", "messages"))
# What people and programs say; everything else tells of joins, pins, calls and the like. By number in some versions.
_SAID = ("Default", "Reply", "ChatInputCommand", "ApplicationCommand", "ContextMenuCommand", "0", "19", "20", "23")
_MEMBERS_ONLY = re.compile(r"Guild(?!PrivateThread)\w+")
_NO_SERVER = "0"
_NO_NUMBER = ("0", "0000", None)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|bmp|mp4|mov|webm)$", re.IGNORECASE)


@READERS.register(FORMAT)
def discord_export(options: ReadOptions) -> Reader:
    """Return the reader of DiscordChatExporter's JSON."""
    return reader_of_lists(FORMAT, options, name="messages", knows=_knows, event=_event)


def _knows(head: Head) -> bool:
    text = head.text()
    return text.lstrip("\ufeff \t\r\n").startswith("{") and all(sign.search(text) for sign in _SIGNS)


def _event(message: object, export: object, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    number = id_at(message, "id")
    if number is None:
        return Failed("not a message: it has no id", source)
    kind = id_at(message, "type")
    if kind is not None and kind not in _SAID:
        return Skipped("not_a_message", source)
    forwarded = at(message, "forwardedMessage")
    parts = [message, *([forwarded] if isinstance(forwarded, dict) else [])]
    text = "\n\n".join(filter(None, (_text(part, at(message, "author", "isBot") is True) for part in parts)))
    if not text:
        return Skipped("no_text", source)
    parent = id_at(message, "reference", "messageId") if forwarded is None else None
    channel, server = id_at(export, "channel", "id"), id_at(export, "guild", "id")
    server = "@me" if server == _NO_SERVER else server
    return Message(
        id=number,
        text=text,
        source=source,
        network="discord",
        parent_id=parent,
        kind=Kind.REPOST if len(parts) > 1 else Kind.REPLY if parent else Kind.POST,
        author=_author(at(message, "author")),
        visibility=_visibility(export),
        created_at=read_time(string_at(message, "timestamp") or "", counts),
        edited_at=read_time(string_at(message, "timestampEdited") or "", counts),
        links=tuple(dict.fromkeys(url for part in parts for url in _links(part))),
        alt_texts=tuple(None for part in parts for _ in _pictures(part)),
        permalink=f"https://discord.com/channels/{server}/{channel}/{number}" if server and channel else None,
    )


def _text(part: object, by_program: bool) -> str:
    """Return what was written; the boxes beside it are previews of links, but what a program has to say."""
    said = string_at(part, "content") or ""
    boxes = list_at(part, "embeds") if by_program or not said else []
    pieces: list[str | None] = [said]
    for box in boxes:
        pieces += [string_at(box, "author", "name"), string_at(box, "title"), string_at(box, "description")]
        for field in list_at(box, "fields"):
            pieces += [string_at(field, "name"), string_at(field, "value")]
    return "\n\n".join(filter(None, pieces))


def _author(author: object) -> Author | None:
    name = string_at(author, "name")
    known_as = id_at(author, "id") or name
    number = id_at(author, "discriminator")
    handle = name if number in _NO_NUMBER else f"{name}#{number}"
    return Author(known_as, handle if name else None, string_at(author, "nickname")) if known_as else None


def _visibility(export: object) -> Visibility:
    """Return who can read a channel: the members of its server, or those who were written to."""
    kind = at(export, "channel", "type")
    server = id_at(export, "guild", "id")
    members = isinstance(kind, str) and _MEMBERS_ONLY.fullmatch(kind) and server not in (None, _NO_SERVER)
    return Visibility.FOLLOWERS if members else Visibility.DIRECT


def _links(part: object) -> Iterator[str]:
    for box in list_at(part, "embeds"):
        if target := string_at(box, "url"):
            yield target


def _pictures(part: object) -> Iterator[object]:
    for attached in list_at(part, "attachments"):
        if _PICTURE.search(string_at(attached, "fileName") or ""):
            yield attached
