"""Streets of other countries: the kind within the word or before the name, the number after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from socaudit.detectors._recognizer import LIKELY, matches
from socaudit.model import Detection

# Streets of other countries carry their kind within the word, or before the name, and the number after it.
_WORLD_END = (
    r"(?:stra(?:ss|\u00df)e|str\.?|gasse|weg|platz|allee|ufer|damm|straat|laan|plein|gracht|kade|dijk"
    r"|vej|vei|veien|veg|vegen|gade|gaten|gata"
    r"|gatan|v\u00e4gen|v\u00e4g|stien|sti|stigen|tie|katu|polku|kuja|gr\u00e4nd|torget|alle|parken"
    r"|bakken|haugen|str\u00e6tet|braut|stra\u00e6ti"
    r"|straeti|utca|k\u00f6z|ulica|ova|ska|ego|skiego)"
)
_WORLD = re.compile(
    rf"(?<!\w)(?:[A-Z][\w.]+[ -]){{0,2}}[A-Z][^\W\d_]+{_WORLD_END} \d{{1,4}} ?[a-zA-Z]?(?![\w%:-]|[.,]\d)"
)
_WORD_THEN_NUMBER = re.compile(r"([^\W\d_.]+)\.? \d")
_ENDING = re.compile(_WORLD_END + "$")
_WORLD_CUES = (
    "calle",
    "aven",
    "avda",
    "av.",
    "rua",
    "rue",
    "via",
    "vial",
    "vicolo",
    "piazz",
    "corso",
    "largo",
    "strada",
    "plaza",
    "paseo",
    "carre",
    "camino",
    "traves",
    "ulica",
    "ul.",
    "al.",
    "aleja",
    "chemin",
    "boul",
    "quai",
    "impasse",
    "jalan",
    "jl.",
    "praceta",
    "estrada",
    "ronda",
    "urb.",
)
_ANNOUNCING = (
    "live at",
    "lives at",
    "living at",
    "address",
    "located at",
    "moved to",
    " at ",
    "deliver",
    "send it",
    "sent",
    "return to",
    "corner of",
    "lives on",
)
_WORLD_KIND = (
    r"(?i:calle|avenida|avda\.?|av\.|rua|rue|via|viale|vicolo|piazza|piazzetta|corso|largo|strada|plaza"
    r"|paseo|carrera|camino|carretera|travessa|ulica"
    r"|ul\.|aleja|al\.|chemin|boulevard|quai|impasse|jalan|jl\.|boul\.|n\u00e1m\u011bst\u00ed|praceta"
    r"|estrada|ronda|urb\.)"
)
_WORLD_FIRST = re.compile(
    rf"(?<!\w){_WORLD_KIND} (?:(?:de|del|della|di|da|do|dos|das|des|du|la|las|los|le|les|y|e|van|von) "
    rf"|d'|l'){{0,3}}(?:[A-Z\u00c0-\u017d][\w'.-]* (?:de |da |do |della |y )?){{1,4}}?"
    r"(?:,? ?n[\u00bao\u00b0]\.? ?)?\d{1,5}[a-z]?(?![\w%:-]|[.,]\d)"
)
# After words that announce an address, a name and a number are a street and a house in most of the world.
ANNOUNCED = re.compile(
    r"(?i:\b(?:lives? at|living at|address(?: is|:|\s?=)|located at|moved to|meet (?:me|you) at"
    r"|deliver(?:ed)? to|sen[dt] (?:it )?to|return to|"
    r"corner of|lives on"
    r"))[:,]?\s+(?:it is\s+)?(?P<value>(?:\d{2,6} )?[A-Z\u00c0-\u017d][^\W\d_.'-]+"
    r"(?: [A-Z\u00c0-\u017d][^\W\d_]*\.?){0,3} \d{1,5}[a-z]?"
    r"|\d{1,5}[a-z]? (?:[A-Z][a-z']+ ){1,2}[A-Z][a-z']+)(?![\w%:-]|[.,]\d)"
)
_NEAR = 50
_OWN_ADDRESS = re.compile(r"\b(?:our|office|store|branch|depot|showroom|registered)\b", re.IGNORECASE)


@lru_cache(maxsize=4)
def world_streets(text: str) -> tuple[Detection, ...]:
    """Return the streets of other countries in `text`; several recognizers ask."""
    return tuple(_world_streets(text))


def _world_streets(text: str) -> Iterator[Detection]:
    lower = text.lower()
    # The endings are many and the texts with one are few.
    if any(_ENDING.search(word) for word in _WORD_THEN_NUMBER.findall(text)):
        yield from matches(_WORLD, text, "STREET_ADDRESS", LIKELY, "world_street")
    if any(cue in lower for cue in _WORLD_CUES):
        yield from matches(_WORLD_FIRST, text, "STREET_ADDRESS", LIKELY, "world_street")
    if any(cue in lower for cue in _ANNOUNCING):
        for match in ANNOUNCED.finditer(text):
            if not _OWN_ADDRESS.search(text, max(0, match.start() - _NEAR), match.end()):
                yield Detection("STREET_ADDRESS", *match.span("value"), LIKELY, "world_street")
