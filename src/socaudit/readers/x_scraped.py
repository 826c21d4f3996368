"""Posts of X as snscrape and twscrape wrote them: one a line, or a list of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from socaudit.model import Author, Failed, Kind, Message, Skipped, Source
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._items import Layout
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._reader import READERS, Head, Reader, ReadOptions
from socaudit.readers._text import unescape
from socaudit.readers._times import read_seconds, read_time
from socaudit.readers._values import reader_of_values
from socaudit.readers._x import NETWORK, author, language, permalink, visibility

FORMAT = "x_scraped"

# twscrape says that it is snscrape; snscrape says nothing before 2021.
_TYPED = re.compile(r'"_type"\s*:\s*"snscrape\.modules\.twitter\.T')
_OLD = (("tcooutlinks", "content"), ("renderedContent", "retweetCount"))
_LAYOUT = Layout(re.compile(r"\s*(?=\[)"), re.compile(r',\s*(?=\{\s*"(?:_type|url|_id)"\s*:)'), alone=True)
_NUMBER = re.compile(r"/status(?:es)?/(\d+)")
_KINDS_OF_MEDIA = ("photos", "videos", "animated")


@READERS.register(FORMAT)
def x_scraped(options: ReadOptions) -> Reader:
    """Return the reader of what snscrape and twscrape wrote."""
    reader = reader_of_values(FORMAT, options, signs=(), parts=_parts, event=_event, layout=_LAYOUT)

    def knows(head: Head) -> bool:
        text = head.text()
        old = any(all(f'"{name}"' in text for name in names) for names in _OLD)
        return reader.knows(head) and (old or bool(_TYPED.search(text)))

    return replace(reader, knows=knows)


def _parts(value: object) -> Iterator[tuple[str, object]]:
    """Yield the posts in a value, and behind each the one that it quotes; what a repost holds is not its own."""
    posts = [("", value)] if value is not None else []
    if isinstance(value, list):
        posts = [(f"/{place}", post) for place, post in enumerate(value)]
    for pointer, post in posts:
        yield pointer, post
        quoted = at(post, "quotedTweet")
        # A quoted post that could not be fetched is a bare id.
        if at(post, "retweetedTweet") is None and _text(quoted):
            yield f"{pointer}/quotedTweet", quoted


def _event(post: object, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    if is_cut(post):
        return Failed(CUT_INSIDE, source)
    kind = (string_at(post, "_type") or "").rpartition(".")[2]
    if kind in {"Tombstone", "TweetRef"}:
        return Skipped("deleted" if kind == "Tombstone" else "not_a_message", source)
    number = _number(post)
    if number is None:
        return Failed("not a post: it has no id", source)
    if isinstance(at(post, "retweetedTweet"), dict):
        return Skipped("repost", source)
    text = _text(post)
    if text is None:
        return Skipped("no_text", source)
    user = at(post, "user")
    author = _author(user, string_at(post, "username"))
    parent = id_at(post, "inReplyToTweetIdStr") or id_at(post, "inReplyToTweetId")
    return Message(
        id=number,
        text=unescape(text),
        source=source,
        network=NETWORK,
        parent_id=parent,
        root_id=id_at(post, "conversationIdStr") or id_at(post, "conversationId"),
        kind=_kind(post, parent),
        author=author,
        visibility=visibility(user),
        created_at=_time(at(post, "date"), counts),
        lang=language(string_at(post, "lang")),
        links=tuple(dict.fromkeys(_links(post))),
        alt_texts=_alt_texts(at(post, "media")),
        permalink=permalink(number, author.handle if author else None),
    )


def _text(post: object) -> str | None:
    # `content` was the text as written before it was renamed, `renderedContent` shortens its links.
    return string_at(post, "rawContent") or string_at(post, "content") or string_at(post, "renderedContent")


def _number(post: object) -> str | None:
    """Return the id of a post: programs that know no long integers round the number, but not the address."""
    address = _NUMBER.search(string_at(post, "url") or "")
    return string_at(post, "id_str") or (address[1] if address else id_at(post, "id"))


def _kind(post: object, parent: str | None) -> Kind:
    if parent or isinstance(at(post, "inReplyToUser"), dict):
        return Kind.REPLY
    return Kind.QUOTE if isinstance(at(post, "quotedTweet"), dict) else Kind.POST


def _author(user: object, username: str | None) -> Author | None:
    handle = string_at(user, "username") or username
    known_as = id_at(user, "id_str") or id_at(user, "id") or handle
    return author(user, known_as, handle, name="displayname")


def _time(value: object, counts: Counter[str]) -> datetime | None:
    """Return when a post was written; pandas turns the time into milliseconds."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return read_seconds(value // 1000, counts)
    return read_time(value if isinstance(value, str) else "", counts)


def _links(post: object) -> Iterator[str]:
    for link in list_at(post, "links") or list_at(post, "outlinks"):
        if target := link if isinstance(link, str) else string_at(link, "url"):
            yield target


def _alt_texts(media: object) -> tuple[str | None, ...]:
    kinds = (list_at(media, kind) for kind in _KINDS_OF_MEDIA)
    found = media if isinstance(media, list) else [one for kind in kinds for one in kind]
    return tuple(string_at(one, "altText") for one in found)
