"""`question`: the hit is asked, not said."""

from __future__ import annotations

import re

from socaudit.guards import REGISTRY
from socaudit.guards._clauses import clause_before, sentence_after

# A new clause that asks something of its own: the hit before it is a statement.
_OTHER_QUESTION = re.compile(
    r"\s(?:please |pls )?(?:can|could|would|will) (?:you|u)\b"
    r"|(?:,|\s-|\band\b|\bbut\b|\bso\b)\s*(?:and |but |so |then )?(?:please |pls )?"
    r"(?:can|could|would|will|may|might|do|does|did|have|has|are|is|was|what|when|where|which|who|how|why|any)\b",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"^\W*(?:(?:so|and|but|or|hi|hello|hey|@\w+)\W+)*(?:did|have|has|was|were|is|are|do|does)\s+(?:we|i|it|this|that|there|you|our|your|my|the)\b",
    re.IGNORECASE,
)


@REGISTRY.register("question")
def question(text: str, start: int, end: int) -> bool:
    """Tell whether the hit's clause ends in a question mark or is built as a question."""
    if _INVERTED.search(clause_before(text, start) + text[start:end]):
        return True
    rest = sentence_after(text, end)
    return rest.rstrip("\"') \n").endswith("?") and not _OTHER_QUESTION.search(rest)
