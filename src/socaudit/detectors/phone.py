"""Phone numbers of the UK, North America, Ireland, Australia, India; of anywhere in international form."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from socaudit.detectors._recognizer import CUED, POSSIBLE, SHAPED, WEAK, recognizer
from socaudit.detectors._values import is_fiction, parsed_phone
from socaudit.detectors._view import View
from socaudit.model import Detection

_CANDIDATE = re.compile(
    r"(?<![\w#$£€@/:.+-])(?<!\d[., ])(?:\+|00)?\(?\+?\d(?:[ .()-]{0,3}\d){6,14}"
    r"(?![\w%]|[:/,.-]\d|-[A-Za-z])"
)
_CUE = re.compile(
    r"\b(?:call|phone|ph|tel|telephone|mobile|mob|cell|text|txt|ring|whats ?app|contact|reach|number is"
    r"|my number"
    r"|no is|landline|sms|dial|fax)\b[^\d\n]{0,25}$",
    re.IGNORECASE,
)
_OTHER_CUE = re.compile(
    r"\b(?:order|orders|ref|reference|tracking|parcel|account|acct|a/c|case|ticket|policy|booking|invoice"
    r"|imei|serial|sn"
    r"|card|sort code|claim|confirmation|pnr|incident|complaint|membership|member|customer|receipt|upc|sku"
    r"|isbn|model"
    r"|transaction|reservation|flight|meter|iban|id|nhs|ssn|nino|passport|licen[cs]e|consignment|vin"
    r"|routing)\b[^\d\n]{0,20}$",
    re.IGNORECASE,
)
_AMERICAN = re.compile(r"(?:\+?1[ .-]?)?(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .-])[2-9]\d\d[ .-]\d{4}")
_AMERICAN_DIGITS = re.compile(r"1?[2-9]\d\d[2-9]\d{6}")
_INDIAN = re.compile(r"[6-9]\d{4}[ -]\d{5}")
_LOCAL = re.compile(r"[2-9]\d\d[ .-]\d{4}")
# These belong to companies: what a person can be reached at is never one of them.
_SERVICE_TYPES = frozenset(
    {
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.SHARED_COST,
        phonenumbers.PhoneNumberType.UAN,
        phonenumbers.PhoneNumberType.VOICEMAIL,
    }
)
_SHORTEST_FOREIGN = 8
_YEAR_FIRST = re.compile(
    r"(?:19|20)\d\d ?- ?(?:19|20)\d\d$|(?:19|20)\d\d[-.]\d\d[-.]\d\d|\d\d?[-.]\d\d?[-.](?:19|20)?\d\d(?:\D|$)"
)


@recognizer("phone", digits=True)
def phone(view: View) -> Iterator[Detection]:
    """Find phone numbers; without a leading zero, a plus or a usual grouping only after a cue."""
    for match in _CANDIDATE.finditer(view.quiet):
        start, end = match.span()
        if match[0].startswith("(") and ")" not in match[0]:
            start += 1
        score = _score(view.quiet[start:end], view.quiet[max(0, start - 50) : start])
        if score:
            yield Detection("PHONE_NUMBER", start, end, score, "phone")


def _score(text: str, before: str) -> float:
    """Return how likely `text` is a phone number after the words `before`, 0 for not at all."""
    cued = _CUE.search(before) is not None
    if _YEAR_FIRST.match(text) or (_OTHER_CUE.search(before) and not cued):
        return 0
    if _LOCAL.fullmatch(text):
        return POSSIBLE if cued else WEAK
    digits = re.sub(r"\D", "", text)
    number = parsed_phone(text)
    if number is None or not (phonenumbers.is_valid_number(number) or is_fiction(digits)):
        return POSSIBLE if cued and len(digits) >= _SHORTEST_FOREIGN else 0
    if phonenumbers.number_type(number) in _SERVICE_TYPES:
        return WEAK
    shaped = (
        text.lstrip("(").startswith(("+", "0"))
        or _AMERICAN.fullmatch(text) is not None
        or _INDIAN.fullmatch(text) is not None
    )
    if shaped:
        return CUED if cued else SHAPED
    return SHAPED if cued else WEAK
