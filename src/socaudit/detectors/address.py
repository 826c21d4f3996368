"""Street addresses: a number with a street, a flat, a post office box; in any case of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, matches, recognizer, words
from socaudit.detectors._view import View
from socaudit.model import Detection

_SURE = (
    r"street|road|rd|avenue|ave|lane|crescent|cres|boulevard|blvd|terrace|mews|grove|gardens|gdns|highway|hwy|parkway|pkwy"
    r"|cul-de-sac|turnpike|expressway"
)
_DOUBTFUL = (
    r"st|dr|drive|close|cl|court|ct|way|place|pl|park|square|sq|hill|view|green|walk|rise|row|ln|end|gate|circle|cir|trail|trl|quay"
    r"|wharf|parade|loop|path|cottages|villas|croft|dale|bank|drove|broadway|strand|vale|side|heights|mount|meadow|meadows|fields|av"
)
_UNIT = r"(?:(?:flat|apt|apartment|unit|suite|ste|room|plot)\.? ?#?(?:\d{1,4}[a-z]?|[a-z]\d{0,3})|#\d{1,4}[a-z]?)"
_NUMBER = r"(?:no\.? ?)?\d{1,5}[a-z]?(?:[-/]\d{1,4}[a-z]?)?"
_NAME = r"(?:(?:[nsew]|ne|nw|se|sw|north|south|east|west)\.? )?(?:(?:the|st\.?|[a-z][a-z'.-]+|\d{1,3}(?:st|nd|rd|th)) ){1,3}?"
_STREET = re.compile(
    rf"(?<![\w#£$€.,:/+-])(?<!\d )(?:{_UNIT},? )?(?P<number>{_NUMBER}),? (?P<name>{_NAME})(?P<kind>{_SURE}|{_DOUBTFUL})\b\.?"
    rf"(?: (?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b)?(?:,? {_UNIT}\b)?",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(rf"(?<![\w#£$€.,:/+-])(?:{_UNIT},? )?\d{{1,4}}[a-zA-Z]? (?:Broadway|Strand|Piccadilly|Cheapside|Kingsway)\b")
_FLAT = re.compile(r"(?<![\w-])(?:flat|apt\.?|apartment) ?#?(?:\d{1,4}[a-z]?|[a-h]\d{1,3}|(?-i:(?<= )[A-H]))(?![\w'])(?:,? \d{1,4}[a-z]? (?:[A-Z][a-z]+ ){1,2}(?:House|Court|Tower|Point|Mansions|Lodge))?", re.IGNORECASE)
_PO_BOX = re.compile(r"\bp\.? ?o\.? ?box \d{1,6}\b", re.IGNORECASE)
_BUILDING = re.compile(
    r"\b(?i:live at|lives at|living at|address is|address:|home is|house is) (?P<value>(?:the |The )?(?:\d{1,4}[a-z]? )?(?:[A-Z][a-z']+ ){1,3}"
    r"(?:House|Cottage|Farm|Lodge|Court|Barn|Manor|Mill|Hall|Tower|Towers|Mansions))\b"
)
_KIND = frozenset(_SURE.split("|"))
# What stands between a number and 'road' where it is no address: '2 miles down the road', '5 stars on the street'.
_FILLERS = frozenset(
    """mile miles min mins minute minutes hour hours day days week weeks month months year years time times people
    person star stars car cars bus buses shop shops store stores house houses block blocks metre metres meter meters yard
    yards down on off of in at from to for with and or my your his her our their this that same other wrong next per
    is are was were be it i we they he she you a an up out by lane way out over under across along not no new more
    am pm st nd rd th vehicles trains flights parcels orders customers calls emails different separate block""".split()
)


def _plausible(match: re.Match[str]) -> bool:
    """Return whether the words between the number and the kind of street name a street."""
    names = match["name"].split()
    if any(name.lower().strip(".") in _FILLERS for name in names):
        return False
    kind = match["kind"]
    if kind.lower() in _KIND:
        return not all(name.lower() in words("common_words.txt") for name in names) or all(
            name[0].isupper() for name in (*names, kind)
        )
    written_as_name = all(name[0].isupper() or name[0].isdigit() for name in names) and kind[0].isupper()
    return written_as_name and not kind.isupper() or (kind.isupper() and len(kind) > 2 and names[0].isupper())  # noqa: PLR2004


@recognizer("street_address", digits=True)
def street_address(view: View) -> Iterator[Detection]:
    """Find a house number with its street, flats and boxes; town and postcode are spans of their own."""
    for match in _STREET.finditer(view.quiet):
        if _plausible(match):
            score = CUED if match["kind"].lower() in _KIND else SHAPED
            yield Detection("STREET_ADDRESS", *match.span(), score, "street_address")
    yield from matches(_ONE_WORD, view.quiet, "STREET_ADDRESS", LIKELY, "street_address")
    yield from matches(_PO_BOX, view.quiet, "STREET_ADDRESS", CUED, "street_address")
    yield from matches(_FLAT, view.quiet, "STREET_ADDRESS", LIKELY, "street_address")


@recognizer("named_house", cues=(" at ", "address", "home is", "house is"))
def named_house(view: View) -> Iterator[Detection]:
    """Find a house that has a name instead of a number, after words that announce an address."""
    return matches(_BUILDING, view.quiet, "STREET_ADDRESS", SHAPED, "named_house")
