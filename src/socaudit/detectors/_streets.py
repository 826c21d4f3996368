"""Streets of the English-speaking world: number, name and kind; flats, boxes, houses by number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, matches, words
from socaudit.model import Detection

_SURE = (
    r"street|road|rd|avenue|ave|lane|crescent|cres|boulevard|blvd|terrace|mews|grove|gardens|gdns|highway"
    r"|hwy|parkway|pkwy"
    r"|cul-de-sac|turnpike|expressway|brae|wynd|esplanade|boreen|bvd|nagar|marg|freeway|fwy|tce|pde|cct"
    r"|pwy|strasse|rue"
)
_DOUBTFUL = (
    r"st|dr|drive|close|cl|court|ct|way|place|pl|park|square|sq|hill|view|green|walk|rise|row|ln|end|gate"
    r"|circle|cir|trail|trl|quay"
    r"|wharf|parade|loop|path|cottages|villas|croft|dale|bank|drove|broadway|strand|vale|side|heights|mount"
    r"|meadow|meadows|fields|av|track|garth|nook|crest|ridge|promenade|alley|circuit|cove|chase|copse"
    r"|common|downs"
    r"|glen|glade|haven|knoll|landing|link|links|loan|pass|pike|plaza|point|reach|run|shore|spur|steps"
    r"|vista|wood|woods"
    r"|yard|approach|crossing|drift|fold|orchard|lea|leas|causeway|spinney|hollow|holt|colony|vihar"
    r"|enclave|layout|main"
    r"|cross|salai|causeway|manor|estate|fields|court|lodge|port|grange|dell|gap|mill|mills|bay|wharf"
)
_UNIT = (
    r"(?:(?:flat|apt|apartment|unit|suite|ste|room|plot|shop|block|floor|house"
    r"|door)\.? ?#?(?:\d{1,4}[a-z]?(?:[/-]\d{1,3})?|(?<=[ #])[a-z]\d{0,3}(?!\w))"
    r"|#\d{1,4}[a-z]?)"
)
_NUMBER = r"(?:(?:no|nr|number|lot)\.? ?|#)?\d{1,5}[a-z]?(?:[-/]\d{1,4}[a-z]?)?"
_NAME = (
    r"(?:(?:[nsew]|ne|nw|se|sw|north|south|east|west)\.? )?(?:(?:the|st\.?|[a-z][a-z'.-]+|\d{1,3}(?:st|nd|rd"
    r"|th)) ){1,3}?"
)
_STREET = re.compile(
    rf"(?<![\w#£$€.,:/+-])(?:{_UNIT},? ){{0,2}}(?P<number>{_NUMBER}),? (?P<name>{_NAME})"
    rf"(?P<kind>{_SURE}"
    rf"|{_DOUBTFUL})\b\.?"
    rf"(?: (?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b)?(?:,? {_UNIT}\b)?",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(
    rf"(?<![\w#£$€.,:/+-])(?:{_UNIT},? )?\d{{1,4}}[a-zA-Z]? (?:Broadway|Strand|Piccadilly|Cheapside"
    rf"|Kingsway)\b"
)
_FLAT = re.compile(
    r"(?<![\w-])(?:flat|apt\.?|apartment|suite|ste\.) ?#?(?:\d{1,4}[a-z]?|[a-h]\d{1,3}"
    r"|(?-i:(?<= )[A-H]))(?![\w'%])(?:,? (?-i:(?:\d{1,4}[a-z]? )?(?:[A-Z][a-z']+ ){1,2}(?:House|Court"
    r"|Tower|Towers|Point|Wharf"
    r"|Mansions|Lodge|Heights|Place|Apartments|Building|Quay|Residence)))?",
    re.IGNORECASE,
)
_PO_BOX = re.compile(r"\bp\.? ?o\.? ?box \d{1,6}\b", re.IGNORECASE)
_MILITARY = re.compile(r"\b(?:PSC|CMR|Unit) \d{1,5},? Box \d{1,5}\b|\bUSS [A-Z][a-z]+(?=,?\s+FPO)", re.IGNORECASE)
# 'next door at number 14': a house whose street everybody there knows.
_HOUSE = re.compile(
    r"\b(?:at|to|outside|opposite|from|live in|by|neighbours?(?: at| in)?|door|parcel for|house) "
    r"(?P<value>(?:number|no\.?|nr\.?|house(?: number| no\.?)?|house) ?\d{1,4}[a-z]?)"
    r"(?![\w%:/-]|[.,]\d| (?:in|on) (?:the|your|my|a)\b|st\b|th\b| (?:of|out|for|minutes|times|people)\b"
    r"| \d)",
    re.IGNORECASE,
)
# Each with what a text must hold to be worth searching.
_PARTS = (
    (_PO_BOX, CUED, (" box", "o.box")),
    (_FLAT, LIKELY, ("flat", "apt", "apartment", "suite", "ste")),
    (_HOUSE, LIKELY, ("number ", "no", "nr", "house ")),
    (_MILITARY, CUED, (" box", "uss ")),
)
_NEAR = 50
_OWN = re.compile(
    r"\b(?:our|the) (?:head |registered |main |new )?(?:office|store|shop|branch|hub|hq|showroom"
    r"|depot)s? (?:is|are)? ?(?:now )?(?:at|on|in) $",
    re.I,
)
_KIND = frozenset(_SURE.split("|"))
_PLACED = re.compile(r"\b(?:at|to|from|live|in|address|outside|of|@|is|deliver|near|on):? $", re.IGNORECASE)
_STREET_NAMES = frozenset(
    {"high", "main", "church", "station", "school", "new", "old", "market", "park", "mill", "bridge"}
)
_TRADE = re.compile(r" (?:shops?|stores?|brands?|banks?|names?|retailers?|chains?|prices?|fashion)\b", re.IGNORECASE)
_ABBREVIATED = frozenset({"st", "dr", "cl", "ct", "ln", "cir", "pl", "sq", "trl", "av"})
_ENDS = re.compile(r"\s*(?:[,.;\n]|$|(?i:apt|unit|flat)\b|[A-Z]{1,2}\d|[a-z]+,? [a-z]{2},? \d{5})")


# Everybody's addresses.
_FAMOUS = re.compile(r"10 Downing St|1600 Pennsylvania Ave|4 Privet Drive|742 Evergreen", re.IGNORECASE)


def _plausible(match: re.Match[str]) -> bool:
    """Return whether the words between the number and the kind of street name a street."""
    names = match["name"].split()
    if _FAMOUS.match(match[0]):
        return False
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
    if match["kind"].lower() in _ABBREVIATED and ends and not common:
        return True
    # '106 dunnock way': no word of everyday, after a word of place.
    before = _PLACED.search(match.string, 0, match.start()) is not None
    return (before or ends) and not any(name.lower() in words("common_words.txt") for name in names)


@lru_cache(maxsize=4)
def streets(text: str) -> tuple[Detection, ...]:
    """Return the house numbers with their streets, the flats and boxes of `text`; several recognizers ask."""
    return tuple(_streets(text))


def _streets(text: str) -> Iterator[Detection]:
    lower = text.lower()
    for match in _STREET.finditer(text):
        if _plausible(match) and not _OWN.search(text, max(0, match.start() - _NEAR), match.start()):
            score = CUED if match["kind"].lower() in _KIND else SHAPED
            yield Detection("STREET_ADDRESS", *match.span(), score, "street_address")
    yield from matches(_ONE_WORD, text, "STREET_ADDRESS", LIKELY, "street_address")
    for pattern, score, cues in _PARTS:
        if any(cue in lower for cue in cues):
            yield from matches(pattern, text, "STREET_ADDRESS", score, "street_address")
