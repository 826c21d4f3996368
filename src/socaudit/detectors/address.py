"""Street addresses: a number with a street, a flat, a post office box; in any case of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, POSSIBLE, SHAPED, Form, matches, recognizer
from socaudit.detectors._streets import streets
from socaudit.detectors._view import View
from socaudit.detectors._world_streets import ANNOUNCED, world_streets
from socaudit.model import Detection

_LANE = re.compile(
    r"\b(?i:live on|lives on|living on|live in|lives in|on|at|in|outside|to|from"
    r"|my street is) (?P<value>[A-Z][a-z']{2,}(?: [A-Z][a-z']{2,})? "
    r"(?:Terrace|Avenue|Lane|Crescent|Close|Grove|Gardens|Mews|Drive|Road|Brae|Wynd|Parade|Cres|Ave"
    r"|Rd))\b(?!['-]| (?i:stores?|branch|station|shops?"
    r"|office|depot|stop|exit|tube|bus|school|hospital|hotel|stadium|ground|market|primary|retail|park))"
)
_NO_LANE = frozenset(
    {
        "Abbey Road",
        "Penny Lane",
        "Drury Lane",
        "Park Lane",
        "Fifth Avenue",
        "Madison Avenue",
        "Covent Gardens",
        "Mulholland Drive",
        "Silk Road",
        "Old Kent Road",
    }
)
_BUILDING = re.compile(
    r"\b(?i:live at|lives at|living at|address is|address:|home is|house is|it's|its|to"
    r"|from) (?P<value>(?:the "
    r"|The )?(?:\d{1,4}[a-z]? )?(?:[A-Z][a-z']+ ){1,3}"
    r"(?:Cottage|Farm|Farmhouse|Lodge|Barn|Manor|Bungalow|Mansions)(?:, (?:[A-Z][a-z']+ ){1,2}(?:Lane"
    r"|Road|Street|Drive|Hill|Close))?)\b"
    r"|\b(?i:live at|lives at|living at|address is|address:|home is|house is) (?P<value2>(?:the "
    r"|The )?(?:\d{1,4}[a-z]? )?(?:[A-Z][a-z']+ ){1,3}"
    r"(?:House|Court|Mill|Hall|Tower|Towers))\b"
)
# How houses are numbered in India: 'H.No 4-5-112', 'plot 44 sector 21', 'B-204 Shanti Apartments'.
_INDIAN = re.compile(
    r"\b(?:h\.? ?no\.?|house no\.?|plot(?: no\.?)?|door no\.?|d\.? ?no\.?) ?#?(?=[\w/-]*\d)[\w/-]{1,12}"
    r"(?:,? (?:sector|phase|block|ward|street|cross|main|(?:\d{1,2}(?:st|nd|rd|th) (?:cross|main|street|phase"
    r"|block|floor)))"
    r"(?: ?-?\d{1,3}[A-Z]?)?\b){0,3}"
    r"|(?<![\w-])(?-i:[A-Z])[- ]?\d{2,4},? (?-i:(?:[A-Z][a-z]+ ){1,3}(?:Apartments?|Residency|Society|Enclave|Towers?"
    r"|Heights|Nagar|CHS|Complex))\b",
    re.IGNORECASE,
)
_THE = re.compile(
    r"\b\d{1,3}[a-zA-Z]? The (?:Paddocks?|Green|Meadows?|Orchards?|Crescent|Avenue|Close|Grove|Mews|Drive|Lane|Rise"
    r"|Terrace|Park|Spinney|Oaks|Elms|Beeches|Limes|Maltings|Courtyard|Glebe|Square|Street|Hollies|Cottages|Chase)\b"
)
_RURAL = re.compile(
    r"(?<![\w-])(?:\d{1,5} )?(?:rural route|county road|state route|cr|rr|fm) #?\d{1,5}(?: box \d{1,4})?(?![\w-])", re.I
)
_RURAL_CUE = re.compile(r"\b(?:\d{1,5} (?:rural|county|state|cr|rr|fm)|rural|box \d)", re.IGNORECASE)
_HOUSE_AND_LANE = re.compile(
    r"\b(?:[Tt]he )?(?:[A-Z][a-z']+ ){1,2}(?:Cottage|Forge|Stables|Granary|Schoolhouse|Chapel|Smithy|Grange"
    r"|Villa|Manse|Rectory|Farmhouse|Barn|Lodge|Farm|House|Mill|Vicarage|Bungalow"
    r"|Croft|Hall),? (?:[A-Z][a-z']+ ){1,2}(?:Lane|Road|Rd|Street|Drive|Hill|Close|Avenue|Way|Row)\b"
)
# A line of an address on paper: '3037 Północna 73'; the next line is the town.
_LINE = re.compile(
    r"^[>|\s*]*(?P<value>\d{2,5} (?:[^\W\d_][\w'.-]*[ ]){1,5}\d{1,4}[a-zA-Z]?\.?)(?=[ ]*\n)", re.MULTILINE
)


# 'Address 3 Cluain Dara': what an address begins with needs no kind of street.
_AFTER_ADDRESS = re.compile(
    r"\b(?i:address(?: is| was)?[:,]?) (?P<value>\d{1,4}[a-zA-Z]? (?:[A-Z][a-z']{2,} )?[A-Z][a-z']{2,})(?![\w'-])"
)


@recognizer(
    "street_address", digits=True, finds=(Form("STREET_ADDRESS", "it went to [14 Elm Road], not to us", LIKELY, CUED),)
)
def street_address(view: View) -> Iterator[Detection]:
    """Find a house number with its street, flats and boxes; town and postcode are spans of their own."""
    yield from streets(view.quiet)


@recognizer(
    "world_street",
    digits=True,
    finds=(Form("STREET_ADDRESS", "please deliver to [Musterweg 12]", LIKELY, LIKELY, context=(ANNOUNCED,)),),
)
def world_street(view: View) -> Iterator[Detection]:
    """Find streets of other countries, by the kind in the name or before it, and after words that announce one."""
    yield from world_streets(view.quiet)
    if "\n" in view.quiet:
        yield from matches(_LINE, view.quiet, "STREET_ADDRESS", LIKELY, "world_street")


@recognizer(
    "numbered_house",
    digits=True,
    cues=("no", "plot", "apart", "reside", "soci", "encl", "tower", "height", "nagar", "chs", "comp", " the ", "r"),
    finds=(Form("STREET_ADDRESS", "I am at [H.No 0-0-112], Ameerpet", LIKELY, LIKELY),),
)
def numbered_house(view: View) -> Iterator[Detection]:
    """Find houses by Indian numbering, on rural routes, and those of 'The Paddocks'."""
    yield from matches(_INDIAN, view.quiet, "STREET_ADDRESS", LIKELY, "numbered_house")
    yield from matches(_AFTER_ADDRESS, view.quiet, "STREET_ADDRESS", LIKELY, "numbered_house")
    yield from matches(_THE, view.quiet, "STREET_ADDRESS", LIKELY, "numbered_house")
    if _RURAL_CUE.search(view.quiet):
        yield from matches(_RURAL, view.quiet, "STREET_ADDRESS", LIKELY, "numbered_house")


@recognizer(
    "named_street",
    cues=(
        *("terrace", "avenue", "lane", "cres", "close", "grove", "gardens", "mews"),
        *("drive", "road", "brae", "wynd", "parade", " ave", " rd"),
    ),
    finds=(
        Form("STREET_ADDRESS", "I live on [Dunnock Terrace] and no van came", POSSIBLE, POSSIBLE, context=(_LANE,)),
    ),
)
def named_street(view: View) -> Iterator[Detection]:
    """Find a street without a number where somebody is; most are named by nobody but who lives there."""
    for found in matches(_LANE, view.quiet, "STREET_ADDRESS", POSSIBLE, "named_street"):
        if view.quiet[found.start : found.end] not in _NO_LANE:
            yield found


@recognizer(
    "named_house",
    cues=(" at ", "address", "home is", "house is", "cottage", "lodge", "farm", " its ", "it's"),
    finds=(Form("STREET_ADDRESS", "my address is [Dunnock Cottage]", SHAPED, SHAPED, context=(_BUILDING,)),),
)
def named_house(view: View) -> Iterator[Detection]:
    """Find a house that has a name instead of a number, after words that announce an address."""
    for match in _BUILDING.finditer(view.quiet):
        yield Detection("STREET_ADDRESS", *match.span(match.lastgroup or 0), SHAPED, "named_house")
    yield from matches(_HOUSE_AND_LANE, view.quiet, "STREET_ADDRESS", SHAPED, "named_house")
