"""Dates of birth, by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, WEAK, Form, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:(?:19|20)\d\d|'?\d\d(?!\d))"
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:(?:19|20)\d\d[-/.][01]?\d[-/.][0-3]?\d|[0-3]?\d ?[-/.] ?[0-3]?\d ?[-/.] ?{_YEAR}"
    rf"|[0-3]\d ?[01]\d ?(?:19|20)?\d\d"
    rf"|{_DAY}(?: of)?[ -]?{_MONTH}\.?,?(?:[ -]?{_YEAR})?|{_MONTH}\.? ?{_DAY}(?:,? ?{_YEAR})?)(?!\w|[/-]\d)"
)
_BIRTH = re.compile(
    rf"(?:\bd\.? ?o\.? ?b\b\.?|\bdate of birth|\bbirth ?da(?:te|y)(?:'?s)?|\bbday(?:'?s)?|\bborn"
    rf"|\bb\.)(?!\w)(?:\s*(?:is|was|will be"
    rf"|on(?: the)?|the|then|here|it's|as|for|of|mine|my|her|his|file|record|says"
    rf"|[:=.,/?!-]))*\s*\(?(?P<value>{_DATE})",
    re.IGNORECASE,
)
_BORN_IN = re.compile(
    r"\b(?:born(?: in| around)?|(?:year of birth|birth ?year|yob)(?: is| was|:)?) (?P<value>(?:19|20)\d\d)(?![\w/-])",
    re.IGNORECASE,
)
_DAY_ONLY = re.compile(
    r"\b(?:my|her|his|our) (?:birth ?day|bday)(?: is|'s| was"
    r"|:)?(?: on)?(?: the)? (?P<value>[0-3]?\d ?[/.-] ?[01]?\d)(?![\w/.-])",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?<![\w/.-])(?P<value>{_DATE}),? (?:(?:is|was|as|being) )?(?:(?:my|her|his|the|our) )?(?:d\.?o\.?b"
    rf"|date of birth|birth ?da(?:te|y)|bday)\b",
    re.IGNORECASE,
)
# Between other facts about a person, a whole date of long ago is when they were born.
_WHOLE = r"(?:(?:19[2-9]\d|200\d)-(?:0\d|1[0-2])-[0-3]\d|[0-3]?\d[/.-][01]?\d[/.-](?:19[2-9]\d|200\d))"
_LISTED = re.compile(
    rf"[/,;|]\s?(?P<value>{_WHOLE})(?=\s?(?:[/,;|]|- |$))|^(?P<value2>{_WHOLE})(?=\s?(?:[/,;|]|- ))", re.MULTILINE
)
_LONG_AGO = r"(?:19\d\d|200\d|201[0-2])"
# Of two digits only those that are no year of an order: a question may make of either what nothing else does.
_BARE = re.compile(
    rf"(?<![\w/.-])(?:[0-3]?\d[/.-][0-3]?\d[/.-](?:{_LONG_AGO}|[3-9]\d)|{_DAY}(?: of)? {_MONTH},? {_LONG_AGO})"
    r"(?![\w/-])",
    re.IGNORECASE,
)


@recognizer(
    "date_of_birth",
    digits=True,
    finds=(Form("DATE_OF_BIRTH", "dob is [3/4/82]", WEAK, CUED, context=(_BIRTH, _BORN_IN)),),
)
def date_of_birth(view: View) -> Iterator[Detection]:
    """Find dates that the words before them make dates of birth; other dates long past are weak."""
    yield from matches(_BIRTH, view.quiet, "DATE_OF_BIRTH", CUED, "date_of_birth")
    for pattern in (_BORN_IN, _DAY_ONLY):
        yield from matches(pattern, view.quiet, "DATE_OF_BIRTH", LIKELY, "date_of_birth")
    for match in _LISTED.finditer(view.quiet):
        yield Detection("DATE_OF_BIRTH", *match.span(match.lastgroup or 0), LIKELY, "date_of_birth")
    if "birth" in view.lower or "dob" in view.lower or "d.o.b" in view.lower or "bday" in view.lower:
        yield from matches(_AFTER, view.quiet, "DATE_OF_BIRTH", CUED, "date_of_birth")
    yield from matches(_BARE, view.quiet, "DATE_OF_BIRTH", WEAK, "date_of_birth")
