"""Dates of birth and ages, by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, WEAK, matches, recognizer
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
    rf"(?:\bd\.?o\.?b\b\.?|\bdate of birth|\bbirth ?da(?:te|y)|\bborn)(?!\w)(?:\s*(?:is|was|will be"
    rf"|on(?: the)?|the|[:=-]))*\s*\(?(?P<value>{_DATE})",
    re.IGNORECASE,
)
_BORN_IN = re.compile(r"\bborn in (?P<value>(?:19|20)\d\d)(?!\w)", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w/.-])[0-3]?\d[/.-][0-3]?\d[/.-](?:19\d\d|200\d|201[0-2])(?![\w/-])")

_PERSON = r"(?:old|yo|y/o|yr old|year old|years old|yrs old|years of age|yrs of age|years young)"
_THINGS = (
    r"(?:phone|car|tv|laptop|computer|device|router|account|contract|house|home|battery|product|machine"
    r"|tablet|model|system|"
    r"bug|issue|problem|plane|aircraft|building|customer|boiler|ticket|case|complaint|order|game|iphone|ipad"
    r"|mac|macbook|"
    r"technology|modem|box|company|bag|bike|van|fridge|washer|dryer|whisky|whiskey|wine|single malt|tech|kit"
    r"|hardware|software)"
)
_OLD = re.compile(
    rf"(?<![\w.£$€-])(?P<value>\d{{1,3}})[ -]?(?:years?|yrs?|y)?[ -]?(?:{_PERSON}"
    rf"|olds?)\b(?![ -](?:\w+[ -])?{_THINGS}\b)"
    rf"|(?<![\w.£$€-])(?P<value2>\d{{1,2}})(?:yo|y/o)\b",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?:aged?|turn(?:ed|ing|s)?)(?: is|:)? (?P<value>\d{1,3})\b(?! ?(?:\w{0,3}%|/|weeks?|days?|months?"
    r"|minutes?|hours?|- ?\d))",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:(?:since|when) (?:i|he|she) (?:was|were|is|am)|at the age of|age of) (?P<value>1?\d\d?)(?![\w%]"
    r"|[.,/:]\d)",
    re.IGNORECASE,
)
_AM = re.compile(
    r"\b(?:i'?m|i am|(?:s?he|mum|mom|dad|nan|gran|son|daughter|wife|husband|mother|father|brother"
    r"|sister)(?:'s| is)) (?:only |nearly |almost |just )?"
    r"(?P<value>1?\d\d?)(?=\s*(?:$|[!;)]|[.,?](?!\d)|and\b|with\b|years\b(?! (?:into|as|with|in|late))))",
    re.IGNORECASE,
)
_OLDEST = 115


@recognizer("date_of_birth", digits=True)
def date_of_birth(view: View) -> Iterator[Detection]:
    """Find dates that the words before them make dates of birth; other dates long past are weak."""
    yield from matches(_BIRTH, view.quiet, "DATE_OF_BIRTH", CUED, "date_of_birth")
    yield from matches(_BORN_IN, view.quiet, "DATE_OF_BIRTH", LIKELY, "date_of_birth")
    yield from matches(_BARE, view.quiet, "DATE_OF_BIRTH", WEAK, "date_of_birth")


@recognizer("age", digits=True, cues=("old", "yo", "y/o", "age", "turn", " am ", "'m ", "im ", "'s ", " is "))
def age(view: View) -> Iterator[Detection]:
    """Find a person's age; the span is the number."""
    for pattern, score in ((_OLD, CUED), (_AGED, LIKELY), (_AM, LIKELY), (_WHEN, LIKELY)):
        for match in pattern.finditer(view.quiet):
            group = match.lastgroup or "value"
            if 0 < int(match[group]) <= _OLDEST:
                yield Detection("AGE", *match.span(group), score, "age")
