"""What YAML and JSON files hold, in one shape: mappings and lists of texts that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from socaudit.templates._text import Text

Tree: TypeAlias = Text | dict[str, "Tree"] | list["Tree"] | bool | float | None


class UnreadableError(Exception):
    """A file cannot be parsed; the text says why, without its contents, `offset` where in the source."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(problem)
        self.offset = offset


def text_at(tree: Tree, keys: Sequence[str]) -> Text | None:
    """Return the first text that is not blank under one of `keys` of a mapping."""
    if not isinstance(tree, dict):
        return None
    found = (tree.get(key) for key in keys)
    return next((one for one in found if isinstance(one, Text) and one.text.strip()), None)


def name_at(tree: Tree, keys: Sequence[str]) -> str | None:
    """Return the first name or number under one of `keys` of a mapping, as text in one line."""
    if not isinstance(tree, dict):
        return None
    for key in keys:
        found = tree.get(key)
        if isinstance(found, Text) and found.text.strip():
            return " ".join(found.text.split())
        if isinstance(found, int | float) and not isinstance(found, bool):
            return str(found)
    return None


def truth_at(tree: Tree, key: str) -> bool | None:
    """Return what a mapping says under `key`, written as true or false or as a text; None for anything else."""
    found = tree.get(key) if isinstance(tree, dict) else None
    if isinstance(found, Text):
        return {"true": True, "yes": True, "false": False, "no": False}.get(found.text.strip().lower())
    return found if isinstance(found, bool) else None


def items_at(tree: Tree, key: str) -> list[Tree]:
    """Return the list under `key` of a mapping, an empty one where there is none."""
    found = tree.get(key) if isinstance(tree, dict) else None
    return found if isinstance(found, list) else []


def mappings(tree: Tree) -> Iterator[dict[str, Tree]]:
    """Yield the mappings of a list."""
    for item in tree if isinstance(tree, list) else ():
        if isinstance(item, dict):
            yield item
