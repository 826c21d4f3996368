"""Which column holds which field: names and values weighed together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from socaudit.readers._guess_names import NAMES, candidates, canonical, names_utc
from socaudit.readers._guess_values import Profile, kind_of, network_of, role_of, visibility_of
from socaudit.readers._mapping import ISO

_HTML = re.compile(r"</?(?:p|br|div|a|span|b|i|strong|em|ul|li)\b[^>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d+|#x[0-9a-f]+);", re.IGNORECASE)
_MARKED = 0.05
_LONGEST_CODE = 10
_OWN = "each row has its own"

Means = Callable[[str, str], str | None]
_CATEGORIES: Mapping[str, Means] = {
    "role": role_of,
    "visibility": visibility_of,
    "kind": kind_of,
    "network": network_of,
}
_TIMES = ("created_at", "edited_at", "deleted_at", "reply_created_at")


class Sureness(StrEnum):
    """How sure a guess is."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure, look"


@dataclass(frozen=True, slots=True)
class Guess:
    """The columns of one field, how sure that is and why; what its values mean, None where nobody knows."""

    columns: tuple[str, ...]
    sureness: Sureness
    why: str
    values: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Guesses:
    """All that could be guessed of an export; `swappable` says that day and month could be either way round."""

    fields: Mapping[str, Guess]
    formats: tuple[str, ...]
    zone: str | None
    swappable: bool
    html: bool
    escaped: bool
    network: str | None
    unused: tuple[str, ...]


class _Guesser:
    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.profiles = {profile.name: profile for profile in profiles if profile.values}
        self.fields: dict[str, Guess] = {}

    def taken(self) -> set[str]:
        return {column for guess in self.fields.values() for column in guess.columns}

    def free(self, name: str) -> list[Profile]:
        """Return the columns that may hold a field by their names and that no other field has yet."""
        return [self.profiles[column] for column in candidates(name, list(self.profiles)) if column not in self.taken()]

    def take(self, name: str, test: Callable[[Profile], bool], why: str) -> Profile | None:
        """Give a field the likeliest column by name whose values are right."""
        found = next(filter(test, self.free(name)), None)
        if found:
            sureness = Sureness.SURE if canonical(found.name) in _first(name) else Sureness.LIKELY
            self.fields[name] = Guess((found.name,), sureness, f"by its name, and {why}")
        return found

    def take_any(self, name: str, test: Callable[[Profile], bool], why: str) -> Profile | None:
        """Give a field the first column whose values are right, whatever its name."""
        found = next((one for one in self.profiles.values() if one.name not in self.taken() and test(one)), None)
        if found:
            self.fields[name] = Guess((found.name,), Sureness.UNSURE, f"not by its name, but {why}")
        return found


def guesses(profiles: list[Profile]) -> Guesses:
    """Return what the columns of an export are likely to hold."""
    guesser = _Guesser(profiles)
    _texts(guesser)
    _times(guesser)
    _ids(guesser)
    _authors(guesser)
    _categories(guesser)
    _others(guesser)
    _id_of_any_name(guesser)
    texts = [guesser.profiles[column] for name in ("text", "reply_text") for column in _columns(guesser, name)]
    html = any(_share(_HTML, one) > _MARKED for one in texts)
    times = [guesser.profiles[column] for name in _TIMES for column in _columns(guesser, name)]
    formats = tuple(dict.fromkeys(pattern for one in times for pattern in _patterns(one, guesser)))
    taken = guesser.taken()
    return Guesses(
        fields={name: guesser.fields[name] for name in NAMES if name in guesser.fields},
        formats=formats or (ISO,),
        zone="UTC" if any(names_utc(one.name) for one in times) else None,
        swappable=any(one.swappable for one in times),
        html=html,
        escaped=not html and any(_share(_ENTITY, one) > _MARKED for one in texts),
        network=_network(guesser),
        unused=tuple(profile.name for profile in profiles if profile.name not in taken),
    )


def _first(name: str) -> set[str]:
    """Return the names of a field that hardly ever mean anything else."""
    return {canonical(wanted) for wanted in NAMES[name][:4]}


def _columns(guesser: _Guesser, name: str) -> tuple[str, ...]:
    return guesser.fields[name].columns if name in guesser.fields else ()


def _share(pattern: re.Pattern[str], profile: Profile) -> float:
    return sum(bool(pattern.search(value)) for value in profile.values) / len(profile.values)


def _texts(guesser: _Guesser) -> None:
    wordy = "people wrote it"
    replies = guesser.take("reply_text", lambda one: one.wordy, wordy)
    text = guesser.take("text", lambda one: one.wordy, wordy)
    if not text:
        longest = max((one for one in guesser.profiles.values() if one.wordy), key=lambda one: one.length, default=None)
        text = longest and guesser.take_any("text", lambda one: one is longest, "it holds the longest texts")
    if not text and replies:
        # One column of texts is the message, whatever it is called.
        guesser.fields["text"] = guesser.fields.pop("reply_text")
    title = next((one for one in guesser.free("title") if one.wordy and one.varied), None)
    if text and title:
        guess = guesser.fields["text"]
        guesser.fields["text"] = Guess((title.name, *guess.columns), guess.sureness, f"{guess.why}; with its title")


def _times(guesser: _Guesser) -> None:
    for name in _TIMES:
        why = "its values are times"
        found = guesser.take(name, lambda one: bool(one.times), why)
        if name == "created_at" and not found:
            found = guesser.take_any(name, lambda one: bool(one.times) and not one.urls, why)
        clock = next((one for one in guesser.free("clock") if one.clock), None)
        if name == "created_at" and found and clock:
            guess = guesser.fields[name]
            guesser.fields[name] = Guess((found.name, clock.name), guess.sureness, "a day and an hour")


def _ids(guesser: _Guesser) -> None:
    guesser.take("permalink", lambda one: one.urls, "its values are addresses")
    number = guesser.take("id", lambda one: one.unique and one.single, _OWN)
    shape = number.shape if number else None
    guesser.take("parent_id", lambda one: one.single and shape in (None, one.shape), "its values look like ids")
    guesser.take("root_id", lambda one: one.single or not one.wordy, "its values look like ids")


def _id_of_any_name(guesser: _Guesser) -> None:
    """Take for the id what tells the rows apart, where no column is called one."""
    link = _columns(guesser, "permalink")
    if "id" in guesser.fields:
        return
    if link and guesser.profiles[link[0]].unique:
        guesser.fields["id"] = Guess(link, Sureness.LIKELY, f"no column of ids, but of this {_OWN}")
    else:
        guesser.take_any("id", lambda one: one.unique and one.single and not one.times, _OWN)


def _authors(guesser: _Guesser) -> None:
    guesser.take("author_id", lambda one: one.single and not one.urls, "its values look like ids")
    guesser.take("author_handle", lambda one: one.single and not one.urls, "its values are single words")
    guesser.take("author_name", lambda one: not one.urls and not one.times, "its values are words")
    guesser.take("author_location", lambda one: not one.urls, "nothing speaks against it")
    guesser.take("author_verified", lambda one: one.truths, "its values are yes or no")


def _categories(guesser: _Guesser) -> None:
    """Find columns of few words; one may tell more than one field."""
    fields = guesser.taken()
    for name, means in _CATEGORIES.items():
        for column in candidates(name, [one for one in guesser.profiles if one not in fields]):
            words = guesser.profiles[column].category()
            meant = {word: means(word, column) for word in words}
            known = [word for word in words if meant[word]]
            if len(known) * 2 < len(words) or not known:
                continue
            sureness = Sureness.SURE if len(known) == len(words) else Sureness.UNSURE
            guesser.fields[name] = Guess((column,), sureness, "by its name and its few values", meant)
            break


def _others(guesser: _Guesser) -> None:
    code = f"its values are at most {_LONGEST_CODE} letters"
    guesser.take("lang", lambda one: one.single and max(map(len, one.values)) <= _LONGEST_CODE, code)
    guesser.take("reply_author_name", lambda one: not one.times and not one.urls, "its values are words")
    guesser.take("links", lambda one: one.urls, "its values are addresses")
    guesser.take("alt_texts", lambda one: one.wordy, "people wrote it")


def _patterns(profile: Profile, guesser: _Guesser) -> tuple[str, ...]:
    """Return how times are written; where the hour has a column of its own, of both."""
    columns = _columns(guesser, "created_at")
    if len(columns) < 2 or profile.name not in columns:  # noqa: PLR2004 (a day and an hour)
        return profile.times
    if profile.name != columns[0]:
        return ()
    both = zip(profile.values, guesser.profiles[columns[1]].values, strict=False)
    return Profile("", profile.rows, tuple(f"{day} {hour}" for day, hour in both)).times


def _network(guesser: _Guesser) -> str | None:
    """Return the network that the addresses of all messages lie in."""
    links = _columns(guesser, "permalink")
    hosts = guesser.profiles[links[0]].hosts if links and "network" not in guesser.fields else set()
    return next(iter(hosts)) or None if len(hosts) == 1 else None
