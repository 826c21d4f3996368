"""Sign-offs of agents: initials or a first name after a mark at the end of a reply."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._name_words import is_common, is_first_name, is_no_person
from socaudit.detectors._recognizer import CUED, SHAPED, VALIDATED, Form, matches, recognizer
from socaudit.detectors._view import View
from socaudit.detectors._voice import speaks_for_company, speaks_for_self
from socaudit.model import Detection

_CARET = re.compile(
    r"(?<!\w)\^ ?(?P<value>[A-Z][A-Za-z]{0,14}|[a-z]{2,3}(?!\w))\b(?! (?i:team|care|support|help|crew|desk)\b)"
)
_REST = r"\.?(?:\s*[(\[]?\d\s?/\s?\d[)\]]?)?(?:\s+x+)?[^\w.!?,;:)]*(?:[:;]-?[)D])?[\s\0]*$"
_INITIALS = re.compile(rf"(?:(?<=[\s.!?)\0])|^)(?:[*~>|-] ?|-- ?|/)(?P<value>[A-Z]{{2,3}}|[A-Z]\.[A-Z]\.?){_REST}")
_BRACKETED = re.compile(rf"(?<=[\s.!?)\0])[\[(](?P<value>[A-Z]{{2,3}}|[A-Z][a-z]{{2,14}})[\])]{_REST}")
# In a company's reply, initials need no mark, or no capitals.
_BARE_INITIALS = re.compile(rf"(?<=[.!?)] )(?P<value>[A-Z]{{2,3}}){_REST}|(?<=\s)[-^~*/](?P<value2>[a-z]{{2}}){_REST}")
# What may follow a sign-off, read from the end, and room for it and its mark before that.
_TAIL = re.compile(r"[^A-Za-z]*(?:[xD][^A-Za-z]*)*")
_ROOM = 24
_NO_INITIALS = frozenset(
    [
        *(
            "UK",
            "US",
            "USA",
            "EU",
            "FYI",
            "END",
            "LOL",
            "OMG",
            "WTF",
            "SMH",
            "TBH",
            "IMO",
            "TV",
            "PC",
            "DM",
            "RT",
            "AM",
        ),
        *("PM", "FFS", "OK", "NYC", "LA", "NHS", "HQ", "GB", "IE", "AU", "VAT", "ETA", "NA", "ID", "UAE", "BTW", "RIP"),
        *("FAQ", "SOS", "TBC", "TBA", "NOT", "NO", "YES", "DMS", "LTD", "PLC", "ATM", "SIM", "APP", "OTP", "PIN", "HD"),
    ]
)
# 'I'll pass this on. Lauren': only a first name that stands alone after the last sentence.
_ALONE = re.compile(rf"(?<=[.!?)] )(?P<value>[A-Z][a-z]{{2,14}}){_REST}")
_FIRST_NAME = re.compile(rf"(?<=[\s.!?)\0])(?:[*~/>|-]|--) ?(?P<value>[A-Z][a-z]{{1,14}}){_REST}")
_STOP = re.compile(r"[^\w\s,][\s*~/>|-]*$")
_CLOSER = re.compile(
    r"\b(?:(?:kind(?:est)?|best|warm(?:est)?|many)? ?(?:regards|wishes)|thanks|thank you|many thanks|cheers"
    r"|sincerely"
    rf"|take care|all the best"
    rf"|speak soon)[,.!]?\s+[-~*]?(?P<value>[^\W\d_][\w'-]{{1,20}}(?: [^\W\d_][\w'-]{{1,20}})?){_REST}",
    re.IGNORECASE,
)
_LONGEST_INITIALS = 3
_NAME = r"(?P<value>[A-Z][a-z]{1,14}(?: [A-Z][a-z]{1,14})?)"
_TEAM = (
    r"(?:[\w&' ]{0,25}\b(?:team|support|care|services?|helpdesk|help|cs|relations|desk|crew|experience|manager|director"
    r"|owner|reservations|reception|concierge|head of [\w ]{3,20}|supervisor|executive|advisor|adviser|agent))"
)
# 'Luke @ FreshBarn', 'Luke from the Acme team', 'Luke, Acme Support', 'Luke (Duty Manager)'.
_OF_TEAM = re.compile(
    rf"(?:(?<=[.!?\n)] )|(?<=\n)|\b(?i:thanks|thank you|cheers|regards|wishes|best"
    rf"|sincerely),? )-? ?(?P<value>[A-Z][a-z]{{1,14}}"
    rf"(?: [A-Z][a-z]{{1,14}})?)(?:,? (?:@ ?[\w\0 ]{{2,30}}|(?i:from|at) (?:the |our )?{_TEAM})|(?:,| -| \||\n"
    rf"| \() ?(?i:{_TEAM})\)?)"
    rf"\.?[^\w]*$"
)
# 'You're chatting with Marcus', 'Becky here from the social team', 'My name is Shreya and I'll be looking after you'.
_INTRODUCED = (
    re.compile(rf"\b(?i:you(?:'re| are) (?:now )?(?:speaking|chatting|talking|connected) (?:with|to)) {_NAME}"),
    re.compile(rf"{_NAME} here(?:,)? (?i:from|at|with|on) (?i:the |our )?(?i:{_TEAM})"),
    re.compile(
        rf"\b(?i:my name is|my name's|i'm|i am|this is|it's) {_NAME},? (?i:from (?:the |our )?{_TEAM}"
        r"|(?:and )?(?:i'll|i will|i'm) (?:be |going to be |here to |happy to )?(?:help|assist"
        r"|look(?:ing)? (?:after|into)|deal|tak(?:e|ing) (?:care|over)))"
    ),
)


@recognizer("staff_caret", cues=("^",), finds=(Form("STAFF_NAME", "We are looking into it. ^[JD]", CUED, CUED),))
def caret(view: View) -> Iterator[Detection]:
    """Find what follows a caret: '^JD', '^Kate'."""
    return matches(_CARET, view.quiet, "STAFF_NAME", CUED, "staff_caret")


@recognizer(
    "staff_sign_off",
    cues=("*", "~", "/", "-", ".", "!", "?", ">", "|", "[", "(", ")"),
    finds=(Form("STAFF_NAME", "We are looking into it. -[JD]", SHAPED, SHAPED),),
)
def sign_off(view: View) -> Iterator[Detection]:
    """Find initials or a first name at the very end, after a mark or after the last sentence of a company's reply."""
    text = view.quiet
    start = _sign_off_start(text)
    for pattern in (_INITIALS, _BRACKETED, _BARE_INITIALS):
        for match in pattern.finditer(text, start):
            # Asked last, because the voice costs more than all patterns together.
            if pattern is _BARE_INITIALS and not speaks_for_company(text):
                break
            value = match[match.lastgroup or "value"]
            name = value[1:].islower() and not value.islower()
            if value not in _NO_INITIALS and (not name or is_first_name(value)):
                yield Detection("STAFF_NAME", *match.span(match.lastgroup or "value"), SHAPED, "staff_sign_off")
    for match in _FIRST_NAME.finditer(text, start):
        word = match["value"]
        # Nobody has heard of most names: an unknown one stands after the end of a sentence.
        if is_first_name(word) or (
            not is_common(word) and _STOP.search(text[: match.start("value")].rstrip("-~*/>| "))
        ):
            yield Detection("STAFF_NAME", *match.span("value"), SHAPED, "staff_sign_off")
    for match in _ALONE.finditer(text, start):
        if is_first_name(match["value"]) and not speaks_for_self(text):
            yield Detection("STAFF_NAME", *match.span("value"), SHAPED, "staff_sign_off")


def _sign_off_start(text: str) -> int:
    """Return before which offset no sign-off at the end of `text` begins."""
    tail = _TAIL.match(text[::-1])
    return max(0, len(text) - (tail.end() if tail else 0) - _ROOM)


@recognizer(
    "staff_team",
    cues=(
        *("team", "support", "care", "service", "help", " cs", "relations", "desk", "crew", "experience", "manager"),
        *(
            "director",
            "owner",
            "reserv",
            "recept",
            "conci",
            "head of",
            "super",
            "exec",
            "advis",
            "agent",
            "@",
            "speaking",
        ),
        *("chatting", "talking", "connected", "assist", "look", "deal", "tak"),
    ),
    finds=(
        Form("STAFF_NAME", "[Jane] here from the support team", VALIDATED, VALIDATED, context=(_OF_TEAM, *_INTRODUCED)),
    ),
)
def of_team(view: View) -> Iterator[Detection]:
    """Find agents who say which team they are of, or that they help."""
    for pattern in (_OF_TEAM, *_INTRODUCED):
        for match in pattern.finditer(view.quiet):
            first = match["value"].split()[0]
            if (is_first_name(first) or not is_common(first)) and not is_no_person(first):
                yield Detection("STAFF_NAME", *match.span("value"), VALIDATED, "staff_team")


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
