"""Read the labelled sentences of customer service: who writes, what is said, and what it counts as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from socaudit.tagger.tokens import sentences_of

# What a company, either side, or a customer or a stranger can be labelled as saying; the README says what counts.
BRAND = (
    *("fault", "knowledge", "incident", "breach", "deadline", "remedy", "commitment", "deflect", "passed_on"),
    *("ask_public", "ask_private", "gift", "record", "incentive", "regret"),
)
EITHER = ("secret", "absence", "access", "valuables", "health", "child", "secret_out")
CUSTOMER = (
    *("leaving", "authority", "safety", "channels", "tried", "again", "metoo", "copycat"),
    *("complaint", "question", "resolved", "lure"),
)
LABELS = (*BRAND, *EITHER, *CUSTOMER)
SAID_BY = {"brand": (*BRAND, *EITHER), "customer": (*EITHER, *CUSTOMER)}
_MARK = re.compile(r"\[\[([a-z_, ]+): ?(.*?)\]\]")
_SPEAKERS = {"B": "brand", "C": "customer"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, who writes it (`brand` or `customer`), and its labels."""

    speaker: str
    text: str
    labels: frozenset[str]


def read(path: Path) -> list[Sentence]:
    """Return the sentences of a file: a message a line, `B|` or `C|` before it, what is labelled as `[[label: ...]]`.

    Raises:
        ValueError: a line names no speaker, or a label that its speaker cannot have.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return [sentence for number, line in enumerate(lines, start=1) for sentence in _sentences(line, f"{path}:{number}")]


def _sentences(line: str, where: str) -> Iterator[Sentence]:
    mark, _, text = line.partition("|")
    if mark not in _SPEAKERS:
        raise ValueError(f"{where}: a line starts with B| or C|")
    speaker = _SPEAKERS[mark]
    at = 0
    for found in _MARK.finditer(text):
        yield from _plain(speaker, text[at : found.start()])
        labels = frozenset(label.strip() for label in found[1].split(","))
        if not labels <= set(SAID_BY[speaker]):
            raise ValueError(f"{where}: {speaker} cannot say {', '.join(sorted(labels - set(SAID_BY[speaker])))}")
        yield Sentence(speaker, found[2].strip(), labels)
        at = found.end()
    yield from _plain(speaker, text[at:])


def _plain(speaker: str, text: str) -> Iterator[Sentence]:
    """Yield the sentences of what carries no label."""
    for start, end in sentences_of(text):
        if any(map(str.isalpha, text[start:end])):
            yield Sentence(speaker, text[start:end], frozenset())
