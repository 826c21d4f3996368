"""Cards, whole or in part, and bank accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_ENDING = re.compile(
    r"\b(?:card|visa|mastercard|amex|debit|credit|acct|account|one|ending|ends?)\b[^.\n]{0,20}?\b(?:ending"
    r"|ends?)(?: (?:in|with))?"
    r"(?: the)?(?: (?:numbers?|digits?))?[ :.-]*(?P<value>\d{4})(?!\w)",
    re.IGNORECASE,
)
_LAST_FOUR = re.compile(
    r"\blast (?:four|4)(?: (?:digits?|numbers?|nos?))?(?P<what>(?: (?:of|on|for) [\w' ]{1,30}?)?)"
    r"(?:\s*(?:are|is|were|being|[:=-]))?\s*(?P<value>\d{4})(?!\w)",
    re.IGNORECASE,
)
_MASKED = re.compile(r"(?<!\w)(?:(?:[xX*•]{4}[ -]?){1,3}|[*•]{2,3} ?)(?P<value>\d{4})(?!\w)")
_NOT_A_CARD = re.compile(r"\b(?:ssn|social|phone|mobile|order|imei|serial)\b", re.IGNORECASE)
_CARD = re.compile(
    r"\b(?:(?:credit|debit|bank|my|visa|mastercard|amex|this|for) card|card(?: number| no\.?| #)|visa"
    r"|mastercard|amex)\b(?: (?:number|no|num))?"
    r"(?:\s*(?:is|was|[:=#-])){0,2}\s*#?(?P<value>\d{4}(?:[ -]?\d{4}){2}(?:[ -]?\d{1,4}){0,2}"
    r"|\d{4}[ -]?\d{6}[ -]?\d{5}|\d{12,19})(?![\w-])",
    re.IGNORECASE,
)
_SECURITY_CODE = re.compile(
    r"\b(?:cvv2?|cvc2?|cv2|csc|security (?:code|number|digits)|(?:three|3) digits? on the back)\b"
    r"(?: (?:number|code|no))?(?: (?:on|of) [\w ]{2,20}?)?\s*(?:is|are|was"
    r"|[:=-])?\s*(?P<value>\d{3,4})(?!\w)",
    re.IGNORECASE,
)
_SORT_CODE = r"\d{2}[ -]?\d{2}[ -]?\d{2}"
_UK_ACCOUNT = re.compile(
    rf"\b(?:sort ?code|s/c)\b[^\d\n]{{0,15}}(?P<sort>{_SORT_CODE})(?!\d)(?:[^\d\n]{{1,30}}"
    rf"(?P<account>\d{{8}})(?!\d))?",
    re.IGNORECASE,
)
_ACCOUNT_FIRST = re.compile(
    rf"(?<!\d)(?P<account>\d{{8}})(?!\d)[^\d\n]{{1,25}}\bsort ?code\b[^\d\n]{{0,10}}(?P<sort>{_SORT_CODE})"
    rf"(?!\d)",
    re.IGNORECASE,
)
_BARE_PAIR = re.compile(r"(?<![\w-])\d{2}-\d{2}-\d{2}[ ,/]{1,3}\d{8}(?![\w-])")
_BANK = re.compile(
    r"\b(?:bank (?:account|acct|a/c)|routing|aba|bsb|checking account|savings account)\b"
    r"(?: (?:number|no|num|#))?\.?\s*(?:is|was|[:=#-])?\s*#?(?P<value>\d(?:[ -]?\d){5,16})(?!\w)",
    re.IGNORECASE,
)


@recognizer("card_fragment", digits=True, cues=("end", "last", "xx", "**", "••"))
def card_fragment(view: View) -> Iterator[Detection]:
    """Find the last digits of a card or account."""
    yield from matches(_ENDING, view.quiet, "CARD_FRAGMENT", CUED, "card_fragment")
    yield from matches(_MASKED, view.quiet, "CARD_FRAGMENT", SHAPED, "card_fragment")
    for match in _LAST_FOUR.finditer(view.quiet):
        what = match["what"].lower()
        if "ssn" in what or "social" in what:
            yield Detection("NATIONAL_ID", *match.span("value"), LIKELY, "card_fragment")
        elif not _NOT_A_CARD.search(what):
            yield Detection("CARD_FRAGMENT", *match.span("value"), CUED, "card_fragment")


@recognizer("card_number", digits=True, cues=("card", "visa", "mastercard", "amex"))
def card_number(view: View) -> Iterator[Detection]:
    """Find card numbers after the words that announce one, a mistyped one included."""
    return matches(_CARD, view.quiet, "CREDIT_CARD", SHAPED, "card_number")


@recognizer("card_security_code", digits=True, cues=("cv", "csc", "security", "on the back"))
def card_security_code(view: View) -> Iterator[Detection]:
    """Find a card's security code by the words before it."""
    return matches(_SECURITY_CODE, view.quiet, "CARD_SECURITY_CODE", CUED, "card_security_code")


@recognizer(
    "bank_account",
    digits=True,
    cues=("sort", "s/c", "bank", "routing", "aba", "bsb", "checking", "savings", "-"),
)
def bank_account(view: View) -> Iterator[Detection]:
    """Find bank accounts: a UK sort code with its account, a US routing number, by the words before them."""
    for pattern in (_UK_ACCOUNT, _ACCOUNT_FIRST):
        for match in pattern.finditer(view.quiet):
            for group in ("sort", "account"):
                if match[group]:
                    yield Detection("BANK_ACCOUNT", *match.span(group), CUED, "bank_account")
    yield from matches(_BARE_PAIR, view.quiet, "BANK_ACCOUNT", SHAPED, "bank_account")
    yield from matches(_BANK, view.quiet, "BANK_ACCOUNT", CUED, "bank_account")
