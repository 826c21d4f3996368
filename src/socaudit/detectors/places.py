"""Places where people live, after words that say that somebody is there, in any case of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._name_words import is_capitalised, is_common, is_country, is_first_name, is_place, is_place_word
from socaudit.detectors._recognizer import CUED, LIKELY, WEAK, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_WORD = r"[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_])|\.(?=[A-Za-z]))*"
_RUN = re.compile(rf"{_WORD}(?: {_WORD}){{0,3}}")
_LIVE = re.compile(
    r"\b(?:live|lives|living|based|am|i'm|im|we're|resident|born|house|home|flat|grew up|address is) (?:up "
    r"|down |over )?(?:in|near|just outside) (?=[^\W\d_])",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|near|from|around|outside) (?=[^\W\d_])", re.IGNORECASE)


def _longest(text: str) -> str:
    """Return the longest known place that `text` begins with, empty for none."""
    tokens = text.split(" ")
    for count in range(len(tokens), 0, -1):
        place = " ".join(tokens[:count])
        if is_place(place) or is_country(place):
            return place
    return ""


@recognizer(
    "place_home",
    cues=(
        "live",
        "living",
        "based",
        " am ",
        "m in ",
        "m near",
        "'re in",
        "resident",
        "born",
        "house",
        "home",
        "flat",
        "grew up",
        "address is",
    ),
)
def home(view: View) -> Iterator[Detection]:
    """Find a place after 'I live in' and the like: known, or one or two capitalised words."""
    for cue in _LIVE.finditer(view.quiet):
        run = _RUN.match(view.quiet, cue.end())
        if run is None:
            continue
        place = _longest(run[0])
        if not place:
            capitalised = []
            for token in run[0].split(" ")[:2]:
                if not is_capitalised(token) or is_common(token) or is_first_name(token):
                    break
                capitalised.append(token)
            place = " ".join(capitalised)
        if place:
            yield Detection("LOCATION", cue.end(), cue.end() + len(place), CUED, "place_home")


@recognizer("place_known", cues=("in ", "near ", "from ", "around ", "outside "))
def known(view: View) -> Iterator[Detection]:
    """Find a known town, county or state after a preposition; whole countries tell little."""
    for cue in _IN.finditer(view.quiet):
        run = _RUN.match(view.quiet, cue.end())
        place = _longest(run[0]) if run else ""
        if not place:
            continue
        ambiguous = not is_capitalised(place) and is_place_word(place)
        score = WEAK if is_country(place) or ambiguous else LIKELY
        yield Detection("LOCATION", cue.end(), cue.end() + len(place), score, "place_known")
