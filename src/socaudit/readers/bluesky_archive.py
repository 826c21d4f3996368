"""The repository of a Bluesky account, a CAR file: its own posts, in the order in which they were made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from socaudit.model import Author, Failed, Message, ReadEvent, Role, Skipped, Visibility
from socaudit.readers._bluesky import message_of, permalink, visibility
from socaudit.readers._car import repository
from socaudit.readers._json import list_at, string_at
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._text import notes

FORMAT = "bluesky_archive"

_POST = "app.bsky.feed.post"
_REPOST = "app.bsky.feed.repost"
_PROFILE = "app.bsky.actor.profile"
_KEPT = (_POST.encode(), _PROFILE.encode())
_BASIS = "export: the account's own archive"


@READERS.register(FORMAT)
def bluesky_archive(options: ReadOptions) -> Reader:
    """Return the reader of Bluesky repositories."""

    def read(given: Input) -> Iterator[ReadEvent]:
        counts: Counter[str] = Counter()
        whole = repository(given.blob, options.limits, _KEPT)
        did = string_at(whole.block(whole.root), "did") or ""
        author, seen_by = Author(did), visibility([])
        for path, value in whole.records() if did else ():
            source = given.blob.source(FORMAT, pointer=f"/{path}" if path else None)
            collection = path.rpartition("/")[0]
            if collection == _PROFILE:
                # It stands before the posts: records are in the order of their paths.
                author = Author(did, name=string_at(value, "displayName"))
                seen_by = visibility(list_at(value, "labels", "values"))
            if not path or value is None:
                yield Failed("a record, or a part of their list, is missing or damaged", source)
            elif collection != _POST:
                yield Skipped("repost" if collection == _REPOST else "not_a_message", source)
            else:
                event = message_of(f"at://{did}/{path}", value, source, counts)
                yield _signed(event, author, seen_by) if isinstance(event, Message) else event
        if whole.problem or not did:
            yield Failed(whole.problem or "the account's commit is missing or damaged", given.source)
        yield from notes(counts, given.source)

    return Reader(knows=_knows, read=read)


def _signed(post: Message, author: Author, seen_by: Visibility) -> Message:
    return replace(
        post,
        author=author,
        role=Role.BRAND,
        role_basis=_BASIS,
        visibility=seen_by,
        permalink=permalink(post.id, author.id),
    )


def _knows(head: Head) -> bool:
    # The header of a CAR file, and the commit of an account, which stands first.
    return b"\xa2eroots" in head.data[:12] and b"cdid" in head.data
