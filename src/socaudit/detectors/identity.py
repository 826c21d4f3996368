"""Passports, driving licences and number plates, by the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, Form, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_LINK = r"(?:\s*(?:numbers?|nos?\.?|num|#|is|was|id|card|ends?|of|mine's|it's|under|[:=#(-])){0,4}\s*"
_PASSPORT_VALUE = r"[A-Z]{0,2} ?\d{6,9}[A-Z]?|[A-Z]\d[A-Z]\d{6}|[A-Z]{2}\d{2}[A-Z]{2}\d{3}|\d{2}[A-Z]{2}\d{5}"
_PASSPORT = re.compile(
    rf"\b(?:pass ?port|ppt)\b(?:{_LINK}|(?:(?!ref|order|call|phone|track|tel|case|app"
    rf"|fee)[^\d\n]){{0,28}}\s)(?P<value>{_PASSPORT_VALUE})(?![\w-])",
    re.IGNORECASE,
)
# Two passports in one sentence: the second one stands further from the word.
_PASSPORT_NEAR = re.compile(r"(?<![\w#-])[A-Z]{1,2}\d{7}(?![\w-])")
_REGIONS = (
    r"ontario|on|quebec|bc|alberta|manitoba|nsw|vic|victorian?|qld|queensland|tas|tasmanian?|act|nt|wa"
    r"|sa|uk|irish"
    r"|californian?|texas|florida|ny|provisional"
)
_LICENCE_CUE = (
    rf"(?:driv(?:er'?s?|ing|ers) (?:licen[cs]e|lic\.?)|dl|dvla|(?:{_REGIONS}) licen[cs]e|licen[cs]e "
    rf"(?:numbers?|no\.?|num|#))"
)
_LICENCE = re.compile(
    rf"\b{_LICENCE_CUE}(?!\w){_LINK}(?P<value>(?=[A-Z0-9 -]{{0,8}}\d)[A-Z0-9](?:[A-Z0-9]|-(?=\w)"
    rf"| (?=\d{{2}})){{4,21}})(?![\w-])",
    re.IGNORECASE,
)
_ONTARIO = re.compile(r"(?<![\w-])[A-Z]\d{4}-\d{5}-\d{5}(?![\w-])", re.IGNORECASE)
_PLATE_CUE = (
    r"(?:reg(?:o|gie|istration)?(?: (?:number|no\.?|plate))?|(?:licen[cs]e|number) ?plate|plates?|vrm"
    r"|vrn|tags?"
    r"|(?:car|van|bike|vehicle|taxi|cab) (?:reg(?:istration)?|number|no\.?|is))"
)
_PLATE_LINK = r"(?:\s*(?:numbers?|no\.?|is|was|it's|of|on|my|the|car|van|[:=#(-])){0,4}\s*"
_PLATE = re.compile(
    rf"\b(?i:{_PLATE_CUE})\b{_PLATE_LINK}"
    r"(?P<value>(?=[A-Z0-9 -]*\d)(?=[A-Z0-9 -]*[A-Z])[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{2,4}"
    r"|-[A-Z]{1,2}-\d{1,6}))(?![\w-]| \d)",
)
_PLATE_LOWER = re.compile(
    rf"\b{_PLATE_CUE}\b{_PLATE_LINK}(?P<value>[a-z]{{2}}\d{{2}} ?[a-z]{{3}}"
    rf"|\d{{2,3}}-?[a-z]{{1,2}}-?\d{{1,6}}"
    r"|[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{3,4}|\d{3} ?[a-z]{3}|[a-z]{3} ?\d{2}[a-z])(?![\w-])",
    re.IGNORECASE,
)


@recognizer(
    "passport",
    digits=True,
    cues=("passport", "pass port", "ppt"),
    finds=(Form("PASSPORT", "passport number is [000000000]", SHAPED, CUED),),
)
def passport(view: View) -> Iterator[Detection]:
    """Find passport numbers by the word before them."""
    yield from matches(_PASSPORT, view.quiet, "PASSPORT", CUED, "passport")
    yield from matches(_PASSPORT_NEAR, view.quiet, "PASSPORT", SHAPED, "passport")


@recognizer(
    "driver_license",
    digits=True,
    cues=("licen", "dl", "driv", "dvla"),
    finds=(Form("DRIVER_LICENSE", "driving licence number [X0000000]", CUED, CUED, context=(_LICENCE,)),),
)
def driver_license(view: View) -> Iterator[Detection]:
    """Find driving licence numbers by the words before them."""
    yield from matches(_LICENCE, view.quiet, "DRIVER_LICENSE", CUED, "driver_license")
    yield from matches(_ONTARIO, view.quiet, "DRIVER_LICENSE", CUED, "driver_license")


@recognizer(
    "license_plate",
    digits=True,
    cues=("reg", "plate", "vrm", "vrn", "tag", "car", "van", "vehicle", "taxi", "cab", "bike"),
    finds=(Form("LICENSE_PLATE", "car reg is [QQ12 QQQ]", LIKELY, CUED, context=(_PLATE,)),),
)
def license_plate(view: View) -> Iterator[Detection]:
    """Find number plates by the words before them; in lower case only in the usual forms."""
    yield from matches(_PLATE, view.quiet, "LICENSE_PLATE", CUED, "license_plate")
    yield from matches(_PLATE_LOWER, view.quiet, "LICENSE_PLATE", LIKELY, "license_plate")
