"""What the text selectors share: RE2 expressions, word edges, and the way back to the original text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import re2

from socaudit.model import PROFILE_FIELDS
from socaudit.selectors import Find, Found, Selector, View
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

    def bind(regex: Any) -> Find:
        def find(view: View) -> Sequence[Found]:
            if view.field in PROFILE_FIELDS:
                return ()
            encoded = view.narrow if narrowed else view.wide
            # Most texts hold none: no more is done for them than this.
            first = regex.search(encoded)
            if first is None:
                return ()
            spans = _spans(regex, first, encoded, accept, text=view.folded.text if narrowed else None)
            points = spans if narrowed else _points(spans, encoded)
            return [Found(*view.folded.span(*span), folded=span) for span in points]

        return find

    # A text that the program's filter lets through is the first to need it: most of a pack never does.
    lazy = cache(lambda: bind(compiled(whole)))

    def find(view: View) -> Iterable[Found]:
        return lazy()(view)

    return Selector(find, pattern=whole, bind=bind)


def _spans(
    regex: Any, first: Any, encoded: bytes, accept: Accept | None, *, text: str | None
) -> Iterator[tuple[int, int]]:
    """Yield the bytes of the first group of every match from `first` on, those side by side included."""
    found = first
    while found is not None:
        start, end = found.span(1)
        if start == end or (accept and not accept(_groups(found, text))):
            position = start + 1
        else:
            yield start, end
            # The character behind a match may be the edge before the next: RE2's own iteration would step over it.
            position = end
        found = regex.search(encoded, position) if position <= len(encoded) else None


def _points(spans: Iterable[tuple[int, int]], encoded: bytes) -> Iterator[tuple[int, int]]:
    """Yield the code points of spans of UTF-8."""
    known = points = 0
    for start, end in spans:
        first = points + len(encoded[known:start].decode())
        points = first + len(encoded[start:end].decode())
        known = end
        yield first, points


def _groups(found: Any, text: str | None) -> list[str]:  # RE2 ships no types.
    """Return the texts of the groups after the first; out of `text` where it has a character for each byte."""
    if text is not None:
        return [text[slice(*found.span(number))] for number in range(2, found.re.groups + 1)]
    return [word.decode() for word in found.groups()[1:]]
