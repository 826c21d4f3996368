"""`conditional`: the sentence says what would be, not what is."""

from __future__ import annotations

import re

from socaudit.guards import REGISTRY
from socaudit.guards._clauses import clause_after, sentence_before

_CONDITION = re.compile(
    r"\b(?:if|unless|in case|whether|in the event|provided that|assuming|suppose|had we"
    r"|(?:could|might|may|would) (?:well )?(?:have|be)"
    r"|(?<!we )(?<!they )(?<!it )(?<!you )should (?:we|it|there|you|our|any))\b",
    re.IGNORECASE,
)
# "If you can DM us" asks for something; nothing hangs on it.
_REQUEST = re.compile(
    r"\bif (?:you|u|ya)(?:'d| would| could| can| want| need| like| wish| have (?:any|a|time|further|more|not)"
    r"|'ve (?:any|got)| dm| pm| send| message| follow| let| give| drop| pop| check| look| prefer)\b"
    r"|\bif (?:possible|so|not|needed|required|that helps)\b"
    r"|\b(?:would|could|might|may) (?:well )?be (?:great|good|best|better|easier|quicker|happy|glad|able|helpful"
    r"|useful|grateful|lovely|appreciated|worth)\b|\blet (?:us|me) know if (?:you|u|anything|there|this|that)\b"
    r"|\bas if\b|\beven if\b",
    re.IGNORECASE,
)


@REGISTRY.register("conditional")
def conditional(text: str, start: int, end: int) -> bool:
    """Tell whether a condition stands before the hit in its sentence, or right behind it in its clause."""
    behind = " ".join(clause_after(text, end).split()[:3])
    return any(_CONDITION.search(_REQUEST.sub(" ", part)) for part in (sentence_before(text, start), behind))
