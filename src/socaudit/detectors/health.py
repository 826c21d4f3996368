"""Illness, disability and other vulnerability of a concrete person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from socaudit.detectors._name_words import is_common, letter_words
from socaudit.detectors._recognizer import LIKELY, SHAPED, Form, recognizer, words
from socaudit.detectors._view import View
from socaudit.model import Detection

# What makes a condition more exact belongs to it.
_MODIFIER = re.compile(
    r"(?:\b(?:early[- ]onset|vascular|stage \w+|breast|lung|bowel|prostate|skin|ovarian|cervical|pancreatic"
    r"|brain|blood|terminal|incurable"
    r"|type (?:1|2|one|two)|t[12]|post[- ]natal|postpartum|home|long|rheumatoid|peanut|nut|food|dairy|gluten|physical"
    r"|hidden|registered|partially|underactive|overactive) )+$",
    re.IGNORECASE,
)
# Written in capitals, or they are words of everyday.
_CAPITALS = r"(?-i:MS|ME/CFS|ME(?= (?:and|is|so|sufferer))|MND|OCD|POTS|EDS|DVT|UTI)"
_CAPITAL = re.compile(_CAPITALS)
_IN_CAPITALS = frozenset({"ms", "me", "mnd", "ocd", "pots", "eds", "dvt", "uti"})
_ALLERGEN = (
    r"(?:pea)?nuts?|dairy|milk|eggs?|(?:shell)?fish|gluten|wheat|soya?|latex|penicillin|sesame|almonds|cashews"
    r"|hazelnuts|kiwis?|bees|wasps|stings|lactose|strawberries|mustard|celery|crustaceans"
)
_BODY = (
    r"leg|arm|ankle|wrist|foot|hip|knee|back|collarbone|shoulder|elbow|pelvis|ribs?|neck|hand|toe|femur|achilles|acl"
)
_RELATIVE = (
    r"(?:mum|mam|mom|mother|dad|da|father|wife|husband|hubby|partner|son|daughter|child|children|baby|kid|kids"
    r"|brother|sister|nan|nana|gran|granny|grandma|grandmother|grandad|granda|grandfather|grandson|granddaughter"
    r"|aunt|auntie|aunty|uncle|niece|nephew|cousin|friend|mate|neighbou?r|boyfriend|girlfriend|fianc[eé]e?|parents?"
    r"|girl|boy|lad|little (?:one|girl|boy)|wee (?:one|girl|boy|man)|twins|tenant|lodger|carer)(?:[- ]in[- ]law)?"
)
# Relatives whom nobody speaks of in general: 'mum is frail' has no 'my'.
_CLOSE = (
    r"(?:mum|mam|mom|mother|dad|wife|husband|hubby|partner|son|daughter|brother|sister|nan|nana|gran|granny|grandma"
    r"|grandad|granda|boyfriend|girlfriend|fianc[eé]e?)(?:[- ]in[- ]law)?"
)
_CLAUSE_START = r"(?:^\W*|, ?|\( ?|- |\b(?:and|but|cos|because|as|so|when|while|with|for|have a|got a) )"
_WHO = (
    rf"(?:\b(?:i|i'm|im|i've|ive|he|she|he's|she's|hes|shes|myself|who's|who)\b|\b(?:my|our|his|her|their|your)"
    rf" (?:\w+ ){{0,3}}{_RELATIVE}(?:'?s)?\b|{_CLAUSE_START}{_CLOSE}(?:'?s)?\b)"
)
_HAS = (
    r"(?:have|has|had|'ve|ive|'s|have got|has got|got|gets|having|with|from|of|for|developed|fighting|battling"
    r"|undergoing|after|needs?|needing|on|cares? for|over|through|is|was|'m|and)"
)
_IS = (
    r"(?:am|is|are|was|were|be|being|been|'m|'s|im|shes|hes|and|also|became|registered|as|who's|a|now"
    r"|lives?|left|feel(?:s|ing)?)"
)
_FILL = (
    r"(?: (?:a|an|the|my|his|her|also|very|really|quite|so|just|bad|in|some|of|recurring|severe|chronic"
    r"|acute|clinical|terminal|\d+ (?:weeks?|months?)|\w+ly))*"
)
# One separator before each word: a clause can be read in one way only.
_CLAUSE = r"(?:(?:, ?| (?:& |\+ |- )?)(?!(?:if|whether|unless|not|never|than|like)\b)[\w'/]+(?:-\w+)*){0,9}?"
_HAS_BEFORE = re.compile(rf"{_WHO}{_CLAUSE} ?{_HAS}{_FILL} $", re.IGNORECASE)
_TAKES_BEFORE = re.compile(
    rf"(?:{_WHO}{_CLAUSE} ?|^\W*)(?:on|have|has|had|having|takes?|taking|needs?|needing|uses?|using|prescribed"
    rf"|start(?:ed|ing)"
    rf"|went through){_FILL} $",
    re.IGNORECASE,
)
_IS_BEFORE = re.compile(
    rf"(?:{_WHO}{_CLAUSE} ?{_IS}{_FILL}|\b(?:im|i'm|shes|she's|hes|he's){_FILL}|\bas(?: an?)?(?: \w+)?"
    rf"|^\W*(?:been|being)(?: an?)?) $",
    re.IGNORECASE,
)
# 'Been diagnosed with': whoever says so speaks of a person.
_SURELY = re.compile(
    r"\b(?:diagnosed(?: (?:with|as)(?: having)?)?|suffer(?:s|ed|ing)? (?:from|with)|(?:living|struggling|battling"
    r"|dealing|struggle|cope|coping) with|recover(?:ing|ed)? from|treated for|hospital (?:with|for|having)"
    r"|(?:dying|died) (?:of|from)|admitted (?:with|for)|going through|(?:due to|because of|with|thanks to) (?:my|his"
    r"|her)|lost (?:my|our|his|her) \w+ to|as (?:someone|a person) with|flare[- ]?up of"
    r"|(?:someone|person|customer) who has)"
    r"(?: (?:a|an|the|my|his|her|severe|chronic|acute|terminal|\w+ly))* $",
    re.IGNORECASE,
)
# 'Had a miscarriage in May': who has it is who writes.
_I_DROPPED = re.compile(
    r"^\W*(?:just |recently |also )?(?:had|have|having|got|getting|need|needed|on|waiting (?:for|on)|due"
    r"|booked for|i'?ve"
    r"|come out of hospital after|post)(?: (?:a|an|my|major|emergency|\w+ly))* $",
    re.IGNORECASE,
)
_POSSESSED = re.compile(rf"\b(?:my|his|her|(?:my|our) {_RELATIVE}'?s)(?: (?:bad|awful|severe|chronic))? $", re.I)
# 'My mum (68, Parkinson's)': what stands in brackets after somebody is theirs.
_IN_BRACKETS = re.compile(rf"{_WHO}(?: [\w'-]+)? ?\((?:[\w' -]{{1,20}}, ?)?$", re.IGNORECASE)
_BRACKETS = re.compile(r" ?\([^()]{1,20}\)")
# 'Pls move me, bad arthritis in both knees': how bad it is, only somebody who has it says.
_BAD = re.compile(
    r"(?:^|[,;:(-] ?|\band )(?:very |really )?(?:bad|severe|chronic|acute|advanced|terrible|awful) $", re.I
)
_ATTRIBUTE = re.compile(r"\b(?:my|our|his|her|their)(?: \w+)? $", re.IGNORECASE)
_OF_RELATIVE = re.compile(rf" (?:\d+[- ]year[- ]old )?(?:old )?{_RELATIVE}\b", re.IGNORECASE)
_CLAUSE_STARTS = re.compile(rf"{_CLAUSE_START}(?:an? )?$", re.IGNORECASE)
_OF_CLOSE = re.compile(rf" (?:\d+[- ]year[- ]old )?(?:old )?{_CLOSE}\b", re.IGNORECASE)
_HERE = re.compile(r"(?: (?:customer|person|passenger|mum|dad|lady|woman|man|guy|girl|lad))? here\b", re.IGNORECASE)
_SUPPORT = re.compile(
    r"\b(?P<value>sleep apn(?:o?ea|ia)|cpap|oxygen|dialysis|nebuli[sz]er|ventilator|feeding)"
    r" (?:customer|machine|equipment|concentrator|pump|user)\b",
    re.IGNORECASE,
)
_PREGNANT = re.compile(
    r"\b(?:heavily|\d{1,2} ?(?:weeks?|wks?|months?|mths?)) (?P<value>pregnant|preggers)\b", re.IGNORECASE
)
_ALLERGIC = re.compile(
    rf"(?:{_WHO}{_CLAUSE}|^\W*) (?P<value>(?:severely |highly )?allergic to (?:{_ALLERGEN}))\b", re.IGNORECASE
)
_BREAKS = "broke|broken|fractured|dislocated|sprained|shattered|ruptured|tore|torn|snapped|injured"
_BROKE = re.compile(
    rf"\b(?P<value>(?:{_BREAKS})"
    rf" (?:my|his|her|their) (?:left |right )?(?:{_BODY}))\b"
    rf"|(?:\b(?:an?|my|his|her|with) |[-,:] )(?P<value2>(?:broken|fractured|sprained|dislocated) (?:left |right )?"
    r"(?:wrist|ankle|arm|leg|hip|foot|collarbone|shoulder|elbow|pelvis|ribs?|toe|femur))\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\b(?:giv(?:es?|ing|en)|gave|nearly|almost|about to have a|gonna have|going to have a|brink of|driving|not|n't"
    r"|cause|causing|no|cure|raise|raising|donat\w+|research|fund|if you|unless you)\b[\w ]{0,14}$",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"[- ](?:charity|awareness|research|run|walk|uk|foundation|support group|trust|ireland|society|ears|spot|spots"
    r"|date|taste|test|testing|restrictions|rules|vaccine|jab|tickets?|toilets?|parking|bays?|access|badge"
    r"|friendly|laughing|to (?!see\b|the\b)\w+|of (?:laughter|boredom|thirst|hunger|heat)|inside)\b",
    re.IGNORECASE,
)
# 'My OCD', 'my fits': said in jest, or of other things.
_JEST = frozenset({"ocd", "fits", "breakdown", "stroke", "heart attack", "difficulties", "operation", "transplant"})
_ROOM = 80


@lru_cache(maxsize=1)
def _condition() -> re.Pattern[str]:
    """Return the pattern of what a person has, takes or is."""
    illness, state, treatment = (
        "|".join(re.escape(entry) for entry in sorted(words(file), key=len, reverse=True))
        for file in ("illnesses.txt", "health_states.txt", "treatments.txt")
    )
    # Of 'coeliac', both kinds may be meant: the state is tried first, the longer of the rest wins.
    return re.compile(
        rf"(?<![\w-])(?:(?P<state>(?:an? )?(?:{state})(?! disease| disorder))"
        rf"|(?P<illness>{illness}|{_CAPITALS})|(?P<treatment>{treatment}))(?![\w-])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    """Return words of which each condition holds one: a text without them needs no closer look."""
    entries = [entry for file in ("illnesses.txt", "health_states.txt", "treatments.txt") for entry in words(file)]
    heads = {max(re.findall(r"[a-z]+", entry), key=lambda word: (not is_common(word), len(word))) for entry in entries}
    return frozenset({*heads, "apnea", "apnia", "allergic", "preggers", *_BREAKS.split("|")} - _IN_CAPITALS)


def _is_theirs(match: re.Match[str], before: str) -> bool:
    """Return whether the words around a condition give it to the writer or to somebody close."""
    text, end = match.string, match.end()
    if _SURELY.search(before) or _IN_BRACKETS.search(before):
        return True
    if match["state"]:
        return bool(
            _IS_BEFORE.search(before)
            or (_ATTRIBUTE.search(before) and _OF_RELATIVE.match(text, end))
            or (_CLAUSE_STARTS.search(before) and (_HERE.match(text, end) or _OF_CLOSE.match(text, end)))
        )
    if match["treatment"]:
        return bool(_TAKES_BEFORE.search(before) or _POSSESSED.search(before))
    jest = match[0].lower() in _JEST
    owned = not jest and _POSSESSED.search(before)
    return bool(owned or _HAS_BEFORE.search(before) or _I_DROPPED.search(before) or _BAD.search(before))


def _may_hold(view: View) -> bool:
    """Return whether a text has a word of a condition; of those that are words of everyday too, in capitals."""
    seen = letter_words(view.lower)
    if not _heads().isdisjoint(seen):
        return True
    return not _IN_CAPITALS.isdisjoint(seen) and _CAPITAL.search(view.quiet) is not None


@recognizer("health", finds=(Form("HEALTH", "my mum has [dementia], be kind", LIKELY, SHAPED, context=(_SURELY,)),))
def health(view: View) -> Iterator[Detection]:
    """Find a condition that the words before it give to the writer or to somebody close."""
    if not _may_hold(view):
        return
    text = view.quiet
    for match in _condition().finditer(text):
        start, end = match.span()
        before = re.split(r"[.!?\n\0;]", text[max(0, start - _ROOM) : start])[-1]
        before = _BRACKETS.sub("", before)
        modifier = _MODIFIER.search(before)
        if modifier:
            start -= len(modifier[0])
            before = before[: modifier.start()]
        if not (_FIGURE.search(before) or _TOPIC.match(text, end)) and _is_theirs(match, before):
            yield Detection("HEALTH", start, end, SHAPED, "health")
    for pattern in (_SUPPORT, _ALLERGIC, _BROKE, _PREGNANT):
        for match in pattern.finditer(text):
            yield Detection("HEALTH", *match.span(match.lastgroup or 0), LIKELY, "health")
