"""`hedged`: the speaker says how it seems, not how it is."""

from __future__ import annotations

import re

from socaudit.guards import REGISTRY
from socaudit.guards._clauses import clause_before, sentence_after

_ADVERBS = (
    r"possibly|perhaps|maybe|probably|presumably|potentially|(?:most |very |quite )?likely|apparently|seemingly"
    r"|supposedly|conceivably|allegedly"
)
_OPINION = (
    r"(?:i|we)(?:'d| would| do|'m| am|'re| are)?(?: just| now| really| also)? (?:think|thinking|believe|suspect|guess"
    r"|assume|suppose|presume|reckon|imagine)"
)
_HEDGE = re.compile(
    rf"\b(?:{_ADVERBS}|{_OPINION}"
    # "in May 2024 we failed you": a month has nothing to be or have behind it.
    r"|(?:may|might)(?:'ve| (?:well |possibly |also |just |indeed )?(?:have|be|of)\b)"
    r"|could (?:well |possibly |easily |also )?be\b"
    r"|could(?:'ve| (?:well |possibly )?have) been (?:an?|our|my|due|caused|that|down)\b"
    r"|must(?:'ve| have) been"
    r"|(?:look|seem|appear|sound)s? (?:like|as (?:if|though)|that|to (?:be|have)|we|it|there|our)"
    r"|(?:it|this|that) (?:seems|appears)"
    r"|not (?:entirely |completely |quite |100% )?(?:sure|certain)(?! (?:why|how))"
    r"|(?:fairly|pretty|almost|reasonably) (?:sure|certain)"
    r"|as far as (?:i|we) (?:can )?(?:tell|see|know)|from what (?:i|we) can (?:see|tell)|to (?:my|our) knowledge"
    r"|a (?:chance|possibility) (?:that|of))\b"
    r"|\b(?:possible|potential|suspected|apparent|alleged)\s*$",
    re.IGNORECASE,
)
# "..., I think." at the end; what goes on ("I think you'll agree") is a sentence of its own.
_AFTERTHOUGHT = re.compile(
    rf"^\W{{0,3}}(?:{_ADVERBS}|{_OPINION}|(?:or )?so it (?:seems|appears)|it (?:seems|appears|would seem)"
    r"|by the looks? of (?:it|things)|as far as (?:i|we) (?:can )?(?:tell|see|know))\W*(?:$|[,.;!?\n])",
    re.IGNORECASE,
)
# Firm, however they sound.
_FIRM = re.compile(
    rf"\b(?:{_OPINION} (?:that )?(?:(?:we|you|everyone|everybody|it's|it is)(?:'d|'ll| can| will| would| all| both)*"
    r" (?:know|agree|fair|safe|clear|obvious|right)|in\b|of\b|about\b)"
    r"|(?:you|u)(?:'ll)? (?:may|might)(?: well| also| already)* (?:have|be) (?:already )?"
    r"(?:seen|noticed|heard|read|aware|know|wonder\w*|told)"
    r"|(?:can't|cannot|couldn't|could not|can not) possibly|more than likely to know"
    r"|(?:would|'d) like to think)",
    re.IGNORECASE,
)
# A month, whatever follows: "since May have we ...", "on 3 May be ...".
_MONTH = re.compile(
    r"\b(?i:in|since|until|till|by|from|last|next|this|early|late|mid|of|on|before|after|during|\d{1,2}(?:st|nd|rd|th)?)"
    r"[ -]May\b|\bMay \d+",
)
_ASIDE = re.compile(
    r",\s(?:unfortunately|sadly|regrettably|indeed|however|in this case|on this occasion),\s", re.IGNORECASE
)


@REGISTRY.register("hedged")
def hedged(text: str, start: int, end: int) -> bool:
    """Tell whether the hit's clause is said with reserve: before it, in it, or as an afterthought."""
    before = _ASIDE.sub(" ", text[:start])
    clause = clause_before(before, len(before))
    said = (clause, clause + text[start:end])
    reserve = any(_HEDGE.search(_MONTH.sub(" ", _FIRM.sub(" ", part))) for part in said)
    return reserve or _AFTERTHOUGHT.search(sentence_after(text, end)) is not None
