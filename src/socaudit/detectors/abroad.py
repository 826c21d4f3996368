"""Countries that tell where a private person is: 'I live in Malta', not 'made in China'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from socaudit.detectors._name_words import letter_words
from socaudit.detectors._recognizer import CUED, LIKELY, Form, recognizer, words
from socaudit.detectors._view import View
from socaudit.model import Detection

# Parts of the world tell too little, whoever is there; 'us' is mostly a pronoun.
_TOO_WIDE = frozenset({"europe", "eu", "asia", "africa", "north america", "south america", "us", "u.s."})
_WHO = (
    r"(?:i|i'm|im|i am|we|we're|we are|we've|i've|i'll|we'll|he|he's|she|she's|they|they're|who|who's"
    r"|(?:my|our|his|her|their) (?:\w+ )?(?:mum|mam|mom|mother|dad|father|parents|family|wife|husband|partner"
    r"|son|daughter"
    r"|brother|sister|friend|gran|nan|folks|in-laws|kids|cousin|aunt|uncle|boyfriend|girlfriend))"
)
_ADVERBS = (
    r"(?: (?:currently|now|still|just|actually|originally|also|all|both|here|over|out|back|away|be|been|will|am|are"
    r"|is|was|'m))"
)
_THERE = re.compile(
    rf"\b{_WHO}{_ADVERBS}*(?: (?:live|lives|lived|living|based|stay|stays|staying|stuck|stranded|work|works"
    rf"|working|study"
    rf"|studying|resident|born|retired|holidaying|on (?:holiday|vacation)|visiting|arrived|landed|grew up){_ADVERBS}*)?"
    r" (?:in|from|visiting) (?:the )?$"
    r"|(?:^|[.!?,;(\n] ?|\b(?:and|but|cos|as|am|im) )(?:currently|based|living|stuck|stranded|(?:i'm "
    r"|we're )?on (?:holiday|vacation)"
    r"|born|live|landed|residing|resident|studying|working) (?:here |over |out )?(?:in|of) (?:the )?$",
    re.IGNORECASE,
)
_GOING = re.compile(
    r"\b(?:(?:i'm|im|i am|i'll be|i will be|we're|we are|we'll be|we will be|he's|she's|they're) (?:currently "
    r"|now |all "
    r"|only |just |both )?(?:moving|relocating|flying|fly|travell?ing|going|heading|headed|off|emigrating"
    r"|on (?:my|our) way)"
    r"(?: (?:back|over|out|home))?|(?:i|we|he|she|they) (?:have )?(?:just )?(?:moved|relocated"
    r"|emigrated)(?: (?:here|over|back"
    r"|out|home))?|moving|relocating|travell?ing) (?:to|from) (?:the )?$",
    re.IGNORECASE,
)
_ALONG = re.compile(
    r"(?: with (?:me|my|us)\b| (?:next|this|on|in|for|tomorrow|tonight|until|till|and|so|but|now)\b|[.,!?;]|$)"
)
_SENT = re.compile(r"\b(?:ship\w*|send\w*|sent|post(?:ed|ing)?|deliver\w*) (?:\w+ ){0,3}to (?:the )?$", re.IGNORECASE)
_FOR_MINE = re.compile(r" (?:for|where|to) (?:my|our|me|us|i)\b", re.IGNORECASE)
_FROM_HERE = re.compile(
    r"(?:^|[.!?,\n] ?)(?:(?:hi|hello|hey) )?(?:writing |messaging |customer |calling )?from (?:the )?$", re.I
)
_HERE = re.compile(r" here\b", re.IGNORECASE)
_ROOM = 60


@lru_cache(maxsize=1)
def _country() -> re.Pattern[str]:
    names = sorted(words("countries.txt") - _TOO_WIDE, key=len, reverse=True)
    return re.compile(rf"(?<![\w@#-])(?:{'|'.join(map(re.escape, names))})(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    """Return words of which each country's name holds one: a text without them needs no closer look."""
    return frozenset(max(re.findall(r"[a-z]+", name), key=len) for name in words("countries.txt") - _TOO_WIDE)


@recognizer(
    "place_abroad",
    cues=(" in ", "from ", " to ", " of ", "visiting "),
    finds=(Form("LOCATION", "I moved to [Malta] and the app stopped", LIKELY, CUED, context=(_THERE, _GOING)),),
)
def abroad(view: View) -> Iterator[Detection]:
    """Find a country where the writer or somebody close lives, is, or is going."""
    if _heads().isdisjoint(letter_words(view.lower)):
        return
    text = view.quiet
    for match in _country().finditer(text):
        score = _score(text[max(0, match.start() - _ROOM) : match.start()], text, match.end())
        if score:
            yield Detection("LOCATION", *match.span(), score, "place_abroad")


def _score(before: str, text: str, end: int) -> float:
    """Return how surely the words around a country put a person there, 0 for not at all."""
    if _THERE.search(before):
        return CUED
    if _GOING.search(before) and _ALONG.match(text, end):
        return LIKELY
    if _SENT.search(before) and _FOR_MINE.match(text, end):
        return LIKELY
    return LIKELY if _FROM_HERE.search(before) and _HERE.match(text, end) else 0
