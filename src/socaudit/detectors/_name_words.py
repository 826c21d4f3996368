"""What a person's name looks like, by the word lists."""

from __future__ import annotations

from socaudit.detectors._recognizer import words

_SHORTEST = 2


def _plain(word: str) -> str:
    return word.lower().removesuffix("'s").strip(".'-")


def is_common(word: str) -> bool:
    """Return whether `word` is a word of everyday English, or of talk with a company."""
    return _plain(word) in words("common_words.txt")


def is_first_name(word: str) -> bool:
    """Return whether `word` is a common first name."""
    plain = _plain(word)
    return plain in words("first_names.txt") or plain in words("name_words.txt")


def is_clear_first_name(word: str) -> bool:
    """Return whether `word` is a common first name and hardly anything else."""
    plain = _plain(word)
    return plain in words("first_names.txt") and plain not in words("name_words.txt") and not is_place(plain)


def is_surname(word: str) -> bool:
    """Return whether `word` is a common surname."""
    return _plain(word) in words("surnames.txt")


def is_place(text: str) -> bool:
    """Return whether `text` is a town, county or state."""
    return text.lower() in words("places.txt")


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


def name_length(tokens: list[str]) -> int:
    """Return how many of the first `tokens` make a name that a cue has announced, in any case of letters.

    A word of everyday English ends the name unless it is a first name or a surname after one; after two
    words only capitalised or known ones go on.
    """
    count = 0
    for token in tokens[:3]:
        known = is_first_name(token) or (count > 0 and is_surname(token))
        if is_common(token) and not (known and (count > 0 or is_capitalised(token))):
            break
        # 'Jane waits', 'jane doe waits': a word in lower case goes on only after another one.
        if not (known or is_capitalised(token) or count == 0 or (count == 1 and tokens[0].islower())):
            break
        count += 1
    return count
