"""A selector as a rule writes it, run on a text."""

from __future__ import annotations

from typing import Any

from socaudit import selectors
from socaudit.folding import fold
from socaudit.model import Value
from socaudit.selectors import Found, Selector, View


def build(kind: str, lexicons: dict[str, tuple[str, ...]] | None = None, **options: Any) -> Selector:
    """Compile a selector from its options in YAML."""
    plugin = selectors.REGISTRY[kind]
    return plugin.build(plugin.spec.model_validate(options), lexicons or {})


def found(selector: Selector, text: str, *, field: str = "text", values: tuple[Value, ...] = ()) -> list[Found]:
    """Return what a selector finds in one field."""
    return list(selector.find(View(field, fold(text), values)))


def words(selector: Selector, text: str) -> list[str]:
    """Return the original words of each hit."""
    return [text[hit.start : hit.end] for hit in found(selector, text)]
