"""`reported`: the hit is somebody else's statement, repeated."""

from __future__ import annotations

import re

from socaudit.guards import REGISTRY
from socaudit.guards._clauses import sentence_before

_REPORT = re.compile(
    r"\b(?<!\bas )(?:you|u|he|she|they|customers?|people|someone|somebody"
    r"|the (?:driver|seller|store|courier|agent|shop))"
    r"(?:'ve|'re| have| has| are| had| were|'d)?(?: (?:just|also|still|already|not))?"
    r" (?:say|says|said|saying|tell|tells|told|telling|claim\w*|think|thinks|thought|feel|feels|felt|feeling"
    r"|believe[ds]?|mention\w*|state[ds]?|suggest\w*|alleg\w*|report(?:ed|ing)?|describ\w*|impl(?:y|ied|ying))\b"
    r"|\b(?:according to|as per your|you were told|been told|sorry (?:that )?you (?:feel|think))\b",
    re.IGNORECASE,
)


@REGISTRY.register("reported")
def reported(text: str, start: int, _end: int) -> bool:
    """Tell whether the hit is attributed to somebody else."""
    return _REPORT.search(sentence_before(text, start)) is not None
