"""Ages of persons, by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._name_words import is_first_name, is_place, letter_words
from socaudit.detectors._recognizer import CUED, LIKELY, Form, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_PERSON = r"(?:old|yo|y/o|y\.o\.?|yr old|year old|years old|yrs old|years of age|yrs of age|years young|yrs young)"
_THINGS = (
    r"(?:phone|car|tv|laptop|computer|device|router|account|contract|house|home|battery|product|machine"
    r"|tablet|model|system|"
    r"bug|issue|problem|plane|aircraft|building|customer|boiler|ticket|case|complaint|order|game|iphone|ipad"
    r"|mac|macbook|"
    r"technology|modem|box|company|bag|bike|van|fridge|washer|dryer|whisky|whiskey|wine|single malt|tech|kit"
    r"|hardware|software|sofa|mattress|bed|oven|cooker|kettle|hoover|watch|jacket|coat|dog|cat|puppy|kitten|trainers)"
)
# 'My car is 12 years old': what is old is no person.
_THING_BEFORE = re.compile(
    rf"\b{_THINGS}s?(?:'s| is| was| are| that's| only| just)* (?:about |over |nearly |almost )?$", re.I
)
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_SPELT = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:{_ONES}))?|{_ONES}|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen)"
)
_NUMBER = rf"(?:1?\d\d?|{_SPELT})"
_OLD = re.compile(
    rf"(?<![\w.£$€-])(?P<value>\d{{1,3}}|{_SPELT})[ -]?(?:years?|yrs?|y)?[ -]?(?:{_PERSON}"
    rf"|olds?)(?!\w)(?![ -](?:\w+[ -])?{_THINGS}\b)"
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
    rf"|days?)(?: old)?\b"
    r"|\b(?:my|our|her|his|with an?) (?P<value3>\d{1,2})[ -](?:months?|mths?|weeks?|wks?|days?)[ -]old\b(?! \w)",
    re.IGNORECASE,
)
# 'jo,34,truro' and '(34F)': how people introduce themselves.
_LISTED_AGE = re.compile(r"(?:^|[.!?] )(?P<name>[^\W\d_]{2,12}), ?(?P<value>[1-9]\d)(?=, ?(?P<place>[^\W\d_]{3,}))")
_AGE_AND_SEX = re.compile(
    r"(?:[(\[,] ?|\bi'?m (?:an? )?|^)(?P<value>[1-9]\d) ?(?:/ ?)?[MF](?=[)\],.]| (?:here|from|living|and|with"
    r"|in|on|based|looking|trying)\b)"
    r"|(?:[(\[] ?|\bi'?m (?:an? )?|^)(?P<value2>[1-9]\d) ?/ ?(?:m|f|nb)(?!\w)"
    r"|(?:[(\[,] ?|\bi'?m (?:an? )?|^)(?:[MF]|[mf]/) ?(?P<value3>[1-9]\d)(?=[)\],]| (?:here|from)\b)",
    re.MULTILINE,
)
_NO_QUANTITY = (
    r"(?![\w%+]|[.,/:]\d| ?-? ?(?:min|sec|hour|hr|day|week|month|mile|stop|degree|percent|km|quid|pound|euro|dollar"
    r"|point|star|item|time|call|email|order|place|minute|out of|of|on|in (?:the )?(?:queue|line)|st|nd|rd|th)s?\b)"
)
_AGED = re.compile(
    r"\b(?:ag(?:ed?|es)|turn(?:ed|ing|s)?|pensioner of|(?:i'll|she'll|he'll|will) be)(?: is| just"
    r"|:)? (?:about |nearly )?"
    rf"(?P<value>\d{{1,3}}|{_SPELT})"
    r"(?: ?(?:,|and|&|to|-) ?(?P<value2>\d{1,2}))?(?:,? (?:and|&) (?P<value3>\d{1,2}))?"
    r"\b(?! ?(?:\w{0,3}%|/|weeks?|days?|months?|minutes?|hours?|- ?\d|years? in|degrees|mins?|for|pages?|times))"
    r"(?![.,:]\d)",
    re.IGNORECASE,
)
_BE = re.compile(r"\b(?:'ll|will) be ", re.IGNORECASE)
_AFTER_BE = re.compile(r"(?: (?:in|on|this|next|soon|and|now|tomorrow)\b|[.!?,]|$)", re.IGNORECASE)
_WHEN = re.compile(
    rf"\b(?:(?:since|when) (?:i|he|she) (?:was|were|is|am)|at the age of|age of|at my age[, (]+) ?(?P<value>{_NUMBER})"
    rf"{_NO_QUANTITY}|\b(?:i|he|she) was (?:only |just )?(?P<value2>{_NUMBER}) (?:when|at the time|then)\b",
    re.IGNORECASE,
)
_ADULT = (
    r"(?:mum|mom|mam|mother|dad|father|nan|nana|gran|granny|grandma|grandad|granda|grandmother|grandfather|wife"
    r"|husband|hubby|partner|auntie|aunt|uncle|neighbour|brother|sister)(?:[- ]in[- ]law)?"
)
_ANYONE = rf"(?:{_ADULT}|{_CHILD}s?|kids|children|sons|daughters|boys|girls|twins|cousin|friend|mate)"
_AM = re.compile(
    rf"\b(?:i'?m|i am|(?:s?he|{_ADULT}|{_CHILD}|who|they)(?:'?s| is|'re| are)) (?:only "
    r"|nearly |almost |just |about |over |literally |now )?"
    rf"(?P<value>{_NUMBER})(?=\s*(?:$|[!;)]|[.,?](?!\d)|and\b|with\b|but\b|living\b|now\b|in (?:two|three|a"
    rf"|\d) (?:weeks?|months?|days?)\b|on my own\b|next (?:week|month)\b"
    r"|this (?:week|month|year)\b|ffs\b|lol\b|btw\b|ok\b|so\b|not\b|cant\b|can'?t\b|can i\b|can she\b|can he\b|female\b"
    r"|male\b|yrs\b|years\b(?! (?:into|as|with|in|late|ago|of (?!age)))))",
    re.IGNORECASE,
)
# 'My mum (82)', 'my mother, 82, waited', 'kids (4 & 7)'.
_ASIDE = re.compile(
    rf"\b(?:{_ANYONE}|i|my two|my three|our two)(?: [A-Z][a-z]+)?(?: ?\(|, )(?:aged? )?(?P<value>{_NUMBER})"
    r"(?: ?(?:,|and|&|/) ?(?P<value2>\d{1,2}))?(?:,? ?(?:and|&) ?(?P<value3>\d{1,2}))?(?=\)|,)(?!\) ?\d|, ?\d)",
    re.IGNORECASE,
)
# 'Mum 84 with a bad hip', 'a lady of 92', 'pushing 80'.
_BESIDE = re.compile(
    rf"\b{_ADULT} (?P<value>[5-9]\d)(?= (?:and|with|has|had|who|is|was|living|disabled)\b)"
    r"|\b(?:woman|man|lady|gentleman|lad|girl|boy|child) of (?P<value2>\d{1,2})(?![\w%]|[.,:]\d)"
    rf"|\b(?:pushing|nearing|approaching|(?:i've|has|have) (?:just )?(?:hit"
    rf"|reached)) (?P<value3>[3-9]\d)(?= (?:she|he|i|and|now|so)\b"
    r"|[.,!?;)]|$)|\b(?:me|him|her),? (?P<value4>[1-9]\d)(?=,|\)|$| and\b)",
    re.IGNORECASE,
)
_DECADE = re.compile(
    r"\bin (?:my|his|her|their) (?:early |mid |mid-|late )?(?P<value>[2-9]0'?s|(?:twen|thir|for|fif|six|seven"
    r"|eigh|nine)ties)\b"
    r"(?! (?:playlist|music|songs|party|hits|theme|style|collection))",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?P<name>[A-Z][a-z]{1,11})(?: [A-Z][\w'-]{1,20})? \((?:aged? )?(?P<value>\d{1,2})\)")
# 'Our Poppy is 3 and swallowed a button'.
_CHILDS = re.compile(
    r"\b(?:[Oo]ur|[Mm]y) (?P<name>[A-Z][a-z]{1,11})(?:'s| is| was) (?:only |just |nearly )?(?P<value>\d{1,2})"
    r"(?= and\b| but\b|[.,!;)](?!\d)|$)"
)
_BIRTHDAY = re.compile(
    r"\b(?:my|his|her|our|(?:mum|mom|mam|dad|nan|gran|wife|husband|son|daughter|sister|brother|friend|mate"
    r"|hubby|grandma"
    r"|grandad|lad|girl)'?s) (?P<value>\d{1,2})(?:st|nd|rd|th)(?= (?:birthday|bday|b'?day|party)\b|[.,!?]|$| there\b)",
    re.IGNORECASE,
)
_CELEBRATES = re.compile(
    r"\b(?:birthday|bday|party|celebrat\w+|for my|turning|surprise|cake|balloons?)\b", re.IGNORECASE
)
_AT = re.compile(
    r"(?:^|[.!?,;] |\b(?:and|but|because|cos) )at (?P<value>[5-9]\d|1[01]\d)(?=,? (?:i|she|he|my|years"
    r"|it's not|you)\b)",
    re.IGNORECASE,
)
_FEMALE = re.compile(
    r"(?<![\w.£$€-])(?P<value>[1-9]\d)[ -]?(?:yrs?|years?)?,? (?:female|male)\b"
    r"|\b(?P<value2>[1-9]\d) ?yrs? (?:lady|man|woman)\b",
    re.IGNORECASE,
)
_OLDEST = 115
# Each with what a text must hold to be worth searching; where a number may be spelt, and where only digits count.
_SPELT_AGES = (
    (_OLD, CUED, ("old", "yo", "y/o", "young", "age")),
    (_AGED, LIKELY, ("age", "turn", "pensioner", " be ")),
    (_AM, LIKELY, ()),
    (_ASIDE, LIKELY, ("(", ",")),
    (_WHEN, LIKELY, ("when", "since", "age", " time", "then")),
    (_DECADE, LIKELY, (" in ",)),
)
_AGES = (
    *_SPELT_AGES,
    (_MONTHS_OLD, CUED, ("month", "week", "wk", "mth", "days old")),
    (_AGE_AND_SEX, LIKELY, ("f", "m")),
    (_AT, LIKELY, ("at ",)),
    (_BESIDE, LIKELY, ()),
    (_FEMALE, LIKELY, ("male", "lady", "man")),
)
_STEMS = ("twent", "thirt", "fort", "fourt", "fift", "sixt", "sevent", "eight", "ninet")
# As words, and glued to what follows: 'sixyo', 'threeyearold'.
_SPELT_NUMBERS = frozenset(
    f"{number}{unit}{old}"
    for number in (
        *(*_ONES.split("|"), "ten", "eleven", "twelve"),
        *(f"{stem}{end}" for stem in _STEMS for end in ("y", "ies", "een")),
    )
    for unit in ("", "y", "yo", "yr", "yrs", "year", "years")
    for old in ("", "old", "olds")
)


@recognizer("age", finds=(Form("AGE", "my nan is [83] years old", LIKELY, CUED, context=(_OLD, _AGED, _WHEN)),))
def age(view: View) -> Iterator[Detection]:
    """Find a person's age; the span is the number, with its unit for a baby's."""
    text = view.quiet
    if not view.digits and _SPELT_NUMBERS.isdisjoint(letter_words(view.lower)):
        return
    for pattern, score, cues in _AGES if view.digits else _SPELT_AGES:
        if not cues or any(cue in view.lower for cue in cues):
            for match in pattern.finditer(text):
                if not _of_thing(pattern, match):
                    yield from _numbers(match, score)
    if view.digits and _CELEBRATES.search(text):
        for match in _BIRTHDAY.finditer(text):
            yield from _numbers(match, LIKELY)


@recognizer(
    "age_named",
    digits=True,
    cues=("(", ",", "our ", "my "),
    finds=(Form("AGE", "Lily ([5]) was in tears", LIKELY, LIKELY),),
)
def named_age(view: View) -> Iterator[Detection]:
    """Find an age beside a first name: 'jo,34,truro', 'Lily (5)'."""
    for match in _LISTED_AGE.finditer(view.quiet):
        if is_first_name(match["name"]) or is_place(match["place"]):
            yield Detection("AGE", *match.span("value"), LIKELY, "age_named")
    for pattern in (_NAMED, _CHILDS):
        for match in pattern.finditer(view.quiet):
            if is_first_name(match["name"]):
                yield Detection("AGE", *match.span("value"), LIKELY, "age_named")


def _of_thing(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    """Return whether an age is a thing's, or 'I'll be 10' no age."""
    if pattern is _AGED and _BE.search(match[0]):
        return _AFTER_BE.match(match.string, match.end()) is None
    return pattern is _OLD and _THING_BEFORE.search(match.string, 0, match.start()) is not None


def _numbers(match: re.Match[str], score: float) -> Iterator[Detection]:
    """Yield each number of `match` that somebody can be old."""
    for group, value in match.groupdict().items():
        if value and (not value.isdecimal() or 0 < int(value) <= _OLDEST):
            yield Detection("AGE", *match.span(group), score, "age")
