"""United States: ZIP codes after a state or a cue, social security numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._name_words import is_place
from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, VALIDATED, Form, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_STATE_CODES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC"
    "|ND|OH|OK|OR|PA|RI|SC|SD"
    "|TN|TX|UT|VT|VA|WA|WV|WI|WY|PR"
)
_STATES = (
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho"
    "|illinois|indiana|iowa"
    "|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana"
    "|nebraska|nevada"
    "|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon"
    "|pennsylvania|rhode island"
    "|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin"
    "|wyoming"
)
_ZIP = r"(?P<value>\d{5}(?:-\d{4})?)(?![\w-]|[.,]\d)"
_AFTER_STATE = re.compile(rf"\b(?:{_STATE_CODES}|(?i:{_STATES}))[,.]?\s+{_ZIP}")
_AFTER_LOWER = re.compile(rf"\b[a-z]+,\s*(?i:{_STATE_CODES})[,.]?\s+{_ZIP}")
_AFTER_CUE = re.compile(
    rf"\b(?:zip|zip ?code|postal code)\b\s*(?:code)?(?:'?s)?\s*(?:is|was|[:=#-])?\s*{_ZIP}", re.IGNORECASE
)
# 'Outage in 77005', '30309 area': where something is down, five digits are a place.
_AREA = re.compile(
    r"\b(?i:in|around|near) (?P<value>\d{5})(?=[.,!?;)]|$| (?i:area|zip|since|and|is|again|down|here|today"
    r"|tonight|right now)\b)"
    r"|(?<![\w$£€#.,-])(?P<value2>\d{5}) (?i:area|zip)\b"
)
_SERVICE = re.compile(
    r"\b(?:outages?|power|internet|down|service|signal|wifi|broadband|deliver\w*|water)\b", re.IGNORECASE
)
_TOWN = re.compile(
    r"(?P<town>[A-Z][a-z]+(?: [A-Z][a-z]+)?),? (?P<value>\d{5}|[2-7]\d{3})(?=[.,!?;)]|$| (?i:here|no|nbn|is|ffs"
    r"|now|pls|please|today|all"
    r"|and|still|since|again|area)\b)"
)
_YEAR = re.compile(r"20[0-4]\d")
_COUNTRIES = (
    "Afghanistan|Argentina|Australia|Austria|Belgium|Brazil|Bulgaria|Canada|Chile|China|Colombia|Croatia"
    "|Cyprus|Czech Republic|Denmark|Egypt|Estonia|Finland"
    "|France|Germany|Greece|Greenland|Hungary|Iceland|India|Indonesia|Ireland|Israel|Italy|Japan|Kenya"
    "|Latvia|Lithuania|Luxembourg|Malaysia|Mexico|Netherlands"
    "|New Zealand|Nigeria|Norway|Pakistan|Peru|Philippines|Poland|Portugal|Romania|Russia|Serbia"
    "|Singapore|Slovakia|Slovenia|South Africa|Spain|Sweden|Switzerland"
    "|Thailand|Tunisia|Turkey|Ukraine|United Kingdom|United States|USA|Uruguay|Vietnam"
)
_AFTER_COUNTRY = re.compile(
    rf"\b(?i:{_COUNTRIES})(?:[,.]\s*|\s+)(?P<value>\d{{4,6}}(?:-\d{{3,4}})?)(?![\w%-]|[.,]\d| [a-z])"
)
_MILITARY = re.compile(rf"\b(?i:APO|FPO|DPO),? (?i:AA|AE|AP),? {_ZIP}")
_FOREIGN = re.compile(
    r"\b(?:zip|zip ?code|post(?:al)? ?code)\b\s*(?:code)?\s*(?:is|was"
    r"|[:=#-])?\s*(?P<value>\d{3}(?:[ -]?\d{2,3})?(?: ?[A-Z]{2})?|\d{4,5}(?:-\d{2,4}"
    r"| [A-Z]{2})?)(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)
# 'Bjert 6091' after words of place; years and amounts are no places.
_AFTER_TOWN = re.compile(
    r"\b(?:live|lives|living|based|located|is|are|move"
    r"|moved) in [A-Z][a-z]+(?: [A-Z][a-z]+)?,? (?P<value>\d{4,5})(?![\w%-]|[.,:]\d)"
)
_LONG = re.compile(r"(?<![\w-])\d{5}-\d{4}(?![\w-])")
_SSN = re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")
_SSN_SPACED = re.compile(r"(?<![\w-])\d{3} \d{2} \d{4}(?![\w-])")
_FIVE = re.compile(r"(?<!\d)\d{5}(?!\d)")
_FOUR = re.compile(r"\d{3}")
_ALIEN = re.compile(
    r"\b(?:green card|alien (?:number|registration)|uscis|a-number)\b(?: (?:number|no|num|#))?\W{0,3}(?:is|was)?\s*"
    r"(?P<value>A[ -]?\d{3}[ -]?\d{3}[ -]?\d{2,3})(?![\w-])",
    re.IGNORECASE,
)
_ITEM_CUE = re.compile(r"\b(?:dpci|sku|upc|item|model|part) ?(?:numbers?|nos?|#)?\W", re.IGNORECASE)
_SSN_CUED = re.compile(
    r"\b(?:ssn|social security|social sec|social)\b(?: (?:number|no|num|#))?\W{0,3}(?:is"
    r"|was)?\s*#?(?P<value>\d{3}[ -]?\d{2}[ -]?\d{4})(?![\w-])",
    re.IGNORECASE,
)


@recognizer(
    "us_zip", digits=True, finds=(Form("POSTAL_CODE", "Springfield, IL [00000]", LIKELY, CUED, context=(_AFTER_CUE,)),)
)
def zip_code(view: View) -> Iterator[Detection]:
    """Find ZIP codes that follow a state or a cue, or have nine digits."""
    if _FIVE.search(view.quiet):
        for pattern in (_AFTER_STATE, _AFTER_LOWER, _AFTER_CUE, _MILITARY):
            yield from matches(pattern, view.quiet, "POSTAL_CODE", CUED, "us_zip")
        yield from matches(_LONG, view.quiet, "POSTAL_CODE", LIKELY, "us_zip")
        for match in _AREA.finditer(view.quiet) if _SERVICE.search(view.quiet) else ():
            yield Detection("POSTAL_CODE", *match.span(match.lastgroup or 0), LIKELY, "us_zip")


@recognizer(
    "foreign_postal_code",
    digits=True,
    finds=(Form("POSTAL_CODE", "my postcode is [1010]", LIKELY, CUED, context=(_FOREIGN,)),),
)
def foreign_postal_code(view: View) -> Iterator[Detection]:
    """Find codes of other countries, after the country, the town of somebody or a word that announces one."""
    if not _FOUR.search(view.quiet):
        return
    yield from matches(_AFTER_COUNTRY, view.quiet, "POSTAL_CODE", LIKELY, "foreign_postal_code")
    if " in " in view.lower:
        yield from matches(_AFTER_TOWN, view.quiet, "POSTAL_CODE", LIKELY, "foreign_postal_code")
    if "zip" in view.lower or "post" in view.lower:
        yield from matches(_FOREIGN, view.quiet, "POSTAL_CODE", CUED, "foreign_postal_code")


@recognizer("town_postal_code", digits=True, finds=(Form("POSTAL_CODE", "no power in Leeds [00000]", LIKELY, LIKELY),))
def after_town(view: View) -> Iterator[Detection]:
    """Find a ZIP code or an Australian postcode after a known town."""
    for match in _TOWN.finditer(view.quiet):
        towns = (match["town"], match["town"].split()[-1])
        if any(is_place(town) for town in towns) and not _YEAR.fullmatch(match["value"]):
            yield Detection("POSTAL_CODE", *match.span("value"), LIKELY, "town_postal_code")


@recognizer(
    "us_ssn",
    digits=True,
    finds=(Form("NATIONAL_ID", "my ssn is [078-05-1120]", SHAPED, VALIDATED, context=(_SSN_CUED,)),),
)
def ssn(view: View) -> Iterator[Detection]:
    """Find social security numbers, never issued ones included: the writer may have mistyped."""
    if not _ITEM_CUE.search(view.quiet):
        yield from matches(_SSN, view.quiet, "NATIONAL_ID", SHAPED, "us_ssn")
    yield from matches(_SSN_CUED, view.quiet, "NATIONAL_ID", VALIDATED, "us_ssn")
    if "ssn" in view.lower or "social sec" in view.lower:
        yield from matches(_SSN_SPACED, view.quiet, "NATIONAL_ID", CUED, "us_ssn")


@recognizer(
    "us_alien",
    digits=True,
    cues=("green card", "alien", "uscis", "a-number"),
    finds=(Form("NATIONAL_ID", "my green card number is [A000-000-000]", CUED, CUED, context=(_ALIEN,)),),
)
def alien_number(view: View) -> Iterator[Detection]:
    """Find the registration numbers of green cards by the words before them."""
    return matches(_ALIEN, view.quiet, "NATIONAL_ID", CUED, "us_alien")
