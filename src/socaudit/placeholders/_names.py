"""What a placeholder will publish, by its name: an entity type, nothing personal, a record, or nobody knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

import yaml

from socaudit.errors import ConfigError
from socaudit.model import RECORD, SAFE, UNKNOWN
from socaudit.placeholders._words import told, words

_TABLE = Path(__file__).with_name("names.yaml")
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Kinds by the words of a name, safe whole names, whose facts are safe, and what looks like a placeholder only."""

    kinds: Mapping[Phrase, str]
    exact: frozenset[Phrase]
    owners: frozenset[Phrase]
    plain: frozenset[Phrase]


@lru_cache(maxsize=1)
def table() -> Table:
    """Return the table that ships, `names.yaml`."""
    data = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    named = {**data["types"], SAFE: data["safe"], RECORD: data["record"]}
    return Table(
        {words(entry): kind for kind, entries in named.items() for entry in entries},
        frozenset(words(entry) for entry in data["exact"]),
        frozenset(words(owner) for owner in data["owners"]),
        frozenset(words(entry) for entry in data["plain"]),
    )


@dataclass(frozen=True, slots=True)
class Names:
    """The table with a user's own entries before it: shell patterns for whole names, in any case."""

    own: Mapping[str, str] = field(default_factory=dict)

    def checked(self, entity_types: Collection[str]) -> Names:
        """Return the names; ConfigError for an entry that is no entity type, `safe` or `record`."""
        for name, kind in self.own.items():
            if kind not in entity_types and kind not in {SAFE, RECORD}:
                hint = f"use {SAFE}, {RECORD} or one of {', '.join(sorted(entity_types))}"
                raise ConfigError(f"a placeholder cannot be {kind!r}", where=f"lint: placeholders: {name}", hint=hint)
        return self

    def kind(self, name: str, *, sentence: bool = False) -> str:
        """Return an entity type, `safe`, `record` or `unknown`; a `sentence` may hold other words around the name."""
        plain = " ".join(name.split()).lower()
        for pattern, kind in self.own.items():
            if fnmatchcase(plain, pattern.lower()):
                return kind
        return _sentence_kind(told(name)) if sentence else _kind(words(name))


def is_known(name: str) -> bool:
    """Tell whether the words of a name stand in the table."""
    return _kind(words(name)) != UNKNOWN


def is_plain(name: str) -> bool:
    """Tell whether upper case in brackets is what it says, and no placeholder."""
    return words(name) in table().plain


def _kind(name: Phrase) -> str:
    known = table()
    if name in known.exact:
        return SAFE
    if any(name[: len(owner)] == owner or owner in _inner(name, len(owner)) for owner in known.owners):
        return SAFE
    for start in range(len(name)):
        if kind := known.kinds.get(name[start:]):
            return kind
    return UNKNOWN


def _inner(name: Phrase, length: int) -> list[Phrase]:
    """Return the runs of so many words that are followed by another."""
    return [name[start : start + length] for start in range(len(name) - length)]


def _sentence_kind(name: Phrase) -> str:
    """Return the kind of the longest entry that stands anywhere in a sentence, the last of them."""
    if name in table().exact:
        return SAFE
    known = table().kinds
    spans = [(end - start, end, name[start:end]) for end in range(len(name) + 1) for start in range(end)]
    fitting = [(length, end, known[phrase]) for length, end, phrase in spans if phrase in known]
    return max(fitting)[2] if fitting else UNKNOWN
