"""One post or comment of Reddit as a message, the same in threads and in dumps."""

from __future__ import annotations

import html
from collections import Counter
from datetime import datetime

from socaudit.model import Author, Failed, Kind, Message, Role, Skipped, Source, Visibility
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._times import read_seconds

POST = "t3"
COMMENT = "t1"
UPDATE = "LiveUpdate"

_SITE = "https://www.reddit.com"
GONE = {"[deleted]": "deleted", "[removed]": "removed"}
# All others are for members only; old exports do not tell.
_OPEN_TO_ALL = ("public", "restricted", "archived", "user", None)
_BOT = "AutoModerator"
_WRITTEN_BY = {"moderator": "export: moderator", "admin": "export: Reddit's staff"}


def message_of(thing: object, kind: str, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    """Return a post (`t3`) or comment (`t1`) as a message; what is deleted or removed is skipped."""
    if is_cut(thing):
        return Failed(CUT_INSIDE, source)
    number = id_at(thing, "id")
    if number is None:
        return Failed("not a post or comment: it has no id", source)
    text = _text(thing, kind)
    reason = GONE.get(string_at(thing, "body" if kind == COMMENT else "selftext") or "")
    # The title of a post stays when its text is gone.
    if reason and kind == COMMENT:
        return Skipped(reason, source)
    if not text:
        return Skipped("no_text", source)
    if at(thing, "_meta", "was_deleted_later") is True or at(thing, "_meta", "removal_type") is not None:
        counts["messages that were deleted or removed later"] += 1
    parent = string_at(thing, "parent_id") if kind == COMMENT else None
    role, basis = _role(thing)
    return Message(
        id=f"{kind}_{number.removeprefix(f'{kind}_')}",
        text=text,
        source=source,
        network="reddit",
        parent_id=parent,
        root_id=string_at(thing, "link_id") if kind == COMMENT else None,
        kind=Kind.POST if kind == POST else Kind.COMMENT,
        author=_author(thing),
        role=role,
        role_basis=basis,
        visibility=Visibility.PUBLIC if at(thing, "subreddit_type") in _OPEN_TO_ALL else Visibility.FOLLOWERS,
        created_at=read_seconds(at(thing, "created_utc"), counts),
        edited_at=_edited(at(thing, "edited"), counts),
        links=tuple(html.unescape(link) for link in _links(thing, kind)),
        alt_texts=_pictures(thing),
        permalink=address(string_at(thing, "permalink")),
    )


def update_of(thing: object, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    """Return an update of a live thread, which all can read; what was struck out stays readable."""
    if is_cut(thing):
        return Failed(CUT_INSIDE, source)
    number = id_at(thing, "id")
    if number is None:
        return Failed("not a post or comment: it has no id", source)
    text = _text(thing, COMMENT)
    if reason := GONE.get(text):
        return Skipped(reason, source)
    links = (string_at(embed, "url") for embed in list_at(thing, "embeds"))
    if not text:
        return Skipped("no_text", source)
    return Message(
        id=f"{UPDATE}_{number}",
        text=text,
        source=source,
        network="reddit",
        author=_author(thing),
        visibility=Visibility.PUBLIC,
        created_at=read_seconds(at(thing, "created_utc"), counts),
        links=tuple(html.unescape(link) for link in links if link),
    )


def _text(thing: object, kind: str) -> str:
    """Return Markdown as it was written; in listings that are not raw, and in dumps, it is HTML-escaped."""
    if kind == COMMENT:
        parts = [string_at(thing, "body")]
        shown = string_at(thing, "body_html")
    else:
        body = string_at(thing, "selftext")
        parts = [string_at(thing, "title"), None if body in GONE else body]
        shown = string_at(thing, "selftext_html")
    text = "\n\n".join(part for part in parts if part)
    return text if shown and shown.startswith("<") else html.unescape(text)


def _edited(value: object, counts: Counter[str]) -> datetime | None:
    if value is True:
        # Very old comments tell that they were edited, but not when.
        counts["edited at a time that the export does not tell"] += 1
    return read_seconds(value, counts)


def _author(thing: object) -> Author | None:
    handle = string_at(thing, "author")
    if handle is None or handle in GONE:
        return None
    return Author(string_at(thing, "author_fullname") or handle, handle)


def _role(thing: object) -> tuple[Role, str] | tuple[None, None]:
    if at(thing, "author") == _BOT:
        return Role.THIRD_PARTY, "export: Reddit's own bot"
    basis = _WRITTEN_BY.get(string_at(thing, "distinguished") or "")
    return (Role.THIRD_PARTY, basis) if basis else (None, None)


def _links(thing: object, kind: str) -> list[str]:
    """Return what a link post links to; links inside a text stand in its Markdown."""
    target = string_at(thing, "url_overridden_by_dest") or string_at(thing, "url")
    return [target] if kind == POST and target and at(thing, "is_self") is not True else []


def _pictures(thing: object) -> tuple[str | None, ...]:
    gallery = list_at(thing, "gallery_data", "items")
    if gallery:
        return tuple(string_at(picture, "caption") for picture in gallery)
    return (None,) if at(thing, "post_hint") in ("image", "hosted:video") else ()


def address(path: str | None) -> str | None:
    """Return where something is found, from its address or its path on Reddit's site."""
    return _SITE + path if path and path.startswith("/") else path
