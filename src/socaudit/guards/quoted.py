"""`quoted`: the hit stands in a quotation, or in a post that is passed on."""

from __future__ import annotations

import re

from socaudit.guards import REGISTRY
from socaudit.guards._clauses import REACH

# A quotation opens before a word and closes behind one; what is left are apostrophes and inches.
_MARKS = {
    '"': (
        re.compile(r'(?<![\w"])"(?=\S)'),
        re.compile(r'(?<=\S)"(?!\w)'),
    ),
    "'": (
        re.compile(r"(?<![\w'])'(?=\w)(?!(?:cause|til|till|em|bout|round|tis|twas|n)\b|\d0s\b)", re.IGNORECASE),
        re.compile(r"(?<=[\w.,!?])'(?!\w)"),
    ),
}
_INCHES = re.compile(
    r'(?<=\d)"(?=\s*(?:tvs?|screens?|monitors?|laptops?|pizzas?|x|by|wide|tall|long|deep)\b)', re.IGNORECASE
)
# Who quotes the company's own statement says it again.
_OWN_WORDS = re.compile(
    r"\b(?:we|i)(?:'ve| have| did| do| already| also| just)* (?:say|said|wrote|posted|stated|mean)\W*$", re.IGNORECASE
)
_PASSED_ON = re.compile(r"(?:^|\s)RT @\w+|^\s*>", re.MULTILINE)


@REGISTRY.register("quoted")
def quoted(text: str, start: int, end: int) -> bool:
    """Tell whether the hit is between quotation marks on its line, or behind `RT @somebody` or a leading `>`."""
    before = text[max(0, start - REACH) : start].rpartition("\n")[2]
    if _PASSED_ON.search(before):
        return True
    after = text[end : end + REACH].partition("\n")[0]
    return any(_between(before, after, mark) for mark in _MARKS)


def _between(before: str, after: str, mark: str) -> bool:
    opens, closes = _MARKS[mark]
    before, after = _INCHES.sub(" ", before), _INCHES.sub(" ", f"x{after}")
    opened = [found.start() for found in opens.finditer(f"{before}x")]
    if not opened or not closes.search(after):
        return False
    inside = before[opened[-1] + 1 :]
    return not closes.search(inside) and not _OWN_WORDS.search(before[: opened[-1]])
