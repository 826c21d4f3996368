"""What a recognizer is, the entity types it may name, and the registry that files it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from socaudit.detectors._view import View
from socaudit.model import CANDIDATE, Detection
from socaudit.registry import Registry

ENTITY_TYPES = frozenset(
    [
        "PERSON",
        "LOCATION",
        "STREET_ADDRESS",
        "POSTAL_CODE",
        "PHONE_NUMBER",
        "EMAIL_ADDRESS",
        "DATE_OF_BIRTH",
        "AGE",
        "CREDIT_CARD",
        "CARD_FRAGMENT",
        "CARD_SECURITY_CODE",
        "IBAN_CODE",
        "BANK_ACCOUNT",
        "CUSTOMER_REFERENCE",
        "ORDER_REFERENCE",
        "NATIONAL_ID",
        "PASSPORT",
        "DRIVER_LICENSE",
        "LICENSE_PLATE",
        "CREDENTIAL",
        "ONLINE_HANDLE",
        "IP_ADDRESS",
        "DEVICE_ID",
        "HEALTH",
        "STAFF_NAME",
        CANDIDATE,
    ]
)

# What a score rests on: the overlap policy reads these. What such a score is worth is measured, `_calibration.py`.
VALIDATED = 0.95
CUED = 0.85
SHAPED = 0.7
LIKELY = 0.55
POSSIBLE = 0.45
WEAK = 0.3

Find = Callable[[View], Iterable[Detection]]


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of value that a recognizer finds, as docs/detection.md shows it; tests hold it to what happens.

    Args:
        entity_type: what the value is.
        example: an invented text, the value in square brackets.
        least: the lowest score that the recognizer itself gives to such a value, before calibration.
        most: the highest.
        check: the check digit that decides or that raises the score, empty for none.
        context: expressions whose words the code looks for around a value; without them, the recognizer's cues.
    """

    entity_type: str
    example: str
    least: float
    most: float
    check: str = ""
    context: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Recognizer:
    """A function that finds values, and what a text must hold for the function to be worth calling.

    Args:
        name: what a detection names as its source; national ones start with the country's code.
        find: yields detections in a view of a text, offsets in that view.
        digits: only texts with a digit can hold a value.
        cues: lower-case substrings of which a text must hold one; none means any text.
        finds: the kinds of value that it finds.
    """

    name: str
    find: Find
    digits: bool = False
    cues: tuple[str, ...] = ()
    finds: tuple[Form, ...] = ()

    def wants(self, view: View) -> bool:
        """Return whether `view` can hold what the recognizer looks for."""
        if self.digits and not view.digits:
            return False
        lower = view.lower
        for cue in self.cues:  # A generator takes twice as long, a million times.
            if cue in lower:
                return True
        return not self.cues


RECOGNIZERS: Registry[Recognizer] = Registry("socaudit.detectors", "recognizer")


def recognizer(
    name: str, *, finds: tuple[Form, ...], digits: bool = False, cues: tuple[str, ...] = ()
) -> Callable[[Find], Find]:
    """Return a decorator that files a finding function under `name`; see `Recognizer` for the options."""

    def add(find: Find) -> Find:
        RECOGNIZERS.register(name)(Recognizer(name, find, digits, cues, finds))
        return find

    return add


def matches(pattern: re.Pattern[str], text: str, entity_type: str, score: float, name: str) -> Iterator[Detection]:
    """Yield a detection for each match; the group `value` is the span where the pattern has one."""
    group = "value" if "value" in pattern.groupindex else 0
    for match in pattern.finditer(text):
        yield Detection(entity_type, *match.span(group), score, name)


@lru_cache(maxsize=16)
def words(file: str) -> frozenset[str]:
    """Return the lower-case entries of a word list in `detectors/data`; `#` starts a comment line."""
    lines = files("socaudit.detectors").joinpath("data", file).read_text("utf-8").splitlines()
    entries = (entry for line in lines if not line.startswith("#") for entry in line.split(","))
    return frozenset(entry.strip() for entry in entries if entry.strip())
