"""Posts and comments of a Facebook profile or page as "download your information" gives them, in JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from socaudit.model import (
    Author,
    Failed,
    Kind,
    Message,
    Note,
    ParentState,
    ReadEvent,
    Role,
    Skipped,
    Source,
    Visibility,
)
from socaudit.readers._document import CUT_INSIDE, document, is_cut
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._meta import OWN, joined, numbered, repaired
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._streams import Blob
from socaudit.readers._text import notes
from socaudit.readers._times import read_seconds

FORMAT = "facebook_download"

_SECONDS = re.compile(r'"(?:creation_)?timestamp"\s*:\s*\d{9,10}\b')
_SAID = re.compile(r'"data"\s*:\s*\[\s*\{[^\[\]]*"(?:post"\s*:\s*"|update_timestamp"\s*:|comment"\s*:\s*\{)')
_PAGE = re.compile(r"this_profile|profile_posts")

_FOLDERS = ("posts", "comments", "comments_and_reactions", "groups")


class _Entry(NamedTuple):
    """An entry of a list: where it stands, and the list's name, such as `comments_v2`."""

    pointer: str
    value: object
    list_name: str


@READERS.register(FORMAT)
def facebook_download(options: ReadOptions) -> Reader:
    """Return the reader of a profile's or page's own posts and comments."""

    def read(given: Input) -> Iterator[ReadEvent]:
        counts: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        for blob in given.files:
            whole = document(blob, options.limits)
            for entry in _entries(whole.value):
                yield _event(entry, blob, seen, counts)
            yield from whole.failures(blob, FORMAT)
        if given.others:
            yield Note(f"files of the archive that hold no messages: {given.others}", given.source)
        yield from notes(counts, given.source)

    return Reader(knows=_knows, read=read, gathers=_gathers)


def _knows(head: Head) -> bool:
    text = head.text()
    opens = text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")
    return opens and bool(_SECONDS.search(text) and _SAID.search(text))


def _gathers(home: str, name: str) -> bool:
    """Tell a file that comes with the archive: all in one of its own folders, nothing in anybody else's."""
    return PurePosixPath(home).name in _FOLDERS and PurePosixPath(home) in PurePosixPath(name).parents


def _entries(value: object) -> Iterator[_Entry]:
    """Yield the entries of a list, or of all lists in an object."""
    if isinstance(value, list):
        yield from (_Entry(f"/{place}", entry, "posts") for place, entry in enumerate(value))
        return
    for name in value if isinstance(value, dict) else ():
        # Older archives wrap some lists once more.
        wrapped = isinstance(at(value, name, "activity_log_data"), list)
        path = (name, "activity_log_data") if wrapped else (name,)
        for place, entry in enumerate(list_at(value, *path)):
            yield _Entry(f"/{'/'.join(path)}/{place}", entry, name)


def _event(entry: _Entry, blob: Blob, seen: Counter[str], counts: Counter[str]) -> Message | Skipped | Failed:
    source = blob.source(FORMAT, pointer=entry.pointer)
    value = entry.value
    if is_cut(value):
        return Failed(CUT_INSIDE, source)
    if not isinstance(value, dict):
        return Failed("not a post or comment", source)
    parts = list_at(value, "data")
    comment = next((found for part in parts if isinstance(found := at(part, "comment"), dict)), None)
    attached = [part for group in list_at(value, "attachments") for part in list_at(group, "data")]
    # What a post shows is described again at each picture.
    captions = (string_at(part, "media", "description") for part in attached)
    said = (string_at(part, "post") for part in parts)
    body = joined([string_at(comment, "comment")] if comment is not None else [*said, *captions])
    if not body.text:
        return Skipped("no_text", source)
    posted = read_seconds(at(value, "timestamp"), counts)
    changed = next((time for part in parts if (time := at(part, "update_timestamp")) is not None), None)
    edited = read_seconds(changed, counts)
    kind = re.sub(r"s(?:_v\d+)?$", "", entry.list_name)
    theirs = "sent_to_you" in entry.list_name
    return Message(
        id=numbered(f"{kind}-{id_at(value, 'timestamp') or 'undated'}", seen),
        text=body.text,
        source=source,
        network="facebook",
        # What it answers is told in prose only, which names other people.
        parent_state=ParentState.MISSING if comment is not None else ParentState.UNKNOWN,
        kind=Kind.COMMENT if comment is not None else Kind.POST,
        author=None if theirs else _author(comment),
        role=None if theirs else Role.BRAND,
        role_basis=None if theirs else OWN,
        visibility=_visibility(entry, comment, source),
        created_at=posted,
        edited_at=edited if posted and edited and edited > posted else None,
        links=tuple(dict.fromkeys(url for part in attached if (url := string_at(part, "external_context", "url")))),
        alt_texts=tuple(None for part in attached if isinstance(at(part, "media"), dict)),
        text_fixes=body.fixes,
    )


def _author(comment: object) -> Author | None:
    name = string_at(comment, "author")
    known_as = repaired(name).text if name else None
    return Author(known_as, known_as, known_as) if known_as else None


def _visibility(entry: _Entry, comment: object, source: Source) -> Visibility:
    """Return who can read it: a page is public, a group may be for members, a profile does not tell."""
    if "group" in entry.list_name or at(comment, "group") is not None:
        return Visibility.FOLLOWERS
    page = _PAGE.search(f"{source.path}!{source.member}")
    return Visibility.PUBLIC if page else Visibility.UNKNOWN
