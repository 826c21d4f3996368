"""Numbers of orders, bookings, parcels and cases, of accounts, policies and members, by the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from socaudit.detectors._recognizer import CUED, LIKELY, POSSIBLE, WEAK, Form, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_ORDER = (
    r"orders?|booking|reservation|pnr|parcels?|package|track(?:ing|ed)|consignment|shipment|delivery"
    r"|e-?tickets?"
    r"|tickets?|case|incident|complain(?:t|ts)?|claims?|invoice|receipt|transaction|returns?|refund|rma|job"
    r"|enquiry|inquiry|query|service request|sr|confirmation|conf|record locator|itinerary|dispatch|purchase"
    r"|repair|fault|appointment|crm|log|customer service|card through the door|way ?bill|awb|con ?note|docket"
    r"|agreement|rental|pcn|fine|appeal|quote|bag ?tag|tag|collection|pick-?up|hermes|evri|dpd|yodel"
    r"|royal mail"
    r"|parcelforce|fedex|dhl|ups|usps|an post|aus ?post|canada post|delhivery|blue ?dart|ref|reference"
    r"|ord|txn"
)
_CARDS = (
    r"(?:gas|electric|energy|key|loyalty|gift|members?|membership|rewards?|club|points|store|library"
    r"|oyster|leap"
    r"|opal|myki|nectar) card"
)
_CUSTOMER = (
    r"accounts?|acct?s?|accnt|a/c|ac|policy|pol|memberships?|member|customer|cust|client|loyalty"
    r"|frequent fl[iy]er"
    r"|ff|ffn|clubcard|nectar|boots card|rewards?|subscriber|subscription|user|contract|meter|mpan|mprn"
    r"|gprn|nmi"
    r"|mirn|supply|insurance|student|patient|employee|patron|rapid rewards|skymiles|mileage ?plus|aadvantage"
    r"|executive club|avios|flybuys|gold card|advantage card|billing|login|vin|consumer|crn|bp|ca"
) + f"|{_CARDS}"
# Words too common to announce a number without 'number' or a sign after them.
_NEEDS_KIND = frozenset(
    [
        "ac",
        "billing",
        "bp",
        "ca",
        "collection",
        "confirmation",
        "consumer",
        "contract",
        "crm",
        "customer service",
        "delivery",
        "dispatch",
        "employee",
        "fault",
        "ff",
        "fine",
        "insurance",
        "job",
        "log",
        "login",
        "loyalty",
        "meter",
        "ord",
        "patient",
        "patron",
        "pol",
        "purchase",
        "query",
        "quote",
        "receipt",
        "rental",
        "repair",
        "return",
        "returns",
        "reward",
        "rewards",
        "sr",
        "student",
        "supply",
        "transaction",
        "ups",
        "user",
        "vin",
    ]
)
_KIND = r"(?:numbers?|nos?\.?|nums?\.?|nmbr|nbr|ids?|i\.d\.|refs?\.?|reference|codes?|#)"
_VERB = r"(?:'s|is|was|are|were|being|it's|its|as|under|says|said|ends?|ending|in|me|again)"
_TIGHT = r"(?:is|was|are|being|it's|its|as|under|ends?)"
_SIGN = r"[:=#(~-]"
_OF = r"(?:\s+(?:of|for|on|from|with|in)\s+[\w' ]{2,30}?)?"
_BEFORE = re.compile(
    rf"\b(?:(?P<order>{_ORDER})|(?P<customer>{_CUSTOMER}))\b\.?"
    rf"(?P<kind>(?:(?:\s|-)*{_KIND}(?!\w)){{1,3}}{_OF})?(?P<link>(?:\s*(?:{_VERB}\b"
    rf"|{_SIGN})){{0,3}})\s*[\"'(#]?\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\"')]?\s+(?:is|was)\s+(?:(?P<customer>me\b|(?:the|my|our)\s+(?:account|acc|acct|customer|member"
    r"|policy))"
    r"|(?:the|my|our)\s+(?P<order>order|ref|reference|tracking|booking|case|ticket|claim))",
    re.IGNORECASE,
)
_UNIT = (
    r"(?:st|nd|rd|th|am|pm|h|hrs?|hours?|mins?|minutes?|secs?|seconds?|days?|weeks?|months?|years?|k|gb"
    r"|mb|x|p"
    r"|times?|people|points?|miles|rupees|rs|pounds?|quid|euros?|dollars?|usd|gbp|eur|items?|of|calls?"
    r"|emails?"
    r"|customers?|stars?|working|business)"
)
_CODE = r"(?=[\w/-]*\d)[A-Za-z0-9](?:[A-Za-z0-9]|[-/](?=[A-Za-z0-9])){3,30}"
_SPACED = r"\d(?: \d){3,15}(?!\d)"
_NO_CUE = (
    r"(?!(?:NMI|PNR|REF|ORD|ACC|TEL|NO|SR|PCN|AWB|CRN|RMA|MOB|DPD|DHL|UPS|ID|ON|IS|AT|TO|OF|MY|IN|BY"
    r"|FOR|THE|AND|WAS|NOT|BSB)\b)"
)
_GROUPED = (
    rf"(?:{_NO_CUE}[A-Z]{{1,3}}[ -]?|[A-Z]-)?\d{{2,6}}(?:[ -]\d{{2,6}}(?!\d| ?(?!GB)"
    rf"(?i:{_UNIT})\b)){{1,7}}(?: \d(?!\w|\.\d| ?(?i:{_UNIT})\b)| [A-Z]{{2}}\b)?"
)
_PREFIXED = rf"{_NO_CUE}(?:" r"[A-Z]{1,3} \d{5,12}|[A-Z]{1,3}(?:\d{2,6} ){1,3}\d{1,5}|[A-Z]\d{2}[A-Z]{2}\d{5} \d{2})"
_VALUE = re.compile(
    rf"(?<![\w£$€.,:/@&+-])(?P<value>{_SPACED}|(?:{_GROUPED}|{_PREFIXED})(?![\w-]|[.,:/]\d)|{_CODE})"
    r"(?!\w|[.,:]\d|\s?%|\.(?:com|co|org|net)\b)"
)
_LOCATOR = re.compile(
    r"\b(?i:pnr|booking(?:\s+ref(?:erence)?|\s+code)?|(?:record )?locator|conf(?:irmation)?(?:\s+(?:code|number"
    r"|no|#))?|reservation(?:\s+code)?)"
    r"(?:\s*(?i:is|was|[:=#-])){0,2}\s+#?(?P<value>[A-Z0-9]{6})(?![\w-])"
)
# Parcel numbers with a form of their own: UPU S10 (two letters, nine digits, country) and UPS.
_PARCEL = re.compile(
    r"(?<![\w-])(?P<value>[A-Z]{2} ?\d{9} ?[A-Z]{2}|1Z[0-9A-Z]{16}|JJ?D\d{12,18}|JJ?D\d{2,6}(?: \d{2,6}){2,5})(?![\w-])"
)
_HASH = re.compile(r"(?<![\w#&])#(?![0-9A-F]{6}\b)(?P<value>(?=[A-Z0-9-]*\d{4})[A-Z0-9-]{5,24})(?![\w-])")
# Few other things are capitals and six digits or more: not models, flights, versions, years.
_SERIES = re.compile(r"(?:[A-Z]{2,5}-?\d{6,14}|[A-Z]-?\d{8,14}|[A-Z]\d{2}[A-Z]{2}\d{8,14}|\d{3}-\d{7}-\d{7})")
# What a question or an earlier message may explain: a locator, letters before or behind a dash, digits in groups
# (behind a nought they are a telephone number).
_BARE = re.compile(
    r"[A-Z]{1,4}\d{5,12}|\d{7,19}|[A-Z]{1,4}-\d{3,12}(?:-\d{2,8})*|\d{4,12}-[A-Z]{1,2}|[1-9]\d{2,5}(?:[ -]\d{2,6}){2,5}"
    r"|[A-Z][A-Z0-9]{5}"
)
_LETTERED = re.compile(r"[A-Z]{1,4}-\d{4,12}|[A-Z]{2,4}\d{5,12}")
_GLUED = re.compile(
    r"(?<![a-z])(?:(?P<customer>acct?|account)|(?P<order>ref|order))(?:no|num)?[.:]?"
    r"(?P<value>[A-Z]{0,3}\d{5,12})(?!\d)",
    re.IGNORECASE,
)
_PLAIN_NUMBER = re.compile(
    rf"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?|\d+{_UNIT}|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}", re.IGNORECASE
)
_UNIT_NEXT = re.compile(rf"\s+{_UNIT}\b", re.IGNORECASE)
_WINDOW = 70
_SHORTEST_LOOSE = 5
_SERIAL_LENGTH = 8
_SHORTEST_REPEATED = 6


def _kind_of(view: View, match: re.Match[str]) -> tuple[str, float] | None:
    """Return the type and score that the words around a value give it, None where they say nothing."""
    value, start = match["value"], match.start("value")
    before = _BEFORE.search(view.quiet, max(0, start - _WINDOW), start)
    if before is not None:
        kind = "ORDER_REFERENCE" if before["order"] else "CUSTOMER_REFERENCE"
        if before["kind"] or any(sign in before["link"] for sign in "#:=") or view.quiet[start - 1] == "#":
            return kind, CUED
        cue = (before["order"] or before["customer"]).lower()
        if cue in {"ref", "reference"}:
            return kind, CUED
        if len(value) >= _SHORTEST_LOOSE and (cue not in _NEEDS_KIND or _LETTERED.fullmatch(value)):
            # Letters before many digits are a series that a company numbers.
            return kind, CUED if value[0].isalpha() and len(value) >= _SERIAL_LENGTH else LIKELY
    after = _AFTER.match(view.quiet, match.end("value"))
    if after is not None and len(value) > _SHORTEST_LOOSE:
        return ("ORDER_REFERENCE" if after["order"] else "CUSTOMER_REFERENCE"), LIKELY
    return None


@lru_cache(maxsize=1024)
def _shape(value: str) -> str:
    return "".join("9" if c.isdigit() else "A" if c.isalpha() else c for c in value)


@recognizer(
    "reference",
    digits=True,
    finds=(
        Form("ORDER_REFERENCE", "order number [1093377] is late", WEAK, CUED, context=(re.compile(_ORDER),)),
        Form("CUSTOMER_REFERENCE", "my account number is [00012345]", LIKELY, CUED, context=(re.compile(_CUSTOMER),)),
    ),
)
def reference(view: View) -> Iterator[Detection]:
    """Find numbers that a company gave to an order, a case or a customer.

    The value comes first, the words around it decide what it is; another value of the same shape in the same
    text is another of its kind.
    """
    uncued = []
    shapes: dict[str, str] = {}
    for match in _VALUE.finditer(view.quiet):
        value, span = match["value"], match.span("value")
        if _PLAIN_NUMBER.fullmatch(value) or (value.isdecimal() and _UNIT_NEXT.match(view.quiet, span[1])):
            continue
        kind = _kind_of(view, match)
        if kind is None:
            uncued.append((value, span))
            continue
        shapes[_shape(value)] = kind[0]
        yield Detection(kind[0], *span, kind[1], "reference")
    for value, span in uncued:
        repeated = shapes.get(_shape(value)) if len(value) >= _SHORTEST_REPEATED else None
        if repeated:
            yield Detection(repeated, *span, LIKELY, "reference")
        elif _SERIES.fullmatch(value):
            yield Detection("ORDER_REFERENCE", *span, POSSIBLE, "reference")
        elif _BARE.fullmatch(value):
            yield Detection("ORDER_REFERENCE", *span, WEAK, "reference")
    yield from matches(_PARCEL, view.quiet, "ORDER_REFERENCE", CUED, "reference")
    yield from matches(_HASH, view.quiet, "ORDER_REFERENCE", LIKELY, "reference")


@recognizer(
    "glued_reference",
    digits=True,
    cues=("acc", "ref", "order"),
    finds=(
        Form("ORDER_REFERENCE", "ref[20448817]", LIKELY, LIKELY),
        Form("CUSTOMER_REFERENCE", "acc[20448817]", LIKELY, LIKELY),
    ),
)
def glued_reference(view: View) -> Iterator[Detection]:
    """Find numbers typed without a space after the word that announces them: 'acc20448817'."""
    for match in _GLUED.finditer(view.quiet):
        kind = "CUSTOMER_REFERENCE" if match["customer"] else "ORDER_REFERENCE"
        yield Detection(kind, *match.span("value"), LIKELY, "glued_reference")


@recognizer(
    "record_locator",
    cues=("pnr", "booking", "locator", "conf", "reservation"),
    finds=(Form("ORDER_REFERENCE", "booking reference [ABC123]", CUED, CUED, context=(_LOCATOR,)),),
)
def record_locator(view: View) -> Iterator[Detection]:
    """Find airline record locators: six capitals or digits after a word that announces one."""
    return matches(_LOCATOR, view.quiet, "ORDER_REFERENCE", CUED, "record_locator")
