"""People who name themselves at the edge of a message: 'Jane here', 'jane doe, LS6 3HN', '... thx. jane'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._name_words import (
    NAME_WORD,
    is_capitalised,
    is_clear_first_name,
    is_common,
    is_first_name,
    is_no_person,
    is_no_surname,
    is_surname,
    may_hold_first_name,
)
from socaudit.detectors._recognizer import LIKELY, SHAPED, Form, recognizer
from socaudit.detectors._view import View
from socaudit.detectors._voice import speaks_for_self
from socaudit.model import Detection

_NAME = rf"(?P<first>{NAME_WORD})(?P<rest>(?: {NAME_WORD}){{0,2}})"
_BEFORE = r"(?:^|(?<=[.!?,\n\0(])|(?<=[.!?,\n\0] ))"
_OPENING = re.compile(
    rf"^[\s\0.,:-]*(?:(?:yes|no|yeah|yep|ok|hi|hello|hey|hiya|same here|me too|sure|evening|morning)\b[\s,.!-]*){{0,3}}"
    rf"{_NAME}(?= ?[,/|;(\n]| [-|/] |\. | (?:i'm|i am|i've|we|we're|we've|born|dob|d\.o\.b|here|again|from)\b"
    rf"| (?:acc(?:oun)?t?|order|ref|booking)\b| \+?\d)",
    re.IGNORECASE,
)
_HERE = re.compile(rf"{_BEFORE}(?:it's |its |this is )?{_NAME} (?:here|again|speaking)\b", re.IGNORECASE)
_CLOSING = re.compile(
    rf"(?:[.!?\n)] ?|(?:\b(?:thx|thanks|thank you|cheers|ta|please|pls|plz|ty|xx?)[,.!]* ))[-~ ]?{_NAME}"
    r"(?=[ \0]*(?:x+\b[ \0]*)?(?:$|[^\w\s,]{1,3}[\s\0]*$|[.!]?[\s\0]*$|(?: x+)?,?(?: [-:])? (?:\+?\d|[oO]\d|\("
    r"|\S{1,30}@|[A-Z]{1,2}\d)"
    r"|,? (?:in|from|near) \w[\w ]{1,20}$|, (?-i:[A-Z])[a-z]+(?: (?-i:[A-Z])[a-z]+)?\.?$))",
    re.IGNORECASE,
)
_VALUE_AFTER = re.compile(
    rf"(?:^|(?<=[.!?,\n\0(] )|(?<=[(\n,]))(?P<first>{NAME_WORD})(?P<rest> {NAME_WORD})"
    r"(?=[,)]| [a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b| \(?\+?\d{3})",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"(?<=[\w')][,.!?] )(?P<first>[A-Z][a-z]{2,14})(?P<rest>)(?=[.!?](?: |$)|[^\w,:;-]*$)")
_TAIL = 80
_BRACKETED = re.compile(rf"[(\[]{_NAME}[)\]]")


def _alike(first: str, second: str) -> bool:
    return (first.islower(), first.isupper()) == (second.islower(), second.isupper())


def _person(match: re.Match[str], *, both: bool = False) -> tuple[int, int] | None:
    """Return the span of the name in `match` where its first word is a clear first name, None otherwise."""
    first, rest = match["first"], match["rest"].split()
    if not is_clear_first_name(first) and not (
        rest and is_first_name(first) and not is_common(first) and (is_surname(rest[-1]) or is_capitalised(rest[-1]))
    ):
        return None
    if is_no_person(first, *rest[:1]) or (rest and (is_no_surname(rest[0]) and not is_surname(rest[0]))):
        return None
    end = match.end("first")
    for word in rest:
        known = is_surname(word) or is_first_name(word)
        if (is_common(word) and not (known and is_capitalised(word))) or not (known or _alike(first, word)):
            break
        end += 1 + len(word)
    return (match.start("first"), end) if end > match.end("first") or not both else None


@recognizer(
    "name_sender",
    finds=(
        Form("PERSON", "[jane] here, still waiting", LIKELY, SHAPED),
        Form("STAFF_NAME", "We have passed this on. Thanks! [Jane]", LIKELY + 0.05, LIKELY + 0.05),
    ),
)
def sender(view: View) -> Iterator[Detection]:
    """Find who writes: a clear first name, with or without more, that opens or closes the message."""
    if not may_hold_first_name(view.lower):
        return
    opening = _OPENING.match(view.quiet)
    if opening and (span := _person(opening)):
        yield Detection("PERSON", *span, LIKELY, "name_sender")
    yield from _inside(view)
    # A name that closes a message is followed by a number or a place at most.
    for match in _CLOSING.finditer(view.quiet, max(0, len(view.quiet) - _TAIL)):
        if span := _person(match):
            begged = match[0].lower().startswith(("pls", "plz", "please"))
            last = not begged and not any(character.isalnum() for character in view.quiet[span[1] :])
            signed = last and match["first"][0].isupper() and not match["rest"] and not speaks_for_self(view.quiet)
            yield Detection("STAFF_NAME" if signed else "PERSON", *span, LIKELY + 0.05, "name_sender")


def _inside(view: View) -> Iterator[Detection]:
    """Yield who is named where a sentence starts or ends, in brackets, or before a number of theirs."""
    if "here" in view.lower or "again" in view.lower or "speaking" in view.lower:
        for match in _HERE.finditer(view.quiet):
            if span := _person(match):
                yield Detection("PERSON", *span, SHAPED, "name_sender")
    for match in _BRACKETED.finditer(view.quiet):
        span = _person(match)
        if span and span[1] == match.end() - 1:
            yield Detection("PERSON", *span, LIKELY, "name_sender")
    for match in _ADDRESSED.finditer(view.quiet):
        if span := _person(match):
            yield Detection("PERSON", *span, LIKELY, "name_sender")
    for match in _VALUE_AFTER.finditer(view.quiet) if view.digits else ():
        if span := _person(match, both=True):
            yield Detection("PERSON", *span, LIKELY, "name_sender")
