"""Dates of birth and ages, by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._name_words import is_first_name, is_place
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
_BORN_IN = re.compile(r"\bborn in (?P<value>(?:19|20)\d\d)(?!\w)", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?<![\w/.-])(?P<value>{_DATE}),? (?:is|was|as|being) (?:my|her|his|the|our) (?:d\.?o\.?b"
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
_CHILD = (
    r"(?:baby|babies|son|daughter|child|kid|boy|girl|twins?|infant|toddler|grandson|granddaughter"
    r"|newborn|niece|nephew|lad|wee one|little one)"
)
_MONTHS_OLD = re.compile(
    rf"(?<![\w.£$€-])(?P<value>\d{{1,2}})[ -]?(?:months?|mths?|mos?|weeks?|wks?"
    rf"|days?)[ -]?old(?=[ -](?:\w+[ -])?{_CHILD}\b)"
    rf"|\b{_CHILD}(?:'s| is|,) (?:only |just )?(?P<value2>\d{{1,2}}) (?:months?|mths?|weeks?|wks?"
    rf"|days?)(?: old)?\b",
    re.IGNORECASE,
)
# 'jo,34,truro' and '(34F)': how people introduce themselves.
_LISTED_AGE = re.compile(r"(?:^|[.!?] )(?P<name>[^\W\d_]{2,12}), ?(?P<value>[1-9]\d)(?=, ?(?P<place>[^\W\d_]{3,}))")
_AGE_AND_SEX = re.compile(r"[(\[,] ?(?P<value>[1-9]\d) ?/? ?[MF](?=[)\],])")
_AGED = re.compile(
    r"\b(?:aged?|turn(?:ed|ing|s)?)(?: is|:)? (?P<value>\d{1,3})\b(?! ?(?:\w{0,3}%|/|weeks?|days?|months?"
    r"|minutes?|hours?|- ?\d))",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:(?:since|when) (?:i|he|she) (?:was|were|is|am)|at the age of|age of) (?P<value>1?\d\d?)(?![\w%]"
    r"|[.,/:]\d| ?-? ?(?:min|sec|hour|day|week|month|mile|stop|of|st|nd|rd|th)\w*\b)",
    re.IGNORECASE,
)
_AM = re.compile(
    r"\b(?:i'?m|i am|(?:s?he|mum|mom|mam|dad|nan|nana|gran|granny|grandad|granda|son|daughter|wife"
    r"|husband|mother|father|brother"
    r"|sister|partner|auntie|aunt|uncle|neighbour|kid|niece|nephew|they)(?:'?s| is|'re| are)) (?:only "
    r"|nearly |almost |just |about |over )?"
    r"(?P<value>1?\d\d?)(?=\s*(?:$|[!;)]|[.,?](?!\d)|and\b|with\b|but\b|living\b|now\b|on my own\b"
    r"|years\b(?! (?:into|as|with|in|late))))",
    re.IGNORECASE,
)
_OLDEST = 115
# Each with what a text must hold to be worth searching.
_AGES = (
    (_OLD, CUED, ("old", "yo", "y/o", "young", "age")),
    (_MONTHS_OLD, CUED, ("month", "week", "wk", "mth", "days old")),
    (_AGE_AND_SEX, LIKELY, ("f)", "m)", "f]", "m]", "f,", "m,")),
    (_AGED, LIKELY, ("age", "turn")),
    (_AM, LIKELY, ()),
    (_WHEN, LIKELY, ("when", "since", "age")),
)


@recognizer(
    "date_of_birth",
    digits=True,
    finds=(Form("DATE_OF_BIRTH", "dob is [3/4/82]", WEAK, CUED, context=(_BIRTH, _BORN_IN)),),
)
def date_of_birth(view: View) -> Iterator[Detection]:
    """Find dates that the words before them make dates of birth; other dates long past are weak."""
    yield from matches(_BIRTH, view.quiet, "DATE_OF_BIRTH", CUED, "date_of_birth")
    yield from matches(_BORN_IN, view.quiet, "DATE_OF_BIRTH", LIKELY, "date_of_birth")
    for match in _LISTED.finditer(view.quiet):
        yield Detection("DATE_OF_BIRTH", *match.span(match.lastgroup or 0), LIKELY, "date_of_birth")
    if "birth" in view.lower or "dob" in view.lower or "d.o.b" in view.lower or "bday" in view.lower:
        yield from matches(_AFTER, view.quiet, "DATE_OF_BIRTH", CUED, "date_of_birth")
    yield from matches(_BARE, view.quiet, "DATE_OF_BIRTH", WEAK, "date_of_birth")


@recognizer(
    "age",
    digits=True,
    cues=("old", "yo", "y/o", "age", "turn", " am ", "'m ", "im ", "'s ", "s ", " is ", " are ", ",", "month", "week"),
    finds=(Form("AGE", "my nan is [83] years old", LIKELY, CUED, context=(_OLD, _AGED, _WHEN)),),
)
def age(view: View) -> Iterator[Detection]:
    """Find a person's age; the span is the number, with its unit for a baby's."""
    for pattern, score, cues in _AGES:
        if not cues or any(cue in view.lower for cue in cues):
            for match in pattern.finditer(view.quiet):
                group = match.lastgroup or "value"
                if 0 < int(match[group]) <= _OLDEST:
                    yield Detection("AGE", *match.span(group), score, "age")
    if "," in view.lower:
        for match in _LISTED_AGE.finditer(view.quiet):
            if is_first_name(match["name"]) or is_place(match["place"]):
                yield Detection("AGE", *match.span("value"), LIKELY, "age")
