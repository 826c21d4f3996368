"""The bare candidate of a short message: the one value that the message is little more than."""

from __future__ import annotations

import re
from collections.abc import Sequence

from socaudit.detectors._name_words import is_common, is_first_name, is_place, is_surname, letter_words
from socaudit.detectors._view import BLANK, View
from socaudit.model import CANDIDATE, Detection

SCORE = 0.5
_LONGEST_MESSAGE = 120
_LONGEST = 60
_POLITE = (
    r"yes|yeah|yep|sure|ok|okay|hi|hello|hey|there|thanks|thank you|thx|ty|cheers|please|pls|plz|x+"
    r"|here you go|here it is|there you go"
    r"|it's|its|it is|is|are|my|the|and|number|name|order|ref|reference|post ?code|zip|code|address|e-?mail"
    r"|phone|mobile|dob|date of birth|account|booking"
    r"|mine|this is|i am|i'm"
)
_COURTESY = re.compile(rf"\b(?:{_POLITE})\b[:.,!]?", re.IGNORECASE)
_POLITE_WORDS = frozenset(re.findall("[a-z]+", _POLITE)) | {"xx", "xxx", "postcode", "email"}
# The longest value, a date with its ordinal or a place, has three words.
_MOST_WORDS = 4
# '(1/2)', 'pt 2/2': which part of a long reply this is.
_PAGE = re.compile(r"\(?\b\d\s?/\s?\d\b\)?")
_GREETED = re.compile(r"\b(?:hi|hello|hey|dear|thanks|thank you|cheers|sorry|welcome)\b[\s,!]*$", re.IGNORECASE)
_VALUE = re.compile(r"[^\s\0,;:.!?\"()-](?:[^\0;,!?\"\n]*[^\s\0.,;:!?\"()-])?")
_NUMBER = re.compile(r"(?=[\w/. -]*\d)[A-Za-z0-9](?:[A-Za-z0-9]|[/. -](?=\w)){2,39}")
_DATE = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9},? \d{2,4}", re.IGNORECASE)
# Not values: 'iOS 11.1', '10:30', '2017', '5 mins', '20 minutes late'.
_QUANTITY = re.compile(
    r"v?\d+(?:\.\d+)+\w*|\d{1,2}[:.]\d\d ?(?:am|pm)?"
    r"|[a-z]{2,} ?\d{1,2}(?:\.\d+)*|\d{1,3}|\d{1,2}/\d{1,2}|\d+ ?(?:st|nd|rd"
    r"|th|am|pm|x|k|gb|mb|[a-z]{3,}s?)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST_NAMES = 3
_CERTAIN = 0.4


def candidate(view: View, found: Sequence[Detection]) -> Detection | None:
    """Return the one value of a message that is little more than it, offsets in the view, or None.

    Args:
        view: the message.
        found: its detections, weak ones too: a value that a recognizer knows needs no further proof.
    """
    if len(view.quiet.strip("\0 \n")) > _LONGEST_MESSAGE:
        return None
    if not found and len(letter_words(view.lower) - _POLITE_WORDS) > _MOST_WORDS:
        return None
    rest = _PAGE.sub(_blank, _COURTESY.sub(_blank, view.quiet))
    for detection in found:
        if detection.entity_type == "STAFF_NAME":
            rest = rest[: detection.start] + BLANK * (detection.end - detection.start) + rest[detection.end :]
    found = [detection for detection in found if detection.entity_type != "STAFF_NAME"]
    for detection in found:
        # A link blank in the quiet text, an e-mail address half blank: what else is there decides.
        around = rest[: detection.start] + rest[detection.end :]
        if not any(character.isalnum() for character in around):
            return _unless_greeted(view, detection.start, detection.end)
    values = [match for match in _VALUE.finditer(rest) if any(character.isalnum() for character in match[0])]
    known = [d for d in found if len(values) == 1 and values[0].start() <= d.start and d.end <= values[0].end()]
    if len(known) == 1 and known[0].score > _CERTAIN and _little_else(rest, known[0]):
        return _unless_greeted(view, known[0].start, known[0].end)
    if len(values) == 1 and len(values[0][0]) <= _LONGEST and _is_value(values[0][0]):
        return _unless_greeted(view, *values[0].span())
    return None


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match[0])


def _little_else(rest: str, value: Detection) -> bool:
    """Return whether at most one word stands beside the value: 'reg AB12 CDE'."""
    return len(_LETTERS.findall(f"{rest[: value.start]} {rest[value.end :]}")) <= 1


def _unless_greeted(view: View, start: int, end: int) -> Detection | None:
    """Return the candidate unless it is whom the message greets: 'Thanks Sam' answers nothing."""
    if view.quiet[start:end].isalpha() and _GREETED.search(view.quiet, 0, start):
        return None
    numbered = any(character.isdigit() for character in view.quiet[start:end])
    return Detection(CANDIDATE, start, end, SCORE, "bare" if numbered else "bare_words")


def _is_value(text: str) -> bool:
    """Return whether `text` is a number, a date, a name or a place, and not a short remark."""
    if text.isdecimal():
        return len(text) > _MOST_NAMES
    if _QUANTITY.fullmatch(text):
        return False
    if _DATE.fullmatch(text) or is_place(text):
        return True
    words = _LETTERS.findall(text)
    if _NUMBER.fullmatch(text):
        return not any(len(word) > 1 and is_common(word) for word in words) and len(words) <= _MOST_NAMES
    named = is_first_name(words[0]) and (len(words) == 1 or is_surname(words[-1]) or text.istitle()) if words else False
    return named and len(words) <= _MOST_NAMES and " ".join(words) == text
