"""Threads of Bluesky as its interface gives them: a post, what it answers, and what answers it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from socaudit.model import Author, Failed, Message, ParentState, Skipped, Source
from socaudit.readers._bluesky import message_of, permalink, visibility
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._json import at, list_at, string_at
from socaudit.readers._reader import READERS, Reader, ReadOptions
from socaudit.readers._values import reader_of_values

FORMAT = "bluesky_thread"

_POST = "app.bsky.feed.post"
# Records that an account's server lists stand in `value`, without an author.
_SIGNS = ('"at://', r'"(?:record|value)"\s*:\s*\{', '"(?:did|cid)"')
_LISTS = ("feed", "posts", "thread", "notifications", "records", "data")
# The flat threads of getPostThreadV2 call them threadItem...; a client library wraps what it got in `data`.
_ABSENT = {"notFoundPost": ParentState.DELETED, "blockedPost": ParentState.BLOCKED}
_ABSENT |= {"threadItemNotFound": ParentState.DELETED, "threadItemBlocked": ParentState.BLOCKED}
_ABSENT |= {"threadItemNoUnauthenticated": ParentState.BLOCKED}


@READERS.register(FORMAT)
def bluesky_thread(options: ReadOptions) -> Reader:
    """Return the reader of Bluesky's threads, feeds and lists of posts."""
    return reader_of_values(FORMAT, options, signs=_SIGNS, parts=_nodes, event=_event)


def _nodes(value: object) -> Iterator[tuple[str, object]]:
    """Yield the nodes of a thread or list, what is answered before its answers, without recursion."""
    open_: list[tuple[str, object, bool]] = [("", value, False)]
    while open_:
        pointer, node, ready = open_.pop()
        if isinstance(node, list):
            open_.extend((f"{pointer}/{place}", part, False) for place, part in reversed(list(enumerate(node))))
            continue
        lists = [name for name in _inside(node) if isinstance(at(node, name), (list, dict))]
        if lists:
            open_.extend((f"{pointer}/{name}", at(node, name), False) for name in lists)
            continue
        if not ready and (above := _above(node)):
            open_.append((pointer, node, True))
            open_.extend((f"{pointer}/{'/'.join(names)}", part, False) for names, part in above)
            continue
        if node is not None:
            yield pointer, node
        if isinstance(replies := at(node, "replies"), list):
            open_.append((f"{pointer}/replies", replies, False))


def _above(node: object) -> list[tuple[tuple[str, ...], object]]:
    """Return what a node answers, the last first: in a thread its parent, in a feed that and the first post."""
    if _is_repost(node):
        return []
    parts = [(names, at(node, *names)) for names in (("parent",), ("reply", "parent"), ("reply", "root"))]
    by_address = {string_at(part, "uri") or "": (names, part) for names, part in parts[::-1] if isinstance(part, dict)}
    return list(reversed(by_address.values()))


def _is_repost(node: object) -> bool:
    return (string_at(node, "reason", "$type") or "").endswith("#reasonRepost")


def _inside(node: object) -> tuple[str, ...]:
    """Return where the posts of a page may stand, and where an item of a flat thread has its own."""
    return ("value",) if at(node, "depth") is not None else _LISTS


def _event(node: object, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    if reason := _absence(node):
        return Skipped(reason, source)
    post = at(node, "post") if isinstance(at(node, "post"), dict) else node
    record = at(post, "record") if at(post, "record") is not None else at(post, "value")
    if is_cut(post) or is_cut(record) or (is_cut(node) and post is node):
        return Failed(CUT_INSIDE, source)
    address = string_at(post, "uri")
    if address is None or not isinstance(record, dict):
        return Failed("not a post: it has no address or no record", source)
    if string_at(record, "$type") not in (None, _POST):
        return Skipped("not_a_message", source)
    author = at(post, "author") or {"did": address.removeprefix("at://").partition("/")[0]}
    event = message_of(address, record, source, counts)
    if isinstance(event, Skipped):
        return event
    return replace(
        event,
        parent_state=_parent_state(node, event.parent_id),
        author=_author(author),
        visibility=visibility(list_at(author, "labels")),
        permalink=permalink(address, string_at(author, "handle") or string_at(author, "did")),
    )


def _absence(node: object) -> str | None:
    """Return why a node shows no post that its author wrote there: gone, blocked, somebody's repost."""
    kind = (string_at(node, "$type") or "").rpartition("#")[2]
    if kind in _ABSENT or at(node, "notFound") is True or at(node, "blocked") is True:
        blocked = _ABSENT.get(kind) is ParentState.BLOCKED or at(node, "blocked") is True
        return "blocked" if blocked else "deleted"
    return "repost" if _is_repost(node) else None


def _parent_state(node: object, parent: str | None) -> ParentState:
    """Return what the thread says of the parent; the post asked for may stand on one that is gone or blocks."""
    word = string_at(node, "parent", "$type") or string_at(node, "reply", "parent", "$type") or ""
    kind = word.rpartition("#")[2]
    return _ABSENT.get(kind, ParentState.UNKNOWN) if parent else ParentState.UNKNOWN


def _author(author: object) -> Author | None:
    known_as = string_at(author, "did") or string_at(author, "handle")
    if known_as is None:
        return None
    status = string_at(author, "verification", "verifiedStatus")
    verified = None if status is None else status == "valid"
    return Author(known_as, string_at(author, "handle"), string_at(author, "displayName"), verified=verified)
