"""The archive of a Mastodon account: the posts of its `outbox.json`, by the account in its `actor.json`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import PurePosixPath

from socaudit.model import Author, Failed, Kind, Message, Note, ReadEvent, Role, Skipped, Source, Visibility
from socaudit.readers._document import document
from socaudit.readers._items import Layout, items
from socaudit.readers._json import at, list_at, string_at
from socaudit.readers._mastodon import NETWORK, whole_text
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._streams import CHUNK, Blob, DamagedError, Limits, read_up_to
from socaudit.readers._text import notes
from socaudit.readers._times import read_time

FORMAT = "mastodon_archive"

# Since version 4.3 an empty list stands before the list.
_LIST = re.compile(r'"orderedItems"\s*:\s*(?:\[\s*\]\s*,\s*"orderedItems"\s*:\s*)?(?=\[)')
_OUTBOX = re.compile(r'"type"\s*:\s*"OrderedCollection(?:Page)?"')
_ACTIVITY = re.compile(r'"(?:type"\s*:\s*"(?:Create|Announce)|attributedTo|actor)"')
_ACTOR = re.compile(r'"preferredUsername"\s*:')
_LAYOUT = Layout(_LIST, re.compile(r',\s*(?=\{\s*"id"\s*:\s*"[^"]*"\s*,\s*"type"\s*:\s*"(?:Create|Announce)")'))
_BESIDE = ("likes.json", "bookmarks.json", "media_attachments")
_PORTRAITS = ("avatar.", "header.")
_PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
_BASIS = "export: the account's own archive"


@READERS.register(FORMAT)
def mastodon_archive(options: ReadOptions) -> Reader:
    """Return the reader of Mastodon archives."""

    def read(given: Input) -> Iterator[ReadEvent]:
        counts: Counter[str] = Counter()
        outboxes: list[Blob] = []
        actor: object = None
        for blob in given.files:
            try:
                head = given.head if blob is given.blob else _head(blob)
            except DamagedError as error:
                yield Failed(str(error), blob.source(FORMAT))
                continue
            if _is_outbox(head):
                outboxes.append(blob)
                continue
            about = document(blob, options.limits)
            actor = about.value
            yield from about.failures(blob, FORMAT)
        for blob in outboxes:
            yield from _read_outbox(blob, actor, counts, options.limits)
        if given.others:
            yield Note(f"files of the archive that hold no messages: {given.others}", given.source)
        yield from notes(counts, given.source)

    def _head(blob: Blob) -> Head:
        with closing(blob.open(options.limits)) as stream:
            return Head(read_up_to(stream, CHUNK))

    return Reader(knows=lambda head: _is_outbox(head) or _is_actor(head), read=read, gathers=_gathers)


def _is_outbox(head: Head) -> bool:
    text = head.text()
    # Likes and bookmarks are such lists too, but of addresses only.
    return bool(_OUTBOX.search(text) and (found := _LIST.search(text)) and _holds_activities(text[found.end() :]))


def _holds_activities(rest: str) -> bool:
    return bool(_ACTIVITY.search(rest)) or not rest.removeprefix("[").strip().strip("]}\n ")


def _is_actor(head: Head) -> bool:
    text = head.text()
    return text.lstrip("\ufeff \n").startswith("{") and bool(_ACTOR.search(text)) and '"outbox"' in text


def _gathers(home: str, name: str) -> bool:
    folder, path = PurePosixPath(home), PurePosixPath(name)
    if folder not in path.parents:
        return False
    first = path.relative_to(folder).parts[0]
    return first in _BESIDE or first.startswith(_PORTRAITS)


def _read_outbox(blob: Blob, actor: object, counts: Counter[str], limits: Limits) -> Iterator[ReadEvent]:
    for item in items(blob, limits, _LAYOUT):
        source = blob.source(FORMAT, pointer=f"/orderedItems/{item.place}")
        yield Failed(item.problem, source) if item.problem else _event(item.value, actor, source, counts)


def _event(activity: object, actor: object, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    post = at(activity, "object")
    if string_at(activity, "type") == "Announce":
        return Skipped("repost", source)
    if isinstance(post, str):
        return Skipped("not_a_message", source)
    if string_at(post, "type") == "Tombstone":
        return Skipped("deleted", source)
    number = string_at(post, "id")
    if number is None:
        return Failed("not a post: it has no id", source)
    lang, content = _content(post)
    choices = [string_at(choice, "name") for choice in (*list_at(post, "oneOf"), *list_at(post, "anyOf"))]
    body = whole_text(string_at(post, "summary"), content, choices)
    pictures = [string_at(picture, "name") for picture in list_at(post, "attachment")]
    if not body.text and not any(pictures):
        return Skipped("no_text", source)
    parent = string_at(post, "inReplyTo")
    return Message(
        id=number,
        text=body.text,
        source=source,
        network=NETWORK,
        parent_id=parent,
        # What others wrote in a conversation is not in the archive, but the conversation has a name.
        root_id=string_at(post, "conversation"),
        kind=Kind.REPLY if parent else Kind.POST,
        author=_author(string_at(post, "attributedTo") or string_at(activity, "actor"), actor),
        role=Role.BRAND,
        role_basis=_BASIS,
        visibility=_visibility(post),
        created_at=read_time(string_at(post, "published") or "", counts),
        edited_at=read_time(string_at(post, "updated") or "", counts),
        lang=lang,
        links=body.links,
        alt_texts=(*pictures, *body.alt_texts),
        permalink=string_at(post, "url"),
    )


def _content(post: object) -> tuple[str | None, str | None]:
    """Return the language of a post and its content in it."""
    by_language = at(post, "contentMap")
    known = by_language if isinstance(by_language, dict) else {}
    lang, content = next(((lang, text) for lang, text in known.items() if isinstance(text, str)), (None, None))
    return lang, string_at(post, "content") or content


def _author(address: str | None, actor: object) -> Author | None:
    """Return who posted: the account of the archive by its names, any other by its address."""
    known_as = address or string_at(actor, "id")
    if known_as is None:
        return None
    handle = known_as.rstrip("/").rpartition("/")[2].removeprefix("@")
    if known_as != string_at(actor, "id"):
        return Author(known_as, handle)
    return Author(known_as, string_at(actor, "preferredUsername") or handle, string_at(actor, "name"))


def _visibility(post: object) -> Visibility:
    """Return who can read a post by whom it is addressed to; what names nobody is direct."""
    to, cc = _addresses(at(post, "to")), _addresses(at(post, "cc"))
    if to & _PUBLIC:
        return Visibility.PUBLIC
    if cc & _PUBLIC:
        return Visibility.UNLISTED
    followers = any(address.endswith("/followers") for address in to | cc)
    return Visibility.FOLLOWERS if followers else Visibility.DIRECT


def _addresses(value: object) -> set[str]:
    parts = value if isinstance(value, list) else [value]
    return {part for part in parts if isinstance(part, str)}
