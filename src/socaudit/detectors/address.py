"""Street addresses: a number with a street, a flat, a post office box; in any case of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, POSSIBLE, SHAPED, Form, matches, recognizer, words
from socaudit.detectors._view import View
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
_WORD_THEN_NUMBER = re.compile(r"([^\W\d_.]+)\.? \d")
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
_ANNOUNCED = re.compile(
    r"(?i:\b(?:lives? at|living at|address(?: is|:|\s?=)|located at|moved to|meet (?:me|you) at"
    r"|deliver(?:ed)? to|sen[dt] (?:it )?to|return to|"
    r"corner of|lives on"
    r"))[:,]?\s+(?:it is\s+)?(?P<value>(?:\d{2,6} )?[A-Z\u00c0-\u017d][^\W\d_.'-]+"
    r"(?: [A-Z\u00c0-\u017d][^\W\d_]*\.?){0,3} \d{1,5}[a-z]?"
    r"|\d{1,5}[a-z]? (?:[A-Z][a-z']+ ){1,2}[A-Z][a-z']+)(?![\w%:-]|[.,]\d)"
)
# Each with what a text must hold to be worth searching.
_PARTS = (
    (_PO_BOX, CUED, (" box", "o.box")),
    (_FLAT, LIKELY, ("flat", "apt", "apartment", "suite", "ste")),
    (_HOUSE, LIKELY, ("number ", "no", "nr", "house ")),
    (_MILITARY, CUED, (" box", "uss ")),
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
_NEAR = 50
_OWN = re.compile(
    r"\b(?:our|the) (?:head |registered |main |new )?(?:office|store|shop|branch|hub|hq|showroom"
    r"|depot)s? (?:is|are)? ?(?:now )?(?:at|on|in) $",
    re.I,
)
_OWN_ADDRESS = re.compile(r"\b(?:our|office|store|branch|depot|showroom|registered)\b", re.IGNORECASE)
_KIND = frozenset(_SURE.split("|"))
_PLACED = re.compile(r"\b(?:at|to|from|live|in|address|outside|of|@|is|deliver|near|on):? $", re.IGNORECASE)
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
    if match["kind"].lower() in _ABBREVIATED and ends and not common:
        return True
    # '106 dunnock way': no word of everyday, after a word of place.
    before = _PLACED.search(match.string, 0, match.start()) is not None
    return (before or ends) and not any(name.lower() in words("common_words.txt") for name in names)


@recognizer(
    "street_address", digits=True, finds=(Form("STREET_ADDRESS", "it went to [14 Elm Road], not to us", LIKELY, CUED),)
)
def street_address(view: View) -> Iterator[Detection]:
    """Find a house number with its street, flats and boxes; town and postcode are spans of their own."""
    for match in _STREET.finditer(view.quiet):
        if _plausible(match) and not _OWN.search(view.quiet, max(0, match.start() - _NEAR), match.start()):
            score = CUED if match["kind"].lower() in _KIND else SHAPED
            yield Detection("STREET_ADDRESS", *match.span(), score, "street_address")
    yield from matches(_ONE_WORD, view.quiet, "STREET_ADDRESS", LIKELY, "street_address")
    for pattern, score, cues in _PARTS:
        if any(cue in view.lower for cue in cues):
            yield from matches(pattern, view.quiet, "STREET_ADDRESS", score, "street_address")


@recognizer(
    "world_street",
    digits=True,
    finds=(Form("STREET_ADDRESS", "please deliver to [Musterweg 12]", LIKELY, LIKELY, context=(_ANNOUNCED,)),),
)
def world_street(view: View) -> Iterator[Detection]:
    """Find streets of other countries, by the kind in the name or before it, and after words that announce one."""
    # The endings are many and the texts with one are few.
    if any(_ENDING.search(word) for word in _WORD_THEN_NUMBER.findall(view.quiet)):
        yield from matches(_WORLD, view.quiet, "STREET_ADDRESS", LIKELY, "world_street")
    if any(cue in view.lower for cue in _WORLD_CUES):
        yield from matches(_WORLD_FIRST, view.quiet, "STREET_ADDRESS", LIKELY, "world_street")
    if any(cue in view.lower for cue in _ANNOUNCING):
        for match in _ANNOUNCED.finditer(view.quiet):
            if not _OWN_ADDRESS.search(view.quiet, max(0, match.start() - _NEAR), match.end()):
                yield Detection("STREET_ADDRESS", *match.span("value"), LIKELY, "world_street")


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
