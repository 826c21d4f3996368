"""What a profile gives away: a person's name in name or handle, a real place in the location."""

from __future__ import annotations

import re

from socaudit.detectors._name_words import (
    PARTICLES,
    is_capitalised,
    is_common,
    is_country,
    is_first_name,
    is_place,
    is_surname,
    is_town,
)
from socaudit.detectors._recognizer import LIKELY, POSSIBLE, SHAPED, WEAK
from socaudit.folding import fold
from socaudit.model import Detection

NAME = "profile"
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['.-](?=[^\W\d_]))*")
_HANDLE_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_PLACE_PART = re.compile(r"[^,/|;()\n]+")
_MOST_NAMES = 4
_MOST_PLACE_WORDS = 2
# Where people say they are from who do not.
_NOWHERE = frozenset({"earth", "mars", "moon", "universe", "planet", "heaven", "narnia", "hogwarts", "neverland"})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir"})
# "Bob's Burgers", 'Sam & Co', 'Jane Doe 4 Mayor'.
_NOT_A_PERSON = re.compile(
    r"'s\b|&|\d|\b(?:ltd|inc|llc|plc|fan|news|official|shop|store|club|show|team)\b", re.IGNORECASE
)
# Of a display name whose first word no list of first names knows: "Dunnock Energy".
_OF_A_FIRM = re.compile(
    r"air(?:lines|ways)?|bank|broadband|energy|fashions?|foods|group|hotels?|insurance|media|mobile|rail(?:ways?)?"
    r"|services?|support|telecom|trains?|travel|water",
    re.IGNORECASE,
)


def plausible_name(text: str) -> tuple[Detection, ...]:
    """Return the name in a display name: a full one, of rare words too, or a first name that stands alone."""
    folded = fold(text)
    found = [match for match in _WORD.finditer(folded.text) if match[0].lower().rstrip(".") not in _TITLES]
    words = [match[0] for match in found]
    if not words or len(words) > _MOST_NAMES or _NOT_A_PERSON.search(folded.text):
        return ()
    last = words[-1]
    if not is_first_name(words[0]):
        if not _is_rare_name(words):
            return ()
        score = POSSIBLE
    elif len(words) == 1:
        score = LIKELY
    elif is_surname(last) or len(last.rstrip(".")) == 1:
        score = SHAPED
    elif any(is_common(word) for word in words[1:]):
        return ()
    else:
        score = LIKELY
    return (Detection("PERSON", *folded.span(found[0].start(), found[-1].end()), score, NAME),)


def _is_rare_name(words: list[str]) -> bool:
    """Return whether `words`, the first in no list, are written like a first and a last name and are nothing else."""
    names = [word for word in words if word.lower() not in PARTICLES]
    return (
        len(names) > 1
        and all(is_capitalised(name) and not is_common(name) for name in names[1:])
        and (len(names[0].rstrip(".")) == 1 or (is_capitalised(names[0]) and not is_common(names[0])))
        and not is_town(names[0])
        and not any(is_first_name(name) or _OF_A_FIRM.fullmatch(name) for name in names[1:])
    )


def handle_names(text: str) -> tuple[Detection, ...]:
    """Return the name in a handle that is plainly a person's: 'jane_doe', 'JaneDoe82'."""
    tokens = list(_HANDLE_WORD.finditer(text))
    if not 2 <= len(tokens) <= 3 or not is_first_name(tokens[0][0]):  # noqa: PLR2004  # First, middle, last.
        return ()
    surname = is_surname(tokens[-1][0])
    if not surname and (len(tokens) > 2 or is_common(tokens[-1][0])):  # noqa: PLR2004  # 'JaneLovesCats'.
        return ()
    return (Detection("PERSON", tokens[0].start(), tokens[-1].end(), LIKELY if surname else POSSIBLE, NAME),)


def plausible_place(text: str) -> tuple[Detection, ...]:
    """Return the place in a profile's location, where it is a real one: 'Leeds, UK', not 'everywhere'."""
    folded = fold(text)
    found = [match for match in _PLACE_PART.finditer(folded.text) if match[0].strip()]
    known = [match for match in found if is_place(match[0].strip()) or is_country(match[0].strip())]
    if not found or len(found) > _MOST_NAMES:
        return ()
    first = found[0][0].strip()
    if any(is_place(match[0].strip()) for match in known):
        score = SHAPED
    elif not is_common(first) and (
        is_town(first) or (known and found[0] not in known and all(is_capitalised(word) for word in first.split()))
    ):
        score = LIKELY
    elif found[0] not in known and _is_rare_place(first):
        score = POSSIBLE
    elif known:
        score = WEAK
    else:
        return ()
    kept = found if score > WEAK else known
    start = folded.text.index(kept[0][0].strip(), kept[0].start())
    end = kept[-1].start() + len(kept[-1][0].rstrip())
    return (Detection("LOCATION", *folded.span(start, end), score, NAME),)


def _is_rare_place(text: str) -> bool:
    """Return whether `text` is written like the name of a place and holds no word of everyday English."""
    words = text.split()
    return len(words) <= _MOST_PLACE_WORDS and all(
        is_capitalised(word) and not is_common(word) and word.lower() not in _NOWHERE for word in words
    )
