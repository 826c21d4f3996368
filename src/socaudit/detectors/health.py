"""Illness, disability and other vulnerability of a concrete person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import SHAPED, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_CONDITION = (
    r"dementia|alzheimer'?s|cancer|leuka?emia|tumou?r|diabet(?:es|ic)|type [12] diabetes|epilep(?:sy|tic)"
    r"|asthma(?:tic)?|copd"
    r"|parkinson'?s|multiple sclerosis|\bms\b|motor neurone disease|cystic fibrosis|crohn'?s|colitis"
    r"|arthritis|fibromyalgia"
    r"|heart (?:condition|disease|failure|attack)|stroke|angina|kidney (?:failure|disease)|dialysis"
    r"|chemo(?:therapy)?|autis(?:m|tic)|adhd|asperger'?s"
    r"|anxiety|depression|ptsd|bipolar|schizophreni(?:a|c)|anorexi(?:a|c)|pregnan(?:t|cy)|miscarriage"
    r"|disab(?:led|ility)"
    r"|blind|deaf|hard of hearing|wheelchair|terminally ill|terminal illness|housebound|bedridden|frail|hiv"
    r"|hepatitis|a broken (?:leg|arm|hip)|surgery|coeliac|celiac"
)
_RELATIVE = (
    r"(?:mum|mom|mother|dad|father|wife|husband|partner|son|daughter|child|baby|kid|brother|sister|nan|nana"
    r"|gran|granny|grandma|grandmother|grandad|grandfather|grandson|granddaughter|aunt|uncle|friend"
    r"|neighbou?r|boyfriend|girlfriend|parents?)"
)
_WHO = (
    rf"(?:\bi\b|\bi'm|\bim|\bi've|\bhe|\bshe|\bhe's|\bshe's|\b(?:my|our|his|her"
    rf"|their) (?:\w+ ){{0,3}}{_RELATIVE}(?:'s)?)"
)
_VERB = (
    r"(?:'s|am|is|was|are|has|have|had|has got|have got|got|having|who has|who is|with|suffers? (?:from"
    r"|with)|suffering (?:from|with)|(?:been |was |just )?diagnosed with|living with|being treated for"
    r"|need(?:s|ing)?|uses?|in a|on)"
)
_HEALTH = re.compile(
    rf"{_WHO}\s*(?:\w+ ){{0,3}}?(?:{_VERB}\s+)?(?:(?:a|an|the|in|my|also|severely|severe|chronic|very"
    rf"|clinically|registered|stage \w+|\d+ (?:weeks?|months?)|heavily|terminal|breast|lung|\w+ly) ){{0,3}}"
    rf"(?P<value>{_CONDITION})\b",
    re.IGNORECASE,
)


@recognizer("health", cues=(" ", "'"))
def health(view: View) -> Iterator[Detection]:
    """Find a condition that the words before it give to the writer or to somebody close."""
    return matches(_HEALTH, view.quiet, "HEALTH", SHAPED, "health")
