"""What a person's name looks like, by the word lists."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from socaudit.detectors._recognizer import words

# What stands inside a name and cannot end it: 'van der Berg', 'Ó Dálaigh', 'bin Ali', 'v.d. Berg'.
PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "del",
        "della",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "te",
        "la",
        "le",
        "du",
        "al",
        "el",
        "bin",
        "ben",
        "bint",
        "ibn",
        "abu",
        "ap",
        "o",
        "ó",
        "ní",
        "ni",
        "nic",
        "uí",
        "mac",
        "mc",
        "st",
        "v",
        "d",
    ]
)
NAME_WORD = r"[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_])){0,24}"
NAME_WORDS = re.compile(NAME_WORD)
NAME_RUN = re.compile(rf"{NAME_WORD}(?:(?:\.d\.|\.)?[ ]{NAME_WORD}){{0,4}}")
_LETTERS = re.compile(r"[^\W\d_]+")
# The same, of plain text: twice as fast.
_ASCII_LETTERS = re.compile("[A-Za-z]+")
_SHORTEST = 2
_MOST = 3


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    plain = word.lower().removesuffix("'s").strip(".'-")
    if plain.isascii():
        return plain
    return _without_accents(plain)


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=8)
def _first_names() -> frozenset[str]:
    return words("first_names.txt") | words("name_words.txt")


@lru_cache(maxsize=4)
def letter_words(text: str) -> frozenset[str]:
    """Return the runs of letters of `text`, accents left out."""
    if text.isascii():
        return frozenset(_ASCII_LETTERS.findall(text))
    return frozenset(_LETTERS.findall(_without_accents(text)))


def may_hold_first_name(lower: str) -> bool:
    """Return whether a text in lower case can hold a first name: cheap, and never wrong about a no."""
    return not _first_names().isdisjoint(letter_words(lower))


def is_common(word: str) -> bool:
    """Return whether `word` is a word of everyday English, or of talk with a company."""
    return _plain(word) in words("common_words.txt")


def is_first_name(word: str) -> bool:
    """Return whether `word` is a common first name, or two with a hyphen."""
    plain = _plain(word)
    if "-" in plain:
        return all(part in _first_names() for part in plain.split("-"))
    return plain in _first_names()


def is_clear_first_name(word: str) -> bool:
    """Return whether `word` is a common first name and hardly anything else."""
    if not is_first_name(word):
        return False
    plain = _plain(word)
    return "-" in plain or (
        plain not in words("name_words.txt") and plain not in words("common_words.txt") and not is_place(plain)
    )


def is_surname(word: str) -> bool:
    """Return whether `word` is a common surname, or two with a hyphen."""
    plain = _plain(word)
    return any(part in words("surnames.txt") for part in plain.split("-"))


def is_no_surname(word: str) -> bool:
    """Return whether `word` makes a house, a place or a firm of the first name before it: 'Rose Cottage'."""
    return _plain(word) in words("not_surnames.txt")


def is_no_person(*names: str) -> bool:
    """Return whether `names` together are a public figure, a character or a brand, in singular or plural."""
    plain = " ".join(_plain(name) for name in names)
    known = words("not_people.txt")
    return plain in known or plain.removesuffix("s") in known


def is_place(text: str) -> bool:
    """Return whether `text` is a town, county or state."""
    return text.lower() in words("places.txt")


def is_town(text: str) -> bool:
    """Return whether `text` is a place, of those too small or too rare to say that it can be nobody's name."""
    return is_place(text) or text.lower() in words("towns.txt")


def is_place_word(text: str) -> bool:
    """Return whether the place `text` is a plain word or a first name as well."""
    plain = text.lower()
    return plain in words("place_words.txt") or is_common(plain) or is_first_name(plain)


def is_country(text: str) -> bool:
    """Return whether `text` is a country or a part of the world."""
    # 'us' is a pronoun, 'US' a country.
    return text.lower() in words("countries.txt") and not (text.islower() and len(text) == _SHORTEST)


def is_capitalised(word: str) -> bool:
    """Return whether `word` is written like a name: 'Jane', 'McKay', 'O'Neill', not 'DM' or 'iPhone'."""
    return len(word) >= _SHORTEST and word[0].isupper() and any(letter.islower() for letter in word)


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper() and word != "I"


def name_length(tokens: list[str]) -> int:
    """Return how many of the first `tokens` make a name that a cue has announced, in any case of letters.

    A word of everyday English ends the name unless it is a first name or a surname after one; after two
    words only capitalised or known ones go on. Particles and initials go on and do not end a name.
    """
    count = full = 0
    for index, token in enumerate(tokens):
        if full == _MOST:
            break
        if _is_initial(token) or (full and token.lower() in PARTICLES and not is_surname(token)):
            continue
        known = is_first_name(token) or (full > 0 and is_surname(token))
        if is_common(token) and not (known and (full > 0 or is_capitalised(token))):
            break
        # 'Jane waits', 'jane doe waits': a word in lower case goes on only after another one.
        same = full == 1 and (tokens[0].islower() or tokens[0].isupper()) and tokens[0].islower() == token.islower()
        if not (known or is_capitalised(token) or full == 0 or same):
            break
        full += 1
        count = index + 1
    return count


def name_at(text: str, start: int) -> tuple[int, list[str]]:
    """Return the end and the words of the announced name that begins at `start`; no words where there is none.

    Initials and particles are left out of the words: 'L Papadopoulos' gives one.
    """
    run = NAME_RUN.match(text, start)
    if run is None:
        return start, []
    found = list(NAME_WORDS.finditer(run[0]))
    tokens = [token[0] for token in found]
    count = name_length(tokens)
    if not count:
        return start, []
    end = start + found[count - 1].end()
    if text[end - 2 : end].lower() == "'s":
        end -= 2
    return end, [token for token in tokens[:count] if len(token) > 1 and token.lower() not in PARTICLES]
