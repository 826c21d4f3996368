"""Bodies in HTML: what a reader of the reply sees, the targets of its links, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socaudit.readers import placed
from socaudit.templates._page import Draft
from socaudit.templates._text import Piece, Text
from socaudit.templates._tree import Tree, name_at, text_at

_LINE_END = re.compile(" +(?=\n|\\Z)")


def shown(body: Text) -> tuple[Text, dict[str, Text]]:
    """Return the plain text of a body in HTML, and what else is read of it, by field."""
    found = placed(body.text)
    further = {f"links.{n}": body.decoded(map(Piece._make, link)) for n, link in enumerate(found.links)}
    further |= {f"alt_texts.{n}": body.decoded(map(Piece._make, alt)) for n, alt in enumerate(found.alt_texts)}
    text = body.decoded(map(Piece._make, found.text))
    return text.decoded(_without_ends(text.text)), further


def _without_ends(text: str) -> Iterator[Piece]:
    """Yield a text without the spaces at the ends of its lines."""
    at = 0
    for spaces in _LINE_END.finditer(text):
        yield Piece(text[at : spaces.start()], at, spaces.start())
        at = spaces.end()
    yield Piece(text[at:], at, len(text))


def draft_in_html(about: Tree, *, names: Sequence[str], markup: str, plain: str) -> Iterator[Draft]:
    """Yield the template of a mapping that holds its body as HTML and again as plain text, which lacks the links."""
    name, body = name_at(about, names), text_at(about, (markup,))
    if body is not None:
        yield Draft(name, *shown(body))
    elif (text := text_at(about, (plain,))) is not None:
        yield Draft(name, text)
