"""Chats as Telegram Desktop exports them to `result.json`: one chat, or all of an account."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from socaudit.model import Author, Failed, Kind, Message, Skipped, Source, Visibility
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._lists import reader_of_lists
from socaudit.readers._reader import READERS, Head, Reader, ReadOptions
from socaudit.readers._times import read_seconds, read_time

FORMAT = "telegram_export"

_CHAT = re.compile(
    r'"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|replies|verify_codes'
    r"|(?:private|public)_(?:group|supergroup|channel))\""
)
_MESSAGE = re.compile(r'"date_unixtime"\s*:|"from_id"\s*:\s*(?:\d|"(?:user|channel|chat)\d)')
_ACCOUNT = re.compile(
    r'"about"\s*:[^{}\[\]]*"(?:personal_information|profile_pictures|contacts|frequent_contacts|sessions|chats'
    r'|left_chats|stories|other_data)"\s*:'
)
# All other chats are private, also those of a kind that nobody knows.
_PUBLIC = ("public_supergroup", "public_channel")
_FILMS = ("video_file", "video_message", "animation", "sticker")
_NEVER = "1970-"


@READERS.register(FORMAT)
def telegram_export(options: ReadOptions) -> Reader:
    """Return the reader of Telegram's exports."""
    return reader_of_lists(FORMAT, options, name="messages", knows=_knows, event=_event)


def _knows(head: Head) -> bool:
    text = head.text().lstrip("\ufeff \t\r\n")
    chat = '"messages"' in text and (_CHAT.search(text) or _MESSAGE.search(text))
    return text.startswith("{") and bool(chat or _ACCOUNT.search(text))


def _event(message: object, chat: object, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    number = id_at(message, "id")
    if number is None:
        return Failed("not a message: it has no id", source)
    if at(message, "type") not in ("message", None):
        return Skipped("not_a_message", source)
    text = _text(message)
    if not text:
        return Skipped("no_text", source)
    home = id_at(chat, "id")
    answered = id_at(message, "reply_to_message_id")
    # Numbers begin anew in each chat.
    elsewhere = (id_at(message, "reply_to_peer_id") or "").lstrip("abcdefghijklmnopqrstuvwxyz") or home
    parent = _name(elsewhere, answered) if answered else None
    forwarded = at(message, "forwarded_from") is not None or at(message, "forwarded_from_id") is not None
    return Message(
        id=_name(home, number),
        text=text,
        source=source,
        network="telegram",
        parent_id=parent,
        kind=Kind.REPOST if forwarded else Kind.REPLY if parent else Kind.POST,
        author=_author(message),
        visibility=Visibility.PUBLIC if at(chat, "type") in _PUBLIC else Visibility.DIRECT,
        created_at=_moment(message, "date", counts),
        edited_at=_moment(message, "edited", counts),
        links=tuple(dict.fromkeys(_links(message))),
        alt_texts=(None,) if _shows(message) else (),
    )


def _name(chat: str | None, number: str) -> str:
    return f"{chat}/{number}" if chat else number


def _text(message: object) -> str:
    """Return what a message says: pieces of text with and without a form, a poll, a contact handed on."""
    pieces = at(message, "text")
    parts = pieces if isinstance(pieces, list) else [pieces]
    said = "".join(part if isinstance(part, str) else string_at(part, "text") or "" for part in parts)
    choices = (string_at(answer, "text") for answer in list_at(message, "poll", "answers"))
    poll = [string_at(message, "poll", "question"), *(f"- {choice}" for choice in choices if choice)]
    names = ("first_name", "last_name", "phone_number")
    contact = " ".join(filter(None, (string_at(message, "contact_information", name) for name in names)))
    return "\n\n".join(filter(None, (said, "\n".join(filter(None, poll)), contact)))


def _links(message: object) -> Iterator[str]:
    """Yield the targets that words of the text hide, and those that it shows."""
    for part in (*list_at(message, "text"), *list_at(message, "text_entities")):
        if target := string_at(part, "href"):
            yield target
        elif string_at(part, "type") == "link" and (shown := string_at(part, "text")):
            yield shown


def _author(message: object) -> Author | None:
    """Return who wrote it: a person by the account's number, as names repeat; a channel by its name."""
    number = id_at(message, "from_id")
    name = string_at(message, "from")
    known_as = number or name
    if known_as is None:
        return None
    channel = number is None or number.startswith("channel")
    return Author(known_as, name if channel and name else known_as, name)


def _moment(message: object, field: str, counts: Counter[str]) -> datetime | None:
    """Return a time; the written one, which old exports have alone, is that of the exporting machine."""
    seconds = at(message, f"{field}_unixtime")
    written = string_at(message, field) or ""
    if seconds is not None:
        return read_seconds(seconds, counts)
    return None if written.startswith(_NEVER) else read_time(written, counts)


def _shows(message: object) -> bool:
    film = string_at(message, "media_type") in _FILMS
    image = (string_at(message, "mime_type") or "").startswith("image/")
    return string_at(message, "photo") is not None or film or image
