"""Ireland: Eircodes, PPS numbers, number plates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors import _checks
from socaudit.detectors._recognizer import LIKELY, SHAPED, VALIDATED, Form, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_EIRCODE = re.compile(
    r"(?<![\w-])(?P<key>[AC-FHKNPRTV-Y]\d{2}|D6W)\s?(?=[A-Z]{0,3}\d)[0-9A-Z]{4}(?![\w-])", re.IGNORECASE
)
_KEY_CUED = re.compile(
    r"\b(?i:eircode|eir code|postcode|routing key)\b[^\w\n]{0,3}(?:is |was |starts? |begins? "
    r"|with )*(?P<value>(?:[AC-FHKNPRTV-Y]\d{2}|D6W))(?![\w-]| [\dA-Z]{4}\b)"
)
_KEY = re.compile(r"(?<![\w-])(?:[AC-FHKNPRTV-Y]\d{2}|D6W)(?![\w-]| [\dA-Z]{4}\b)")
_SPEAKS = ("eircode", "eir code", "post code", "postcode", "address", "dublin", "ireland")
_COMPACT = 7
_PPS = re.compile(r"(?<![\w-])\d{7}[A-W][A-IW]?(?![\w-])", re.IGNORECASE)
_PPS_CUE = re.compile(r"\b(?:pps|ppsn)\b", re.IGNORECASE)
# The Irish form, which nothing else has: year, county, number.
_IRISH = re.compile(
    r"(?<![\w-])(?:0[0-9]|1\d|2\d)[12]?-(?:C|CE|CN|CW|D|DL|G|KE|KK|KY|L|LD|LH|LK|LM|LS|MH|MN|MO|OY|RN|SO|T|TN|TS|W"
    r"|WD|WH|WW|WX)-\d{1,6}(?![\w-])",
    re.IGNORECASE,
)


@recognizer(
    "ie_eircode", digits=True, finds=(Form("POSTAL_CODE", "eircode [A00 X0X0]", LIKELY, SHAPED, context=(_KEY_CUED,)),)
)
def eircode(view: View) -> Iterator[Detection]:
    """Find Eircodes, and their first half beside a whole one; those without a space look like product codes."""
    seen = False
    for match in _EIRCODE.finditer(view.quiet):
        spaced = match.end() - match.start() > _COMPACT
        upper = match[0].isupper()
        if (spaced and upper) or any(word in view.lower for word in _SPEAKS):
            seen = True
            yield Detection("POSTAL_CODE", *match.span(), SHAPED if spaced and upper else LIKELY, "ie_eircode")
    if seen:
        yield from matches(_KEY, view.quiet, "POSTAL_CODE", LIKELY, "ie_eircode")
    elif "code" in view.lower or "key" in view.lower:
        yield from matches(_KEY_CUED, view.quiet, "POSTAL_CODE", LIKELY, "ie_eircode")


@recognizer(
    "ie_pps",
    digits=True,
    cues=("pps",),
    finds=(Form("NATIONAL_ID", "my PPS number is [0000000W]", SHAPED, VALIDATED, "modulus 23", (_PPS_CUE,)),),
)
def pps(view: View) -> Iterator[Detection]:
    """Find PPS numbers where the text speaks of one; the right check letter makes it sure."""
    if _PPS_CUE.search(view.quiet):
        for match in _PPS.finditer(view.quiet):
            yield Detection("NATIONAL_ID", *match.span(), VALIDATED if _checks.pps(match[0]) else SHAPED, "ie_pps")


@recognizer(
    "ie_license_plate",
    digits=True,
    cues=("-",),
    finds=(Form("LICENSE_PLATE", "your van [12-D-000000] hit my wall", SHAPED, SHAPED),),
)
def irish_plate(view: View) -> Iterator[Detection]:
    """Find Irish number plates by their form: '12-D-34567'."""
    return matches(_IRISH, view.quiet, "LICENSE_PLATE", SHAPED, "ie_license_plate")
