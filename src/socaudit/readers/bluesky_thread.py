"""Threads of Bluesky as its interface gives them: a post, what it answers, and what answers it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from socaudit.model import Author, Failed, Kind, Message, ParentState, Skipped, Source, Visibility
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._json import at, list_at, string_at
from socaudit.readers._reader import READERS, Reader, ReadOptions
from socaudit.readers._times import read_time
from socaudit.readers._values import reader_of_values

FORMAT = "bluesky_thread"

_SIGNS = ('"at://', '"record"', '"did"')
_LISTS = ("feed", "posts", "thread")
_ABSENT = {"notFoundPost": ParentState.DELETED, "blockedPost": ParentState.BLOCKED}
_LABELS_OF_THE_SHY = frozenset({"!no-unauthenticated"})


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
        lists = [name for name in _LISTS if isinstance(at(node, name), (list, dict))]
        if lists:
            open_.extend((f"{pointer}/{name}", at(node, name), False) for name in lists)
            continue
        parent = at(node, "parent")
        if not ready and isinstance(parent, dict):
            open_.extend([(pointer, node, True), (f"{pointer}/parent", parent, False)])
            continue
        if node is not None:
            yield pointer, node
        if isinstance(replies := at(node, "replies"), list):
            open_.append((f"{pointer}/replies", replies, False))


def _event(node: object, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    kind = (string_at(node, "$type") or "").rpartition("#")[2]
    if kind in _ABSENT or at(node, "notFound") is True or at(node, "blocked") is True:
        return Skipped("blocked" if kind == "blockedPost" or at(node, "blocked") is True else "deleted", source)
    if (string_at(node, "reason", "$type") or "").endswith("#reasonRepost"):
        return Skipped("repost", source)
    post = at(node, "post") if isinstance(at(node, "post"), dict) else node
    record = at(post, "record")
    if is_cut(post) or is_cut(record) or (is_cut(node) and post is node):
        return Failed(CUT_INSIDE, source)
    address = string_at(post, "uri")
    if address is None or not isinstance(record, dict):
        return Failed("not a post: it has no address or no record", source)
    text = string_at(record, "text") or ""
    pictures = _pictures(at(record, "embed"))
    if not text and not any(pictures):
        return Skipped("no_text", source)
    parent = string_at(record, "reply", "parent", "uri")
    languages = [lang for lang in list_at(record, "langs") if isinstance(lang, str)]
    return Message(
        id=address,
        text=text,
        source=source,
        network="bluesky",
        parent_id=parent,
        root_id=string_at(record, "reply", "root", "uri"),
        parent_state=_parent_state(node, parent),
        kind=Kind.REPLY if parent else Kind.POST,
        author=_author(at(post, "author")),
        visibility=_visibility(at(post, "author")),
        created_at=read_time(string_at(record, "createdAt") or "", counts),
        lang=languages[0] if languages else None,
        links=tuple(dict.fromkeys(_links(record))),
        alt_texts=pictures,
        permalink=_permalink(address, at(post, "author")),
    )


def _parent_state(node: object, parent: str | None) -> ParentState:
    """Return what the thread says of the parent; the post asked for may stand on one that is gone or blocks."""
    kind = (string_at(node, "parent", "$type") or "").rpartition("#")[2]
    return _ABSENT.get(kind, ParentState.UNKNOWN) if parent else ParentState.UNKNOWN


def _author(author: object) -> Author | None:
    known_as = string_at(author, "did") or string_at(author, "handle")
    if known_as is None:
        return None
    status = string_at(author, "verification", "verifiedStatus")
    verified = None if status is None else status == "valid"
    return Author(known_as, string_at(author, "handle"), string_at(author, "displayName"), verified=verified)


def _visibility(author: object) -> Visibility:
    """Return whether a post is for all: its author may ask to be shown to those who are signed in only."""
    labels = {string_at(label, "val") for label in list_at(author, "labels")}
    return Visibility.UNLISTED if labels & _LABELS_OF_THE_SHY else Visibility.PUBLIC


def _links(record: object) -> Iterator[str]:
    """Yield the targets of links; those that the text shows are mostly shortened there."""
    for facet in list_at(record, "facets"):
        for feature in list_at(facet, "features"):
            if target := string_at(feature, "uri"):
                yield target
    for embed in (at(record, "embed"), at(record, "embed", "media")):
        if target := string_at(embed, "external", "uri"):
            yield target


def _pictures(embed: object) -> tuple[str | None, ...]:
    """Return the descriptions of pictures and videos, also beside a quoted post."""
    found: list[str | None] = []
    for part in (embed, at(embed, "media")):
        found.extend(string_at(image, "alt") for image in list_at(part, "images"))
        if isinstance(at(part, "video"), dict):
            found.append(string_at(part, "alt"))
    return tuple(found)


def _permalink(address: str, author: object) -> str | None:
    known_as = string_at(author, "handle") or string_at(author, "did")
    return f"https://bsky.app/profile/{known_as}/post/{address.rpartition('/')[2]}" if known_as else None
