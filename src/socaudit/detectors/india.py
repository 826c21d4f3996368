"""India: Aadhaar, PAN and voter numbers, PIN codes, UPI addresses and bank branches, number plates, licences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors import _checks
from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, VALIDATED, WEAK, Form, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_AADHAAR = re.compile(
    r"\b(?:a+dha+a?r|uidai|uid)\b[^\d\n]{0,25}(?P<value>(?:\d{4}|[xX*]{4})[ -]?(?:\d{4}"
    r"|[xX*]{4})[ -]?\d{4})(?![\w-])",
    re.IGNORECASE,
)
_AADHAAR_CARD = re.compile(r"(?<![\w-])(?<!\d )[2-9]\d{3}([ -])\d{4}\1\d{4}(?![\w-]| ?\d)")
_PAN = re.compile(r"(?<![\w-])[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z](?![\w-])", re.IGNORECASE)
_FOUR_THEN_LETTER = re.compile(r"[A-Za-z]\d{4}[A-Za-z]")
_PAN_CUED = re.compile(
    r"\bpan\b(?:\s*(?:card|number|no\.?|is|[:=#-])){0,3}\s*(?P<value>[A-Z]{5}\d{4}[A-Z])(?![\w-])", re.IGNORECASE
)
_VOTER = re.compile(
    r"\b(?:voter|epic)\b(?:\s*(?:id|card|number|no\.?|is|[:=#-])){0,4}\s*(?P<value>[A-Z]{3}\d{7})(?![\w-])",
    re.IGNORECASE,
)
_PIN = r"(?P<value>[1-9]\d{2} ?\d{3})(?![\w-]|[.,]\d)"
_PIN_CUED = re.compile(
    rf"\b(?:pin ?code|(?:area|delivery) pin)\b[^\d\n]{{0,20}}{_PIN}|\bpin\s*[:=-]\s*{_PIN.replace('value', 'value2')}",
    re.I,
)
# 'Deliver to 110085': what is sent goes to a place.
_SENT = re.compile(
    rf"\b(?:deliver(?:ed|y|ing)?|ship(?:ped|ping)?|service(?:able)?|courier|live|based|order(?:ed)?)(?: it)? "
    rf"(?:to|at|in|for) {_PIN}(?! ?(?:rs|rupees|people|customers))",
    re.IGNORECASE,
)
_SECRET = re.compile(r"\b(?:atm|card|bank|log ?in|unlock|sim|sms|otp|password|lock)\b", re.IGNORECASE)
_CITIES = (
    "mumbai|bombay|delhi|bengaluru|bangalore|chennai|madras|kolkata|calcutta|hyderabad|pune|ahmedabad"
    "|surat|jaipur"
    "|lucknow|kanpur|nagpur|indore|thane|bhopal|patna|vadodara|ghaziabad|ludhiana|agra|nashik|faridabad"
    "|meerut|rajkot"
    "|varanasi|amritsar|ranchi|howrah|coimbatore|vijayawada|jodhpur|madurai|raipur|kota|guwahati"
    "|chandigarh|mysore"
    "|mysuru|gurgaon|gurugram|noida|kochi|cochin|ernakulam|trivandrum|thiruvananthapuram|dehradun"
    "|mangalore|goa"
    "|karnataka|maharashtra|kerala|gujarat|tamil nadu|telangana|punjab|haryana|bihar|odisha|rajasthan|india"
)
_PIN_AFTER_CITY = re.compile(rf"\b(?:{_CITIES})\s{{0,2}}[-,:(]?\s{{0,2}}{_PIN}", re.IGNORECASE)
_UPI_HANDLES = (
    "upi|ybl|ibl|axl|paytm|ptyes|ptaxis|pthdfc|ptsbi|okhdfcbank|okicici|oksbi|okaxis|apl|yapl|rapl|icici"
    "|hdfcbank|sbi"
    "|axisbank|kotak|freecharge|airtel|jio|ikwik|fbl|barodampay|pnb|cnrb|idfcbank|yesbank|indus|federal"
    "|slice|naviaxis"
)
_UPI = re.compile(rf"(?<![\w@.-])[A-Za-z0-9][\w.-]{{1,60}}@(?:{_UPI_HANDLES})(?![\w@.-]|\.\w)", re.IGNORECASE)
_IFSC = re.compile(r"(?<![\w-])[A-Z]{4}0[A-Z0-9]{6}(?![\w-])", re.IGNORECASE)
_IFSC_ACCOUNT = re.compile(
    r"\b(?:a/c|acc?t?|account)\b\.?(?:\s*(?:numbers?|no\.?|num|is|[:=#-])){0,4}\s*(?P<value>\d{9,18})(?!\w)",
    re.IGNORECASE,
)
_SIX = re.compile(r"(?<!\d)[1-9]\d{2} ?\d{3}(?!\d)")
_FOUR = re.compile(r"[A-Za-z0-9][ -]?\d{4}(?!\d)|\d{7}(?!\d)")
_STATES = (
    "AN|AP|AR|AS|BR|CG|CH|DD|DL|DN|GA|GJ|HP|HR|JH|JK|KA|KL|LA|LD|MH|ML|MN|MP|MZ|NL|OD|OR|PB|PY|RJ|SK|TN|TR|TS|UK|UP|WB"
)
_PLATE = re.compile(rf"(?<![\w-])(?:{_STATES})[ -]?\d{{1,2}}[ -]?[A-Z]{{1,3}}[ -]?\d{{4}}(?![\w-])", re.IGNORECASE)
_VEHICLE = re.compile(
    r"\b(?:car|bike|scooty|scooter|auto|cab|fastag|vehicle|challan|toll|parking|reg\w*)\b", re.IGNORECASE
)
_LICENCE = re.compile(rf"(?<![\w-])(?:{_STATES})[ -]?\d{{2}}[ -]?(?:19|20)\d{{2}}[ -]?\d{{7}}(?![\w-])", re.IGNORECASE)


@recognizer(
    "in_aadhaar",
    digits=True,
    finds=(Form("NATIONAL_ID", "aadhaar number [0000 0000 0003]", LIKELY, VALIDATED, "Verhoeff", (_AADHAAR,)),),
)
def aadhaar(view: View) -> Iterator[Detection]:
    """Find Aadhaar numbers by the word before them, half masked ones included, or by grouping and check digit."""
    if "dha" in view.lower or "uid" in view.lower:
        for match in _AADHAAR.finditer(view.quiet):
            right = match["value"][0].isdecimal() and _checks.verhoeff(match["value"])
            yield Detection("NATIONAL_ID", *match.span("value"), VALIDATED if right else LIKELY, "in_aadhaar")
    for match in _AADHAAR_CARD.finditer(view.quiet):
        if _checks.verhoeff(match[0]):
            yield Detection("NATIONAL_ID", *match.span(), LIKELY, "in_aadhaar")


@recognizer(
    "in_national_id",
    digits=True,
    finds=(Form("NATIONAL_ID", "PAN card number is [AAAAA0000A]", LIKELY, CUED, context=(_PAN_CUED,)),),
)
def pan(view: View) -> Iterator[Detection]:
    """Find PAN numbers, whose fourth letter says who holds them."""
    if not _FOUR_THEN_LETTER.search(view.quiet):
        return
    for match in _PAN.finditer(view.quiet):
        if "pan" in view.lower or match[0].isupper():
            yield Detection("NATIONAL_ID", *match.span(), SHAPED if match[0].isupper() else LIKELY, "in_national_id")
    if "pan" in view.lower:
        yield from matches(_PAN_CUED, view.quiet, "NATIONAL_ID", CUED, "in_national_id")


@recognizer(
    "in_voter_id",
    digits=True,
    cues=("voter", "epic"),
    finds=(Form("NATIONAL_ID", "voter id [XXX0000000]", CUED, CUED, context=(_VOTER,)),),
)
def voter_id(view: View) -> Iterator[Detection]:
    """Find voter numbers by the words before them."""
    return matches(_VOTER, view.quiet, "NATIONAL_ID", CUED, "in_voter_id")


@recognizer(
    "in_pin_code",
    digits=True,
    finds=(Form("POSTAL_CODE", "pin code is [560 000]", WEAK, VALIDATED, context=(_PIN_CUED, _PIN_AFTER_CITY)),),
)
def pin_code(view: View) -> Iterator[Detection]:
    """Find PIN codes by the words before them, a city or state among them."""
    if "pin" in view.lower:
        for match in _PIN_CUED.finditer(view.quiet):
            # A secret PIN is a matter of cards and log-ins.
            score = WEAK if _SECRET.search(view.quiet) else VALIDATED
            yield Detection("POSTAL_CODE", *match.span(match.lastgroup or 0), score, "in_pin_code")
    if _SIX.search(view.quiet):
        yield from matches(_PIN_AFTER_CITY, view.quiet, "POSTAL_CODE", CUED, "in_pin_code")
        yield from matches(_SENT, view.quiet, "POSTAL_CODE", LIKELY, "in_pin_code")


@recognizer(
    "in_bank",
    cues=("@", "ifsc"),
    finds=(Form("BANK_ACCOUNT", "pay it back to [jane.doe@upi]", CUED, CUED, context=(_IFSC_ACCOUNT,)),),
)
def bank(view: View) -> Iterator[Detection]:
    """Find UPI addresses by their handle, and a bank branch's IFSC with the account beside it."""
    yield from matches(_UPI, view.text, "BANK_ACCOUNT", CUED, "in_bank")
    if "ifsc" in view.lower:
        yield from matches(_IFSC, view.quiet, "BANK_ACCOUNT", CUED, "in_bank")
        yield from matches(_IFSC_ACCOUNT, view.quiet, "BANK_ACCOUNT", CUED, "in_bank")


@recognizer(
    "in_vehicle",
    digits=True,
    finds=(
        Form("LICENSE_PLATE", "hit by [KA 00 XX 0000] today", LIKELY, SHAPED),
        Form("DRIVER_LICENSE", "they copied [KA00 2000 0000000]", SHAPED, SHAPED),
    ),
)
def vehicle(view: View) -> Iterator[Detection]:
    """Find number plates and driving licences, which begin with the state."""
    if not _FOUR.search(view.quiet):
        return
    for match in _PLATE.finditer(view.quiet):
        if match[0].isupper() or _VEHICLE.search(view.quiet):
            yield Detection(
                "LICENSE_PLATE", *match.span(), SHAPED if re.search(r"[ -]", match[0]) else LIKELY, "in_vehicle"
            )
    yield from matches(_LICENCE, view.quiet, "DRIVER_LICENSE", SHAPED, "in_vehicle")
