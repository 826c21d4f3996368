"""Where a name is no private person's: a work, a firm, a product, a storm, a public office, a saying."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from socaudit.detectors._name_words import is_capitalised, is_common, is_first_name, is_no_person, is_surname
from socaudit.detectors._recognizer import CUED, words
from socaudit.detectors._view import View
from socaudit.detectors._voice import speaks_for_company
from socaudit.model import Detection

_TOKEN = re.compile(r"[^\W_](?:[^\W_]|['.-](?=[^\W_]))*|&")
# 'A bot called Ivy', 'Storm Eunice', 'King Charles': what stands before tells whose name it is.
_OFFICE = re.compile(
    r"(?:\b(?i:chat ?bot|bot|virtual (?:assistant|agent|helper)|voice assistant|ai assistant|robot)"
    r"(?i:,? (?:called|named))?|\b(?:President|Prime Minister|Chancellor|Senator|Governor|Pope|Saint|St\.?|Storm"
    r"|Hurricane|Cyclone|Typhoon))[ ][\"']?$"
)
# 'Wifi name is', 'my dog's name is', 'mother's maiden name?': no person's, or a secret.
_NAME_OF_THING = re.compile(
    r"\b(?:wi-?fi|network|file|user|brand|product|business|company|model|host|domain|street|trade|screen|team|game|shop"
    r"|store|app|hub|ssid|bank|hotel|tariff|plan|device|printer|(?:dog|cat|pet|puppy|kitten|mother|mum|mom)'?s?)"
    r" (?:maiden )?name(?:'?s| is| was)? ?[:?=]? ?$",
    re.IGNORECASE,
)
_TITLED = re.compile(r"(?:President|Pope|Saint|Storm|Hurricane|Cyclone|Typhoon) [A-Z]")
# What is watched, heard and played.
_WORK_BEFORE = re.compile(
    r"\b(?:watch(?:ed|ing)?|stream(?:ed|ing)?|bing(?:ed?|ing|e-?watch\w*)|listen(?:ed|ing)? to|catch(?:ing)? up on"
    r"|(?:episodes?|seasons?|series|cast|fans?|soundtrack|trailer|reruns?|copy|cover) of|(?:season|series|s) ?\d+ of"
    r"|(?:song|album|film|movie|musical|concert|gig|book|novel|game)s?(?: called| by)?|starring|featuring|feat\.?|ft\.?"
    r"|tickets? to (?:see )?|playing|sang|sung|singing) (?:the |new |some |more )*[\"']?$",
    re.IGNORECASE,
)
_WORK_AFTER = re.compile(
    r"(?:'?s)? (?:new )?(?:album|song|film|movie|musical|sitcom|episodes?|tickets?|tour|concert|gig|presale|pre-sale"
    r"|playlist|soundtrack|novel|cookbook|recipes?|trailer|fans|box ?set|dvd|biography|doll|toy|figure|costume"
    r"|poster|merch|perfume|lipstick|s\d{1,2}(?:e\d+)?|seasons? \d+|(?:while )?on (?:hold|repeat|loop))\b",
    re.IGNORECASE,
)
# 'Thomas the Tank Engine', 'Bob's Burgers': the name goes on where a person's does not.
_EPITHET = re.compile(
    r" the (?!(?:\w+ ){0,2}(?i:manager|supervisor|driver|agent|rep|engineer|guy|lady|girl|man|boss|chef|host|nurse"
    r"|assistant|advis[eo]r|cashier|clerk|team|lead|one)\b)[\"']?[A-Z][a-z]"
)
_OWNED = re.compile(r"'s (?P<thing>[A-Z][a-z]{3,})")
# 'The Audrey sofa', 'this Dyson': things are called by a name with an article.
_ARTICLE = re.compile(r"(?:^|[^\w'])(?:[Tt]h(?:e|is|at|ese|ose)|[Aa]ny|[Aa]nother|[Nn]ew|an?|An) $")
_OF_PERSON = re.compile(
    r" (?:who|whom|whose|guy|lad|lady|girl|woman|man|fella|chap|bloke|person|character"
    r"|one|from|in|at|family|account|household|booking|order|reservation|on|is|was|said|told|called)\b"
    r"|[ \0]*(?:$|[^\w ])"
)
_CALLED = re.compile(
    r"(?:^|[.!?,\n\0]|\b(?:hi|hiya|hello|hey|dear|sorry|thanks|thank you|morning|afternoon|evening|ok|okay|yo))"
    r"[\s\0]*$",
    re.IGNORECASE,
)
# Said to a company, so that the name before it is the company's.
_TO_COMPANY = re.compile(
    r"\byour (?:\w+ )?(?:app|site|website|web ?page|services?|network|systems?|servers?|stores?|shops?|staff|drivers?"
    r"|couriers?|prices?|bot|stream|signal|wi-?fi|broadband|trains?|planes?|engineers?|tariffs?|offers?"
    r"|adverts?|customers?|products?|branch(?:es)?|call cent(?:re|er)|chat|website's|app's|login|login page)\b"
    r"|\b(?:are|r) (?:you|u|ye) (?:guys )?(?:down|open|having)\b|\bwhy (?:are|is|do|does|did) (?:you|your|u|ur)\b"
    r"|\b(?:is|are) (?:the |your )?(?:app|site|website|network|service|tariff|internet|servers?) ",
    re.IGNORECASE,
)
# 'Our registered office: 200 Harbour Way', 'find us at 3 Mill Lane': where a company is.
_ADDRESS_TYPES = frozenset({"STREET_ADDRESS", "LOCATION", "POSTAL_CODE"})
_OWN_PLACE = re.compile(
    r"\b(?:our (?:\w+ ){0,2}(?:store|shop|branch|showroom|depot|warehouse|office|hq|headquarters|restaurant"
    r"|salon|clinic|site)s?"
    r"|(?:registered|head) (?:office|address)|registered in|(?:we're|we are|now) (?:hiring|recruiting)|(?:find"
    r"|visit|write to|post (?:it |them )?to"
    r"|return (?:it |them )?to) us)"
    r"\b(?:[^.!?\n]|\.(?=\w)){0,70}$",
    re.IGNORECASE,
)
_OWN_WORDS = ("our ", "office", "registered", " us ", "hiring", "recruiting")
_OWN_ROOM = 100
_ROOM = 40
_REACH = 4


def is_public(view: View, found: Detection) -> bool:
    """Return whether a PERSON that no word announces is no private person's name, or an address the company's own."""
    if found.entity_type != "PERSON":
        return found.entity_type in _ADDRESS_TYPES and _is_own_place(view, found)
    text = view.quiet
    before = text[max(0, found.start - _ROOM) : found.start]
    if _OFFICE.search(before) or _NAME_OF_THING.search(before):
        return True
    if found.score >= CUED or found.recognizer == "name_relation":
        return False
    name = text[found.start : found.end]
    if _TITLED.match(name) or _WORK_BEFORE.search(before) or _is_thing(text, found, before) or _in_phrase(text, found):
        return True
    if _EPITHET.match(text, found.end) or _WORK_AFTER.match(text, found.end):
        return True
    owned = _OWNED.match(text, found.end)
    return bool(owned and not is_common(owned["thing"])) or _is_company(text, name, before)


def _is_own_place(view: View, found: Detection) -> bool:
    """Return whether an address or a place is said to be where the company is."""
    if not any(word in view.lower for word in _OWN_WORDS):
        return False
    return _OWN_PLACE.search(view.quiet, max(0, found.start - _OWN_ROOM), found.start) is not None


def _is_company(text: str, name: str, before: str) -> bool:
    """Return whether an unknown name is called out to, and what follows is said to a company."""
    known = any(is_first_name(word) or is_surname(word) for word in name.split())
    called = not known and _CALLED.search(before) is not None
    return called and _to_company(text)


@lru_cache(maxsize=4)
def _to_company(text: str) -> bool:
    return _TO_COMPANY.search(text) is not None and not speaks_for_company(text)


def _is_thing(text: str, found: Detection, before: str) -> bool:
    """Return whether a single name after an article goes with the word for a thing."""
    name = text[found.start : found.end]
    return " " not in name and _ARTICLE.search(before) is not None and _OF_PERSON.match(text, found.end) is None


def _in_phrase(text: str, found: Detection) -> bool:
    """Return whether the words around a name make a phrase, a firm or a public figure of it."""
    near = max(0, found.start - _ROOM), found.end + _ROOM
    tokens = list(_TOKEN.finditer(text, *near))
    inside = [place for place, token in enumerate(tokens) if token.start() < found.end and found.start < token.end()]
    if not inside:
        return False
    said = [token[0] for token in tokens]
    plain = [_plain(word) for word in said]
    phrases = words("phrases.txt")
    for first in range(max(0, inside[0] - _REACH), inside[0] + 1):
        for last in range(inside[-1] + 1, min(len(tokens), inside[-1] + 1 + _REACH) + 1):
            if " ".join(plain[first:last]) in phrases:
                return True
            run = said[first:last]
            if len(run) > len(inside) and _alike(run) and is_no_person(*run):
                return True
    return False


def _plain(word: str) -> str:
    return word.lower().replace("'", "").rstrip(".")


def _alike(run: Sequence[str]) -> bool:
    """Return whether all words are written like names, or none: 'James may' is a name and a verb."""
    return len({is_capitalised(word) for word in run}) == 1
