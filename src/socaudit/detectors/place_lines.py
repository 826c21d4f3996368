"""The lines of an address after its street: town, region, country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._name_words import (
    is_clear_first_name,
    is_common,
    is_country,
    is_first_name,
    is_place_word,
    is_surname,
    is_town,
)
from socaudit.detectors._recognizer import LIKELY, SHAPED, Form, recognizer
from socaudit.detectors._streets import streets
from socaudit.detectors._view import View
from socaudit.detectors._world_streets import world_streets
from socaudit.model import Detection

# Lines of a quoted or listed address begin with a mark.
_SEPARATOR = r"\.?[ ]*(?:,[ ]*\n?|\n)(?:[>|*?\s-]{0,8})"
_WORD = r"[^\W\d_](?:[^\W\d_]|['.-](?=[^\W\d_]))*\.?"
# A line: words, with a number of post before or after them.
_LINE = re.compile(
    rf"{_SEPARATOR}(?:\d{{4,6}} )?(?P<place>{_WORD}(?:[ ](?:\(?{_WORD}\)?)){{0,4}})"
    r"(?:,? \d{4,6}(?:-\d{3,4})?)?"
    r"(?=[ ]*(?:,|\n|$|\.(?:\s|$)))"
)
_WHOLE_LINE = re.compile(rf"(?<![^\n])[>|*\s-]{{0,8}}(?P<place>{_WORD}(?:[ ]{_WORD}){{0,4}})[ ,.]*$", re.MULTILINE)
_COUNTRY_LINE = "place_country_line"
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
            if match is None:
                break
            place = _place(match["place"], first=number == 0)
            if not place and _above_country(text, match):
                place = match["place"]
            if not place:
                break
            start = match.start("place")
            yield Detection("LOCATION", start, start + len(place), SHAPED, "place_lines")
            end = match.end()
        beside = _BESIDE.match(text, street.end)
        if beside and (town := _known_town(beside["place"])):
            yield Detection("LOCATION", beside.start("place"), beside.start("place") + len(town), LIKELY, "place_lines")


@recognizer(
    _COUNTRY_LINE,
    cues=("\n",),
    finds=(
        Form("LOCATION", "Jane Doe\n[Dunnockby]\nMalta", LIKELY, LIKELY),
        Form("LOCATION", "Jane Doe\nDunnockby\n[Malta]", LIKELY, LIKELY),
    ),
)
def country_line(view: View) -> Iterator[Detection]:
    """Find a country alone on a line, and the town on the line above it: an address or a letter's head."""
    above: re.Match[str] | None = None
    for line in _WHOLE_LINE.finditer(view.quiet):
        if above and is_country(line["place"]) and (town := _place(above["place"], first=True)):
            yield Detection("LOCATION", above.start("place"), above.start("place") + len(town), LIKELY, _COUNTRY_LINE)
            yield Detection("LOCATION", *line.span("place"), LIKELY, _COUNTRY_LINE)
        above = line


def _place(line: str, *, first: bool) -> str:
    """Return the place that a line of an address is, empty where it can be something else."""
    if is_country(line) or is_town(line) or (not first and _REGION.fullmatch(line)):
        return line
    words = [word for word in line.replace("(", "").replace(")", "").split() if word.lower() not in _SMALL]
    capitalised = bool(words) and all(word[0].isupper() for word in words)
    person = is_clear_first_name(words[0]) or (len(words) > 1 and is_first_name(words[0]) and is_surname(words[-1]))
    if not capitalised or person or any(is_common(word) for word in words):
        return ""
    # 'Wobbleton VIC 3058': town and state are found by the number.
    return "" if len(words) > 1 and _REGION.fullmatch(words[-1]) and not words[0].isupper() else line


def _above_country(text: str, line: re.Match[str]) -> bool:
    """Return whether the line after `line` is a country, so that this one, whatever it is called, is the town."""
    after = _LINE.match(text, line.end())
    return after is not None and "\n" in after[0] and is_country(after["place"])


def _known_town(run: str) -> str:
    """Return the longest known town that `run` begins with, empty for none."""
    tokens = run.split(" ")
    for count in range(len(tokens), 0, -1):
        place = " ".join(tokens[:count]).rstrip(".")
        if is_town(place) and not (is_place_word(place) and place.islower()):
            return place
    return ""
