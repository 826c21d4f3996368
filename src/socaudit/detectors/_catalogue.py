"""What the detectors look for, as each recognizer declares it: for the reference, and for tests that hold it true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from socaudit.detectors import _entities, _repeated, presidio
from socaudit.detectors._recognizer import RECOGNIZERS, Form


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of value: who finds it, and the lower-case substrings of which a text must hold one."""

    recognizer: str
    form: Form
    cues: tuple[str, ...] = ()


def catalogue() -> Iterator[Entry]:
    """Yield what our recognizers find, then the language model, then names said again, then Presidio's; by name."""
    for name, recognizer in RECOGNIZERS.items():
        yield from (Entry(name, form, recognizer.cues) for form in recognizer.finds)
    yield from (Entry(_entities.NAME, form) for form in _entities.FINDS)
    yield from (Entry(_repeated.NAME, form) for form in _repeated.FINDS)
    yield from (Entry(presidio.source(name), form) for name, form in presidio.SELECTED.items())
