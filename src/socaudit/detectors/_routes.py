"""Where a place name is a route's, an office's or an offer's: nobody's home."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"\b(?:flights?|fly|flying|flew|trains?|bus|ferry|sailing|tickets?|return|single|direct|route|service|trips?"
    r"|holidays?|weekend|hotel|visit(?:ing)?|desk|office|branch|your (?:shop|stores?|team|staff|hq|depot|warehouse)"
    r"|deliver(?:y|ies|ing)?|ship(?:ping)?|calls?|airport|university|bank|league|mayor|news)"
    r"(?: [A-Z]{1,2} ?\d{1,4})?(?: (?:in|near|from|around|outside|nr|to|at|of))?(?: the)? $"
    r"|\b\d{1,2}[:.]?\d\d (?:to|from|via)(?: the)? $",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r",? (?:airport|stansted|heathrow|gatwick|luton|city airport|terminal|station|utd|united|city fc|fc|rovers|prices"
    r"|time|marathon|festival|road|street|lane|avenue|drive|way|close|fashion week"
    r"|(?:(?-i:to|from|-|/|->)) (?-i:[A-Z])\w+)",
    re.IGNORECASE,
)
_ORIGIN = re.compile(r"\b[A-Z][a-z]+ (?:to|-|->|via) (?:the )?$")
_MOVED = re.compile(r"\b(?:moved|moving|relocat\w+|drove|back|home)\b", re.IGNORECASE)
_ROOM = 45


def is_route(text: str, start: int, end: int) -> bool:
    """Return whether the place at this span of `text` is on a route, or where a company is."""
    before = text[max(0, start - _ROOM) : start]
    if _MOVED.search(before):
        return False
    return bool(_BEFORE.search(before) or _ORIGIN.search(before) or _AFTER.match(text, end))
