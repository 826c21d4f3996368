"""What the suites share that answer on many networks at once: the networks' names, and which are open to all."""

from __future__ import annotations

import re

# By the beginning of the word, without case, spaces and punctuation; also the suites' names of their products.
_NETWORKS = (
    ("twitter", "x"),
    ("facebook", "facebook"),
    ("fbpage", "facebook"),
    ("instagram", "instagram"),
    ("linkedin", "linkedin"),
    ("youtube", "youtube"),
    ("tiktok", "tiktok"),
    ("reddit", "reddit"),
    ("googleplay", "google_play"),
    ("google", "google"),
    ("appstore", "app_store"),
    ("appleappstore", "app_store"),
    ("trustpilot", "trustpilot"),
)
_PRIVATE = re.compile(r"messenger|message|direct|dm$|private|inbox|chat|mail|sms")


def network_of(word: str, otherwise: str) -> str:
    """Return our name of the network that a suite calls `word`, `otherwise` where it is none of the known ones."""
    plain = _plain(word)
    if plain == "x":
        return "x"
    return next((name for start, name in _NETWORKS if plain.startswith(start)), otherwise)


def open_to_all(word: str) -> bool:
    """Tell a network of public posts, such as `Facebook`, from all others, such as `Facebook Messenger` or `Email`."""
    return bool(network_of(word, "")) and not _PRIVATE.search(_plain(word))


def _plain(word: str) -> str:
    return re.sub(r"[\W_]", "", word).casefold()
