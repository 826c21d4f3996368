"""Numbers of orders, bookings, parcels and cases, of accounts, policies and members, by the words before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, WEAK, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_ORDER = (
    r"orders?|booking|reservation|pnr|parcel|package|tracking|consignment|shipment|delivery|tickets?|case"
    r"|incident|complaint"
    r"|claims?|invoice|receipt|transaction|returns?|rma|job|enquiry|inquiry|query|service request|sr"
    r"|confirmation|conf"
    r"|record locator|itinerary|e-?ticket|dispatch|purchase|repair|fault|appointment|crm|log|customer service"
)
_CUSTOMER = (
    r"accounts?|acct?|a/c|policy|memberships?|member|customer|client|loyalty|frequent fl[iy]er|ff|clubcard"
    r"|rewards?|subscriber"
    r"|subscription|user|contract|meter|mpan|mprn|supply|insurance|student|patient|employee|patron"
    r"|rapid rewards|skymiles"
    r"|executive club|gold card|advantage card|billing|login|vin|cust"
)
_KIND = r"(?:numbers?|nos?\.?|nums?\.?|nbr|ids?|i\.d\.|refs?\.?|reference|codes?|#)"
_LINK = r"(?:\s*(?:is|was|are|being|it's|[:=#-]|-\s*#)){0,2}\s*#?\s*[\"'(]?\s*"
_CODE = r"(?=[\w/-]*\d)[A-Za-z0-9](?:[A-Za-z0-9]|[-/](?=[A-Za-z0-9])){3,30}"
_GROUPS = r"\d{3,5}(?:[ -]\d{3,5}){1,4}"
_VALUE = rf"(?P<value>{_GROUPS}(?![\w-])|{_CODE})(?!\w|[.,:]\d|\s?%)"
# A number word or a sign must stand between a loose word such as 'ticket' and the value.
_STRONG = rf"(?:(?:(?:\s|-)*{_KIND}){{1,3}}(?:\s+(?:of|for)\s+[\w' ]{{2,20}}?)?|(?:\s*[#:=]))"
_AFTER_ORDER = re.compile(rf"\b(?:{_ORDER})\b\s*{_STRONG}{_LINK}{_VALUE}", re.IGNORECASE)
_AFTER_CUSTOMER = re.compile(rf"\b(?:{_CUSTOMER})\b\s*{_STRONG}{_LINK}{_VALUE}", re.IGNORECASE)
_LOOSE = r"orders?|booking|reservation|parcel|tracking|consignment|tickets?|case|claims?|invoice|incident"
_LOOSE_ORDER = re.compile(rf"\b(?:{_LOOSE})\b\s+(?:is\s+|was\s+)?#?{_VALUE}", re.IGNORECASE)
_LOOSE_CUSTOMER = re.compile(
    rf"\b(?:accounts?|acct?|a/c|policy|memberships?|clubcard|skymiles)\b\s+(?:is\s+|was\s+)?#?{_VALUE}",
    re.IGNORECASE,
)
_REF = re.compile(rf"\b(?:ref|reference)\b\.?(?:\s*{_KIND}){{0,2}}{_LINK}{_VALUE}", re.IGNORECASE)
_LOCATOR = re.compile(
    r"\b(?i:pnr|booking(?:\s+ref(?:erence)?|\s+code)?|record locator|conf(?:irmation)?(?:\s+(?:code|number"
    r"|no|#))?|reservation(?:\s+code)?)"
    r"(?:\s*(?i:is|was|[:=#-])){0,2}\s+#?(?P<value>[A-Z0-9]{6})(?![\w-])"
)
# Parcel numbers with a form of their own: UPU S10 (two letters, nine digits, country) and UPS.
_PARCEL = re.compile(r"(?<![\w-])(?P<value>[A-Z]{2}\d{9}[A-Z]{2}|1Z[0-9A-Z]{16})(?![\w-])")
_HASH = re.compile(r"(?<![\w#&])#(?![0-9A-F]{6}\b)(?P<value>(?=[A-Z0-9-]*\d{4})[A-Z0-9-]{5,24})(?![\w-])")
_BARE = re.compile(
    r"(?<![\w#$£€.,:/+-])(?P<value>(?=[A-Z0-9-]*\d{3})[A-Z]{1,4}-\d{4,12}|[A-Z]{1,4}\d{5,12}"
    r"|\d{7,19})(?![\w%-]|[.,:/]\d)"
)
_PLAIN_NUMBER = re.compile(
    r"(?:19|20)\d\d|\d+(?:st|nd|rd|th|am|pm|h|hrs?|hours?|mins?|minutes?|secs?|seconds?|days?|weeks?"
    r"|months?|years?|k|gb|mb|x|p)",
    re.IGNORECASE,
)
_SHORTEST_LOOSE = 5


def _cued(pattern: re.Pattern[str], view: View, entity_type: str, score: float) -> Iterator[Detection]:
    for match in pattern.finditer(view.quiet):
        if not _PLAIN_NUMBER.fullmatch(match["value"]):
            yield Detection(entity_type, *match.span("value"), score, "reference")


def _loose(pattern: re.Pattern[str], view: View, entity_type: str) -> Iterator[Detection]:
    for detection in _cued(pattern, view, entity_type, LIKELY):
        if detection.end - detection.start >= _SHORTEST_LOOSE:
            yield detection


@recognizer("reference", digits=True)
def reference(view: View) -> Iterator[Detection]:
    """Find numbers that a company gave to an order, a case or a customer."""
    yield from _cued(_AFTER_ORDER, view, "ORDER_REFERENCE", CUED)
    yield from _cued(_AFTER_CUSTOMER, view, "CUSTOMER_REFERENCE", CUED)
    yield from _cued(_REF, view, "ORDER_REFERENCE", CUED)
    yield from _loose(_LOOSE_ORDER, view, "ORDER_REFERENCE")
    yield from _loose(_LOOSE_CUSTOMER, view, "CUSTOMER_REFERENCE")
    yield from matches(_PARCEL, view.quiet, "ORDER_REFERENCE", CUED, "reference")
    yield from matches(_HASH, view.quiet, "ORDER_REFERENCE", LIKELY, "reference")
    yield from matches(_BARE, view.quiet, "ORDER_REFERENCE", WEAK, "reference")


@recognizer("record_locator", cues=("pnr", "booking", "locator", "conf", "reservation"))
def record_locator(view: View) -> Iterator[Detection]:
    """Find airline record locators: six capitals or digits after a word that announces one."""
    return matches(_LOCATOR, view.quiet, "ORDER_REFERENCE", CUED, "record_locator")
