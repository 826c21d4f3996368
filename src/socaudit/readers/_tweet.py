"""One tweet of an X account archive as a message, with what the archive knows about its account."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from socaudit.model import Author, Failed, Kind, Message, Role, Skipped, Source, Visibility
from socaudit.readers._json import at, list_at, string_at
from socaudit.readers._text import unescape
from socaudit.readers._times import read_time
from socaudit.readers._x import NETWORK, id_of, language, permalink

_MENTIONS = re.compile(r"(?:@\w+\s+)*")
_LINK = "https://t.co/"
_BASIS = "export: the account's own archive"


class LongText(NamedTuple):
    """A text that its tweet only begins with, and the targets of the links in it."""

    text: str
    links: tuple[str, ...]


class LongTexts:
    """The long texts of an archive by the second in which they were posted, and which of them found their tweet."""

    def __init__(self) -> None:
        """Begin with none."""
        self._by_second: defaultdict[datetime, list[LongText]] = defaultdict(list)
        self._placed: set[LongText] = set()

    def add(self, posted: datetime, long: LongText) -> None:
        """Keep a text until its tweet is read."""
        self._by_second[posted.replace(microsecond=0)].append(long)

    def whole(self, shown: str, created: datetime | None) -> LongText:
        """Return the long text that `shown` is the beginning of, with the mentions that only `shown` has."""
        found = _MENTIONS.match(shown)
        mentions = found[0] if found else ""
        beginning = _uncut(shown[len(mentions) :])
        for long in self._around(created) if created and beginning else ():
            own = long.text.lstrip()
            for before in (mentions, ""):
                if (before + own).startswith(mentions + beginning):
                    self._placed.add(long)
                    return LongText(before + own, long.links)
        return LongText(shown, ())

    def left(self) -> int:
        """Return how many texts found no tweet."""
        return len({long for longs in self._by_second.values() for long in longs} - self._placed)

    def _around(self, created: datetime) -> Iterator[LongText]:
        # A tweet and its long text are not saved at quite the same time.
        for seconds in (0, 1, -1):
            yield from self._by_second.get(created + timedelta(seconds=seconds), ())


@dataclass(frozen=True, slots=True)
class Account:
    """Whose archive it is, and its long texts."""

    author: Author | None
    visibility: Visibility
    notes: LongTexts


def message_of(tweet: object, source: Source, account: Account, counts: Counter[str]) -> Message | Skipped | Failed:
    """Return a tweet as a message; reposts and tweets without text are skipped."""
    number = id_of(tweet, "id")
    if number is None:
        return Failed("not a tweet: it has no id", source)
    shown = string_at(tweet, "full_text") or string_at(tweet, "text")
    if shown is None:
        return Skipped("no_text", source)
    if shown.startswith("RT @") or isinstance(at(tweet, "retweeted_status"), dict):
        return Skipped("repost", source)
    created = read_time(string_at(tweet, "created_at") or "", counts)
    parent = id_of(tweet, "in_reply_to_status_id")
    answers = parent or id_of(tweet, "in_reply_to_user_id")
    author = account.author or _embedded_author(tweet)
    media = list_at(tweet, "extended_entities", "media") or list_at(tweet, "entities", "media")
    links = [string_at(url, "expanded_url") for url in list_at(tweet, "entities", "urls")]
    whole = account.notes.whole(unescape(shown), created)
    return Message(
        id=number,
        text=whole.text,
        source=source,
        network=NETWORK,
        parent_id=parent,
        kind=Kind.REPLY if answers else Kind.POST,
        author=author,
        role=Role.BRAND,
        role_basis=_BASIS,
        visibility=_seen_by(tweet, account),
        created_at=created,
        deleted_at=read_time(string_at(tweet, "deleted_at") or "", counts),
        lang=language(string_at(tweet, "lang")),
        links=tuple(dict.fromkeys(link for link in (*links, *whole.links) if link)),
        # The archive never holds the descriptions of pictures.
        alt_texts=(None,) * len(media),
        version_of=string_at(tweet, "edit_info", "edit", "initialTweetId"),
        permalink=permalink(number, author.handle if author else None),
    )


def _seen_by(tweet: object, account: Account) -> Visibility:
    """Return who can read a tweet: for followers are those that say so, or whose account did before 2019."""
    scopes = at(tweet, "scopes", "followers")
    limited = not (scopes is None or scopes is False) or at(tweet, "user", "protected") is True
    return Visibility.FOLLOWERS if limited else account.visibility


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
    known_as = id_of(at(tweet, "user"), "id") or handle
    return Author(known_as, handle, string_at(tweet, "user", "name")) if known_as else None


def visibility_of(about: Mapping[str, object]) -> Visibility:
    """Return who can read the account's tweets, from the latest entry of its `protected_history` part."""
    protected = string_at(about.get("protected_history"), "action") == "Protect"
    return Visibility.FOLLOWERS if protected else Visibility.PUBLIC
