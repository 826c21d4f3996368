"""What a profile gives away: a person's name in the display name or the handle, a real place in the location."""

from __future__ import annotations

import re

from socaudit.detectors._name_words import is_capitalised, is_common, is_country, is_first_name, is_place, is_surname
from socaudit.detectors._recognizer import LIKELY, POSSIBLE, SHAPED, WEAK
from socaudit.folding import fold
from socaudit.model import Detection

NAME = "profile"
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['.-](?=[^\W\d_]))*")
_HANDLE_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_PLACE_PART = re.compile(r"[^,/|;()\n]+")
_MOST_NAMES = 4


def plausible_name(text: str) -> tuple[Detection, ...]:
    """Return the name in a display name: a full one, or a first name that stands alone."""
    folded = fold(text)
    found = [match for match in _WORD.finditer(folded.text)]
    names = []
    for match in found:
        if names and is_common(match[0]) and not is_surname(match[0]):
            break
        if names or is_first_name(match[0]):
            names.append(match)
    if not names or len(found) > _MOST_NAMES or any(character.isdigit() for character in folded.text):
        return ()
    first = names[0][0]
    if len(names) > 1 and found[0] is names[0]:
        score = SHAPED
    elif len(found) == 1:
        score = LIKELY
    else:
        score = WEAK
    if not is_first_name(first):
        return ()
    return (Detection("PERSON", *folded.span(names[0].start(), names[-1].end()), score, NAME),)


def handle_names(text: str) -> tuple[Detection, ...]:
    """Return the names in a handle that is plainly a person's: 'jane_doe', 'JaneDoe82'."""
    tokens = list(_HANDLE_WORD.finditer(text))
    if len(tokens) < 2 or len(tokens) > 3 or not is_first_name(tokens[0][0]):  # noqa: PLR2004
        return ()
    if not is_surname(tokens[-1][0]) and any(is_common(token[0]) for token in tokens):
        return ()
    score = LIKELY if is_surname(tokens[-1][0]) else POSSIBLE
    return tuple(Detection("PERSON", *token.span(), score, NAME) for token in (tokens[0], tokens[-1]))


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
    elif known and found[0] not in known and all(is_capitalised(word) for word in first.split()) and not is_common(first):
        score = LIKELY
    elif known:
        score = WEAK
    else:
        return ()
    kept = found if score > WEAK else known
    start = folded.text.index(kept[0][0].strip(), kept[0].start())
    end = kept[-1].start() + len(kept[-1][0].rstrip())
    return (Detection("LOCATION", *folded.span(start, end), score, NAME),)
