"""Bank accounts: an account's number, the code of its bank or branch, by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, Form, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_SORT_CODE = r"\d{2}[ -]?\d{2}[ -]?\d{2}"
_SORT_WORD = r"(?:sort ?code|s/c|sort|sc)"
_PARTS = r"\d{4} ?\d{4}"
_UK_ACCOUNT = re.compile(
    rf"\b{_SORT_WORD}\b[^\d\n]{{0,15}}(?P<sort>{_SORT_CODE})(?!\d)(?:[^\d\n]{{1,30}}"
    rf"(?P<account>{_PARTS})(?!\d))?",
    re.IGNORECASE,
)
_ACCOUNT_FIRST = re.compile(
    rf"(?<!\d)(?P<account>{_PARTS})(?!\d)[^\d\n]{{1,25}}\b{_SORT_WORD}\b[^\d\n]{{0,10}}(?P<sort>{_SORT_CODE})"
    rf"(?!\d)",
    re.IGNORECASE,
)
# 'Sort it out by 20 00 00': a loose word needs the dashes or an account beside it.
_LOOSE = re.compile(r"(?:sort|sc)\b(?! ?code)", re.IGNORECASE)
_BSB = re.compile(r"\bbsb\b[^\d\n]{0,15}(?P<sort>\d{3}[ -]?\d{3})(?!\d)", re.IGNORECASE)
# Where a bank's branch is named, an account is a bank account.
_ACCOUNT = re.compile(
    r"\b(?:a/c|ac|acc?|acct|account)\b\.?(?:\s*(?:numbers?|nos?\.?|num|is|was"
    r"|[:=#-])){0,4}\s*(?P<value>\d(?:[ -]?\d){5,11})(?!\w)",
    re.IGNORECASE,
)
_BRANCH = re.compile(
    r"\b(?:sort ?code|s/c|(?:sort|sc)\b:? ?\d\d|bsb|routing|aba|swift|bic|transit|institution|ifsc|bank details)\b",
    re.IGNORECASE,
)
_BANKS = (
    r"(?:barclays|lloyds|natwest|hsbc|santander|halifax|nationwide|monzo|starling|tsb|rbs|first direct|metro bank"
    r"|virgin money|co-?op bank|aib|boi|bank of ireland|permanent tsb|ptsb|ulster bank|chase|wells fargo"
    r"|bank of america|boa|citi(?:bank)?|capital one|pnc|us bank|td|rbc|scotiabank|bmo|cibc|tangerine|commbank|cba"
    r"|westpac|anz|nab|ing|bankwest|sbi|hdfc|icici|axis|kotak|pnb|canara|bob|yes bank|idfc|union bank|revolut|n26)"
)
_ACCOUNT_WORD = r"(?:account|acct|acc|a/c)"
# A bank's account, and what money goes into, comes out of or is missing from.
_PAIRED = re.compile(r"[\d-]+")
_AT_BANK = re.compile(
    rf"\b(?:{_BANKS}|bank|savings?|checking|chequing|current|salary|joint|nre|nro|isa) {_ACCOUNT_WORD}\b\.?"
    r"(?: (?:numbers?|nos?\.?|num|#))?\s*(?:is|was|[:=#-])?\s*#?(?P<value>\d(?:[ -]?\d){5,16}|[xX*]{2,8}\d{3,4})(?!\w)",
    re.IGNORECASE,
)
_IN_ACCOUNT = re.compile(
    rf"\b(?:debited|credited|withdrawn|deducted|refund(?:ed)?|salary|pay|paid|transfer(?:red)?"
    rf"|direct deposit)\b[^.\n\d]{{0,40}}"
    rf"\b(?:from|to|in|into) (?:my |the |your )?(?:bank )?{_ACCOUNT_WORD}\b\.?(?: (?:no\.?|number|ending))?\s*"
    r"(?P<value>[xX*]{2,8}\d{3,4}|\d{8,18})(?!\w)",
    re.IGNORECASE,
)
_REFUND_TO = re.compile(
    rf"\b{_ACCOUNT_WORD}\b\.? ?(?:no\.?|number)? (?:for|to send) (?:the|my) (?:refund|payment|transfer)(?: is|:)? "
    r"(?P<value>\d{8,12})(?!\w)",
    re.IGNORECASE,
)
_PAID_FROM = re.compile(r"\b(?:direct debits?|dd|bank|standing order|bacs|faster payment)\b", re.IGNORECASE)
_IN_PAIRS = re.compile(r"(?<![\w-])\d{2}([ -])\d{2}\1\d{2}(?:\1\d{2})?(?![\w-]|[ -]\d)")
_DATE = re.compile(r"(?:[0-2]\d|3[01])[ -](?:0\d|1[0-2])[ -]\d\d|\d\d[ -](?:0\d|1[0-2])[ -](?:[0-2]\d|3[01])")
_OUT_OF = re.compile(
    r"\b(?:bank|direct debit|dd|standing order)\b[^.\n\d]{0,30}\b(?:from|of|into|is|one is) (?P<value>\d{8})(?![\w-])",
    re.IGNORECASE,
)
_BANK_DETAILS = re.compile(
    r"\b(?:bank|my|payment) details\b[^\n\d]{0,30}(?P<sort>\d{6})[ ,/]{1,3}(?P<account>\d{8})(?!\w)", re.I
)
_BARE_PAIR = re.compile(
    r"(?<![\w-])\d{2}-\d{2}-\d{2}(?: ?[,/|] ?| )\d{8}(?![\w-])|(?<![\w-])\d{8}(?: ?[,/|] ?| )\d{2}-\d{2}-\d{2}(?![\w-])"
)
_BANK = re.compile(
    r"\b(?:bank (?:account|acct|a/c)|routing|aba|bsb|checking(?: account| acct)?|savings(?: account"
    r"| acct)?|sort ?code|transit|institution)\b"
    r"(?: (?:number|no|num|#))?\.?\s*(?:is|was|[:=#-])?\s*#?(?P<value>\d(?:[ -]?\d){5,16}"
    r"|(?<=transit )\d{5}|(?<=transit no )\d{5}|(?<=institution )\d{3}|(?<=transit number )\d{5})(?!\w)",
    re.IGNORECASE,
)
# ISO 9362: bank, country, place, branch.
_SWIFT = re.compile(
    r"\b(?:swift|bic)(?:/bic)?(?: (?:code|number|no))?(?: is|:)? (?P<value>(?-i:[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?))"
    r"(?!\w)",
    re.IGNORECASE,
)


@recognizer(
    "bank_account",
    digits=True,
    cues=(
        *("sort", "s/c", "sc ", "bank", "routing", "aba", "bsb", "checking", "savings", "-", "debit", "dd", "transit"),
        *("swift", "bic", "acc", "a/c", "details"),
    ),
    finds=(Form("BANK_ACCOUNT", "sort code [00-00-00]", LIKELY, CUED, context=(_BANK, _BRANCH, _PAID_FROM)),),
)
def bank_account(view: View) -> Iterator[Detection]:
    """Find bank accounts: a UK sort code with its account, a US routing number, by the words before them."""
    text = view.quiet
    yield from _with_branch(text)
    for match in _BSB.finditer(text):
        yield Detection("BANK_ACCOUNT", *match.span("sort"), CUED, "bank_account")
    if _BRANCH.search(text):
        yield from matches(_ACCOUNT, text, "BANK_ACCOUNT", CUED, "bank_account")
    if _PAID_FROM.search(text):
        for match in _IN_PAIRS.finditer(text):
            if _DATE.fullmatch(match[0]) is None:
                yield Detection("BANK_ACCOUNT", *match.span(), LIKELY, "bank_account")
    for pattern in (_BANK, _AT_BANK, _IN_ACCOUNT, _REFUND_TO, _OUT_OF):
        yield from matches(pattern, text, "BANK_ACCOUNT", CUED, "bank_account")


def _with_branch(text: str) -> Iterator[Detection]:
    """Yield sort codes and accounts that stand together, whichever comes first."""
    for pattern in (_UK_ACCOUNT, _ACCOUNT_FIRST, _BANK_DETAILS):
        for match in pattern.finditer(text):
            if not (_LOOSE.match(match[0]) and "-" not in match["sort"] and not match["account"]):
                for group in ("sort", "account"):
                    if match[group]:
                        yield Detection("BANK_ACCOUNT", *match.span(group), CUED, "bank_account")
    for match in _BARE_PAIR.finditer(text):
        for part in _PAIRED.finditer(text, *match.span()):
            yield Detection("BANK_ACCOUNT", *part.span(), SHAPED, "bank_account")


@recognizer("bank_code", cues=("swift", "bic"), finds=(Form("BANK_ACCOUNT", "swift code [AAAAGB2L]", CUED, CUED),))
def bank_code(view: View) -> Iterator[Detection]:
    """Find SWIFT codes of banks after the word for them."""
    return matches(_SWIFT, view.quiet, "BANK_ACCOUNT", CUED, "bank_code")
