"""Topics of Discourse forums as `/t/ID.json` gives them, further pages of them, and lists of posts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from socaudit.model import Author, Failed, Kind, Message, ParentState, ReadEvent, Role, Skipped, Source, Visibility
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._html import plain
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._text import notes
from socaudit.readers._times import read_time
from socaudit.readers._values import values

FORMAT = "discourse_topic"

_COOKED = re.compile(r'"cooked"\s*:')
_POSTS = re.compile(r'"(?:post_stream|latest_posts|private_posts|post_number|topic_id)"\s*:')
_LISTS = ("latest_posts", "private_posts", "posts", "topics", "post")
# Size and bytes of a picture, which nobody said.
_MEASURES = re.compile(r'<span class="informations">[^<]*</span>')
# What the forum writes where nobody has described a picture.
_UNDESCRIBED = ("image", "video", "")
_ARCHETYPES = {"regular": Visibility.PUBLIC, "banner": Visibility.PUBLIC, "private_message": Visibility.DIRECT}
# https://github.com/discourse/discourse/blob/main/app/models/post.rb: regular, moderator_action, small_action, whisper
_SMALL_ACTION, _OPEN_TYPES = "3", ("1", "2")
_BOTS = ("-1", "-2", "system", "discobot")


class _Post(NamedTuple):
    """A post, where it stands, the topic or list around it, and who can read that."""

    pointer: str
    value: object
    around: object
    visibility: Visibility


@dataclass(slots=True)
class _Read:
    """What is known so far: ids of posts by topic and number, those that a topic lists, are there, were deleted."""

    numbers: defaultdict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    listed: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def state(self, identity: str) -> ParentState:
        """Return what became of a post."""
        if identity in self.gone:
            return ParentState.DELETED
        return ParentState.PRESENT if identity in self.seen else ParentState.MISSING


@READERS.register(FORMAT)
def discourse_topic(options: ReadOptions) -> Reader:
    """Return the reader of topics and lists of posts."""

    def read(given: Input) -> Iterator[ReadEvent]:
        counts: Counter[str] = Counter()
        known = _Read()
        for value in values(given, FORMAT, options.limits):
            posts = list(_posts(value.value, counts))
            _learn(posts, known)
            for post in posts:
                source = given.blob.source(FORMAT, line=value.source.line, pointer=post.pointer or None)
                yield _event(post, source, known, counts)
            yield from value.failures
        if absent := known.listed - known.seen:
            counts["posts of the topic that the export leaves out"] += len(absent)
        yield from notes(counts, given.source)

    return Reader(knows=_knows, read=read)


def _knows(head: Head) -> bool:
    text = head.text()
    return text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[") and bool(_COOKED.search(text) and _POSTS.search(text))


def _posts(value: object, counts: Counter[str]) -> Iterator[_Post]:
    """Yield the posts of a topic, a list of posts, or a list of either."""
    open_ = [_Post("", value, None, Visibility.UNKNOWN)]
    while open_:
        pointer, part, around, visibility = post = open_.pop()
        names = [name for name in _LISTS if isinstance(at(part, name), (list, dict))]
        if isinstance(part, list):
            below = [_Post(f"{pointer}/{n}", inner, around, visibility) for n, inner in enumerate(part)]
        elif isinstance(at(part, "post_stream"), dict):
            seen_by = _topic_visibility(part, counts)
            stream = f"{pointer}/post_stream/posts"
            found = list_at(part, "post_stream", "posts")
            below = [_Post(f"{stream}/{n}", inner, part, seen_by) for n, inner in enumerate(found)]
        elif names:
            below = [_Post(f"{pointer}/{name}", at(part, name), part, _list_visibility(name)) for name in names]
        else:
            below = []
            if part is not None or pointer:
                yield post
        open_.extend(reversed(below))


def _topic_visibility(topic: object, counts: Counter[str]) -> Visibility:
    """Return who can read a topic; what nobody knows, or the damage hides, is taken for the most private."""
    word = at(topic, "archetype")
    if word is None and is_cut(topic):
        counts["topics cut before they tell who can read them, read as private"] += 1
        return Visibility.DIRECT
    if word is None:
        return Visibility.UNKNOWN
    visibility = _ARCHETYPES.get(word, Visibility.DIRECT) if isinstance(word, str) else Visibility.DIRECT
    return Visibility.UNLISTED if visibility is Visibility.PUBLIC and at(topic, "visible") is False else visibility


def _list_visibility(name: str) -> Visibility:
    if name == "private_posts":
        return Visibility.DIRECT
    return Visibility.PUBLIC if name == "latest_posts" else Visibility.UNKNOWN


def _learn(posts: list[_Post], known: _Read) -> None:
    """Remember which posts are there, so that a reply finds what it answers wherever it stands."""
    for post in posts:
        known.listed.update(str(number) for number in list_at(post.around, "post_stream", "stream"))
        number, identity = _number(post.value, "post_number"), id_at(post.value, "id")
        if identity is not None:
            known.seen.add(identity)
            if at(post.value, "user_deleted") is True:
                known.gone.add(identity)
            if number is not None:
                known.numbers[_topic(post)][number] = identity


def _topic(post: _Post) -> str:
    return id_at(post.value, "topic_id") or id_at(post.around, "id") or ""


def _number(post: object, name: str) -> int | None:
    number = id_at(post, name)
    return int(number) if number and number.isascii() and number.isdigit() and len(number) < len(str(10**9)) else None


def _event(post: _Post, source: Source, known: _Read, counts: Counter[str]) -> Message | Skipped | Failed:
    value = post.value
    first = _number(value, "post_number") == 1
    title = (string_at(post.around, "title") or string_at(value, "topic_title")) if first else None
    # The title of a topic stands behind its posts.
    if is_cut(value) or (first and is_cut(post.around) and not title):
        return Failed(CUT_INSIDE, source)
    number = id_at(value, "id")
    if number is None or at(value, "cooked") is None:
        return Failed("not a post: it has no id or no text", source)
    if id_at(value, "post_type") == _SMALL_ACTION:
        return Skipped("not_a_message", source)
    gone = "deleted" if at(value, "user_deleted") is True else "removed" if at(value, "cooked_hidden") is True else ""
    if gone:
        return Skipped(gone, source)
    body = plain(_MEASURES.sub(" ", string_at(value, "cooked") or ""))
    text = "\n\n".join(part for part in (title, body.text) if part)
    pictures = tuple(None if alt in _UNDESCRIBED else alt for alt in body.alt_texts)
    if not text and not any(pictures):
        return Skipped("no_text", source)
    parent, state = _parent(post, known)
    role, basis = _role(value)
    return Message(
        id=number,
        text=text,
        source=source,
        network="discourse",
        parent_id=parent,
        root_id=_root(post),
        parent_state=state,
        kind=Kind.POST if first else Kind.REPLY,
        author=_author(value),
        role=role,
        role_basis=basis,
        visibility=_visibility(post),
        created_at=read_time(string_at(value, "created_at") or "", counts),
        edited_at=read_time(string_at(value, "updated_at") or "", counts) if _is_edited(value) else None,
        deleted_at=read_time(string_at(value, "deleted_at") or "", counts),
        lang=string_at(value, "locale"),
        links=body.links,
        alt_texts=pictures,
        permalink=string_at(value, "post_url"),
    )


def _is_edited(post: object) -> bool:
    return (_number(post, "version") or 1) > 1


def _root(post: _Post) -> str | None:
    """Return the topic: its first post may stand in another file, or be nowhere."""
    topic = _topic(post)
    return f"topic/{topic}" if topic else None


def _first(post: _Post, known: _Read) -> str:
    """Return the id of the first post, a stand-in where the export lacks it."""
    topic = _topic(post)
    return known.numbers[topic].get(1) or next(_stream(post), f"{topic}#1")


def _stream(post: _Post) -> Iterator[str]:
    yield from (str(number) for number in list_at(post.around, "post_stream", "stream") if isinstance(number, int))


def _parent(post: _Post, known: _Read) -> tuple[str | None, ParentState]:
    """Return what a post answers: another by its number, else the first one of the topic."""
    answered = _number(post.value, "reply_to_post_number")
    parent = _first(post, known)
    if answered is not None:
        topic = _topic(post)
        parent = known.numbers[topic].get(answered, f"{topic}#{answered}")
    elif _number(post.value, "post_number") in (1, None) or parent == id_at(post.value, "id"):
        return None, ParentState.UNKNOWN
    return parent, known.state(parent)


def _author(post: object) -> Author | None:
    handle = string_at(post, "username")
    known_as = id_at(post, "user_id") or handle
    return Author(known_as, handle, string_at(post, "name")) if known_as else None


def _role(post: object) -> tuple[Role, str] | tuple[None, None]:
    """Return that administrators speak for the company whose forum it is; moderators are often volunteers."""
    if id_at(post, "user_id") in _BOTS or id_at(post, "username") in _BOTS:
        return Role.THIRD_PARTY, "export: the forum's own bot"
    if at(post, "admin") is True or (at(post, "staff") is True and at(post, "moderator") is False):
        return Role.BRAND, "export: administrator of the forum"
    return None, None


def _visibility(post: _Post) -> Visibility:
    """Return who can read a post: whispers and hidden ones are for the forum's staff, in messages too."""
    regular = at(post.value, "post_type") is None or id_at(post.value, "post_type") in _OPEN_TYPES
    hidden = at(post.value, "hidden")
    if not regular or not (hidden is None or hidden is False):
        return Visibility.INTERNAL
    if post.visibility is Visibility.UNKNOWN and (word := at(post.value, "topic_archetype")) is not None:
        return _ARCHETYPES.get(word, Visibility.DIRECT) if isinstance(word, str) else Visibility.DIRECT
    return post.visibility
