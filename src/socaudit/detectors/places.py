"""Places where people live, after words that say that somebody is there, in any case of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from socaudit.detectors._name_words import (
    is_capitalised,
    is_clear_first_name,
    is_common,
    is_country,
    is_first_name,
    is_place_word,
    is_town,
    letter_words,
)
from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, WEAK, Form, recognizer, words
from socaudit.detectors._routes import is_route
from socaudit.detectors._streets import streets
from socaudit.detectors._view import View
from socaudit.model import Detection

_WORD = r"[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_])|\.(?=[A-Za-z]))*"
_RUN = re.compile(rf"{_WORD}(?:\.? {_WORD}){{0,3}}")
_LIVE = re.compile(
    r"\b(?:live|lives|lived|living|based|am|i'm|im|we're|were|ye're|he's|she's|they're|resident|born|house|home"
    r"|flat|place"
    r"|studying|working|staying|stuck|parents|mum|mam|mom|dad|nan|gran|office here|grew up|address is|us here"
    r"|we are"
    r"|here|customers?|moved|moving|relocat(?:ed|ing)|drove|out|back|neighbou?rs|family)(?:'s)? (?:up |down "
    r"|over |out"
    r" |back |home |right |just )?(?:in|near|to|outside|just outside|close to|at)"
    r" (?=[^\W\d_])",
    re.IGNORECASE,
)
# Of which each beginning of `_LIVE` holds one: a look-up is faster than the search.
_LIVE_WORDS = frozenset(
    [
        *(
            "live",
            "lives",
            "lived",
            "living",
            "based",
            "am",
            "m",
            "im",
            "re",
            "were",
            "he",
            "hes",
            "she",
            "shes",
            "they",
        ),
        *("theyre", "resident", "born", "house", "home", "flat", "place", "studying", "working", "staying", "stuck"),
        *("parents", "mum", "mam", "mom", "dad", "nan", "gran", "here", "grew", "address", "us", "we", "customer"),
        *("customers", "moved", "moving", "relocated", "relocating", "drove", "out", "back", "neighbour", "neighbor"),
        *("neighbours", "neighbors", "family"),
    ]
)
_CAME = re.compile(
    r"\b(?:originally|(?:moved|came|relocated)(?: here| over| down| up)?|comes?|hail(?:s|ed|ing)?) from (?=[^\W\d_])",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|near|from|frm|around|outside|nr|to|at) (?=[^\W\d_])", re.IGNORECASE)
_STATE = r"(?:NSW|VIC|QLD|WA|SA|TAS|NT|ACT)"
_US_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    r"|T[NX]|UT|V[AT]|W[AIVY])"
)
_PROVINCE = r"(?:AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT)"
# A town stands before its postcode, with its state where the country has states.
_STATED = re.compile(
    rf"(?<=[\w,] )(?:(?P<au>{_STATE}),? \d{{4}}|(?P<us>{_US_STATE}),? \d{{5}}"
    rf"|(?P<ca>{_PROVINCE}),? [A-Z]\d[A-Z] ?\d[A-Z]\d)"
    r"(?!\w)"
)
_POSTCODE = re.compile(
    r"(?:(?<=[\w,.] )|(?<=[\w.],))(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]\d[\dw] ?[a-z\d]{4}"
    r"|[a-z]\d[a-z] ?\d[a-z]\d|\d{6}|\d{4}"
    r"|\d{5})(?!\w)",
    re.IGNORECASE,
)
_TOWN_BEFORE = re.compile(r"(?<![\w'])(?P<town>[A-Z][a-z'-]+(?:[ -][A-Z][a-z'-]+)?|[A-Z]{4,}(?: [A-Z]{3,})?),? $")
_BEFORE = re.compile(r"(?P<town>[^\W\d_](?:[^\W\d_]|['. -](?=[^\W\d_])){2,40}),? ?$")
# 'Dundee here, no power', 'no internet Stockport', 'my home town Assen'.
_SAYS = re.compile(
    rf"(?:^|[.!?\n] ?)(?P<place>{_WORD}(?: {_WORD})?) (?:here|area|lad|lass|girl|resident|local"
    rf"|customer)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    rf"\b(?:no (?:power|water|internet|signal|wifi|wi-fi|broadband|gas|electric\w*|heating)|power cuts?|outages?|down)"
    rf"(?: at all| again| here)?(?:,? in|,)? (?P<place>{_WORD}(?: {_WORD})?)(?=[\s.,!?;)]|$)",
    re.IGNORECASE,
)
_HOME_TOWN = re.compile(
    rf"\bhome ?(?:town|village)(?: of| is|:|,)? (?P<place>(?-i:[A-Z]){_WORD}(?: (?-i:[A-Z]){_WORD})?)", re.I
)
# 'In Bjert 6091', 'Fitzroy 3065': a town with a number of post that the country puts after it.
_TOWN_AND_CODE = re.compile(
    r"\bin (?P<place>[A-Z][^\W\d_]+(?: (?:(?:de|do|da|di|del) )?[A-Z][^\W\d_]+){0,2}),? (?P<code>\d{4,5}"
    r"|\d{4}-\d{3}|\d{3} \d{2})"
    r"(?![\w%-]|[.,:]\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROOM = 40
_AFTER_STREET = 2
# Shorter ones are abbreviations: "I'm in HR".
_SHORTEST_SHOUT = 4
_PART = re.compile(rf"(?:, ?|[.!?] )(?P<town>{_WORD}(?: {_WORD}){{0,2}})(?=[ \0]*(?:[,.;!\n]|$))")


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    """Return the words with which known places begin, without stops."""
    return frozenset(
        place.split(" ")[0].replace(".", "")
        for place in words("places.txt") | words("towns.txt") | words("countries.txt")
    )


def _longest(text: str) -> str:
    """Return the longest known place that `text` begins with, empty for none."""
    tokens = text.split(" ")
    if tokens[0].lower().replace(".", "") not in _first_words():
        return ""
    for count in range(len(tokens), 0, -1):
        place = " ".join(tokens[:count]).rstrip(".")
        plain = place.replace(".", "")
        if is_town(plain) or is_country(place):
            return place
    return ""


def _last(text: str) -> str:
    """Return the longest known place that `text` ends with, empty for none."""
    tokens = text.split(" ")
    for count in range(min(len(tokens), 4), 0, -1):
        place = " ".join(tokens[-count:])
        if is_town(place):
            return place
    return ""


def _unknown(run: str, *, shouted: bool) -> str:
    """Return the one or two capitalised words that `run` begins with, where nothing says that they are no place.

    `shouted`: words in capitals count as well, since the text has others.
    """
    capitalised: list[str] = []
    for token in run.split(" ")[:2]:
        written = is_capitalised(token) or (shouted and token.isupper() and len(token) >= _SHORTEST_SHOUT)
        if not written or is_common(token) or is_first_name(token):
            break
        capitalised.append(token)
    return " ".join(capitalised)


@recognizer(
    "place_home",
    cues=(" in ", " near ", " to ", " outside ", " at "),
    finds=(Form("LOCATION", "I live in [Leeds]", CUED, CUED, context=(_LIVE,)),),
)
def home(view: View) -> Iterator[Detection]:
    """Find a place after 'I live in' and the like: known, or one or two capitalised words."""
    if _LIVE_WORDS.isdisjoint(letter_words(view.lower)):
        return
    for cue in _LIVE.finditer(view.quiet):
        run = _RUN.match(view.quiet, cue.end())
        if run is None:
            continue
        place = _longest(run[0])
        movement = cue[0].lower().endswith((" to ", " at "))
        if not place and not movement:
            place = _unknown(run[0], shouted=not view.quiet.isupper())
        # Whether a country tells where somebody is, `place_abroad` decides.
        if is_country(place) or (place and movement and is_place_word(place) and not is_capitalised(place)):
            continue
        if place and not is_route(view.quiet, cue.end(), cue.end() + len(place)):
            yield Detection("LOCATION", cue.end(), cue.end() + len(place), CUED, "place_home")


@recognizer(
    "place_origin",
    cues=(" from ",),
    finds=(Form("LOCATION", "we moved here from [Dunnockby]", LIKELY, LIKELY, context=(_CAME,)),),
)
def origin(view: View) -> Iterator[Detection]:
    """Find a place after 'moved here from' and the like: known, or one or two capitalised words."""
    for cue in _CAME.finditer(view.quiet):
        run = _RUN.match(view.quiet, cue.end())
        if run is None:
            continue
        place = _longest(run[0]) or _unknown(run[0], shouted=not view.quiet.isupper())
        if place and not is_country(place) and not (is_place_word(place) and not is_capitalised(place)):
            yield Detection("LOCATION", cue.end(), cue.end() + len(place), LIKELY, "place_origin")


@recognizer(
    "place_known",
    cues=("in ", "near ", "from ", "frm ", "around ", "outside ", "nr ", "to ", "at "),
    finds=(Form("LOCATION", "no signal in [Leeds] since noon", WEAK, LIKELY),),
)
def known(view: View) -> Iterator[Detection]:
    """Find a known town, county or state after a preposition; whole countries tell little."""
    for cue in _IN.finditer(view.quiet):
        run = _RUN.match(view.quiet, cue.end())
        place = _longest(run[0]) if run else ""
        if not place:
            continue
        vague = cue[0].lower() in {"to ", "at "}
        ambiguous = is_place_word(place) and (vague or not is_capitalised(place))
        route = vague or is_route(view.quiet, cue.end(), cue.end() + len(place))
        score = WEAK if is_country(place) or ambiguous or route else LIKELY
        yield Detection("LOCATION", cue.end(), cue.end() + len(place), score, "place_known")


@recognizer("place_of_postcode", digits=True, finds=(Form("LOCATION", "send it to [Leeds] LS6 3HN", SHAPED, SHAPED),))
def of_postcode(view: View) -> Iterator[Detection]:
    """Find the town before a postcode, and the state with it."""
    for match in _POSTCODE.finditer(view.quiet):
        before = _BEFORE.search(view.quiet, max(0, match.start() - _ROOM), match.start())
        town = _last(before["town"]) if before else ""
        end = before.end("town") if before else 0
        # '22 elm road hull hu5 2qx': between a street and its postcode stands no word of everyday.
        placed = any(0 < end - len(town) - street.end <= _AFTER_STREET for street in streets(view.quiet))
        if town and (placed or is_capitalised(town) or town.isupper() or not is_place_word(town)):
            yield Detection("LOCATION", end - len(town), end, SHAPED, "place_of_postcode")
    for match in _STATED.finditer(view.quiet):
        yield Detection("LOCATION", *match.span(match.lastgroup or 0), SHAPED, "place_of_postcode")
        before = _TOWN_BEFORE.search(view.quiet, max(0, match.start() - _ROOM), match.start())
        if before:
            town = _last(before["town"]) or before["town"]
            end = before.end("town")
            yield Detection("LOCATION", end - len(town), end, SHAPED, "place_of_postcode")


@recognizer(
    "place_said",
    cues=("here", "area", "lad", "lass", "girl", "resident", "local", "no ", "power", "out", "down", "home"),
    finds=(Form("LOCATION", "[Leeds] lad here, no signal", LIKELY, LIKELY, context=(_SAYS, _DOWN, _HOME_TOWN)),),
)
def said(view: View) -> Iterator[Detection]:
    """Find the town of who says that something is down there, or that they are from it."""
    for pattern in (_SAYS, _DOWN):
        for match in pattern.finditer(view.quiet):
            place = _longest(match["place"])
            if place and not is_country(place) and not (is_place_word(place) and not is_capitalised(place)):
                start = match.start("place")
                yield Detection("LOCATION", start, start + len(place), LIKELY, "place_said")
    for match in _HOME_TOWN.finditer(view.quiet):
        yield Detection("LOCATION", *match.span("place"), LIKELY, "place_said")


@recognizer(
    "place_and_code",
    digits=True,
    cues=(" in ",),
    finds=(
        Form("LOCATION", "we live in [Dunnockby] 1010", LIKELY, LIKELY),
        Form("POSTAL_CODE", "we live in Dunnockby [1010]", LIKELY, LIKELY),
    ),
)
def and_code(view: View) -> Iterator[Detection]:
    """Find a town with its number of post after 'in'; years and everyday words make no town."""
    for match in _TOWN_AND_CODE.finditer(view.quiet):
        town = match["place"]
        if _YEAR.fullmatch(match["code"]) or any(is_common(word) for word in town.split()):
            continue
        yield Detection("LOCATION", *match.span("place"), LIKELY, "place_and_code")
        yield Detection("POSTAL_CODE", *match.span("code"), LIKELY, "place_and_code")


@recognizer(
    "place_part", cues=(",", ".", "!", "?"), finds=(Form("LOCATION", "14 Elm Road, [Leeds], thanks", WEAK, LIKELY),)
)
def part(view: View) -> Iterator[Detection]:
    """Find a known place that stands alone between commas or stops: '4 Elm Road, Leeds, LS6'."""
    for match in _PART.finditer(view.quiet):
        place = match["town"]
        if not is_town(place) or is_common(place) or is_clear_first_name(place):
            continue
        if is_capitalised(place) or not is_place_word(place):
            score = WEAK if is_place_word(place) and not view.digits else LIKELY
            yield Detection("LOCATION", *match.span("town"), score, "place_part")
