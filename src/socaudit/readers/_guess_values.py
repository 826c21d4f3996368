"""What a column is likely to hold, going by its values; nothing of them is kept but short words of a category."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise

from socaudit.model import Kind, Role, Visibility
from socaudit.readers._mapping import ISO, MILLISECONDS, SECONDS
from socaudit.readers._times import read_milliseconds, read_seconds, read_time

TRUE = frozenset({"true", "yes", "y", "1"})
FALSE = frozenset({"false", "no", "n", "0"})
HOSTS = {"twitter.com": "x", "x.com": "x", "facebook.com": "facebook", "instagram.com": "instagram"}
_NETWORKS = ("facebook", "instagram", "linkedin", "youtube", "reddit", "mastodon", "bluesky", "tiktok", "threads")
_MOSTLY = 0.5
_NEARLY_ALL = 0.9
_MOST = 15
_LONGEST = 32
_FEW_WORDS = 4
_PERSONAL = re.compile(r"@|\d{2}|[/\\<>\"]")
_WORD = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_URL = re.compile(r"https?://(?:www\.|m\.)?([^/\s]+)")

_DAYS = (
    *("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y-%m-%d", "%d %b %Y", "%b %d, %Y", "%d %B %Y"),
    *("%B %d, %Y", "%d-%b-%Y", "%b %d %Y", "%a, %d %b %Y", "%d/%m/%y", "%m/%d/%y", "%d.%m.%y"),
)
_CLOCKS = (" %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p", ", %H:%M:%S", ", %H:%M", ", %I:%M %p", "")
_ZONES = ("", " %z", " UTC", " GMT")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?")
_DATED = re.compile(r"\d{1,4}[/. -](?:\d{1,2}|[^\W\d]{3,9})[/. ,-]|[^\W\d]{3,9} \d{1,2}")
_LONGEST_TIME = 40
_SAMPLE = 300

_BRAND = frozenset(
    {"outbound", "outgoing", "sent", "out", "brand", "agent", "admin", "company", "staff", "employee", "business"}
)
_CUSTOMER = frozenset(
    {"inbound", "incoming", "received", "in", "customer", "consumer", "user", "visitor", "contact", "fan", "client"}
)
_INTERNAL = frozenset({"internal", "note", "whisper"})
_DIRECT = frozenset(
    {"private", "direct", "dm", "dms", "pm", "messenger", "inbox", "whatsapp", "chat", "email", "mail", "sms", "story"}
)
_FOLLOWERS = frozenset({"followers", "friends", "protected"})
_PUBLIC = frozenset(
    {"public", "tweet", "tweets", "post", "posts", "comment", "comments", "mention", "mentions", "reply", "replies"}
    | {"review", "wall", "retweet", "quote"}
)
_KINDS = {
    **dict.fromkeys(("retweet", "repost", "share"), Kind.REPOST),
    "quote": Kind.QUOTE,
    "note": Kind.NOTE,
    "reply": Kind.REPLY,
    "replies": Kind.REPLY,
    "review": Kind.REVIEW,
    "comment": Kind.COMMENT,
    **dict.fromkeys(("tweet", "post", "mention", "status"), Kind.POST),
}


def _iso(value: str) -> bool:
    return not value.isdecimal() and read_time(value, Counter()) is not None


def _seconds(value: str) -> bool:
    return re.fullmatch(r"\d{10}(?:\.\d+)?", value) is not None and read_seconds(value, Counter()) is not None


def _milliseconds(value: str) -> bool:
    return re.fullmatch(r"\d{13}", value) is not None and read_milliseconds(value, Counter()) is not None


_MACHINE: Mapping[str, Callable[[str], bool]] = {ISO: _iso, SECONDS: _seconds, MILLISECONDS: _milliseconds}


@dataclass(frozen=True)
class Profile:
    """The values of one column in the rows that were looked at, those that are not empty as text."""

    name: str
    rows: int
    values: tuple[str, ...]

    @cached_property
    def distinct(self) -> Counter[str]:
        """Return how often each value stands there."""
        return Counter(self.values)

    @property
    def unique(self) -> bool:
        """Return whether each row has a value of its own."""
        return len(self.distinct) == self.rows > 0

    @property
    def varied(self) -> bool:
        """Return whether most values stand there once."""
        return len(self.distinct) > _MOSTLY * len(self.values)

    @property
    def wordy(self) -> bool:
        """Return whether people wrote these: most values are several words."""
        return self._share(lambda value: " " in value.strip()) > _MOSTLY and not self.times

    @property
    def single(self) -> bool:
        """Return whether the values are words without spaces, as ids and handles are."""
        return self._share(lambda value: " " not in value.strip()) > _NEARLY_ALL

    @property
    def urls(self) -> bool:
        """Return whether the values are addresses of pages."""
        return self._share(lambda value: _URL.match(value) is not None) > _NEARLY_ALL

    @property
    def hosts(self) -> set[str]:
        """Return the networks whose addresses these are."""
        return {HOSTS.get(found[1], "") for value in self.values if (found := _URL.match(value))}

    @cached_property
    def times(self) -> tuple[str, ...]:
        """Return how times are written that all values are; nothing where one is none."""
        values = list(self.distinct)[:_SAMPLE]
        if not values or any(len(value) > _LONGEST_TIME for value in values):
            return ()
        for pattern, read in _MACHINE.items():
            if all(read(value) for value in values):
                return (pattern,)
        if not all(_DATED.search(value) for value in values):
            return ()
        found = [patterns for day in _DAYS if (patterns := _covering(day, values))]
        # Where day and month can be either, exports are in the order of time far more often than not.
        return min(found, key=lambda patterns: _disorder(values, patterns), default=())

    @property
    def swappable(self) -> bool:
        """Return whether day and month of all values could be the other way round."""
        other = [pattern.replace("%d", "%_").replace("%m", "%d").replace("%_", "%m") for pattern in self.times]
        numbers = all("%d/%m" in pattern or "%m/%d" in pattern for pattern in self.times)
        return numbers and bool(self.times) and _fits(list(self.distinct)[:_SAMPLE], other)

    @property
    def truths(self) -> bool:
        """Return whether the values are yes or no."""
        return all(_truth(value) is not None for value in self.distinct)

    @property
    def length(self) -> float:
        """Return how long a value is on average."""
        return sum(map(len, self.values)) / max(1, len(self.values))

    @property
    def shape(self) -> str:
        """Return what most values are made of: digits, an address, or something else."""
        if self.urls:
            return "address"
        return "digits" if self._share(str.isdecimal) > _MOSTLY else "letters"

    @property
    def clock(self) -> bool:
        """Return whether the values are hours of a day."""
        return self._share(lambda value: _CLOCK.fullmatch(value.strip()) is not None) == 1

    def category(self) -> list[str]:
        """Return the values where they are a few short words that say nothing of a person, the most frequent first."""
        few = 0 < len(self.distinct) <= _MOST
        if not few or not all(_is_word(value) for value in self.distinct):
            return []
        return [value for value, _ in self.distinct.most_common()]

    def _share(self, test: Callable[[str], bool]) -> float:
        return sum(map(test, self.values)) / len(self.values) if self.values else 0.0


def _is_word(value: str) -> bool:
    short = len(value) <= _LONGEST and len(value.split()) <= _FEW_WORDS
    return short and not _PERSONAL.search(value)


def _covering(day: str, values: list[str]) -> tuple[str, ...]:
    """Return the fewest ways to write hours behind `day` that together fit all values; nothing if none do."""
    patterns: list[str] = []
    rest = values
    for zone in _ZONES:
        for clock in _CLOCKS:
            pattern = day + clock + zone
            left = [value for value in rest if _parsed(value, pattern) is None]
            if len(left) < len(rest):
                patterns.append(pattern)
            rest = left
            if not rest:
                return tuple(patterns)
    return ()


def _parsed(value: str, pattern: str) -> datetime | None:
    return read_time(value, Counter(), pattern=pattern)


def _fits(values: list[str], patterns: list[str]) -> bool:
    return all(any(_parsed(value, pattern) for pattern in patterns) for value in values)


def _disorder(values: list[str], patterns: tuple[str, ...]) -> int:
    """Return how often the direction of time changes from value to value."""
    moments = [next(filter(None, (_parsed(value, pattern) for pattern in patterns))) for value in values]
    steps = [later >= earlier for earlier, later in pairwise(moments)]
    return sum(one != other for one, other in pairwise(steps))


def words_of(value: str) -> list[str]:
    """Return the words of a value or a name in lower case."""
    return [word.casefold() for word in _WORD.findall(_CAMEL.sub(" ", value))]


def role_of(value: str, name: str) -> Role | None:
    """Return whose a message is by a word; of yes and no, by what the column asks."""
    words, asked = set(words_of(value)), set(words_of(name))
    truth = _truth(value)
    if truth is not None:
        brand = bool(_BRAND & asked)
        return None if brand == bool(_CUSTOMER & asked) else (Role.BRAND if truth == brand else Role.CUSTOMER)
    if bool(words & _BRAND) == bool(words & _CUSTOMER):
        return None
    return Role.BRAND if words & _BRAND else Role.CUSTOMER


def visibility_of(value: str, name: str) -> Visibility | None:
    """Return who can read a message by a word; of yes and no, by what the column asks. The most private word wins."""
    truth = _truth(value)
    if truth is not None:
        asked = _seen_by(words_of(name))
        if asked is Visibility.PUBLIC:
            return Visibility.PUBLIC if truth else Visibility.DIRECT
        # What is no internal note may still be private.
        other = Visibility.UNKNOWN if asked is Visibility.INTERNAL else Visibility.PUBLIC
        return asked if truth or asked is None else other
    return _seen_by(words_of(value))


def _seen_by(words: list[str]) -> Visibility | None:
    ranks = (
        (_INTERNAL, Visibility.INTERNAL),
        (_DIRECT, Visibility.DIRECT),
        (_FOLLOWERS, Visibility.FOLLOWERS),
        ({"unlisted"}, Visibility.UNLISTED),
        (_PUBLIC, Visibility.PUBLIC),
    )
    return next((visibility for signs, visibility in ranks if not signs.isdisjoint(words)), None)


def kind_of(value: str, _name: str) -> Kind | None:
    """Return what sort of message a word means."""
    words = words_of(value)
    return next((kind for word, kind in _KINDS.items() if word in words), None)


def network_of(value: str, _name: str) -> str | None:
    """Return the network that a word means."""
    words = words_of(value)
    if "twitter" in words or words == ["x"]:
        return "x"
    return next((network for network in _NETWORKS if network in words), None)


def _truth(value: str) -> bool | None:
    word = value.strip().casefold()
    return word in TRUE if word in TRUE | FALSE else None
