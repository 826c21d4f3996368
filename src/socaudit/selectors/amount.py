"""`amount`: how long or how much, in sentences about something; known as the same however it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import field_validator

from socaudit.rulepack.schema import SelectorSpec, Words
from socaudit.selectors import REGISTRY, Found, Selector, SelectorKind, View
from socaudit.selectors._patterns import compiled, one_of, text_selector

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS = {**{word: float(number) for number, word in enumerate(_NUMBERS, start=1)}, "fourteen": 14.0, "thirty": 30.0}
_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 720.0, "year": 8640.0}
_NUMBER = rf"(?:\d+(?:\.\d+)?|{'|'.join(_WORDS)})"
# The last number counts: "3 to 5 days" and "up to five days" make the same promise.
_TIME = re.compile(
    rf"(?<![\w.])(?:{_NUMBER}(?: ?- ?| to | or ))?({_NUMBER})[ -](?:(?:working|business|calendar) )?"
    rf"({'|'.join(_HOURS)})s?\b",
    re.IGNORECASE,
)
_SIGNS = {"pounds": "\u00a3", "dollars": "$", "euros": "\u20ac", "gbp": "\u00a3", "usd": "$", "eur": "\u20ac"}
_MONEY = re.compile(
    rf"(?<![\w.])(?:([\u00a3$\u20ac]) ?(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?) ?([\u00a3$\u20ac]|(?:{'|'.join(_SIGNS)})\b))",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\w.:])(\d{1,2})(?:[:.](\d\d))? ?([ap])\.?m\b|\b([01]?\d|2[0-3]):([0-5]\d)\b", re.IGNORECASE)
_SHARE = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?) ?(?:%|percent\b|per cent\b)", re.IGNORECASE)
# A stop inside a number ends no sentence.
_END = re.compile(r"[.!?](?=\s|\Z)|\n\s*\n")


class AmountSpec(SelectorSpec):
    """Times (`time`), sums (`money`), times of day (`clock`) or percentages (`share`) in sentences about something.

    A sentence is about it where one of the RE2 expressions `about` matches.
    """

    kind: ClassVar[str] = "amount"
    amount: Literal["time", "money", "clock", "share"]
    about: Words

    @field_validator("about")
    @classmethod
    def _compiles(cls, expressions: tuple[str, ...]) -> tuple[str, ...]:
        for expression in expressions:
            compiled(expression)
        return expressions


def build(spec: AmountSpec, _lexicons: Mapping[str, tuple[str, ...]]) -> Selector:
    """Return the selector of an `amount` mapping."""
    about = text_selector(one_of(spec.about, case=False))
    pattern, meaning = _KINDS[spec.amount]

    def find(view: View) -> Iterator[Found]:
        text = view.folded.text
        for start, end in dict.fromkeys(_sentence(text, *found.folded) for found in about.find(view)):
            for found in pattern.finditer(text, start, end):
                yield Found(*view.folded.span(*found.span()), folded=found.span(), meant=meaning(found))

    return Selector(find, pattern=about.pattern)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence in which a span stands."""
    first = max((stop.end() for stop in _END.finditer(text, 0, start)), default=0)
    stop = _END.search(text, end)
    return first, stop.start() if stop else len(text)


def _hours(found: re.Match[str]) -> str:
    number = found[1].lower()
    return f"{(_WORDS.get(number) or float(number)) * _HOURS[found[2].lower()]:g} hours"


def _sum(found: re.Match[str]) -> str:
    sign = (found[1] or found[4]).lower()
    return f"{_SIGNS.get(sign, sign)}{float(found[2] or found[3]):g}"


def _clock(found: re.Match[str]) -> str:
    if found[4]:
        return f"{int(found[4]):02}:{found[5]}"
    hour = int(found[1]) % 12 + (12 if found[3] in "pP" else 0)
    return f"{hour:02}:{found[2] or '00'}"


def _percent(found: re.Match[str]) -> str:
    return f"{float(found[1]):g}%"


_KINDS: Mapping[str, tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = {
    "time": (_TIME, _hours),
    "money": (_MONEY, _sum),
    "clock": (_CLOCK, _clock),
    "share": (_SHARE, _percent),
}
REGISTRY.register("amount")(SelectorKind(AmountSpec, build))
