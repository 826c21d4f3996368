"""`negated`: the clause denies what the hit says."""

from __future__ import annotations

import re

from socaudit.guards import REGISTRY
from socaudit.guards._clauses import clause_before

_REACH_WORDS = 6
_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|hardly|rather than|instead of"
    r"|cannot|cant|dont|doesnt|didnt|isnt|wasnt|werent|arent|havent|hasnt|wont|wouldnt)\b|\w+n't\b",
    re.IGNORECASE,
)
# Words that look like a denial and confirm instead.
_CONFIRMING = re.compile(
    r"\b(?:(?:can ?not|can't|cant|won't|do(?:n't| not)|not going to|not)\s+(?:deny|denying|dispute|excuse|argue)"
    r"|not (?:only|just|simply|merely)|no (?:doubt|question|excuses?|denying)"
    r"|(?:can ?not|can't|cant|could not|couldn't)\s+(?:apologi[sz]e|thank|be more|be sorrier|agree more|begin to)"
    r"|(?:should(?:n't| not| never)|never should) have|(?:didn't|did not|never) (?:mean|intend)(?:ed)? to"
    r"|(?:not sure|do(?:n't| not) know|no idea) (?:why|how)|nothing (?:can |could )?excuses?"
    r"|(?:doesn't|does not|won't) change"
    r"|why not|not to mention|not good enough|not ok(?:ay)?|that's not (?:good|great|cool|fun|ideal|nice)"
    r"|(?:do(?:n't| not)|never) (?:ever )?(?:hesitate|be afraid) to"
    r"|didn't (?:realise|realize|know))\b",
    re.IGNORECASE,
)


@REGISTRY.register("negated")
def negated(text: str, start: int, _end: int) -> bool:
    """Tell whether a negation stands in the few words before the hit."""
    before = _CONFIRMING.sub(" ", clause_before(text, start))
    return bool(_NEGATION.search(" ".join(before.split()[-_REACH_WORDS:])))
