"""Which field of a message a column is likely to hold, going by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
_ZONES = frozenset({"utc", "gmt"})
_NETWORKS = frozenset({"twitter", "facebook", "instagram", "linkedin", "youtube"})

# Suites call the same thing by many names; folded into one word each, the lists below stay short.
_SAME: Mapping[str, str] = {
    **dict.fromkeys(("tweet", "post", "comment", "review", "mention", "status", "item", "snippet", "msg"), "message"),
    **dict.fromkeys(("user", "sender", "from", "creator", "contact", "customer", "consumer", "reviewer"), "author"),
    **dict.fromkeys(("poster", "commenter", "requester"), "author"),
    **dict.fromkeys(("response", "answer", "replied", "responded"), "reply"),
    **dict.fromkeys(("company", "owner", "developer", "business", "our", "agent"), "brand"),
    **dict.fromkeys(("posted", "sent", "published", "received", "submitted", "publish", "written"), "created"),
    **dict.fromkeys(("datetime", "timestamp", "date", "on"), "at"),
    "time": "at",
    "lang": "language",
    "fullname": "name",
    "displayname": "name",
    "username": "handle",
    "screenname": "handle",
    "inbound": "incoming",
    "outbound": "outgoing",
    "link": "url",
    "contents": "content",
    "universal": "native",
    "guid": "id",
    "uuid": "id",
    "key": "id",
}

# In the order of trust; in the words of `canonical`.
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("message id", "id", "native message id", "native id", "external id", "message external id", "resource id"),
    "text": (
        *("message text", "message content", "message body", "full text", "message full text", "text", "body"),
        *("content", "message", "body as text", "body text", "plain text", "plain body", "caption", "description"),
    ),
    "title": ("message title", "message subject", "title", "subject", "headline"),
    "parent_id": (
        *("in reply to message id", "in reply to id", "parent message id", "parent id", "native parent message id"),
        *("reply to message id", "reply to id", "in reply to", "in reply to message", "parent native message id"),
        *("parent message", "parent", "reply to", "reply to message"),
    ),
    "root_id": (
        *("conversation id", "thread id", "content thread id", "root id", "root message id", "root native message id"),
        *("native conversation id", "discussion id", "case id", "case number", "ticket id", "ticket number"),
        *("conversation", "thread", "case", "ticket", "interaction id"),
    ),
    "author_id": ("author id", "message author id", "author external id", "author native id", "author profile id"),
    "author_handle": (
        *("author handle", "handle", "message author handle", "author screen name", "screen name", "author"),
        *("author name", "message author", "author profile", "message author name"),
    ),
    "author_name": (
        *("author name", "author display name", "display name", "author full name", "message author name"),
        *("full name", "author", "message author", "name", "nickname"),
    ),
    "author_location": ("author location", "location", "author city", "city", "author place"),
    "author_verified": ("author verified", "author is verified", "is verified", "verified"),
    "role": (
        *("direction", "message direction", "incoming", "is incoming", "outgoing", "is outgoing", "author type"),
        *("author role", "role", "is brand", "author brand", "is author brand", "brand message", "by brand"),
        *("participant type", "created or created", "incoming outgoing", "created by brand", "message type", "type"),
    ),
    "visibility": (
        *("visibility", "message visibility", "privacy", "is public", "public", "is private", "private"),
        *("private message", "is private message", "is internal", "internal", "direct message", "is direct message"),
        *("access", "message type", "message category", "channel type", "type", "source type", "channel", "source"),
        *("medium", "message source"),
    ),
    "kind": ("kind", "message kind", "message type", "message category", "type"),
    "created_at": (
        *("created at", "message created at", "created", "message at", "at", "at at", "at created", "message created"),
        *("created at at", "native created at", "source created at", "sn created at", "when"),
    ),
    "clock": ("at", "created at", "message at", "hour"),
    "edited_at": ("edited at", "last edited at", "last edited", "edited", "message edited at", "at edited", "edit at"),
    "deleted_at": ("deleted at", "removed at", "message deleted at", "at deleted", "deleted"),
    "lang": ("language", "message language", "language code", "detected language", "message language code", "locale"),
    "permalink": (
        *("permalink", "message url", "message permalink", "permalink url", "url", "original url", "public url"),
        *("source url", "message web url", "web url", "full url"),
    ),
    "network": (
        *("network", "social network", "message network", "platform", "network name", "source network", "channel"),
        *("content source name", "content source", "source", "medium", "site", "sn type", "page type", "channel type"),
        *("message source", "message type", "type"),
    ),
    "reply_text": (
        *("reply text", "brand reply text", "brand reply", "message reply", "reply", "message reply text"),
        *("reply body", "reply content", "public reply", "brand message", "reply message"),
    ),
    "reply_created_at": (
        *("reply at", "brand reply at", "message reply at", "reply created at", "at reply", "brand reply at and at"),
        "reply",
    ),
    "reply_author_name": ("reply author", "reply by", "reply author name", "reply brand"),
    "links": ("urls", "links", "expanded urls", "message urls", "message links"),
    "alt_texts": ("alt text", "image alt text", "media alt text", "image description", "media description"),
}


def canonical(name: str) -> str:
    """Return a name in few words: `Tweet_ID`, `postId` and `Message ID` are the same."""
    words = [word.casefold() for word in _WORD.findall(name.replace("screen_name", "screenname"))]
    words = [_SAME.get(word, word) for word in words if word not in _ZONES]
    if len(words) > 1 and words[0] in _NETWORKS:
        words = words[1:]
    kept = [word for word, before in zip(words, ["", *words], strict=False) if word != before]
    return " ".join(kept)


def names_utc(name: str) -> bool:
    """Return whether the name of a column says that its times are UTC."""
    return not _ZONES.isdisjoint(word.casefold() for word in _WORD.findall(name))


def candidates(field: str, names: list[str]) -> list[str]:
    """Return the columns that may hold a field going by their names, the most likely first."""
    known = {wanted: rank for rank, wanted in reversed(list(enumerate(_deduped(field))))}
    ranked = [(known[short], name) for name in names if (short := canonical(name)) in known]
    return [name for _, name in sorted(ranked, key=lambda entry: entry[0])]


def _deduped(field: str) -> list[str]:
    """Return the names of a field as `canonical` would write them: no word twice in a row."""
    return [canonical(wanted) for wanted in NAMES[field]]
