"""The lines of an address after its street: town, region, country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._name_words import (
    is_clear_first_name,
    is_common,
    is_country,
    is_first_name,
    is_place,
    is_place_word,
    is_surname,
)
from socaudit.detectors._recognizer import LIKELY, SHAPED, Form, recognizer
from socaudit.detectors._streets import streets
from socaudit.detectors._view import View
from socaudit.detectors._world_streets import world_streets
from socaudit.model import Detection

_SEPARATOR = r"\.?[ ]*(?:,[ ]*\n?|\n)[>|\s*]*"
_WORD = r"[^\W\d_](?:[^\W\d_]|['.-](?=[^\W\d_]))*\.?"
# A line: words, with a number of post before or after them.
_LINE = re.compile(
    rf"{_SEPARATOR}(?:\d{{4,6}} )?(?P<place>{_WORD}(?:[ ](?:\(?{_WORD}\)?)){{0,4}})"
    r"(?:,? \d{4,6}(?:-\d{3,4})?)?"
    r"(?=[ ]*(?:,|\n|$|\.(?:\s|$)))"
)
_BESIDE = re.compile(rf"[ ](?P<place>{_WORD}(?:[ ]{_WORD}){{0,2}})")
_REGION = re.compile(r"[A-Z]{2,3}")
_SMALL = frozenset(
    {"de", "da", "do", "del", "della", "di", "du", "la", "le", "les", "nad", "u", "and", "of", "y", "el", "upon"}
)
_MOST = 3


@recognizer("place_lines", digits=True, finds=(Form("LOCATION", "14 Elm Road, [Dunnockby]", LIKELY, SHAPED),))
def lines(view: View) -> Iterator[Detection]:
    """Find the town, region and country that follow a street or a flat, on the same line or the next ones."""
    text = view.quiet
    for street in (*streets(text), *world_streets(text)):
        end = street.end
        for number in range(_MOST):
            match = _LINE.match(text, end)
            if match is None or not (place := _place(match["place"], first=number == 0)):
                break
            start = match.start("place")
            yield Detection("LOCATION", start, start + len(place), SHAPED, "place_lines")
            end = match.end()
        beside = _BESIDE.match(text, street.end)
        if beside and (town := _known_town(beside["place"])):
            yield Detection("LOCATION", beside.start("place"), beside.start("place") + len(town), LIKELY, "place_lines")


def _place(line: str, *, first: bool) -> str:
    """Return the place that a line of an address is, empty where it can be something else."""
    if is_country(line) or is_place(line) or (not first and _REGION.fullmatch(line)):
        return line
    words = [word for word in line.replace("(", "").replace(")", "").split() if word.lower() not in _SMALL]
    capitalised = bool(words) and all(word[0].isupper() for word in words)
    person = is_clear_first_name(words[0]) or (len(words) > 1 and is_first_name(words[0]) and is_surname(words[-1]))
    if not capitalised or person or any(is_common(word) for word in words):
        return ""
    # 'Wobbleton VIC 3058': town and state are found by the number.
    return "" if len(words) > 1 and _REGION.fullmatch(words[-1]) and not words[0].isupper() else line


def _known_town(run: str) -> str:
    """Return the longest known town that `run` begins with, empty for none."""
    tokens = run.split(" ")
    for count in range(len(tokens), 0, -1):
        place = " ".join(tokens[:count]).rstrip(".")
        if is_place(place) and not (is_place_word(place) and place.islower()):
            return place
    return ""
