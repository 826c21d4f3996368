"""Street addresses: a number with a street, a flat, a post office box; in any case of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, matches, recognizer, words
from socaudit.detectors._view import View
from socaudit.model import Detection

_SURE = (
    r"street|road|rd|avenue|ave|lane|crescent|cres|boulevard|blvd|terrace|mews|grove|gardens|gdns|highway"
    r"|hwy|parkway|pkwy"
    r"|cul-de-sac|turnpike|expressway"
)
_DOUBTFUL = (
    r"st|dr|drive|close|cl|court|ct|way|place|pl|park|square|sq|hill|view|green|walk|rise|row|ln|end|gate"
    r"|circle|cir|trail|trl|quay"
    r"|wharf|parade|loop|path|cottages|villas|croft|dale|bank|drove|broadway|strand|vale|side|heights|mount"
    r"|meadow|meadows|fields|av"
)
_UNIT = (
    r"(?:(?:flat|apt|apartment|unit|suite|ste|room|plot)\.? ?#?(?:\d{1,4}[a-z]?|[a-z]\d{0,3})"
    r"|#\d{1,4}[a-z]?)"
)
_NUMBER = r"(?:no\.? ?)?\d{1,5}[a-z]?(?:[-/]\d{1,4}[a-z]?)?"
_NAME = (
    r"(?:(?:[nsew]|ne|nw|se|sw|north|south|east|west)\.? )?(?:(?:the|st\.?|[a-z][a-z'.-]+|\d{1,3}(?:st|nd|rd"
    r"|th)) ){1,3}?"
)
_STREET = re.compile(
    rf"(?<![\w#£$€.,:/+-])(?<!\d )(?:{_UNIT},? )?(?P<number>{_NUMBER}),? (?P<name>{_NAME})(?P<kind>{_SURE}"
    rf"|{_DOUBTFUL})\b\.?"
    rf"(?: (?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b)?(?:,? {_UNIT}\b)?",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(
    rf"(?<![\w#£$€.,:/+-])(?:{_UNIT},? )?\d{{1,4}}[a-zA-Z]? (?:Broadway|Strand|Piccadilly|Cheapside"
    rf"|Kingsway)\b"
)
_FLAT = re.compile(
    r"(?<![\w-])(?:flat|apt\.?|apartment) ?#?(?:\d{1,4}[a-z]?|[a-h]\d{1,3}"
    r"|(?-i:(?<= )[A-H]))(?![\w'%])(?:,? \d{1,4}[a-z]? (?:[A-Z][a-z]+ ){1,2}(?:House|Court|Tower|Point"
    r"|Mansions|Lodge))?",
    re.IGNORECASE,
)
_PO_BOX = re.compile(r"\bp\.? ?o\.? ?box \d{1,6}\b", re.IGNORECASE)
_BUILDING = re.compile(
    r"\b(?i:live at|lives at|living at|address is|address:|home is|house is) (?P<value>(?:the "
    r"|The )?(?:\d{1,4}[a-z]? )?(?:[A-Z][a-z']+ ){1,3}"
    r"(?:House|Cottage|Farm|Lodge|Court|Barn|Manor|Mill|Hall|Tower|Towers|Mansions))\b"
)
_KIND = frozenset(_SURE.split("|"))
_STREET_NAMES = frozenset(
    {"high", "main", "church", "station", "school", "new", "old", "market", "park", "mill", "bridge"}
)
_TRADE = re.compile(r" (?:shops?|stores?|brands?|banks?|names?|retailers?|chains?|prices?|fashion)\b", re.IGNORECASE)
_ABBREVIATED = frozenset({"st", "dr", "cl", "ct", "ln", "cir", "pl", "sq", "trl", "av"})
_ENDS = re.compile(r"\s*(?:[,.;\n]|$|(?i:apt|unit|flat)\b|[A-Z]{1,2}\d|[a-z]+,? [a-z]{2},? \d{5})")


def _plausible(match: re.Match[str]) -> bool:
    """Return whether the words between the number and the kind of street name a street."""
    names = match["name"].split()
    if any(name.lower().strip(".") in words("address_fillers.txt") for name in names):
        return False
    capitalised = all(name[0].isupper() or name[0].isdigit() for name in (*names, match["kind"]))
    common = all(name.lower() in words("common_words.txt") for name in names)
    if match["kind"].lower() in _KIND:
        return (
            capitalised
            or not common
            or (names[0].lower() in _STREET_NAMES and not _TRADE.match(match.string, match.end()))
        )
    if capitalised and not (match["kind"].isupper() and not match["name"].isupper()):
        return True
    # '3238 w. columbine dr, p': in lower case an abbreviation must end the line of an address.
    ends = _ENDS.match(match.string, match.end()) is not None
    return match["kind"].lower() in _ABBREVIATED and ends and not common


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
