"""Posts, comments and messages as the Graph API gives them, of Facebook pages and of Instagram's business accounts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from socaudit.model import (
    Author,
    Failed,
    Kind,
    Message,
    ReadEvent,
    Role,
    Skipped,
    Source,
    Visibility,
)
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._text import notes
from socaudit.readers._times import read_time
from socaudit.readers._values import values

FORMAT = "meta_graph"

# No other interface writes a zone without a colon behind such a time.
_TIME = re.compile(r'"(created_time|timestamp)"\s*:\s*"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}"')
# How a page of a list goes on, which tells the interface where a request did not ask for times.
_PAGED = re.compile(r'"paging"\s*:\s*\{\s*"(?:cursors"\s*:\s*\{|(?:next|previous)"\s*:\s*"https?:)')
_SAYS = re.compile(r'"(?:message|text|caption)"\s*:')
_NUMBER = re.compile(r'"id"\s*:\s*"\d+(?:_\d+)?"')
_LONG_NUMBER = re.compile(r'"id"\s*:\s*"\d{10,}"')
_EDGES = ("feed", "posts", "published_posts", "visitor_posts", "tagged", "media", "tags", "conversations", "messages")
_ANSWERS = ("comments", "replies")
# What holds accounts or single posts of its own, beside which nothing around them matters.
_HOLDERS = (
    *("accounts", "instagram_business_account", "connected_instagram_account"),
    *("mentioned_comment", "mentioned_media"),
)
_TEXTS = ("message", "text", "caption")
_SAID = (*_TEXTS, "created_time", "timestamp", "story", "from")
# What Facebook tells of comments only, and Instagram of comments only.
_COMMENT = ("parent", "comment_count", "can_remove", "can_hide", "user_likes", "is_private", "object")
_COMMENT_ON_INSTAGRAM = ("text", "parent_id")
_SHY = (Visibility.DIRECT, Visibility.INTERNAL, Visibility.FOLLOWERS, Visibility.UNKNOWN, Visibility.PUBLIC)
_PRIVACY = {
    "EVERYONE": Visibility.PUBLIC,
    # Of pages, whose posts have no other audience, in old versions of the interface.
    "": Visibility.UNKNOWN,
    "ALL_FRIENDS": Visibility.FOLLOWERS,
    "FRIENDS_OF_FRIENDS": Visibility.FOLLOWERS,
    "CUSTOM": Visibility.FOLLOWERS,
}
_OWN = "export: the account's own"
_ADDRESS = re.compile(r"/posts/(?:[^/?]*/)?(\d+)/?\?comment_id=(\d+)(?:&reply_comment_id=(\d+))?")
_PICTURES = ("photo", "video", "album", "image", "animated", "sticker", "carousel")


class _Record(NamedTuple):
    """A post, comment or message: where it stands, in which list, and inside what, the innermost first."""

    pointer: str
    value: object
    edge: str
    around: tuple[object, ...]


@READERS.register(FORMAT)
def meta_graph(options: ReadOptions) -> Reader:
    """Return the reader of the Graph API's JSON."""

    def read(given: Input) -> Iterator[ReadEvent]:
        counts: Counter[str] = Counter()
        for value in values(given, FORMAT, options.limits):
            records = list(_records(value.value, counts))
            owners = _owners(records)
            for record in records:
                source = given.blob.source(FORMAT, line=value.source.line, pointer=record.pointer or None)
                yield _event(record, owners, source, counts)
            yield from value.failures
        yield from notes(+counts, given.source)

    return Reader(knows=_knows, read=read)


def _knows(head: Head) -> bool:
    text = head.text()
    if text.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return False
    found = _TIME.search(text)
    if found and (found[1] == "created_time" or '"username"' in text or '"caption"' in text):
        return True
    number = (found and _LONG_NUMBER.search(text)) or (_PAGED.search(text) and _NUMBER.search(text))
    return bool(number and _SAYS.search(text))


def _records(value: object, counts: Counter[str]) -> Iterator[_Record]:
    """Yield what was said, what is answered before its answers."""
    open_ = [_Record("", value, "", ())]
    while open_:
        pointer, part, edge, around = record = open_.pop()
        if isinstance(part, list):
            below = [_Record(f"{pointer}/{n}", inner, edge, around) for n, inner in enumerate(part)]
        elif isinstance(at(part, "data"), list):
            below = [_Record(f"{pointer}/data", at(part, "data"), edge, around)]
            counts["lists that go on in another page"] += at(part, "paging", "next") is not None
        else:
            names = [name for name in (*_EDGES, *_ANSWERS) if _is_list(at(part, name))]
            below = [_Record(f"{pointer}/{name}", at(part, name), name, (part, *around)) for name in names]
            below += _held(pointer, part)
            said = isinstance(part, dict) and any(name in part for name in _SAID)
            if said or (not below and (part is not None or pointer)):
                yield record
        open_.extend(reversed(below))


def _held(pointer: str, part: object) -> list[_Record]:
    """Return what stands in an object for itself: accounts, and records that were asked for by their ids."""
    held = {name: inner for name in _HOLDERS if isinstance(inner := at(part, name), (dict, list))}
    if isinstance(part, dict):
        held |= {number: inner for number, inner in part.items() if id_at(inner, "id") == number}
    records = [_Record(f"{pointer}/{name}", inner, "", ()) for name, inner in held.items()]
    # Another company's account, which does not own the export: only its pictures can be had.
    if _is_list(theirs := at(part, "business_discovery", "media")):
        records.append(_Record(f"{pointer}/business_discovery/media", theirs, "media", ()))
    return records


def _is_list(edge: object) -> bool:
    return isinstance(edge, list) or isinstance(at(edge, "data"), list)


def _is_account(part: object) -> bool:
    return any(_is_list(at(part, name)) for name in _EDGES)


def _event(record: _Record, owners: frozenset[str], source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    value = record.value
    if is_cut(value):
        return Failed(CUT_INSIDE, source)
    number = id_at(value, "id") or _addressed(value)[0]
    if number is None:
        return Failed("not a post or comment: it has no id", source)
    text = next((text for name in _TEXTS if (text := string_at(value, name))), None)
    if text is None:
        return Skipped("no_text", source)
    parent, root = _above(record, number)
    own = bool(owners & {id_at(value, "from", "id"), _handle(value)})
    kind = Kind.COMMENT if _is_comment(record) else Kind.POST
    return Message(
        id=number,
        text=text,
        source=source,
        network="instagram" if _is_on_instagram(value) else "facebook",
        parent_id=parent,
        root_id=root,
        kind=Kind.REPLY if parent != root and parent else kind,
        author=_author(record, own=own),
        role=Role.BRAND if own else None,
        role_basis=_OWN if own else None,
        visibility=_visibility(record),
        created_at=read_time(string_at(value, "created_time") or string_at(value, "timestamp") or "", counts),
        links=tuple(dict.fromkeys(_links(value))),
        alt_texts=_pictures(value),
        permalink=string_at(value, "permalink_url") or string_at(value, "permalink"),
    )


def _above(record: _Record, number: str) -> tuple[str | None, str | None]:
    """Return what a comment answers, and the post or conversation that it is in."""
    told = id_at(record.value, "parent", "id") or id_at(record.value, "parent_id") or _addressed(record.value)[1]
    around = [found for part in record.around if not _is_account(part) and (found := id_at(part, "id"))]
    if record.edge in _ANSWERS and around:
        return told or around[0], around[-1]
    if _is_direct(record):
        return None, next((found for part in record.around if (found := id_at(part, "id"))), None)
    if not _is_comment(record):
        return None, None
    post, _, own = number.partition("_")
    root = id_at(record.value, "object", "id") or id_at(record.value, "media", "id") or (post if own else told)
    return told or root, root


def _addressed(value: object) -> tuple[str | None, str | None]:
    """Return what the address of a comment tells: its own id, and that of the comment that it answers."""
    found = _ADDRESS.search(string_at(value, "permalink_url") or "")
    if not found:
        return None, None
    post, comment, reply = found.groups()
    return f"{post}_{reply or comment}", f"{post}_{comment}" if reply else None


def _is_comment(record: _Record) -> bool:
    if _is_direct(record):
        return False
    signs = _COMMENT_ON_INSTAGRAM if _is_on_instagram(record.value) else _COMMENT
    answers = record.edge in _ANSWERS and any(id_at(part, "id") for part in record.around)
    return answers or any(at(record.value, sign) is not None for sign in signs)


def _is_on_instagram(value: object) -> bool:
    """Tell Instagram by its words; a request may leave any of them out."""
    if at(value, "created_time") is not None or at(value, "message") is not None:
        return False
    return any(at(value, sign) is not None for sign in ("timestamp", "text", "caption"))


def _is_direct(record: _Record) -> bool:
    number = id_at(record.value, "id") or ""
    return record.edge == "messages" or number.startswith("m_") or at(record.value, "to") is not None


def _owners(records: list[_Record]) -> frozenset[str]:
    """Return ids and names of the account that an export is of.

    It is what the lists hang on, or begins the ids of all posts (those of others who name a page begin with theirs),
    or posted all the pictures whose comments are there.
    """
    sure: set[str] = set()
    likely: set[str] = set()
    for record in records:
        parts = (record.value, *record.around)
        accounts = [part for part in record.around if _is_account(part)]
        sure.update(number for part in accounts if (number := id_at(part, "id")))
        sure.update(name for part in accounts if (name := string_at(part, "username")))
        if not _is_direct(record):
            tops = [number for part in parts if "_" in (number := id_at(part, "id") or "")]
            likely.update(number.partition("_")[0] for number in tops[-1:])
        likely.update(name for part in record.around[-1:] if (name := string_at(part, "username")))
    return frozenset(sure | likely if len(likely) == 1 else sure)


def _handle(value: object) -> str | None:
    return string_at(value, "from", "username") or string_at(value, "username")


def _author(record: _Record, *, own: bool) -> Author | None:
    """Return who speaks; a name stands in for the handle where it is the page's, or could be without anybody saying."""
    name = string_at(record.value, "from", "name")
    handle = _handle(record.value) or (name if own or not record.around else None)
    known_as = id_at(record.value, "from", "id") or handle or name
    return Author(known_as, handle, name) if known_as else None


def _visibility(record: _Record) -> Visibility:
    """Return who can read it: nobody more than what it stands in, and a word that nobody knows is the most private."""
    parts = (record.value, *record.around)
    if _is_direct(record):
        return Visibility.DIRECT
    return min((found for part in parts for found in _limits(part)), key=_SHY.index, default=Visibility.PUBLIC)


def _limits(part: object) -> Iterator[Visibility]:
    published = at(part, "is_published")
    if not (_is_not(part, "is_hidden") and _is_not(part, "hidden") and (published is None or published is True)):
        yield Visibility.INTERNAL
    if not _is_not(part, "is_private"):
        yield Visibility.DIRECT
    privacy = at(part, "privacy")
    word = at(privacy, "value")
    if privacy is not None:
        yield _PRIVACY.get(word, Visibility.DIRECT) if isinstance(word, str) else Visibility.DIRECT
    elif is_cut(part):
        # It may stand behind the damage.
        yield Visibility.INTERNAL


def _is_not(part: object, flag: str) -> bool:
    """Return whether a flag is absent or false; what is neither counts as set."""
    return at(part, flag) is None or at(part, flag) is False


def _attachments(value: object) -> Iterator[tuple[str, object]]:
    for part in (*list_at(value, "attachments", "data"), at(value, "attachment"), *list_at(value, "children", "data")):
        kind = string_at(part, "media_type") or string_at(part, "type") or ""
        yield kind.casefold(), part


def _links(value: object) -> Iterator[str]:
    """Yield what a post shares; the addresses of its own pictures tell nothing."""
    shared = (part for kind, part in _attachments(value) if not kind.startswith(_PICTURES))
    for part in shared:
        if target := string_at(part, "unshimmed_url") or string_at(part, "url"):
            yield target
    if target := string_at(value, "link"):
        yield target


def _pictures(value: object) -> tuple[str | None, ...]:
    """Return the descriptions of pictures, which Instagram tells and Facebook does not."""
    own = (string_at(value, "media_type") or "").casefold()
    parts = [part for kind, part in _attachments(value) if kind.startswith(_PICTURES)]
    parts += [value] if own.startswith(("image", "video")) else []
    return tuple(string_at(part, "alt_text") for part in parts)
