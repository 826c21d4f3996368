"""A page of X's interface, version 2, taken apart: its posts, those that it includes for them, its errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from socaudit.model import ParentState, Visibility
from socaudit.readers._document import is_cut
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._x import visibility

_INCLUDES = ("users", "tweets", "media", "polls", "places", "topics")
_PAGE = frozenset({"data", "includes", "errors", "meta", "matching_rules"})
_GONE = {"resource-not-found": ParentState.DELETED, "not-authorized-for-resource": ParentState.BLOCKED}


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says beside its posts; `open` tells whether every account that it names is public."""

    users: dict[str, object]
    media: dict[str, object]
    gone: dict[str, ParentState]
    open: bool
    cut: bool


class Part(NamedTuple):
    """A post or an error, and the page that it stands in."""

    value: object
    page: Page
    error: bool = False


def parts(value: object) -> Iterator[tuple[str, Part]]:
    """Yield the posts of a page, those that it includes for them, and what it could not give."""
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from ((f"/{place}{pointer}", part) for pointer, part in _parts_of_one(inner))
    elif value is not None:
        yield from _parts_of_one(value)


def _parts_of_one(value: object) -> Iterator[tuple[str, Part]]:
    page = _page(value)
    # A flattened post keeps what twarc and the stream say of its page.
    if not isinstance(value, dict) or "id" in value or _PAGE.isdisjoint(value):
        yield from _flattened(value, page)
        return
    data = value.get("data")
    if isinstance(data, list):
        yield from ((f"/data/{place}", Part(post, page)) for place, post in enumerate(data))
    elif data is not None:
        yield "/data", Part(data, page)
    for place, post in enumerate(list_at(value, "includes", "tweets")):
        yield f"/includes/tweets/{place}", Part(post, page)
    for place, error in enumerate(list_at(value, "errors")):
        yield f"/errors/{place}", Part(error, page, error=True)


def _flattened(value: object, page: Page) -> Iterator[tuple[str, Part]]:
    """Yield a post that stands alone, and the posts inside it that it refers to, without recursion."""
    open_ = [("", value)]
    while open_:
        pointer, post = open_.pop()
        yield pointer, Part(post, page)
        below = enumerate(list_at(post, "referenced_tweets"))
        open_.extend((f"{pointer}/referenced_tweets/{place}", part) for place, part in below if string_at(part, "text"))


def _page(value: object) -> Page:
    includes = at(value, "includes")
    users = list_at(includes, "users")
    named = {known: user for user in users if (known := id_at(user, "id"))}
    media = {known: one for one in list_at(includes, "media") if (known := string_at(one, "media_key"))}
    gone = {
        known: state
        for error in list_at(value, "errors")
        if (state := state_of(error)) and (known := id_at(error, "resource_id") or id_at(error, "value"))
    }
    # What is not as the interface gives it may have said that an account is protected.
    whole = includes is None or any(list_at(includes, name) for name in _INCLUDES)
    whole = whole and (at(includes, "users") is None or bool(users))
    is_open = whole and all(visibility(user) is Visibility.PUBLIC for user in users) and len(named) == len(users)
    return Page(named, media, gone, is_open, is_cut(value) and (includes is None or is_cut(includes)))


def state_of(error: object) -> ParentState | None:
    """Return what has become of the post that an error is about, None where it is about something else."""
    kind = (string_at(error, "type") or "").rpartition("/")[2]
    return _GONE.get(kind) if string_at(error, "resource_type") == "tweet" else None
