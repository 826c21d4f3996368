"""What somebody likely meant who wrote a word that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import chain


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most similar to `word`, else one that begins with it, else None."""
    words = sorted(known)
    longer = (other for other in words if word and other.startswith(word))
    return next(chain(get_close_matches(word, words, n=1), longer), None)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return `, did you mean 'x'?` for the nearest known word, or nothing."""
    close = nearest(word, known)
    return f", did you mean {close!r}?" if close else ""
