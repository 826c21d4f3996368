"""Which of the company's handles another handle looks like: words swapped, added or disguised, a letter off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from socaudit.selectors._edits import one_edit, parts_swapped
from socaudit.selectors._handle_words import FILLING, KNOWN, PEELED, PLACES, SERVICE
from socaudit.selectors._skeleton import letters, readings, skeleton

# A letter off is a slip in a long name, and another word in a short one.
_LONG_HANDLE, _LONG_NAME = 8, 7
_PLACE_CODE, _MOST_DIGITS, _LONGEST = 3, 3, 40
_LONGEST_WORD = max(map(len, KNOWN))
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
# What a company could add itself; a year of birth is a person's.
_OFFICIAL_DIGITS = re.compile(r"\d|0\d|00|24|247|365")


@dataclass(frozen=True)
class Handle:
    """A handle taken apart; `forms` and `words` are skeletons."""

    text: str

    @cached_property
    def shown(self) -> str:
        """Return its characters as they are, small, without what separates them."""
        return "".join(filter(str.isalnum, self.text.lower()))

    @cached_property
    def plain(self) -> str:
        """Return its letters and digits, small, without what separates them."""
        return "".join(filter(str.isalnum, letters(self.text)))[:_LONGEST]

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Return what it looks like, at first sight and at a glance."""
        return tuple(readings(skeleton(self.plain)))

    @cached_property
    def plain_words(self) -> tuple[str, ...]:
        """Return its words, by capitals and separators, and with known words taken off the ends of each."""
        return tuple(part for word in _WORD.findall(self.text) for part in _peeled(word.lower()))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the skeletons of its words."""
        return tuple(map(skeleton, self.plain_words))

    @cached_property
    def name(self) -> tuple[str, ...]:
        """Return the words that tell whose it is: not what it is for, nor a country's code."""
        return tuple(word for word in self.words if not _is_purpose(word)) or self.words

    @cached_property
    def glance(self) -> str:
        """Return all that it may be read as, for a first look."""
        return "\n".join((*self.forms, self.undigited))

    @cached_property
    def letters(self) -> str:
        """Return its skeleton's letters in alphabetical order."""
        return "".join(sorted(self.forms[0]))

    @cached_property
    def may_serve(self) -> bool:
        """Tell whether a word of service may stand in it."""
        return any(word in self.forms[0] for word in SERVICE)

    @cached_property
    def undigited(self) -> str:
        """Return its skeleton without its digits, where they are few enough to be an addition."""
        digits = [c for c in self.plain if c.isdigit()]
        return skeleton("".join(c for c in self.plain if not c.isdigit())) if len(digits) <= _MOST_DIGITS else ""


class LookAlikes:
    """Compares handles with those of the company: names of any network, with or without the sign before them."""

    def __init__(self, handles: Collection[str]) -> None:
        own = map(Handle, sorted({handle.lstrip("@") for handle in handles}))
        self._own = [handle for handle in own if handle.words]
        self._same = {own.text.casefold() for own in self._own}
        self._siblings = [self._sibling_words(own) for own in self._own]
        self._known: dict[str, str | None] = {}

    def __call__(self, handle: str) -> str | None:
        """Return the company's handle that `handle` looks like without being one of the company's, or None."""
        text = handle.lstrip("@")
        if text not in self._known:
            self._known[text] = None if text.casefold() in self._same else self._find(Handle(text))
        return self._known[text]

    def _find(self, seen: Handle) -> str | None:
        pairs = zip(self._own, self._siblings, strict=True)
        return next((own.text for own, siblings in pairs if _alike(seen, own, siblings)), None)

    def _sibling_words(self, own: Handle) -> frozenset[str]:
        """Return the words that the company itself puts beside the same name."""
        return frozenset(word for other in self._own if {*own.name} <= {*other.words} for word in other.words)


def _alike(seen: Handle, own: Handle, siblings: frozenset[str]) -> bool:
    if all(word in seen.glance for word in own.name):
        arranged = [words for form in seen.forms if (words := _words(form, own.name)) is not None]
        if any(_poses(words, seen, own, siblings) for words in arranged) or _digits_added(seen, own, siblings):
            return True
        # "AcmeHelpUS" is the office over there, and not one letter off "AcmeHelpUK".
        if arranged:
            return False
    return _respelt(seen, own)


def _poses(words: Sequence[str], seen: Handle, own: Handle, siblings: frozenset[str]) -> bool:
    """Tell whether a handle of the company's words and common ones pretends to be its, and is no plain sibling."""
    added, missing = Counter(words) - Counter(own.words), Counter(own.words) - Counter(words)
    if not added and not missing:
        return True
    pairs = zip(own.plain_words, own.words, strict=True)
    if any(plain not in seen.shown and word in words for plain, word in pairs):
        return True
    new = added.keys() - siblings
    serving = SERVICE.intersection(words)
    # "AcmeHelpSupport" and "TheAcmeHelp" pretend; "AcmeToday" may be a paper.
    twice = not missing and bool(added.keys() & SERVICE) and not SERVICE.isdisjoint(own.words)
    return twice or bool(new & SERVICE) or (bool(serving) and bool(new & FILLING))


def _digits_added(seen: Handle, own: Handle, siblings: frozenset[str]) -> bool:
    if not seen.undigited or seen.undigited == seen.forms[0]:
        return False
    words = _words(seen.undigited, own.name)
    if words is None:
        return False
    if Counter(words) == Counter(own.words) and SERVICE.isdisjoint(words):
        return bool(_OFFICIAL_DIGITS.fullmatch("".join(filter(str.isdigit, seen.plain))))
    return _poses(words, seen, own, siblings)


def _respelt(seen: Handle, own: Handle) -> bool:
    """Tell whether parts changed places, or a long name is one letter off, with or without a service around it."""
    form, whole = seen.forms[0], own.forms[0]
    if len(whole) >= _LONG_HANDLE:
        # No other word of so many letters is made of the same ones.
        if seen.letters == own.letters or (one_edit(form, whole) and form != f"{whole}s"):
            return True
    elif parts_swapped(form, whole):
        return True
    name = "".join(own.name)
    return seen.may_serve and len(name) >= _LONG_NAME and any(_wrapped(form, name))


def _wrapped(form: str, name: str) -> Iterator[bool]:
    """Yield for each place where a name stands slightly changed whether a service is all that is around it."""
    third = len(name) // 3
    if not any(part in form for part in (name[:third], name[third:-third], name[-third:])):
        return
    for length in (len(name) - 1, len(name), len(name) + 1):
        for start in range(len(form) - length + 1):
            part = form[start : start + length]
            if one_edit(part, name) or parts_swapped(part, name):
                before, after = _words(form[:start], ()), _words(form[start + length :], ())
                yield before is not None and after is not None and not SERVICE.isdisjoint((*before, *after))


@lru_cache(maxsize=4096)
def _words(form: str, name: tuple[str, ...]) -> tuple[str, ...] | None:
    if not form:
        return None if name else ()
    for word in sorted(set(name), key=len, reverse=True):
        if form.startswith(word):
            left = list(name)
            left.remove(word)
            rest = _words(form[len(word) :], tuple(left))
            if rest is not None:
                return word, *rest
    for length in range(min(_LONGEST_WORD, len(form)), 0, -1):
        if form[:length] in KNOWN:
            rest = _words(form[length:], name)
            if rest is not None:
                return form[:length], *rest
    return None


def _peeled(word: str) -> list[str]:
    """Return a word without the known ones at its ends, and those."""
    form = skeleton(word)
    if form in KNOWN:
        return [word]
    for length in range(len(word) - 3, 1, -1):
        if form[:length] in PEELED:
            return [word[:length], *_peeled(word[length:])]
        if form[-length:] in PEELED:
            return [*_peeled(word[:-length]), word[-length:]]
    return [word]


def _is_purpose(word: str) -> bool:
    return word in SERVICE or (word in PLACES and len(word) <= _PLACE_CODE)
