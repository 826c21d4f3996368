"""Phone numbers of the UK, North America, Ireland, Australia, India; of anywhere in international form."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from socaudit.detectors._recognizer import CUED, LIKELY, POSSIBLE, SHAPED, WEAK, Form, matches, recognizer
from socaudit.detectors._values import is_fiction, parsed_phone
from socaudit.detectors._view import View
from socaudit.model import Detection

_CANDIDATE = re.compile(
    r"(?<![\w#$£€@/:.+-])(?<!\d[., ])(?:\+|00)?\(?\+?\d(?:[ .()-]{0,3}\d){6,14}"
    r"(?:(?: ?(?:x|ext\.?|extension)[ .]?\d{1,6})(?!\w)|(?![\w%]|[:/,.-]\d|-(?!(?i:mob"
    r"|cell|desk))[A-Za-z]))",
)
# Zeros typed as letters, digits parted by other signs: 'o7700 900 321', '07700/900/777'.
_ODD = re.compile(
    r"(?<![\w#$£€@/:.+-])(?=[\doO /_.-]{0,16}[oO/_])[0oO][1-9oO][\doO]{2,3}(?:[ /_.-]?[\doO]{3}){2}[\doO]?(?![\w/])"
)
_EXTENSION = re.compile(r" ?(?:x|ext\.?|extension)[ .]?\d{1,6}$")
_GLUED = re.compile(
    r"(?:tel|mob|mobile|phone|fone|cell|call|text|txt|whats ?app|num|number)[:.=-]?(?P<value>(?:\+?44"
    r"|\+353|\+61|\+91|0)\d{9,10})"
    r"(?!\d)",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:call|phone|ph|tel|telephone|mobile|mob|cell|text|txt|ring|whats ?app|contact|reach|number is"
    r"|my number"
    r"|no is|landline|sms|dial|fax|office|home|work|answering at|receiving messages to"
    r"|numbers?|num|fone|registered)"
    r"\b[^\d\n]{0,25}\s{0,3}$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\b(?:desk|office|direct|home|work)(?: line| phone| tel)?[:.]?\s{0,3}$", re.IGNORECASE)
_OTHER_CUE = re.compile(
    r"\b(?:order|orders|ref|reference|tracking|parcel|account|acct|a/c|case|ticket|policy|booking|invoice"
    r"|imei|serial|sn"
    r"|card|sort code|claim|confirmation|pnr|incident|complaint|membership|member|customer|receipt|upc|sku"
    r"|isbn|model"
    r"|transaction|reservation|flight|meter|iban|id|nhs|ssn|nino|passport|licen[cs]e|consignment|vin"
    r"|routing|utr|chi|ohip|tag|con ?note|waybill|awb|docket|rma|voucher|barcode|health card|vc|viewing card"
    r"|tfn|sin|crn|pps|ni)\b[^\d\n]{0,20}$",
    re.IGNORECASE,
)
_UNDER = re.compile(r"\bunder\s$", re.IGNORECASE)
# 'call us on', 'our helpline is': the company's own number is nobody's personal data.
_OWN = re.compile(
    r"\b(?:(?:call|ring|phone|contact|text|reach|whats ?app|dial|speak to|tel) (?:us|our)\b[^\d\n]{0,30}"
    r"|our [a-z' ]{0,30}(?:lines?|numbers?|team|desk|cent(?:re|er)|phones?)\b[^\d\n]{0,20}"
    r"|(?:help ?line|hotline|customer (?:care|services?)(?: team| line)?)(?: number)?(?: is| on| at|:)?\s?)$",
    re.IGNORECASE,
)
_AMERICAN = re.compile(r"(?:\+?1[ .-]?)?(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .-])[2-9]\d\d[ .-]\d{4}")
_THREE_THREE_FOUR = re.compile(r"(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[.-]\d{4}")
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
_INTERNATIONAL = range(10, 15)
_ZERO_FIRST = re.compile(r"0[1-9]\d{2,3}[ -]\d{3}[ -]?\d{3,4}")
_YEAR_FIRST = re.compile(
    r"(?:19|20)\d\d ?- ?(?:19|20)\d\d$|(?:19|20)\d\d[-.]\d\d[-.]\d\d|\d\d?[-.]\d\d?[-.](?:19|20)?\d\d(?:\s|$)"
)


@recognizer(
    "phone", digits=True, finds=(Form("PHONE_NUMBER", "call me on [07700 900123]", WEAK, CUED, context=(_CUE,)),)
)
def phone(view: View) -> Iterator[Detection]:
    """Find phone numbers; without a leading zero, a plus or a usual grouping only after a cue."""
    for match in _CANDIDATE.finditer(view.quiet):
        start, end = match.span()
        if match[0].startswith("(") and ")" not in match[0]:
            start += 1
        score = _score(view.quiet[start:end], view.quiet[max(0, start - 60) : start])
        if score:
            yield Detection("PHONE_NUMBER", start, end, score, "phone")


@recognizer("phone_odd", digits=True, finds=(Form("PHONE_NUMBER", "ring me on [o7700 900 123]", SHAPED, SHAPED),))
def phone_odd(view: View) -> Iterator[Detection]:
    """Find national numbers with letters for zeros, or slashes and underscores between the groups."""
    for match in _ODD.finditer(view.quiet):
        digits = re.sub(r"\D", "", match[0].replace("o", "0").replace("O", "0"))
        number = parsed_phone(digits)
        if number is not None and (phonenumbers.is_valid_number(number) or is_fiction(digits)):
            yield Detection("PHONE_NUMBER", *match.span(), SHAPED, "phone_odd")


@recognizer(
    "phone_glued",
    digits=True,
    cues=("tel", "mob", "phone", "fone", "cell", "call", "text", "txt", "num", "app"),
    finds=(Form("PHONE_NUMBER", "tel[07700900123]", CUED, CUED, context=(_GLUED,)),),
)
def phone_glued(view: View) -> Iterator[Detection]:
    """Find phone numbers typed without a space after the word that announces them: 'tel07700900123'."""
    return matches(_GLUED, view.quiet, "PHONE_NUMBER", CUED, "phone_glued")


def _score(text: str, before: str) -> float:  # noqa: PLR0911  # One return for each thing that a number can be.
    """Return how likely `text` is a phone number after the words `before`, 0 for not at all."""
    extended = _EXTENSION.search(text)
    if extended is not None:
        text = text[: extended.start()]
    cued = extended is not None or any(cue.search(before) for cue in (_CUE, _LABEL))
    if _YEAR_FIRST.match(text) or (
        _OTHER_CUE.search(before) and not (cued or text.startswith("+") or _UNDER.search(before))
    ):
        return 0
    if _OWN.search(before):
        return WEAK
    if _LOCAL.fullmatch(text):
        return POSSIBLE if cued else WEAK
    digits = re.sub(r"\D", "", text)
    if text.startswith(("+", "00")):
        # '+44 (0)20': the zero is for callers at home.
        text = text.replace("(0)", "")
    number = parsed_phone(text)
    if number is None or not (phonenumbers.is_valid_number(number) or is_fiction(digits)):
        return _misdialled(text, digits, cued=cued)
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


def _misdialled(text: str, digits: str, *, cued: bool) -> float:
    """Return the score of digits that no country gives out: people mistype, and hide one digit."""
    if text.startswith("+") and len(digits) in _INTERNATIONAL:
        return CUED if cued else LIKELY
    if _THREE_THREE_FOUR.fullmatch(text) or (text.startswith("0") and _ZERO_FIRST.fullmatch(text)):
        return LIKELY if cued else POSSIBLE
    return POSSIBLE if cued and len(digits) >= _SHORTEST_FOREIGN else 0
