"""One post of Bluesky as a message, the same from its interface and from the account's own repository."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from socaudit.model import Kind, Message, Skipped, Source, Visibility
from socaudit.readers._json import at, list_at, string_at
from socaudit.readers._times import read_time

_LABELS_OF_THE_SHY = frozenset({"!no-unauthenticated"})


def message_of(address: str, record: object, source: Source, counts: Counter[str]) -> Message | Skipped:
    """Return a post's record as a message that nobody has written yet."""
    text = string_at(record, "text") or ""
    pictures = _pictures(at(record, "embed"))
    if not text and not any(pictures):
        return Skipped("no_text", source)
    parent = string_at(record, "reply", "parent", "uri")
    languages = [lang for lang in list_at(record, "langs") if isinstance(lang, str)]
    return Message(
        id=address,
        text=text,
        source=source,
        network="bluesky",
        parent_id=parent,
        root_id=string_at(record, "reply", "root", "uri"),
        kind=Kind.REPLY if parent else Kind.POST,
        created_at=read_time(string_at(record, "createdAt") or "", counts),
        lang=languages[0] if languages else None,
        links=tuple(dict.fromkeys(_links(record))),
        alt_texts=pictures,
    )


def visibility(labels: list[object]) -> Visibility:
    """Return whether posts are for all: their author may ask to be shown to those who are signed in only."""
    shy = _LABELS_OF_THE_SHY & {string_at(label, "val") for label in labels}
    return Visibility.UNLISTED if shy else Visibility.PUBLIC


def permalink(address: str, account: str | None) -> str | None:
    """Return where a post is found; `account` is its author's handle or id."""
    return f"https://bsky.app/profile/{account}/post/{address.rpartition('/')[2]}" if account else None


def _links(record: object) -> Iterator[str]:
    """Yield the targets of links; those that the text shows are mostly shortened there."""
    for facet in list_at(record, "facets"):
        for feature in list_at(facet, "features"):
            if target := string_at(feature, "uri"):
                yield target
    for embed in (at(record, "embed"), at(record, "embed", "media")):
        if target := string_at(embed, "external", "uri"):
            yield target


def _pictures(embed: object) -> tuple[str | None, ...]:
    """Return the descriptions of pictures and videos, also beside a quoted post."""
    found: list[str | None] = []
    for part in (embed, at(embed, "media")):
        found.extend(string_at(image, "alt") for image in list_at(part, "images"))
        if isinstance(at(part, "video"), dict):
            found.append(string_at(part, "alt"))
    return tuple(found)
