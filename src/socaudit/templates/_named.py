"""What templates say of themselves in front matter and lists: their names, where they go, who reads them."""

from __future__ import annotations

from collections.abc import Iterator

from socaudit.templates._channels import network, network_among
from socaudit.templates._page import Draft
from socaudit.templates._text import Text
from socaudit.templates._tree import Tree, name_at, text_at, truth_at

BODIES = ("body", "text", "content", "reply", "response", "message", "template")
_NAMES = ("name", "title", "key", "id", "shortcut", "slug")
_NETWORKS = ("network", "channel")
_TAGS = ("tags", "labels")
_LANGUAGES = ("lang", "language", "locale")
_INTERNAL = frozenset({"internal", "private", "direct", "note", "draft"})


def draft_of(about: Tree, body: Text, *, name: str | None = None) -> Draft:
    """Return a template with what a mapping says about it; `name` is what it is called if the mapping does not tell."""
    channel = name_at(about, _NETWORKS)
    return Draft(
        name=name_at(about, _NAMES) or name,
        body=body,
        public=_public(about),
        network=network(channel) if channel else network_among(_tags(about)),
        lang=name_at(about, _LANGUAGES),
    )


def body_of(tree: Tree) -> Text | None:
    """Return the text of a mapping that is a template, None for any other."""
    return text_at(tree, BODIES)


def _tags(about: Tree) -> Iterator[str]:
    """Yield the tags of a mapping: a list, or one text with commas."""
    for key in _TAGS:
        tags = about.get(key) if isinstance(about, dict) else None
        for tag in tags if isinstance(tags, list) else [tags]:
            if isinstance(tag, Text):
                yield from tag.text.split(",")


def _public(about: Tree) -> bool | None:
    said = name_at(about, ("visibility",))
    if said is not None:
        return said.lower() not in _INTERNAL
    internal = truth_at(about, "internal")
    return truth_at(about, "public") if internal is None else not internal
