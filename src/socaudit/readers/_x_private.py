"""The direct messages of an X account archive, one at a time however long a conversation is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from socaudit.model import Author, Failed, Message, ReadEvent, Role, Skipped, Source, Visibility
from socaudit.readers._items import values_behind
from socaudit.readers._json import at, list_at, string_at
from socaudit.readers._streams import Blob, Limits
from socaudit.readers._text import unescape
from socaudit.readers._times import read_time
from socaudit.readers._x import NETWORK

# Inside a text these quotation marks would be escaped.
_KEY = re.compile(r'(?<=[{,\s])"(?:conversationId"\s*:\s*(?=")|(?!dmConversation")\w+"\s*:\s*(?=\{))')
_EVENT = re.compile(r'(?<=[{,\s])"messageEvent"\s*:\s*')
_WRITTEN = "messageCreateEvent"
_MESSAGES = ("messageCreate", "welcomeMessageCreate")


def private_messages(
    blob: Blob, kind: str, limits: Limits, owner: Author | None, counts: Counter[str]
) -> Iterator[ReadEvent]:
    """Yield the messages in a file for a reader called `kind`; `owner` is the account whose archive it is."""
    conversation: str | None = None
    talk, place = -1, 0
    for found, item in values_behind(blob, limits, _KEY):
        key = found.partition('"')[2].partition('"')[0]
        if key == "conversationId":
            conversation = item.value if isinstance(item.value, str) else None
            talk, place = talk + 1, 0
            continue
        source = blob.source(kind, pointer=f"/{talk}/dmConversation/messages/{place}/{key}" if key else None)
        place += 1
        if item.problem:
            yield Failed(item.problem, source)
        elif key in _MESSAGES:
            yield _message(item.value, conversation, source, owner, counts)
        else:
            yield Skipped("not_a_message", source)


def encrypted_messages(blob: Blob, kind: str, limits: Limits) -> Iterator[ReadEvent]:
    """Yield what has happened in encrypted conversations, where the archive keeps who wrote and when, but no text."""
    for found, item in values_behind(blob, limits, _EVENT):
        place = item.place if found else None
        source = blob.source(kind, pointer=None if place is None else f"/{place}/messageEvent")
        if item.problem:
            yield Failed(item.problem, source)
        else:
            yield Skipped("not_a_message" if at(item.value, "detail", _WRITTEN) is None else "direct", source)


def _message(
    value: object, conversation: str | None, source: Source, owner: Author | None, counts: Counter[str]
) -> Message | Skipped | Failed:
    number = string_at(value, "id")
    if number is None:
        return Failed("not a message: it has no id", source)
    text = string_at(value, "text")
    if text is None:
        return Skipped("no_text", source)
    sender = string_at(value, "senderId")
    own = sender is not None and owner is not None and sender == owner.id
    links = (string_at(url, "expanded") for url in list_at(value, "urls"))
    return Message(
        id=number,
        text=unescape(text),
        source=source,
        network=NETWORK,
        root_id=conversation,
        author=owner if own else Author(sender) if sender else None,
        role=Role.BRAND if own else None,
        role_basis="export: the account's own archive" if own else None,
        visibility=Visibility.DIRECT,
        created_at=read_time(string_at(value, "createdAt") or "", counts),
        links=tuple(link for link in links if link),
        alt_texts=(None,) * len(list_at(value, "mediaUrls")),
    )
