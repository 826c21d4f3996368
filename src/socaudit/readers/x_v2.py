"""Posts as version 2 of X's interface gives them: pages, stream lines, and twarc's pages and flattened posts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from socaudit.model import Author, Failed, Kind, Message, ParentState, Skipped, Source, Visibility
from socaudit.readers import _x
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._items import Layout
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._reader import READERS, Head, Reader, ReadOptions
from socaudit.readers._text import unescape
from socaudit.readers._times import read_time
from socaudit.readers._values import reader_of_values
from socaudit.readers._x_page import Page, Part, parts, state_of

FORMAT = "x_v2"

_SIGNS = ('"id"', '"text"')
# Words that only this interface uses; a request that asks for no fields has had the first since 2022.
_WORDS = re.compile(
    r'"(?:edit_history_tweet_ids|referenced_tweets|newest_id|__twarc|reply_settings|context_annotations|public_metrics)"\s*:'
    r'|"includes"\s*:\s*\{\s*"(?:users|tweets|media)"\s*:|\{\s*"data"\s*:\s*\{.*"matching_rules"\s*:',
    re.DOTALL,
)
# Before 2022 such a request gave an id and a text, no more.
_BARE = re.compile(
    r'[\s\[]*\{\s*"data"\s*:\s*(?:\[\s*)?\{\s*(?:"id"\s*:\s*"\d+"\s*,\s*"text"\s*:\s*"(?:[^"\\]|\\.)*+"'
    r'|"text"\s*:\s*"(?:[^"\\]|\\.)*+"\s*,\s*"id"\s*:\s*"\d+")\s*\}',
    re.DOTALL,
)
# With authors and times only, what else tells stands behind all posts of a page, too far off to be seen.
_FIELDS = (r'"author_id"\s*:\s*"\d{1,20}"', r'"id"\s*:\s*"\d{1,20}"', r'"created_at"\s*:\s*"\d{4}-\d\d-\d\dT')
_OWN = re.compile(r'[\s\[]*\{\s*"data"\s*:|.*"conversation_id"\s*:\s*"\d{1,20}"', re.DOTALL)
_NOTHING = re.compile(r'\s*\{\s*"meta"\s*:\s*\{\s*"result_count"\s*:\s*0\b')
# Other interfaces, some of which call what they give `data` too.
_OTHERS = ('"paging"', '"id_str"', '"rawContent"')
_LAYOUT = Layout(re.compile(r"\s*(?=\[)"), re.compile(r',\s*(?=\{\s*"(?:data|author_id)"\s*:)'), alone=True)


@READERS.register(FORMAT)
def x_v2(options: ReadOptions) -> Reader:
    """Return the reader of X's posts, version 2 of its interface."""
    reader = reader_of_values(FORMAT, options, signs=_SIGNS, parts=parts, event=_event, layout=_LAYOUT)

    def knows(head: Head) -> bool:
        text = head.text()
        if _NOTHING.match(text):
            return True
        if not reader.knows(head) or any(sign in text for sign in _OTHERS):
            return False
        if _WORDS.search(text) or _BARE.match(text):
            return True
        return bool(_OWN.match(text)) and all(re.search(field, text) for field in _FIELDS)

    return replace(reader, knows=knows)


def _event(part: Part, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    post, page = part.value, part.page
    if is_cut(post):
        return Failed(CUT_INSIDE, source)
    references = {string_at(one, "type"): id_at(one, "id") for one in list_at(post, "referenced_tweets")}
    if reason := _no_message(part, references):
        return Skipped(reason, source)
    number = id_at(post, "id")
    if number is None:
        return Failed("not a post: it has no id", source)
    text = string_at(post, "note_tweet", "text") or string_at(post, "text")
    if text is None:
        return Skipped("no_text", source)
    # twarc puts an empty author where it knows none.
    user = at(post, "author") if at(post, "author") != {} else None
    user = page.users.get(id_at(post, "author_id") or "") if user is None else user
    author = _author(user, id_at(post, "author_id"))
    if author is None:
        counts["posts without an author: the request did not ask for it"] += 1
    if at(post, "created_at") is None:
        counts["posts without a time: the request did not ask for it"] += 1
    parent = references.get("replied_to")
    versions = list_at(post, "edit_history_tweet_ids")
    first = versions[0] if versions and isinstance(versions[0], str) else number
    return Message(
        id=number,
        text=unescape(text),
        source=source,
        network=_x.NETWORK,
        parent_id=parent,
        root_id=id_at(post, "conversation_id"),
        parent_state=page.gone.get(parent or "", ParentState.UNKNOWN),
        kind=_kind(post, references),
        author=author,
        visibility=_visibility(user, page),
        created_at=read_time(string_at(post, "created_at") or "", counts),
        lang=_x.language(string_at(post, "lang")),
        links=tuple(dict.fromkeys(_links(post))),
        alt_texts=_alt_texts(post, page),
        version_of=first if first != number else None,
        permalink=_x.permalink(number, author.handle if author else None),
    )


def _no_message(part: Part, references: dict[str | None, str | None]) -> str | None:
    """Return what a part is if it is no post: an error, a direct message, a repost."""
    if part.error:
        return str(state_of(part.value) or "not_a_message")
    if at(part.value, "dm_conversation_id") is not None or at(part.value, "event_type") is not None:
        return "direct"
    return "repost" if "retweeted" in references else None


def _kind(post: object, references: dict[str | None, str | None]) -> Kind:
    if "replied_to" in references or id_at(post, "in_reply_to_user_id"):
        return Kind.REPLY
    return Kind.QUOTE if "quoted" in references else Kind.POST


def _author(user: object, number: str | None) -> Author | None:
    handle = string_at(user, "username")
    known_as = id_at(user, "id") or number or handle
    return _x.author(user, known_as, handle)


def _visibility(user: object, page: Page) -> Visibility:
    if user is not None and not is_cut(user):
        return _x.visibility(user)
    if page.cut:
        return Visibility.UNKNOWN
    # Whoever wrote it may be the one whose posts are protected.
    return Visibility.PUBLIC if page.open else Visibility.FOLLOWERS


def _links(post: object) -> Iterator[str]:
    for holder in (at(post, "note_tweet"), post):
        for url in list_at(holder, "entities", "urls"):
            target = string_at(url, "unwound_url") or string_at(url, "expanded_url")
            # Pictures of the post itself stand among its links.
            if target and string_at(url, "media_key") is None:
                yield target


def _alt_texts(post: object, page: Page) -> tuple[str | None, ...]:
    inline = {string_at(one, "media_key"): one for one in list_at(post, "attachments", "media")}
    keys = [key for key in list_at(post, "attachments", "media_keys") if isinstance(key, str)]
    return tuple(string_at(page.media.get(key) or inline.get(key), "alt_text") for key in keys)
