"""What the text selectors share: RE2 expressions, word edges, and the way back to the original text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import re2

from socaudit.model import PROFILE_FIELDS
from socaudit.selectors import Found, Selector, View
from socaudit.selectors._bytes import is_narrow, narrow, options

# RE2's own \\b knows ASCII letters only.
_EDGE_BEFORE = r"(?:\A|[^\pL\pN_])"
_EDGE_AFTER = r"(?:\z|[^\pL\pN_])"

Accept = Callable[[Sequence[str]], bool]


def compiled(pattern: str) -> Any:
    """Compile an RE2 expression; ValueError with RE2's own words if it is wrong."""
    try:
        return re2.compile(narrow(pattern) if is_narrow(pattern) else pattern.encode(), options(pattern))
    except re2.error as problem:
        reason = problem.args[0] if problem.args else "not an RE2 expression"
        raise ValueError(reason.decode() if isinstance(reason, bytes) else str(reason)) from None


def one_of(expressions: Iterable[str], *, case: bool) -> str:
    """Join RE2 expressions into one that matches any of them."""
    joined = "|".join(f"(?:{expression})" for expression in expressions)
    return f"(?:{joined})" if case else f"(?i:{joined})"


def phrase(text: str) -> str:
    """Return the RE2 expression of a literal phrase with any white space between its words."""
    return r"\s+".join(re2.escape(word) for word in text.split())


def text_selector(pattern: str, *, word: bool = True, accept: Accept | None = None) -> Selector:
    """Return a selector of the matches of `pattern` in the texts of a message, from left to right.

    Args:
        pattern: an RE2 expression.
        word: keep only matches that start and end at word edges.
        accept: a last look at what the pattern's own groups matched.
    """
    whole = f"{_EDGE_BEFORE}({pattern}){_EDGE_AFTER}" if word else f"({pattern})"
    narrowed = is_narrow(whole)
    # A text that the program's filter lets through is the first to need it: most of a pack never does.
    regex = cache(lambda: compiled(whole))

    def find(view: View) -> Iterator[Found]:
        if view.field in PROFILE_FIELDS:
            return
        for start, end in _spans(regex(), view.folded.text, accept, narrowed=narrowed):
            yield Found(*view.folded.span(start, end), folded=(start, end))

    return Selector(find, pattern=whole)


def _spans(regex: Any, text: str, accept: Accept | None, *, narrowed: bool) -> Iterator[tuple[int, int]]:
    """Yield the code points of the first group of every match, those side by side included."""
    encoded, coding = (narrow(text), "latin-1") if narrowed else (text.encode(), "utf-8")
    position = known = points = 0
    while position <= len(encoded) and (found := regex.search(encoded, position)) is not None:
        start, end = found.span(1)
        if start == end or (accept and not accept(_groups(found, text, narrowed=narrowed))):
            position = start + 1
            continue
        first = points + len(encoded[known:start].decode(coding))
        points = first + len(encoded[start:end].decode(coding))
        yield first, points
        # The character behind a match may be the edge before the next one: RE2's own iteration would step over it.
        position = known = end


def _groups(found: Any, text: str, *, narrowed: bool) -> list[str]:  # RE2 ships no types.
    """Return the texts of the groups after the first."""
    if narrowed:
        return [text[slice(*found.span(number))] for number in range(2, found.re.groups + 1)]
    return [word.decode() for word in found.groups()[1:]]
