"""What Reddit gives an account that asks for its data: the tables of its comments, posts, messages and chats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import PurePosixPath
from typing import NamedTuple

from socaudit.model import Author, Failed, Kind, Message, Note, ReadEvent, Role, Skipped, Source, Visibility
from socaudit.readers._csv import best_delimiter, header, records
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._reddit import COMMENT, GONE, POST, address
from socaudit.readers._streams import CHUNK, Blob, DamagedError, Limits, read_up_to
from socaudit.readers._text import lines, notes, unescape
from socaudit.readers._times import read_time

FORMAT = "reddit_request"

_BASIS = "export: the account's own archive"
_PRIVATE_MESSAGE = "t4"
_POST_IN_LINK = re.compile(r"(?:/comments/|\At3_)(\w+)")
# Tables beside those that hold texts: votes, settings, traces, and the same rows without their texts.
_BESIDE = re.compile(
    r"(?:(?:post|comment|message|messages_archive)_headers|(?:post|comment|poll)_votes|saved_\w+|hidden_posts|friends"
    r"|\w+_subreddits|multireddits|gilded_content|gold_received|purchases|subscriptions|payouts|linked_\w+|announcements"
    r"|drafts|scheduled_posts|ip_logs|sensitive_ads_preferences|account_gender|birthdate|statistics|user_preferences"
    r"|stripe|twitter|persona|checkfile)(?:_\d+)?\.csv"
)

Cells = dict[str, str]


class _Table(NamedTuple):
    """One kind of table: the columns that tell it, and what makes an event of a row."""

    columns: tuple[str, ...]
    event: Callable[[Cells, Source, Counter[str]], Message | Skipped | Failed]


@READERS.register(FORMAT)
def reddit_request(options: ReadOptions) -> Reader:
    """Return the reader of Reddit's answers to requests for one's data."""

    def read(given: Input) -> Iterator[ReadEvent]:
        counts: Counter[str] = Counter()
        for blob in given.files:
            yield from _rows(blob, given, counts, options.limits)
        if given.others:
            yield Note(f"files of the archive that hold no messages: {given.others}", given.source)
        yield from notes(counts, given.source)

    return Reader(knows=lambda head: _table(head) is not None, read=read, gathers=_gathers)


def _gathers(home: str, name: str) -> bool:
    path = PurePosixPath(name)
    return path.parent == PurePosixPath(home) and bool(_BESIDE.fullmatch(path.name))


def _table(head: Head) -> _Table | None:
    """Return what the columns in the first row say that a table holds."""
    text = head.text()
    names = set(header(text, best_delimiter(text, _NAMES)))
    return next((table for table in _TABLES if names.issuperset(table.columns)), None)


def _rows(blob: Blob, given: Input, counts: Counter[str], limits: Limits) -> Iterator[ReadEvent]:
    try:
        head = given.head if blob is given.blob else _head(blob, limits)
    except DamagedError as error:
        yield Failed(str(error), blob.source(FORMAT))
        return
    table = _table(head)
    if table is None:
        yield Failed("the table has changed while it was read", blob.source(FORMAT))
        return
    delimiter = best_delimiter(head.text(), table.columns)
    rows = records(lines(blob, limits), delimiter=delimiter, columns=table.columns, required=table.columns)
    for row in rows:
        source = blob.source(FORMAT, line=row.line)
        yield Failed(row.problem, source) if row.problem else table.event(row.cells, source, counts)


def _head(blob: Blob, limits: Limits) -> Head:
    with closing(blob.open(limits)) as stream:
        return Head(read_up_to(stream, CHUNK))


def _own(cells: Cells, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    """Return a comment or post of the account itself; the address it was written from is left alone."""
    number = cells["id"].strip()
    if not number:
        return Failed("the row has no id", source)
    kind = POST if "title" in cells else COMMENT
    if kind == COMMENT and cells["body"] in GONE:
        return Skipped(GONE[cells["body"]], source)
    parts = (cells.get("title", ""), "" if cells["body"] in GONE else cells["body"])
    text = "\n\n".join(part for part in parts if part)
    if not text:
        return Skipped("no_text", source)
    target = cells.get("url", "").strip()
    root = _POST_IN_LINK.search(cells.get("link", ""))
    parent = cells.get("parent", "").strip()
    return Message(
        id=_named(number, kind),
        text=unescape(text),
        source=source,
        network="reddit",
        parent_id=_named(parent, COMMENT) if parent else f"{POST}_{root[1]}" if root else None,
        root_id=f"{POST}_{root[1]}" if root else None,
        kind=Kind.POST if kind == POST else Kind.COMMENT,
        role=Role.BRAND,
        role_basis=_BASIS,
        visibility=Visibility.PUBLIC,
        created_at=read_time(cells["date"], counts),
        links=(target,) if target and number not in target else (),
        alt_texts=(None,) if cells.get("media", "").strip() else (),
        permalink=address(cells["permalink"].strip() or None),
    )


def _message(cells: Cells, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    number = cells["id"].strip()
    text = "\n\n".join(part for part in (cells.get("subject", ""), cells["body"]) if part)
    if not number:
        return Failed("the row has no id", source)
    if not text:
        return Skipped("no_text", source)
    thread = cells["thread_id"].strip()
    return Message(
        id=_named(number, _PRIVATE_MESSAGE),
        text=unescape(text),
        source=source,
        network="reddit",
        root_id=_named(thread, _PRIVATE_MESSAGE) if thread else None,
        author=_author(cells["from"]),
        visibility=Visibility.DIRECT,
        created_at=read_time(cells["date"], counts),
        permalink=address(cells["permalink"].strip() or None),
    )


def _chat(cells: Cells, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    number = cells["message_id"].strip()
    if not number:
        return Failed("the row has no id", source)
    if not cells["message"]:
        return Skipped("no_text", source)
    parent = cells.get("thread_parent_message_id", "").strip() or None
    changed = cells.get("updated_at", "")
    return Message(
        id=number,
        text=cells["message"],
        source=source,
        network="reddit",
        parent_id=parent,
        root_id=cells["channel_url"].strip() or None,
        kind=Kind.REPLY if parent else Kind.POST,
        author=_author(cells["username"]),
        # Some channels are open to a community; which ones the table does not tell for sure.
        visibility=Visibility.DIRECT,
        created_at=read_time(cells["created_at"], counts),
        edited_at=read_time(changed, counts) if changed != cells["created_at"] else None,
    )


def _named(number: str, kind: str) -> str:
    """Return an id as Reddit writes it elsewhere: with what kind of thing it is."""
    return number if re.match(r"t\d_", number) else f"{kind}_{number}"


def _author(name: str) -> Author | None:
    handle = name.strip().removeprefix("/").removeprefix("u/")
    return Author(handle, handle) if handle else None


_TABLES = (
    _Table(("id", "permalink", "date", "subreddit", "link", "parent", "body"), _own),
    _Table(("id", "permalink", "date", "subreddit", "title", "url", "body"), _own),
    _Table(("id", "permalink", "thread_id", "date", "from", "to", "body"), _message),
    _Table(("message_id", "created_at", "username", "message", "channel_url"), _chat),
)
_NAMES = frozenset(name for table in _TABLES for name in table.columns)
