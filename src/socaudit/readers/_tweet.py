"""One tweet of an X account archive as a message, with what the archive knows about its account."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from socaudit.model import Author, Failed, Kind, Message, Role, Skipped, Source, Visibility
from socaudit.readers._json import at, list_at, string_at
from socaudit.readers._text import unescape
from socaudit.readers._times import read_time
from socaudit.readers._x import NETWORK, language, permalink

_MENTIONS = re.compile(r"(?:@\w+\s+)*")
_LINK = "https://t.co/"
_BASIS = "export: the account's own archive"


@dataclass(frozen=True, slots=True)
class Account:
    """Whose archive it is, and its long texts by the second in which they were posted."""

    author: Author | None
    visibility: Visibility
    notes: dict[datetime, list[str]]


def message_of(tweet: object, source: Source, account: Account, counts: Counter[str]) -> Message | Skipped | Failed:
    """Return a tweet as a message; reposts and tweets without text are skipped."""
    number = string_at(tweet, "id_str") or string_at(tweet, "id")
    if number is None:
        return Failed("not a tweet: it has no id", source)
    shown = string_at(tweet, "full_text") or string_at(tweet, "text")
    if shown is None:
        return Skipped("no_text", source)
    if shown.startswith("RT @"):
        return Skipped("repost", source)
    created = read_time(string_at(tweet, "created_at") or "", counts)
    parent = string_at(tweet, "in_reply_to_status_id_str")
    answers = parent or string_at(tweet, "in_reply_to_user_id_str")
    author = account.author or _embedded_author(tweet)
    media = list_at(tweet, "extended_entities", "media") or list_at(tweet, "entities", "media")
    links = [string_at(url, "expanded_url") for url in list_at(tweet, "entities", "urls")]
    return Message(
        id=number,
        text=_whole_text(unescape(shown), created, account),
        source=source,
        network=NETWORK,
        parent_id=parent,
        kind=Kind.REPLY if answers else Kind.POST,
        author=author,
        role=Role.BRAND,
        role_basis=_BASIS,
        visibility=account.visibility,
        created_at=created,
        deleted_at=read_time(string_at(tweet, "deleted_at") or "", counts),
        lang=language(string_at(tweet, "lang")),
        links=tuple(link for link in links if link),
        # The archive never holds the descriptions of pictures.
        alt_texts=(None,) * len(media),
        version_of=string_at(tweet, "edit_info", "edit", "initialTweetId"),
        permalink=permalink(number, author.handle if author else None),
    )


def _whole_text(shown: str, created: datetime | None, account: Account) -> str:
    """Return the long text that `shown` is the beginning of, with the mentions that only `shown` has."""
    candidates = account.notes.get(created, []) if created else []
    if not candidates:
        return shown
    found = _MENTIONS.match(shown)
    mentions = found[0] if found else ""
    beginning = _uncut(shown[len(mentions) :])
    for text in candidates:
        own = text.lstrip()
        if beginning and own.startswith(beginning):
            return mentions + own
        if beginning and own.startswith(mentions + beginning):
            return own
    return shown


def _uncut(text: str) -> str:
    """Return `text` without the ellipsis and the link to the whole tweet that a cut one ends in."""
    while (words := text.rstrip().rpartition(" "))[2].startswith(_LINK):
        text = words[0]
    return text.rstrip().removesuffix("…").rstrip()


def author_of(about: Mapping[str, object]) -> Author | None:
    """Return the account that the archive is about, from its `account`, `profile` and `verified` parts."""
    account = about.get("account")
    handle = string_at(account, "username")
    known_as = string_at(account, "accountId") or handle
    if not known_as:
        return None
    verified = at(about.get("verified"), "verified")
    return Author(
        known_as,
        handle,
        string_at(account, "accountDisplayName"),
        string_at(about.get("profile"), "description", "location"),
        verified if isinstance(verified, bool) else None,
    )


def _embedded_author(tweet: object) -> Author | None:
    """Return the author whom only the archives before 2019 repeat in every tweet."""
    handle = string_at(tweet, "user", "screen_name")
    known_as = string_at(tweet, "user", "id_str") or handle
    return Author(known_as, handle, string_at(tweet, "user", "name")) if known_as else None


def visibility_of(about: Mapping[str, object]) -> Visibility:
    """Return who can read the account's tweets, from its `protected_history` part."""
    return Visibility.FOLLOWERS if about.get("protected_history") == "Protect" else Visibility.PUBLIC
