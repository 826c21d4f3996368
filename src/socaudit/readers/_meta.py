"""What Meta's "download your information" has in common: damaged letters, no ids, times in seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

OWN = "export: the account's own archive"
REPAIRED = "mojibake repaired"


class Repaired(NamedTuple):
    """A text, and whether it had to be repaired."""

    text: str
    fixes: tuple[str, ...] = ()


def repaired(text: str) -> Repaired:
    """Return a text whose UTF-8 bytes Meta wrote as one letter each; one that is no such text stays as it is."""
    try:
        whole = text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return Repaired(text)
    return Repaired(whole, (REPAIRED,) if whole != text else ())


def joined(texts: Iterable[str | None]) -> Repaired:
    """Return what is said in several places as one text, each piece once."""
    found = [repaired(text) for text in dict.fromkeys(texts) if text]
    return Repaired("\n\n".join(piece.text for piece in found), tuple(dict.fromkeys(f for p in found for f in p.fixes)))


def numbered(name: str, seen: Counter[str]) -> str:
    """Return a name as an id; what happened in the same second as something before gets a number behind it."""
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"
