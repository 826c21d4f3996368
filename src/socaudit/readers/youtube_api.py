"""Comments as YouTube's interface gives them: pages of threads or of replies, single ones, one a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from socaudit.model import Author, Failed, Kind, Message, Role, Skipped, Source, Visibility
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._html import Plain, plain
from socaudit.readers._json import at, list_at, string_at
from socaudit.readers._reader import READERS, Reader, ReadOptions
from socaudit.readers._times import read_time
from socaudit.readers._values import reader_of_values

FORMAT = "youtube_api"

# A page may hold no comments.
_SIGNS = (
    r'"snippet"\s*:|"youtube#comment(?:Thread)?ListResponse"',
    r'"youtube#comment(?:Thread)?(?:ListResponse)?"|"topLevelComment"\s*:',
)
# Whoever asks for plain text gets it in the field that else holds HTML.
_HTML = re.compile(r"<(?:br|a|b|i|s)\b|&(?:#\d+|quot|amp|lt|gt);")
_OWN = "export: the channel's own account"


class _Comment(NamedTuple):
    """A comment, and the thread that it came in."""

    value: object
    thread: object


@READERS.register(FORMAT)
def youtube_api(options: ReadOptions) -> Reader:
    """Return the reader of comments from YouTube's Data API (v3)."""
    return reader_of_values(FORMAT, options, signs=_SIGNS, parts=_comments, event=_event)


def _comments(value: object) -> Iterator[tuple[str, _Comment]]:
    """Yield comments, each thread's first one before its replies."""
    open_ = [("", value)]
    while open_:
        pointer, part = open_.pop()
        if isinstance(part, list):
            open_.extend((f"{pointer}/{place}", inner) for place, inner in reversed(list(enumerate(part))))
        elif isinstance(items := at(part, "items"), list):
            open_.append((f"{pointer}/items", items))
        elif isinstance(top := at(part, "snippet", "topLevelComment"), dict):
            yield f"{pointer}/snippet/topLevelComment", _Comment(top, part)
            for place, reply in enumerate(list_at(part, "replies", "comments")):
                yield f"{pointer}/replies/comments/{place}", _Comment(reply, part)
        elif part is not None or pointer:
            yield pointer, _Comment(part, None)


def _event(part: _Comment, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    comment, thread = part
    said = at(comment, "snippet")
    if is_cut(comment) or is_cut(said):
        return Failed(CUT_INSIDE, source)
    number = string_at(comment, "id")
    if number is None or not isinstance(said, dict):
        return Failed("not a comment: it has no id or no snippet", source)
    parent = string_at(said, "parentId")
    if parent is None:
        _count_replies(thread, counts)
    body = _text(said)
    if not body.text:
        return Skipped("no_text", source)
    channel = string_at(said, "channelId") or string_at(thread, "snippet", "channelId")
    own = channel is not None and string_at(said, "authorChannelId", "value") == channel
    posted = read_time(string_at(said, "publishedAt") or "", counts)
    changed = read_time(string_at(said, "updatedAt") or "", counts)
    video = string_at(said, "videoId") or string_at(thread, "snippet", "videoId")
    return Message(
        id=number,
        text=body.text,
        source=source,
        network="youtube",
        parent_id=parent,
        root_id=parent,
        kind=Kind.REPLY if parent else Kind.COMMENT,
        author=_author(said, by_name=own or channel is None),
        role=Role.BRAND if own else None,
        role_basis=_OWN if own else None,
        visibility=_visibility(said, thread),
        created_at=posted,
        edited_at=changed if changed != posted else None,
        links=body.links,
        permalink=f"https://www.youtube.com/watch?v={video}&lc={number}" if video else None,
    )


def _count_replies(thread: object, counts: Counter[str]) -> None:
    total = at(thread, "snippet", "totalReplyCount")
    if isinstance(total, int) and (absent := total - len(list_at(thread, "replies", "comments"))) > 0:
        counts["replies that the export leaves out"] += absent


def _text(said: object) -> Plain:
    """Return what was written; links are whole in the HTML only."""
    written, shown = string_at(said, "textOriginal"), string_at(said, "textDisplay") or ""
    body = plain(shown) if _HTML.search(shown) else Plain(shown, (), ())
    return body._replace(text=written or body.text)


def _author(said: object, *, by_name: bool) -> Author | None:
    """Return who wrote it; the name may stand in for the handle, which accounts have since 2022 only.

    It does for the channel itself, and for all where nothing says whose channel it is; names of others may repeat.
    """
    shown = string_at(said, "authorDisplayName")
    address = (string_at(said, "authorChannelUrl") or "").rpartition("/")[2]
    handle = next((name for name in (shown, address) if name and name.startswith("@")), shown if by_name else None)
    known_as = string_at(said, "authorChannelId", "value") or shown
    return Author(known_as, handle, shown) if known_as else None


def _visibility(said: object, thread: object) -> Visibility:
    """Return who can read a comment: what is held back is for the channel's owner only."""
    status = at(said, "moderationStatus")
    everyone = at(thread, "snippet", "isPublic")
    hidden = status not in (None, "published") or not (everyone is None or everyone is True)
    if hidden or (everyone is None and is_cut(at(thread, "snippet"))):
        return Visibility.INTERNAL
    return Visibility.PUBLIC
