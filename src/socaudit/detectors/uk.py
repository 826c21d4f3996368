"""United Kingdom: postcodes, national insurance and NHS numbers, driving licences, number plates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, VALIDATED, Form, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

# Postcode areas of the Royal Mail, long ones first.
_AREAS = (
    "AB|AL|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC"
    "|EH|EN|EX|FK|FY|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS"
    "|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR"
    "|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE|B|E|G|L|M|N|S|W"
)
_OUTWARD = rf"(?:{_AREAS})(?:\d[A-HJKMNP-Y]|\d{{1,2}})"
_ANY_INWARD = r"\d[A-Z]{2}"
_POSTCODE = re.compile(rf"(?<![\w#£$-]){_OUTWARD}\s{{0,2}}(?P<inward>{_ANY_INWARD})(?![\w-])", re.IGNORECASE)
# All areas are tried at every place: few texts are worth it.
_ANY_INWARD_END = re.compile(rf"{_ANY_INWARD}(?![\w-])", re.IGNORECASE)
# The Royal Mail leaves out six letters, people who mistype do not.
_ISSUED = re.compile(r"\d[ABD-HJLNP-UW-Z]{2}", re.IGNORECASE)
_OUTWARD_CUED = re.compile(
    rf"\b(?i:in|near|area(?: is)?|around|live|based|from|to|for|(?:whole|all|most|parts?) of|across"
    rf"|outages?(?: in| at)?|update (?:on|for|in)|anyone(?: else)?(?: in)?|(?:no|any) (?:power|water|signal"
    rf"|internet|wifi|service)|post ?code(?: is| starts?| begins?| with"
    rf"|:)*):? (?P<value>{_OUTWARD})(?![\w-]| ?\d[A-Za-z])"
)
# 'CF24 area', 'NE3 down'.
_OUTWARD_SAID = re.compile(
    rf"(?<![\w-])(?P<value>{_OUTWARD})(?= (?i:area|postcode|region|residents|is down|down|here)\b)"
)
_OUTWARD_CODE = re.compile(
    rf"\bpost ?code(?: is| starts?| begins?| with|:)*:? (?P<value>{_OUTWARD})(?![\w-]| ?\d[a-z])", re.IGNORECASE
)
# Roads, pages and paper have such names too.
_NOT_OUTWARD = re.compile(r"[MABSNEW]\d{1,2}|B\d\d?|PS\d")
_POSTCODE_CUE = re.compile(r"\bpost ?code|\bpostal|\bzip|\baddress|\blive|\bbased", re.IGNORECASE)
_NINO = re.compile(
    r"(?<![\w-])(?!BG|GB|KN|NK|NT|TN|ZZ)(?P<value>(?:QQ"
    r"|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D])(?![\w-])",
    re.IGNORECASE,
)
_NINO_CUE = re.compile(r"\b(?:ni|nino|national insurance)\b", re.IGNORECASE)
_NHS = re.compile(r"\bnhs\b[^\d\n]{0,20}(?P<value>\d{3}[ -]?\d{3}[ -]?\d{4})(?!\w)", re.IGNORECASE)
_NHS_AFTER = re.compile(r"(?<![\w-])(?P<value>\d{3}[ -]?\d{3}[ -]?\d{4}) is (?:my|her|his) nhs\b", re.IGNORECASE)
# Unique Taxpayer Reference of HMRC; Scotland's CHI number begins with a date of birth.
_UTR = re.compile(
    r"\b(?:utr|unique tax\w* ref\w*)\b(?: (?:number|no|num))?\W{0,3}(?:is"
    r"|was)?\s*(?P<value>\d{5} ?\d{5})(?![\w-])",
    re.I,
)
_CHI = re.compile(
    r"\bchi\b(?: (?:number|no|num))?\W{0,3}(?:is|was)?\s*(?P<value>[0-3]\d[01]\d{3} ?\d{4})(?![\w-])", re.IGNORECASE
)
_LICENCE = re.compile(
    r"(?<![\w-])(?P<value>[A-Z9]{5}[ ]?\d[0156]\d[0-3]\d\d[ ]?[A-Z9]{2}\d?[A-Z0-9]{2})(?![\w-])",
    re.IGNORECASE,
)
_PLATE = re.compile(r"(?<![\w-])[A-Z]{2}\d{2}\s?[A-Z]{3}(?![\w-])")
# Plates since 2001 say their half year; letters that look like digits are not given out.
_SPACED_PLATE = re.compile(r"(?<![\w-])[A-HJ-PR-Y][A-HJ-PR-Y](?:0[1-9]|[1-2]\d|5[1-9]|[67]\d) [A-HJ-Z]{3}(?![\w-])")
_LOWER_PLATE = re.compile(r"(?<![\w-])[a-hj-pr-y]{2}(?:0[1-9]|[1-2]\d|5[1-9]|[67]\d) ?[a-hj-z]{3}(?![\w-])")
_PLATE_CUE = re.compile(
    r"\b(?:reg(?:istration)?|plates?|number ?plate|car|van|vehicle|vrm|vrn|lorry|driver|truck|bus|taxi"
    r"|parked?|parking|driveway|drove)\b",
    re.IGNORECASE,
)


@recognizer("uk_postcode", digits=True, finds=(Form("POSTAL_CODE", "nothing came to [LS6 3HN]", LIKELY, CUED),))
def postcode(view: View) -> Iterator[Detection]:
    """Find whole postcodes; in lower case without a space only where the text speaks of one."""
    if not _ANY_INWARD_END.search(view.quiet):
        return
    for match in _POSTCODE.finditer(view.quiet):
        spaced = " " in match[0]
        if not _ISSUED.fullmatch(match["inward"]):
            if spaced and match[0].isupper():
                yield Detection("POSTAL_CODE", *match.span(), LIKELY, "uk_postcode")
            continue
        if match[0].isupper():
            score = CUED if spaced else SHAPED
        else:
            score = SHAPED if spaced or _POSTCODE_CUE.search(view.quiet) else LIKELY
        yield Detection("POSTAL_CODE", *match.span(), score, "uk_postcode")


@recognizer(
    "uk_outward",
    digits=True,
    cues=(
        "in ",
        "near ",
        "area ",
        "postcode",
        "post code",
        "around",
        "live ",
        "based",
        "from ",
        "to ",
        "for ",
        " of ",
        "across",
        "outage",
        "update",
        "any",
        "no ",
        " down",
        " here",
        " area",
        "region",
    ),
    finds=(Form("POSTAL_CODE", "my postcode starts [LS6]", LIKELY, CUED, context=(_OUTWARD_CUED,)),),
)
def outward(view: View) -> Iterator[Detection]:
    """Find the first half of a postcode where it stands for a place: 'in LS6'."""
    for pattern in (_OUTWARD_CUED, _OUTWARD_SAID):
        for match in pattern.finditer(view.quiet):
            if not _NOT_OUTWARD.fullmatch(match["value"]):
                yield Detection("POSTAL_CODE", *match.span("value"), LIKELY, "uk_outward")
    if "post" in view.lower:
        yield from matches(_OUTWARD_CODE, view.quiet, "POSTAL_CODE", CUED, "uk_outward")


@recognizer(
    "uk_nino",
    digits=True,
    finds=(Form("NATIONAL_ID", "NI number [QQ 12 34 56 C]", CUED, VALIDATED, context=(_NINO_CUE,)),),
)
def nino(view: View) -> Iterator[Detection]:
    """Find national insurance numbers (HMRC NIM39110), the reserved prefix QQ included."""
    score = VALIDATED if _NINO_CUE.search(view.quiet) else CUED
    return matches(_NINO, view.quiet, "NATIONAL_ID", score, "uk_nino")


@recognizer(
    "uk_nhs",
    digits=True,
    cues=("nhs",),
    finds=(Form("NATIONAL_ID", "my NHS number is [999 000 0018]", LIKELY, VALIDATED, check="modulus 11"),),
)
def nhs(view: View) -> Iterator[Detection]:
    """Find NHS numbers by the word before them; a right check digit makes it sure."""
    for match in _NHS.finditer(view.quiet):
        digits = [int(c) for c in match["value"] if c.isdigit()]
        check = -sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
        yield Detection("NATIONAL_ID", *match.span("value"), VALIDATED if check == digits[-1] else LIKELY, "uk_nhs")


@recognizer(
    "uk_health_and_tax",
    digits=True,
    cues=("utr", "unique tax", "chi", "nhs"),
    finds=(Form("NATIONAL_ID", "my UTR is [00000 00000]", CUED, CUED, context=(_UTR, _CHI, _NHS_AFTER)),),
)
def health_and_tax(view: View) -> Iterator[Detection]:
    """Find taxpayer references, Scotland's health numbers and NHS numbers by the words beside them."""
    for pattern in (_UTR, _CHI, _NHS_AFTER):
        yield from matches(pattern, view.quiet, "NATIONAL_ID", CUED, "uk_health_and_tax")


@recognizer(
    "uk_driving_licence", digits=True, finds=(Form("DRIVER_LICENSE", "they copied [DOE99 001010 J999X]", CUED, CUED),)
)
def driving_licence(view: View) -> Iterator[Detection]:
    """Find driver numbers of the DVLA."""
    return matches(_LICENCE, view.quiet, "DRIVER_LICENSE", CUED, "uk_driving_licence")


@recognizer(
    "uk_number_plate",
    digits=True,
    finds=(Form("LICENSE_PLATE", "my car is [QQ12 QQQ]", LIKELY, CUED, context=(_PLATE_CUE,)),),
)
def number_plate(view: View) -> Iterator[Detection]:
    """Find number plates of the form used since 2001; where the text speaks of no vehicle, only with the space."""
    if _PLATE_CUE.search(view.quiet):
        yield from matches(_PLATE, view.quiet, "LICENSE_PLATE", CUED, "uk_number_plate")
        yield from matches(_LOWER_PLATE, view.quiet, "LICENSE_PLATE", LIKELY, "uk_number_plate")
    else:
        yield from matches(_SPACED_PLATE, view.quiet, "LICENSE_PLATE", LIKELY, "uk_number_plate")
