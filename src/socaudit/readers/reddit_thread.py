"""A Reddit thread as its `.json` address gives it, the post and its comments in their tree; other listings too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from socaudit.model import Failed, Message, ParentState, ReadEvent, Skipped, Source
from socaudit.readers._document import CUT_INSIDE, documents, is_cut
from socaudit.readers._json import at, string_at
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._reddit import COMMENT, POST, UPDATE, message_of, update_of
from socaudit.readers._text import notes

FORMAT = "reddit_thread"

_START = re.compile(r'\s*(?:\[\s*)?\{\s*"(?:kind|data|json)"\s*:')
_KIND = re.compile(r'"kind"\s*:\s*"(?:Listing|t[134]|more|LiveUpdate)"')
# What listings, further comments, and things without a listing hold; a collection begins with any of its fields.
_HELD = ('"children"', '"things"', '"link_id"', '"selftext"')
_COLLECTION = '"sorted_links"'
_PRIVATE_MESSAGE = "t4"
# Accounts, communities, awards, what moderators did, and what live threads are about.
_NO_MESSAGES = frozenset({"t2", "t5", "t6", "modaction", "LiveUpdateEvent"})


class _Thing(NamedTuple):
    """One thing of a listing: where it stands, and what it is (a listing within is never one)."""

    pointer: str
    value: object


@READERS.register(FORMAT)
def reddit_thread(options: ReadOptions) -> Reader:
    """Return the reader of Reddit's listings."""

    def read(given: Input) -> Iterator[ReadEvent]:
        counts: Counter[str] = Counter()
        # Comments stand behind what they answer.
        states: dict[str, ParentState] = {}
        for whole in documents(given.blob, options.limits):
            line = whole.start if whole.start > 1 else None
            for thing in _things(whole.value):
                source = given.blob.source(FORMAT, line=line, pointer=thing.pointer or None)
                yield from _events(thing, source, states, counts)
            yield from whole.failures(given.blob, FORMAT)
        yield from notes(counts, given.source)

    return Reader(knows=_knows, read=read)


def _knows(head: Head) -> bool:
    text = head.text()
    if not _KIND.search(text):
        return False
    return _COLLECTION in text if not _START.match(text) else any(word in text for word in _HELD)


def _things(value: object) -> Iterator[_Thing]:
    """Yield posts, comments and stubs in the order in which they are read, without recursion."""
    open_ = [_Thing("", value)]
    while open_:
        pointer, value = open_.pop()
        below = _inside(pointer, value)
        if below is None:
            yield _Thing(pointer, value)
            replies = at(value, "data", "replies")
            below = [(f"{pointer}/data/replies", replies)] if isinstance(replies, dict) else []
        open_.extend(_Thing(*part) for part in reversed(below))


def _inside(pointer: str, value: object) -> list[tuple[str, object]] | None:
    """Return what a list, a listing, a page of further comments or a collection holds; None for a thing itself."""
    if isinstance(value, list):
        return [(f"{pointer}/{place}", part) for place, part in enumerate(value)]
    if string_at(value, "kind") not in {None, "Listing"}:
        return None
    for names in (("data", "children"), ("json", "data", "things"), ("data",)):
        if isinstance(held := at(value, *names), list):
            return [("/".join((pointer, *names)), held)]
    links = at(value, "sorted_links")
    return [(f"{pointer}/sorted_links", links)] if isinstance(links, dict) else None


def _events(
    thing: _Thing, source: Source, states: dict[str, ParentState], counts: Counter[str]
) -> Iterator[Message | Skipped | Failed]:
    kind = string_at(thing.value, "kind")
    data = at(thing.value, "data")
    if is_cut(thing.value) and not is_cut(data):
        # Its kind or its data may stand behind the damage.
        if data is not None or kind in {COMMENT, POST}:
            yield Failed(CUT_INSIDE, source)
    elif kind == "more":
        hidden = at(data, "count")
        counts["replies that the export leaves out (`more`)"] += max(hidden, 1) if isinstance(hidden, int) else 1
    elif kind == _PRIVATE_MESSAGE:
        yield Skipped("direct", source)
    elif kind in _NO_MESSAGES or _is_entry(thing.value):
        yield Skipped("not_a_message", source)
    elif kind in {COMMENT, POST} and isinstance(data, dict):
        event = message_of(data, kind, source, counts)
        name = f"{kind}_{at(data, 'id')}"
        states[name] = ParentState.PRESENT if isinstance(event, Message) else ParentState.DELETED
        if isinstance(event, Message) and event.parent_id:
            event = replace(event, parent_state=states.get(event.parent_id, ParentState.MISSING))
        yield event
    elif kind == UPDATE and isinstance(data, dict):
        yield update_of(data, source, counts)
    elif thing.value is not None or thing.pointer:
        yield Failed("not a post or comment", source)


def _is_entry(value: object) -> bool:
    """Return whether a listing's child is no thing: an account that is banned, a version of a page."""
    return isinstance(value, dict) and bool(value) and "kind" not in value and "data" not in value
