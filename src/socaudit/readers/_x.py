"""What all exports of X share: languages, links to a post, their authors, who can read an account's posts."""

from __future__ import annotations

from socaudit.model import Author, Visibility
from socaudit.readers._json import at, id_at, string_at

NETWORK = "x"

# X's own words for a text without words, of links, of art, of tags only.
_NOT_A_LANGUAGE = frozenset({"und", "qme", "zxx", "art", "qst", "qam", "qct", "qht"})


def language(word: str | None) -> str | None:
    """Return the language that X gives a post, None where it could not tell."""
    return None if word in _NOT_A_LANGUAGE else word


def id_of(value: object, name: str) -> str | None:
    """Return an id from its string: languages that know no long integers round the number."""
    return id_at(value, f"{name}_str") or id_at(value, name)


def permalink(number: str, handle: str | None) -> str:
    """Return where a post is found; X finds it without the handle too."""
    return f"https://x.com/{handle or 'i'}/status/{number}"


def author(user: object, known_as: str | None, handle: str | None, *, name: str = "name") -> Author | None:
    """Return the author whom a record describes, None without an id or handle; `name` is the key of the shown name."""
    if known_as is None:
        return None
    verified = at(user, "verified")
    return Author(
        known_as,
        handle,
        string_at(user, name),
        string_at(user, "location"),
        verified if isinstance(verified, bool) else None,
    )


def visibility(account: object) -> Visibility:
    """Return who can read the posts of the account that a record holds, None where it holds none.

    A record that says nothing of protection is of a public account; one that cannot be understood is not.
    """
    if account is None or at(account, "protected") is False:
        return Visibility.PUBLIC
    known = any(id_at(account, name) for name in ("id_str", "id", "username", "screen_name"))
    return Visibility.PUBLIC if known and at(account, "protected") is None else Visibility.FOLLOWERS
