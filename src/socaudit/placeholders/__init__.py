"""Placeholders of templates: found in every common syntax, never rendered, and told by name what they will publish."""

from __future__ import annotations

from collections.abc import Iterable

from socaudit.model import Placeholder
from socaudit.placeholders._names import Names
from socaudit.placeholders._syntax import placeholders

__all__ = ["Names", "blanked", "placeholders"]

_BLANK = "_"


def blanked(text: str, found: Iterable[Placeholder]) -> str:
    """Return a text of the same length in which placeholders are words that say nothing."""
    signs = list(text)
    for one in found:
        signs[one.start : one.end] = ["\n" if sign == "\n" else _BLANK for sign in signs[one.start : one.end]]
    return "".join(signs)
