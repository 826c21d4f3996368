"""Posts and comments of an Instagram account as "download your information" gives them, in JSON, in any language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from socaudit.model import Failed, Kind, Message, Note, ParentState, ReadEvent, Role, Skipped, Visibility
from socaudit.readers._document import CUT_INSIDE, document, is_cut
from socaudit.readers._json import at, id_at, list_at, parse, string_at
from socaudit.readers._meta import OWN, joined, numbered, repaired
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._streams import Blob
from socaudit.readers._text import notes
from socaudit.readers._times import read_seconds

FORMAT = "instagram_download"

_FIELDS = re.compile(r'"(?:string_map_data|string_list_data|label_values)"\s*:')
# Who follows an account and what it likes have the same shape as old comments, but not this name.
_NAMED = re.compile(r'"comments_(?:media|reels)_comments"\s*:')
_MAPPED = (re.compile(r'"string_map_data"\s*:'), re.compile(r'"media_list_data"\s*:'))
_POSTS = re.compile(r'"media"\s*:\s*\[\s*\{[^\[\]]*"creation_timestamp"\s*:')
_UNSAID = re.compile(r'"(?:ig_stories|ig_profile_picture|ig_archived_post_media)"\s*:')
# The word for a comment where the order of the fields cannot be trusted; else it comes first.
_LABELS = (
    *("comment", "kommentar", "commentaire", "comentario", "comentário", "commento", "opmerking", "reactie"),
    *("komentarz", "komentář", "kommentti", "yorum", "комментарий", "коментар", "コメント", "댓글", "评论", "留言"),
)
# What the owner of the picture, whose label nobody knows either, must look like.
_HANDLE = re.compile(r"[a-z0-9._]{1,30}")
_LABEL = re.compile(r'(?:"label"|"string_map_data"\s*:\s*\{)\s*:?\s*("(?:[^"\\]|\\.)*+")')

_FOLDERS = ("comments", "content", "media", "posts")


class _Said(NamedTuple):
    """What an entry says, and when, in seconds."""

    text: str | None
    time: object


@READERS.register(FORMAT)
def instagram_download(options: ReadOptions) -> Reader:
    """Return the reader of an account's own posts and comments."""

    def read(given: Input) -> Iterator[ReadEvent]:
        counts: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        for blob in given.files:
            whole = document(blob, options.limits)
            for pointer, entry in _entries(whole.value):
                yield _event(entry, pointer, blob, seen, counts)
            yield from whole.failures(blob, FORMAT)
        if given.others:
            yield Note(f"files of the archive that hold no messages: {given.others}", given.source)
        yield from notes(counts, given.source)

    return Reader(knows=_knows, read=read, gathers=_gathers)


def _knows(head: Head) -> bool:
    text = head.text()
    opens = text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")
    mapped = all(sign.search(text) for sign in _MAPPED)
    commented = _FIELDS.search(text) and (_NAMED.search(text) or mapped or _is_comment_by_label(text))
    return opens and not _UNSAID.search(text) and bool(commented or _POSTS.search(text))


def _is_comment_by_label(text: str) -> bool:
    """Return whether fields that name what is in them, or the first field of an entry, are comments."""
    for found in _LABEL.finditer(text):
        try:
            label = parse(found[1])
        except ValueError:
            continue
        if _is_label(label):
            return True
    return False


def _is_label(label: str) -> bool:
    return repaired(label).text.strip().casefold() in _LABELS


def _gathers(home: str, name: str) -> bool:
    """Tell a file that comes with the archive: all in one of its own folders, nothing in anybody else's."""
    return PurePosixPath(home).name in _FOLDERS and PurePosixPath(home) in PurePosixPath(name).parents


def _entries(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, list):
        yield from ((f"/{place}", entry) for place, entry in enumerate(value))
    elif isinstance(value, dict) and isinstance(value.get("media"), list):
        # An archive with a single post holds it alone.
        yield "", value
    elif isinstance(value, dict):
        for name in value:
            yield from ((f"/{name}/{place}", entry) for place, entry in enumerate(list_at(value, name)))


def _event(
    entry: object, pointer: str, blob: Blob, seen: Counter[str], counts: Counter[str]
) -> Message | Skipped | Failed:
    source = blob.source(FORMAT, pointer=pointer or None)
    if is_cut(entry):
        return Failed(CUT_INSIDE, source)
    if not isinstance(entry, dict):
        return Failed("not a post or comment", source)
    comment = _comment(entry)
    media = list_at(entry, "media")
    if comment is None:
        titles = (string_at(entry, "title"), *(string_at(part, "title") for part in media))
        body = joined(titles)
        time = at(entry, "creation_timestamp") or next((at(part, "creation_timestamp") for part in media), None)
    else:
        body, time = joined([comment.text]), comment.time
    if not body.text:
        return Skipped("no_text", source)
    kind = "post" if comment is None else "comment"
    moment = {"time": time}
    return Message(
        id=numbered(id_at(entry, "fbid") or f"{kind}-{id_at(moment, 'time') or 'undated'}", seen),
        text=body.text,
        source=source,
        network="instagram",
        # All that is told of what it answers is whose it is.
        parent_state=ParentState.UNKNOWN if comment is None else ParentState.MISSING,
        kind=Kind.POST if comment is None else Kind.COMMENT,
        role=Role.BRAND,
        role_basis=OWN,
        visibility=Visibility.UNKNOWN,
        created_at=read_seconds(time, counts),
        alt_texts=(None,) * len(media) if comment is None else (),
        text_fixes=body.fixes,
    )


def _comment(entry: object) -> _Said | None:
    """Return what a comment says, by the name of the field or its place; None if this is no comment."""
    pairs: list[tuple[str, object]] = []
    fields = at(entry, "string_map_data")
    if isinstance(fields, dict):
        pairs = list(fields.items())
    elif isinstance(at(entry, "label_values"), list):
        pairs = [(string_at(part, "label") or "", part) for part in list_at(entry, "label_values")]
    elif isinstance(at(entry, "string_list_data"), list):
        pairs = [("comment", part) for part in list_at(entry, "string_list_data")]
    else:
        return None
    said = [(label, text, part) for label, part in pairs if (text := string_at(part, "value"))]
    timeless = [text for _, text, part in said if not _time(part)] or [text for _, text, _ in said]
    named = [text for label, text, _ in said if _is_label(label)]
    named = named or [text for text in timeless if not _HANDLE.fullmatch(text)]
    times = [found for _, part in pairs if (found := _time(part))]
    text = next(iter(named or timeless), None)
    return _Said(text, next(iter(times), None) or at(entry, "timestamp"))


def _time(part: object) -> object:
    return at(part, "timestamp_value") or at(part, "timestamp")
