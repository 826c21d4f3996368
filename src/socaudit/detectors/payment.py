"""Payment cards: whole numbers, last digits, security codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, Form, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_ENDING = re.compile(
    r"\b(?:card|visa|mastercard|amex|debit|credit|acct|account|one|ending|ends?)\b[^.\n]{0,20}?\b(?:ending"
    r"|ends?|finish(?:es|ing)?)(?: (?:in|with|on))?"
    r"(?: the)?(?: (?:numbers?|digits?))?[ :.*xX-]*(?P<value>\d ?\d ?\d ?\d)(?! ?\d|\w|[.,]\d)",
    re.IGNORECASE,
)
_LAST_FOUR = re.compile(
    r"\b(?:(?:last|final) (?:four|4)(?: (?:digits?|numbers?|nos?|nums?))?|(?:four|4) (?:digits"
    r"|numbers)(?: (?:that )?(?:you|u|ye) (?:want|need|asked for)|"
    r" at the end))(?P<what>(?: (?:of|on|for) [\w' ]{1,30}?)?)"
    r"(?:\s*(?:are|is|were|was|being|[:=(-])){0,2}\s*(?P<value>\d ?\d ?\d ?\d)(?! ?\d|\w)",
    re.IGNORECASE,
)
_MASKED = re.compile(r"(?<!\w)(?:(?:[xX*•]{4}[ -]?){1,3}|[*•]{2,3} ?)(?P<value>\d{4})(?!\w)")
_LAST_FOUR_AFTER = re.compile(
    r"(?<![\w£$€.-])(?P<value>\d{4}),? (?:is|are|as|being) (?:the|my) last (?:four|4)\b", re.IGNORECASE
)
# 'The visa with 4444 at the end'.
_AT_THE_END = re.compile(
    r"\b(?:card|visa|mastercard|amex|debit|credit)\b[^.\n\d]{0,25}(?<![\w£$€.-])(?P<value>\d{4}) (?:at|on) the end\b",
    re.IGNORECASE,
)
# 'old one 8812, new one 5190': a second card, where a first one is shown in part.
_OTHER_ONE = re.compile(
    r"\b(?:(?:new|old|other|replacement|second|current) (?:one|card)|card)(?: is| was|:"
    r"| -)? (?P<value>\d{4})(?!\w|[.,]\d)",
    re.I,
)
_NOT_A_CARD = re.compile(r"\b(?:ssn|social|phone|mobile|order|imei|serial)\b", re.IGNORECASE)
_CARD = re.compile(
    r"(?<!gas )(?<!gift )(?<!key )(?<!loyalty )(?<!library )\b(?:(?:credit|debit|bank|my|visa|mastercard"
    r"|amex|this|for) card|card(?: number| no\.?| #)|visa"
    r"|mastercard|amex)\b(?: (?:number|no|num))?"
    r"(?:\s*(?:is|was|[:=#-])){0,2}\s*#?(?P<value>\d{4}(?:[ -]?\d{4}){2}(?:[ -]?\d{1,4}){0,2}"
    r"|\d{4}[ -]?\d{6}[ -]?\d{5}|\d{12,19})(?![\w-])",
    re.IGNORECASE,
)
_BACK = r"(?:(?:on|at|off|from)(?: the| my)?|(?:of|in) the) back(?: of (?:the|my)(?: \w+)? ?card)?"
_SECURITY_CODE = re.compile(
    r"\b(?:cvv2?|cvc2?|cv2|cvn2?|csc|cid(?= \d{4}\b)|(?:security|sec) (?:code|number|digits|no\.?|num)"
    rf"|(?:last )?(?:(?:three|3) )?(?:digits?|numbers?|nums?|code)(?: (?:is|that's|thats))? {_BACK}"
    rf"|(?:last )?(?:three|3) {_BACK}|(?:four|4) (?:digits|numbers?) on (?:the )?front|back of (?:the |my )?card)"
    r"(?![A-Za-z])(?: (?:number|code|nos?\.?))?(?: (?:on|of) [\w ]{2,20}?)?"
    r"(?:\s*(?:is|it's|its|are|was|says|said|[:=(\-,])){0,3}\s*(?P<value>\d ?\d ?\d(?: ?\d)?)(?! ?\d|\w|[.,]\d)",
    re.IGNORECASE,
)
_SECURITY_AFTER = re.compile(
    r"(?<![\w£$€.,:-])(?<!bus )(?<!row )(?<!room )(?<!seat )(?P<value>\d{3})(?: (?:is|as))?(?: (?:the|my))? "
    r"(?:on the back(?= of (?:the|my|it)|[,.;!?]|$| and\b)|(?:as |for )?(?:the |my )?(?:cvv|cvc|cv2|security code))\b"
    r"|(?<![\w£$€.,:-])(?P<value2>\d{3}) when (?:he|she|they|you|it) (?:asked|wanted)[^.\n]{0,20}\b"
    r"(?:cvv|cvc|cv2|security code)\b",
    re.IGNORECASE,
)
# Card number, expiry, code: how people copy a card.
_AFTER_EXPIRY = re.compile(
    r"\d{4}[ -]?\d{1,4}[ ,;/|]{1,3}(?:exp\w*:? ?)?(?:0[1-9]|1[0-2]) ?[/-] ?(?:20)?\d\d[ ,;/|]{1,3}(?P<value>\d{3,4})"
    r"(?![\w/-])",
    re.IGNORECASE,
)
_EXPIRES_AFTER = re.compile(
    r"(?<![\w£$€.,:/-])(?P<value>\d{3}),? (?:exp(?:iry|ires|iration)?)\.?:? (?:date )?(?:0[1-9]|1[0-2]) ?/ ?\d\d",
    re.I,
)
# A second code in a text that speaks of one: 'but the app says 104'.
_SECURITY_AGAIN = re.compile(
    r"\b(?:says|said|is|was|shows|be|shared|gave|gave him|told him|typed|read out|told)(?: it's| it is)? "
    r"(?P<value>\d{3})(?!\w|[.,:]\d| ?%)",
    re.I,
)
# 'Exp 09/27 and the three digits 737': which digits is said before.
_THE_THREE = re.compile(
    r"\bthe (?:last )?(?:three|3) (?:digits|numbers)(?: (?:are|is|were|was|being)|:)? (?P<value>\d{3})(?!\w"
    r"|[.,]\d| \d)",
    re.IGNORECASE,
)
_EXPIRY = re.compile(r"\b(?:exp\w*|valid (?:to|until))\b|\b(?:0[1-9]|1[0-2])/\d\d\b", re.IGNORECASE)
_CVV = re.compile(rf"\b(?:cvv2?|cvc2?|cv2|csc|(?:3|three) (?:digits|numbers) {_BACK})\b", re.IGNORECASE)


@recognizer(
    "card_fragment",
    digits=True,
    cues=("end", "last", "xx", "**", "••", "fin", "digits", "numbers"),
    finds=(
        Form("CARD_FRAGMENT", "the card ending [1111] was charged", LIKELY, CUED, context=(_ENDING, _LAST_FOUR)),
        Form("NATIONAL_ID", "last four of my ssn are [0000]", LIKELY, LIKELY, context=(_LAST_FOUR,)),
    ),
)
def card_fragment(view: View) -> Iterator[Detection]:
    """Find the last digits of a card or account."""
    yield from matches(_ENDING, view.quiet, "CARD_FRAGMENT", CUED, "card_fragment")
    yield from matches(_MASKED, view.quiet, "CARD_FRAGMENT", SHAPED, "card_fragment")
    yield from matches(_LAST_FOUR_AFTER, view.quiet, "CARD_FRAGMENT", CUED, "card_fragment")
    yield from matches(_AT_THE_END, view.quiet, "CARD_FRAGMENT", CUED, "card_fragment")
    if _MASKED.search(view.quiet) or _ENDING.search(view.quiet):
        yield from matches(_OTHER_ONE, view.quiet, "CARD_FRAGMENT", LIKELY, "card_fragment")
    for match in _LAST_FOUR.finditer(view.quiet):
        what = match["what"].lower()
        if "ssn" in what or "social" in what:
            yield Detection("NATIONAL_ID", *match.span("value"), LIKELY, "card_fragment")
        elif not _NOT_A_CARD.search(what):
            yield Detection("CARD_FRAGMENT", *match.span("value"), CUED, "card_fragment")


@recognizer(
    "card_number",
    digits=True,
    cues=("card", "visa", "mastercard", "amex"),
    finds=(Form("CREDIT_CARD", "my card number is [4111 1111 1111 1112]", SHAPED, SHAPED),),
)
def card_number(view: View) -> Iterator[Detection]:
    """Find card numbers after the words that announce one, a mistyped one included."""
    return matches(_CARD, view.quiet, "CREDIT_CARD", SHAPED, "card_number")


@recognizer(
    "card_security_code",
    digits=True,
    cues=("cv", "csc", "cid", "sec", "back", "front", "/", "exp", "valid"),
    finds=(Form("CARD_SECURITY_CODE", "the cvv is [000]", LIKELY, CUED, context=(_SECURITY_CODE,)),),
)
def card_security_code(view: View) -> Iterator[Detection]:
    """Find a card's security code by the words around it, or by the number and the date before it."""
    for pattern in (_SECURITY_CODE, _AFTER_EXPIRY, _EXPIRES_AFTER):
        yield from matches(pattern, view.quiet, "CARD_SECURITY_CODE", CUED, "card_security_code")
    for match in _SECURITY_AFTER.finditer(view.quiet):
        yield Detection("CARD_SECURITY_CODE", *match.span(match.lastgroup or 0), CUED, "card_security_code")
    if _EXPIRY.search(view.quiet):
        yield from matches(_THE_THREE, view.quiet, "CARD_SECURITY_CODE", CUED, "card_security_code")
    if _CVV.search(view.quiet):
        yield from matches(_SECURITY_AGAIN, view.quiet, "CARD_SECURITY_CODE", LIKELY, "card_security_code")
