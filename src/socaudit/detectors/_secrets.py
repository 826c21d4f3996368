"""What the recognizers of secrets share: how a value is announced, and what can be one."""

from __future__ import annotations

from socaudit.detectors._recognizer import words

LITERALLY = r"(?:(?:literally|now|currently|still|set to|just|actually|definitely|simply|called|always|set as) ){0,2}"
IS = rf"(?:\s*(?:is|was|=|:|are|-(?=\s)|it's|'s|being)){{1,2}}\s*{LITERALLY}"
_SHORTEST = 4


def is_secret(text: str) -> bool:
    """Return whether `text` can be a secret and not the end of 'my password is not working'."""
    word = text.rstrip(".!?").lower()
    return len(word) >= _SHORTEST and word not in words("password_states.txt") and word not in words("common_words.txt")
