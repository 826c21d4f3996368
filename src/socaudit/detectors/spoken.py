"""Numbers spelled out digit by digit: 'oh seven seven double oh ...'."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, Form, recognizer
from socaudit.detectors._spoken import spoken_digits
from socaudit.detectors._values import is_fiction, parsed_phone
from socaudit.detectors._view import View
from socaudit.model import Detection

_WORDS = r"(?:oh|o|zero|nought|naught|one|two|three|four|five|six|seven|eight|nine|double|treble|triple)"
_MORE = (
    r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty"
    r"|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred|thousand|plus|\d{1,4})"
)
_RUN = re.compile(
    rf"(?<!last )(?<!final )\b(?:plus )?{_WORDS}(?:[ ,.-]{{1,3}}(?:{_WORDS}|{_MORE})){{2,20}}\b", re.IGNORECASE
)
_CUES = (
    (re.compile(r"\b(?:acc|acct|account|a/c|customer|policy|member\w*)\b[^\n]{0,25}$", re.I), "CUSTOMER_REFERENCE"),
    (
        re.compile(r"\b(?:order|ref|reference|booking|case|ticket|tracking|parcel)\b[^\n]{0,25}$", re.I),
        "ORDER_REFERENCE",
    ),
    (
        re.compile(r"\b(?:cvv2?|cvc|cv2|security (?:code|number|no\.?)|on the back)\b[^\n]{0,15}$", re.I),
        "CARD_SECURITY_CODE",
    ),
    (re.compile(r"\b(?:ending|ends|last (?:four|4))\b[^\n]{0,25}$", re.I), "CARD_FRAGMENT"),
    (re.compile(r"\bsort ?code\b[^\n]{0,15}$", re.I), "BANK_ACCOUNT"),
    (
        re.compile(r"\b(?:call|phone|ring|text|mobile|mob|cell|tel|number|reach|whats ?app)\b[^\n]{0,25}$", re.I),
        "PHONE_NUMBER",
    ),
)
_LENGTHS = {
    "CUSTOMER_REFERENCE": range(5, 21),
    "ORDER_REFERENCE": range(5, 21),
    "CARD_SECURITY_CODE": range(3, 5),
    "CARD_FRAGMENT": range(4, 5),
    "BANK_ACCOUNT": range(6, 7),
    "PHONE_NUMBER": range(7, 16),
}
_WINDOW = 50
_PHONE_LENGTHS = range(10, 14)


@recognizer(
    "spoken_number",
    cues=(
        *("zero", "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
        *("double", "triple", "treble"),
    ),
    finds=(
        Form(
            "PHONE_NUMBER",
            "ring [oh seven seven double oh nine double oh one two three]",
            LIKELY,
            CUED,
            context=(_CUES[5][0],),
        ),
        Form(
            "CUSTOMER_REFERENCE", "my account is [two zero four four eight eight]", CUED, CUED, context=(_CUES[0][0],)
        ),
        Form("ORDER_REFERENCE", "order [two zero four four eight eight]", CUED, CUED, context=(_CUES[1][0],)),
        Form("CARD_SECURITY_CODE", "the cvv is [zero zero zero]", CUED, CUED, context=(_CUES[2][0],)),
        Form("CARD_FRAGMENT", "card ending [four four four four]", CUED, CUED, context=(_CUES[3][0],)),
        Form("BANK_ACCOUNT", "sort code [zero zero zero zero zero zero]", CUED, CUED, context=(_CUES[4][0],)),
    ),
)
def spoken_number(view: View) -> Iterator[Detection]:
    """Find phone numbers, references and codes whose digits are written as words."""
    for match in _RUN.finditer(view.quiet):
        digits = spoken_digits(match[0])
        kind = _kind(digits, view.quiet[max(0, match.start() - _WINDOW) : match.start()])
        if kind is not None:
            yield Detection(kind[0], *match.span(), kind[1], "spoken_number")


def _kind(digits: str, before: str) -> tuple[str, float] | None:
    """Return what a spoken number is, by the nearest cue before it or by being a phone number."""
    number = parsed_phone(digits) if len(digits) in _PHONE_LENGTHS else None
    phone = number is not None and (phonenumbers.is_valid_number(number) or is_fiction(digits))
    cued = [(found.start(), kind) for pattern, kind in _CUES if (found := pattern.search(before))]
    for _, kind in sorted(cued, reverse=True):
        if len(digits) in _LENGTHS[kind] and not (phone and digits.startswith("0")):
            return kind, CUED if phone or kind != "PHONE_NUMBER" else LIKELY
    if phone and digits.startswith("0"):
        return "PHONE_NUMBER", CUED if cued else SHAPED
    return None
