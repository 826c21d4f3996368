"""Names that a text says again: once it has shown who is meant, each further mention is the same person."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from socaudit.detectors._name_words import (
    NAME_WORDS,
    PARTICLES,
    is_capitalised,
    is_common,
    is_no_person,
    is_no_surname,
    is_place,
)
from socaudit.detectors._recognizer import LIKELY, Form
from socaudit.detectors._view import View
from socaudit.model import Detection

NAME = "name_again"
FINDS = (Form("PERSON", "my name is Jane Frobish, [Frobish] as on the bill", LIKELY, LIKELY),)
_SHORTEST = 3


def repeated(view: View, found: Sequence[Detection]) -> Iterator[Detection]:
    """Yield the further mentions of the persons in `found`: whole names, and their words where they are capitalised."""
    names = [one for one in found if one.entity_type == "PERSON" and one.score >= LIKELY]
    words = {token[0] for name in names for token in NAME_WORDS.finditer(view.quiet, name.start, name.end)}
    said_again = sorted(word for word in words if _is_name(word) and view.quiet.count(word) > 1)
    if not said_again:
        return
    pattern = re.compile(rf"(?<![\w@#&'-])(?:{'|'.join(map(re.escape, said_again))})(?![\w-])")
    for mention in pattern.finditer(view.quiet):
        # What is found is disjoint and in order: the first that ends behind the mention's start decides.
        place = bisect_right(names, mention.start(), key=lambda name: name.end)
        if place == len(names) or mention.end() <= names[place].start:
            yield Detection("PERSON", *mention.span(), LIKELY, NAME)


def _is_name(word: str) -> bool:
    return (
        len(word) >= _SHORTEST
        and is_capitalised(word)
        and word.lower() not in PARTICLES
        and not (is_common(word) or is_place(word) or is_no_person(word) or is_no_surname(word))
    )
