"""Cards, whole or in part, and bank accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, Form, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_ENDING = re.compile(
    r"\b(?:card|visa|mastercard|amex|debit|credit|acct|account|one|ending|ends?)\b[^.\n]{0,20}?\b(?:ending"
    r"|ends?)(?: (?:in|with|on))?"
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
_SECURITY_CODE = re.compile(
    r"\b(?:cvv2?|cvc2?|cv2|csc|security (?:code|number|digits|no\.?|num)"
    r"|(?:(?:three|3|last 3) )?(?:digits?|numbers?|code)(?: is)? (?:on|at) (?:the )?back(?: of (?:the"
    r"|my) card)?)(?![A-Za-z])"
    r"(?: (?:number|code|no))?(?: (?:on|of) [\w ]{2,20}?)?(?:\s*(?:is|are|was|says"
    r"|[:=(-])){0,2}\s*(?P<value>\d ?\d ?\d(?: ?\d)?)(?! ?\d|\w|[.,]\d)",
    re.IGNORECASE,
)
_SECURITY_AFTER = re.compile(
    r"(?<![\w£$€.,:-])(?P<value>\d{3})(?: (?:is|as))?(?: (?:the|my))? (?:on the back|cvv|cvc"
    r"|security code)\b",
    re.IGNORECASE,
)
# A second code in a text that speaks of one: 'but the app says 104'.
_SECURITY_AGAIN = re.compile(
    r"\b(?:says|said|is|was|shows|be|shared|gave|read out|told)(?: it's| it is)? (?P<value>\d{3})(?!\w"
    r"|[.,:]\d| ?%)",
    re.I,
)
_CVV = re.compile(r"\b(?:cvv2?|cvc2?|cv2|csc)\b", re.IGNORECASE)
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
_BSB = re.compile(r"\bbsb\b[^\d\n]{0,15}(?P<sort>\d{3}[ -]?\d{3})(?!\d)", re.IGNORECASE)
# Where a bank's branch is named, an account is a bank account.
_ACCOUNT = re.compile(
    r"\b(?:a/c|acc?|acct|account)\b\.?(?:\s*(?:numbers?|nos?\.?|num|is|was"
    r"|[:=#-])){0,4}\s*(?P<value>\d(?:[ -]?\d){5,11})(?!\w)",
    re.IGNORECASE,
)
_BRANCH = re.compile(r"\b(?:sort ?code|s/c|bsb|routing|aba|swift|bic|transit)\b", re.IGNORECASE)
_PAID_FROM = re.compile(r"\b(?:direct debits?|dd|bank|standing order|bacs|faster payment)\b", re.IGNORECASE)
_IN_PAIRS = re.compile(r"(?<![\w-])\d{2}([ -])\d{2}\1\d{2}(?:\1\d{2})?(?![\w-]|[ -]\d)")
_DATE = re.compile(r"(?:[0-2]\d|3[01])[ -](?:0\d|1[0-2])[ -]\d\d|\d\d[ -](?:0\d|1[0-2])[ -](?:[0-2]\d|3[01])")
_BARE_PAIR = re.compile(r"(?<![\w-])\d{2}-\d{2}-\d{2}[ ,/]{1,3}\d{8}(?![\w-])")
_BANK = re.compile(
    r"\b(?:bank (?:account|acct|a/c)|routing|aba|bsb|checking(?: account| acct)?|savings(?: account"
    r"| acct)?|sort ?code|transit)\b"
    r"(?: (?:number|no|num|#))?\.?\s*(?:is|was|[:=#-])?\s*#?(?P<value>\d(?:[ -]?\d){5,16})(?!\w)",
    re.IGNORECASE,
)


@recognizer(
    "card_fragment",
    digits=True,
    cues=("end", "last", "xx", "**", "••", "final", "digits", "numbers"),
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
    cues=("cv", "csc", "security", "on the back"),
    finds=(Form("CARD_SECURITY_CODE", "the cvv is [000]", LIKELY, CUED, context=(_SECURITY_CODE,)),),
)
def card_security_code(view: View) -> Iterator[Detection]:
    """Find a card's security code by the words before it."""
    yield from matches(_SECURITY_CODE, view.quiet, "CARD_SECURITY_CODE", CUED, "card_security_code")
    yield from matches(_SECURITY_AFTER, view.quiet, "CARD_SECURITY_CODE", CUED, "card_security_code")
    if _CVV.search(view.quiet):
        yield from matches(_SECURITY_AGAIN, view.quiet, "CARD_SECURITY_CODE", LIKELY, "card_security_code")


@recognizer(
    "bank_account",
    digits=True,
    cues=(
        "sort",
        "s/c",
        "bank",
        "routing",
        "aba",
        "bsb",
        "checking",
        "savings",
        "-",
        "debit",
        "dd",
        "transit",
        "swift",
        "bic",
    ),
    finds=(Form("BANK_ACCOUNT", "sort code [00-00-00]", LIKELY, CUED, context=(_BANK, _BRANCH, _PAID_FROM)),),
)
def bank_account(view: View) -> Iterator[Detection]:
    """Find bank accounts: a UK sort code with its account, a US routing number, by the words before them."""
    for pattern in (_UK_ACCOUNT, _ACCOUNT_FIRST):
        for match in pattern.finditer(view.quiet):
            for group in ("sort", "account"):
                if match[group]:
                    yield Detection("BANK_ACCOUNT", *match.span(group), CUED, "bank_account")
    for match in _BSB.finditer(view.quiet):
        yield Detection("BANK_ACCOUNT", *match.span("sort"), CUED, "bank_account")
    if _BRANCH.search(view.quiet):
        yield from matches(_ACCOUNT, view.quiet, "BANK_ACCOUNT", CUED, "bank_account")
    if _PAID_FROM.search(view.quiet):
        for match in _IN_PAIRS.finditer(view.quiet):
            if _DATE.fullmatch(match[0]) is None:
                yield Detection("BANK_ACCOUNT", *match.span(), LIKELY, "bank_account")
    yield from matches(_BARE_PAIR, view.quiet, "BANK_ACCOUNT", SHAPED, "bank_account")
    yield from matches(_BANK, view.quiet, "BANK_ACCOUNT", CUED, "bank_account")
