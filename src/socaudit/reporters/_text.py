"""Words for a report, and the one place where text from outside is made harmless."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

# Control, format (bidirectional marks, zero-width, soft hyphen), surrogate, line and paragraph separator.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Line breaks of a post are no attack; one blank for each keeps the offsets of the mark.
BLANKS = str.maketrans("\t\n\r", "   ")


def visible(text: str) -> str:
    r"""Return `text` with every character that steers a terminal, or draws nothing, written out as `\x1b`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_spelt(char) if unicodedata.category(char) in _UNSAFE else char for char in text)


def plain(text: str) -> str:
    """Return `text` on one line, with its line breaks as blanks and all else that cannot be seen written out."""
    return visible(text.translate(BLANKS)).strip()


def _spelt(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def shorten(text: str, limit: int, ellipsis: str) -> str:
    """Return `text` cut at its end to at most `limit` characters."""
    return text if len(text) <= limit else text[: limit - len(ellipsis)].rstrip() + ellipsis


def shorten_middle(text: str, limit: int, ellipsis: str) -> str:
    """Return `text` cut in its middle to at most `limit` characters: of a path, the end tells most."""
    if len(text) <= limit:
        return text
    room = limit - len(ellipsis)
    head = room // 3
    return text[:head] + ellipsis + text[len(text) - (room - head) :]


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Return `1 finding`, `2,500 findings`, `2 people`."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def points(score: float) -> str:
    """Return a score with one decimal where it has one: `1,234.5`, `12`."""
    return f"{score:,.1f}".removesuffix(".0")


def words(slug: str) -> str:
    """Return a slug or an entity type as words: `PHONE_NUMBER` is `phone number`."""
    return slug.replace("_", " ").lower() if slug.replace("_", "").isalnum() else slug


def moment(time: datetime | None) -> str:
    """Return a time as `2024-05-03 14:02`, in UTC."""
    return "undated" if time is None else time.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def iso(time: datetime | None) -> str | None:
    """Return a time in ISO 8601, in UTC, with `Z`."""
    return None if time is None else time.astimezone(UTC).isoformat().replace("+00:00", "Z")
