"""Sections and blocks of templates: each that opens has to close."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from socaudit.model import BROKEN, Placeholder

_SECTION = re.compile(r"\{\{\s*[-~]?\s*([#^/])\s*(\w+)")
_BLOCK = re.compile(r"\{%-?\s*(end)?(if|unless|case|for|capture|comment|raw|block|macro|filter|with|call|tablerow)\b")


def unbalanced(found: Sequence[Placeholder], text: str) -> Iterator[Placeholder]:
    """Yield the placeholders that open what never closes, or close what never opened, with that fault."""
    open_: list[tuple[str, Placeholder]] = []
    for one in found:
        tag = _tag(text[one.start : one.end])
        if tag is None or one.kind == BROKEN:
            continue
        closes, name = tag
        if not closes:
            open_.append((name, one))
        elif open_ and open_[-1][0] == name:
            open_.pop()
        else:
            yield replace(one, kind=BROKEN, fault="it closes what was never opened")
    for _, one in open_:
        yield replace(one, kind=BROKEN, fault="what it opens is never closed")


def _tag(written: str) -> tuple[bool, str] | None:
    """Return whether a tag closes, and what; None for one that does neither."""
    if section := _SECTION.match(written):
        return section[1] == "/", f"{{{{{section[2]}"
    if block := _BLOCK.match(written):
        return block[1] is not None, block[2]
    return None
