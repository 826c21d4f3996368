"""Sign-offs of agents: initials or a first name after a mark at the end of a reply."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._name_words import is_common, is_first_name, is_no_person
from socaudit.detectors._recognizer import CUED, SHAPED, Form, matches, recognizer
from socaudit.detectors._view import View
from socaudit.detectors._voice import speaks_for_company, speaks_for_self
from socaudit.model import Detection

_CARET = re.compile(r"(?<!\w)\^ ?(?P<value>[A-Z][A-Za-z]{0,14})\b")
_REST = r"\.?(?:\s*[(\[]?\d\s?/\s?\d[)\]]?)?[^\w.!?,;:)]*$"
_INITIALS = re.compile(rf"(?:(?<=[\s.!?)\0])|^)(?:[*~-] ?|-- ?|/)(?P<value>[A-Z]{{2,3}}){_REST}")
# 'I'll pass this on. Lauren': only a first name that stands alone after the last sentence.
_ALONE = re.compile(rf"(?<=[.!?)] )(?P<value>[A-Z][a-z]{{2,14}}){_REST}")
_FIRST_NAME = re.compile(rf"(?<=[\s.!?)\0])(?:[*~/-]|--) ?(?P<value>[A-Z][a-z]{{1,14}}){_REST}")
_CLOSER = re.compile(
    r"\b(?:(?:kind(?:est)?|best|warm(?:est)?|many)? ?(?:regards|wishes)|thanks|thank you|many thanks|cheers"
    r"|sincerely"
    rf"|take care|all the best"
    rf"|speak soon)[,.!]?\s+[-~*]?(?P<value>[^\W\d_][\w'-]{{1,20}}(?: [^\W\d_][\w'-]{{1,20}})?){_REST}",
    re.IGNORECASE,
)
_LONGEST_INITIALS = 3
# 'Luke @ FreshBarn', 'Luke from the Acme team', 'Luke, Acme Support'.
_OF_TEAM = re.compile(
    r"(?<=[.!?\n] )-?(?P<value>[A-Z][a-z]{1,14}),? (?:@ ?[\w\0 ]{2,30}|from the [\w ]{2,25}(?:team|desk)"
    r"|[\w ]{2,25}(?:team|support|care|service|services|help|cs))\.?[\s\0]*$"
)


@recognizer("staff_caret", cues=("^",), finds=(Form("STAFF_NAME", "We are looking into it. ^[JD]", CUED, CUED),))
def caret(view: View) -> Iterator[Detection]:
    """Find what follows a caret: '^JD', '^Kate'."""
    return matches(_CARET, view.quiet, "STAFF_NAME", CUED, "staff_caret")


@recognizer(
    "staff_sign_off",
    cues=("*", "~", "/", "-", ".", "!", "?"),
    finds=(Form("STAFF_NAME", "We are looking into it. -[JD]", SHAPED, SHAPED),),
)
def sign_off(view: View) -> Iterator[Detection]:
    """Find initials or a first name after a dash, star, tilde or slash at the very end."""
    yield from matches(_INITIALS, view.quiet, "STAFF_NAME", SHAPED, "staff_sign_off")
    for detection in matches(_FIRST_NAME, view.quiet, "STAFF_NAME", SHAPED, "staff_sign_off"):
        word = view.quiet[detection.start : detection.end]
        if is_first_name(word) or not is_common(word):
            yield detection
    for pattern, sure in ((_ALONE, False), (_OF_TEAM, True)):
        for detection in matches(pattern, view.quiet, "STAFF_NAME", SHAPED, "staff_sign_off"):
            if is_first_name(view.quiet[detection.start : detection.end]) and (sure or not speaks_for_self(view.quiet)):
                yield detection


@recognizer(
    "staff_closing",
    cues=("regards", "wishes", "thank", "cheers", "sincerely", "care", "the best", "soon"),
    finds=(
        Form("STAFF_NAME", "Sorry for the wait. Kind regards, [Jane]", CUED, CUED, context=(_CLOSER,)),
        Form("PERSON", "I want my money back. Kind regards, [Jane Doe]", CUED, CUED, context=(_CLOSER,)),
    ),
)
def closing(view: View) -> Iterator[Detection]:
    """Find who signs after 'Kind regards': an agent in a company's voice, else a person."""
    for match in _CLOSER.finditer(view.quiet):
        first, *rest = match["value"].split()
        if is_common(first) or is_no_person(first) or any(is_common(word) for word in rest):
            continue
        initials = first.isupper() and len(first) <= _LONGEST_INITIALS and not is_first_name(first)
        if initials or not (is_first_name(first) or first[0].isupper()) or first.lower() in view.handles:
            continue
        kind = "STAFF_NAME" if speaks_for_company(view.quiet) and not rest else "PERSON"
        yield Detection(kind, *match.span("value"), CUED, "staff_closing")
