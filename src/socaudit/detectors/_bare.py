"""The bare candidate of a short message: the one value that the message is little more than."""

from __future__ import annotations

import re

from socaudit.detectors._name_words import is_common, is_first_name, is_surname
from socaudit.detectors._recognizer import CANDIDATE
from socaudit.detectors._view import BLANK, View
from socaudit.model import Detection

SCORE = 0.5
_LONGEST = 60
_MOST_WORDS = 4
_COURTESY = re.compile(
    r"\b(?:hi|hello|hey|yes|yeah|yep|sure|ok|okay|thanks|thank you|thx|ty|cheers|please|pls|plz|here you go|here it is|there you go|it's|its|it is|is"
    r"|my|the|and|number|name|order|ref|reference|postcode|post code|address|email|e-mail|phone|dob|date of birth|account|booking|mine|this is)\b[:.,!]?",
    re.IGNORECASE,
)
_VALUE = re.compile(r"[^\s\0,;!?\"()](?:[^\0;!?\"\n]*[^\s\0.,;:!?\"()])?")
_HOLDS_VALUE = re.compile(r"\d{3}|\d[\d/.-]+\d|[A-Z]\d|@")


def candidate(view: View) -> Detection | None:
    """Return the one value of a message that is little more than it, offsets in the view, or None."""
    bare = _COURTESY.sub(lambda match: BLANK * len(match[0]), view.quiet)
    if "@" in view.text and (email := re.search(r"\S+@\S+\.\w+", view.text)):
        bare = BLANK * email.start() + email[0] + BLANK * (len(view.text) - email.end()) if _alone(bare, email) else bare
    found = [match for match in _VALUE.finditer(bare) if any(c.isalnum() for c in match[0])]
    if len(found) != 1 or len(found[0][0]) > _LONGEST or not _is_value(found[0][0]):
        return None
    return Detection(CANDIDATE, *found[0].span(), SCORE, "bare")


def _alone(bare: str, email: re.Match[str]) -> bool:
    rest = bare[: email.start()] + bare[email.end() :]
    return not any(character.isalnum() for character in rest)


def _is_value(text: str) -> bool:
    """Return whether `text` is a value and not just a short remark."""
    tokens = text.split()
    if len(tokens) > _MOST_WORDS + 2:
        return False
    words = [token for token in tokens if token.isalpha()]
    if _HOLDS_VALUE.search(text):
        return sum(is_common(word) for word in words) == 0
    return (
        0 < len(tokens) <= _MOST_WORDS - 1
        and len(words) == len(tokens)
        and is_first_name(tokens[0])
        and (len(tokens) == 1 or is_surname(tokens[-1]) or not any(is_common(word) for word in words))
    )
