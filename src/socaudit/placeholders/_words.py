"""A placeholder's name as words: `ticket.requester.phoneNumber2` is "ticket requester phone number"."""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Z]?[a-z]+4?|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")
# What people write around a name when they tell others to fill it in.
_AROUND = frozenset({
    "a", "add", "an", "and", "any", "choose", "enter", "fill", "from", "here", "if", "in", "insert", "into", "its",
    "of", "or", "please", "put", "select", "the", "their", "this", "type", "use", "with", "write", "your", "s",
})  # fmt: skip


def words(name: str) -> tuple[str, ...]:
    """Return the words of a name in small letters."""
    return tuple(word.lower() for word in _WORD.findall(name))


def told(name: str) -> tuple[str, ...]:
    """Return the words that a sentence such as "fill in the order number here" asks for."""
    return tuple(word for word in words(name) if word not in _AROUND)
