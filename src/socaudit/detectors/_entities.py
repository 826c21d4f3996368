"""What the language model sees of a text, and what is kept of the entities that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socaudit.detectors._name_words import (
    PARTICLES,
    is_capitalised,
    is_clear_first_name,
    is_common,
    is_country,
    is_first_name,
    is_no_person,
    is_no_surname,
    is_surname,
    is_town,
)
from socaudit.detectors._recognizer import LIKELY, POSSIBLE, WEAK, Form
from socaudit.detectors._routes import is_route
from socaudit.detectors._view import BLANK, View
from socaudit.model import Detection
from socaudit.nlp import Entity

NAME = "model"
FINDS = (
    Form("PERSON", "Kevin said that [Thandeka Mbeki] would ring me", WEAK, LIKELY),
    Form("LOCATION", "the nearest shop is [Inverness]", WEAK, LIKELY),
)
_NEAR = 20
_PERSON = frozenset({"PERSON", "PER"})
_PLACE = frozenset({"GPE", "LOC", "LOCATION"})
_LETTER = re.compile(r"[^\W\d_]")
_PLACED = re.compile(r"\b(?:in|near|from|to|at|outside|around|of) (?:the )?$", re.IGNORECASE)
# What people do and companies hardly ever.
_LIVES = re.compile(r" (?:lives|lived|works|worked|moved|grew|was born|is from|is my|was my|and i)\b", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[.!?\n])[\s\0\"']*$")
_STOPPED = re.compile(r"[\s\0]*(?:$|[,.;!?)\n])")
_TOKEN = re.compile(r"[^\W_](?:[^\W_]|['.-](?=[^\W_]))*")
_LETTERS_ONLY = re.compile(r"[^\W\d_](?:[^\W\d_]|['.-](?=[^\W\d_]))*")


def model_text(view: View) -> str | None:
    """Return what the model should read of `view`, None where no word is left.

    Links, handles and hashtags become spaces: they are nobody's name, and every token costs.
    """
    return view.quiet.replace(BLANK, " ") if _LETTER.search(view.quiet) else None


def from_entities(view: View, entities: Sequence[Entity]) -> Iterator[Detection]:
    """Yield what is plausible among the model's persons and places."""
    for label, start, end in entities:
        if label in _PERSON:
            yield from _person(view, start, end)
        elif label in _PLACE:
            yield from _place(view, start, end)


def _person(view: View, start: int, end: int) -> Iterator[Detection]:
    """Yield the part of a person's span that is a name: 'Sorry Sam' gives 'Sam'."""
    tokens = list(_TOKEN.finditer(view.quiet, start, end))
    while tokens and (is_common(tokens[0][0]) and not _known(tokens[0][0])):
        tokens.pop(0)
    kept: list[re.Match[str]] = []
    for token in tokens:
        if not _LETTERS_ONLY.fullmatch(token[0]):
            break
        if is_common(token[0]) and not (_known(token[0]) or is_surname(token[0])):
            break
        # 'Mason hamper': what goes on in lower case is a thing of somebody's.
        if kept and is_capitalised(kept[0][0]) and token[0].islower() and not _goes_on(token[0]):
            break
        kept.append(token)
    if not kept or _initial(kept[-1][0]):
        return
    start, end = kept[0].start(), kept[-1].end()
    if view.quiet[end - 2 : end] == "'s":
        end -= 2
    opens = _OPENS.search(view.quiet, max(0, start - _NEAR), start) is not None and not _LIVES.match(view.quiet, end)
    yield Detection("PERSON", start, end, _person_score(view, [token[0] for token in kept], opens=opens), NAME)


def _known(word: str) -> bool:
    return is_first_name(word) and is_capitalised(word)


def _goes_on(word: str) -> bool:
    return is_first_name(word) or is_surname(word) or word in PARTICLES


def _initial(word: str) -> bool:
    return len(word.strip(".")) == 1 and word[0].isupper()


def _person_score(view: View, names: Sequence[str], *, opens: bool) -> float:
    """Return how far to believe the model: known names most, words of a handle in the same text least.

    `opens`: the name opens a sentence, where every word is written like one.
    """
    if is_no_person(*names[:2]) or (
        len(names) > 1 and is_no_surname(names[1]) and not (is_surname(names[1]) and is_first_name(names[0]))
    ):
        return WEAK
    if is_first_name(names[0]) and (len(names) > 1 or is_clear_first_name(names[0])):
        return LIKELY
    if is_town(" ".join(names)) or any(f"@{name}".lower() in view.handles for name in names):
        return WEAK
    if len(names) > 1:
        return LIKELY - 0.05
    # Nobody has heard of most names: a single word is believed where it is written like one.
    return POSSIBLE if is_first_name(names[0]) or (is_capitalised(names[0]) and not opens) else WEAK


def _place(view: View, start: int, end: int) -> Iterator[Detection]:
    text = view.quiet[start:end].strip("\0 .,!?")
    if not text or BLANK in text or any(character.isdigit() for character in text):
        return
    start = view.quiet.index(text, start)
    bare = text.removeprefix("the ").removeprefix("The ")
    placed = _PLACED.search(view.quiet, max(0, start - _NEAR), start) is not None
    if is_route(view.quiet, start, start + len(text)):
        score = WEAK
    elif is_town(bare):
        score = LIKELY if placed or _STOPPED.match(view.quiet, start + len(text)) else WEAK + 0.05
    elif is_country(bare) or is_first_name(bare) or not is_capitalised(bare) or not placed:
        score = WEAK
    else:
        score = POSSIBLE
    yield Detection("LOCATION", start, start + len(text), score, NAME)
