"""A file of templates as its format sees it, and how a template becomes a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from socaudit.model import TEXT_FIELD, Failed, Kind, Message, Role, Skipped, Source, Suppression, Visibility
from socaudit.templates._channels import network_in
from socaudit.templates._json import json_tree
from socaudit.templates._suppressions import suppressions
from socaudit.templates._text import Lines, Text, verbatim
from socaudit.templates._tree import Tree, UnreadableError
from socaudit.templates._yaml import yaml_tree

BASIS = "template"
UNKNOWN_NETWORK = "unknown"


@dataclass(frozen=True)
class Page:
    """One file: its place, its name without folder and ending, its ending in small letters, its text.

    `channel` is the network of templates that do not say where they go.
    """

    source: Source
    stem: str
    suffix: str
    text: str
    channel: str = UNKNOWN_NETWORK

    @cached_property
    def lines(self) -> Lines:
        """Its lines."""
        return Lines(self.text)

    @cached_property
    def tree(self) -> Tree | UnreadableError:
        """What it holds, or why that cannot be told; None where it is neither YAML nor JSON."""
        parse = {".json": json_tree, ".yaml": yaml_tree, ".yml": yaml_tree}.get(self.suffix)
        try:
            return parse(self.text) if parse else None
        except UnreadableError as error:
            return error

    @property
    def tree_or_none(self) -> Tree:
        """What it holds, None where that cannot be told."""
        return None if isinstance(self.tree, UnreadableError) else self.tree

    @property
    def whole(self) -> Text:
        """Its text."""
        return verbatim(self.text, 0, len(self.text))

    def place(self, offset: int) -> Source:
        """Return the line in which an offset lies."""
        line, _ = self.lines.at(offset)
        return Source(self.source.path, self.source.format, self.source.member, line)

    def failed(self, error: UnreadableError) -> Failed:
        """Return the damage as an event."""
        _, column = self.lines.at(error.offset)
        return Failed(f"{error}, column {column}", self.place(error.offset))


@dataclass(frozen=True, slots=True)
class Draft:
    """A template before it is a message.

    Args:
        name: what it is called, None where nobody named it.
        body: what will be said.
        further: other texts of it, such as the targets of links, by field.
        public: whether everybody will read it, None where the format does not tell.
        network: where it will be said.
        lang: language code.
    """

    name: str | None
    body: Text
    further: Mapping[str, Text] | None = None
    public: bool | None = None
    network: str | None = None
    lang: str | None = None


def messages(page: Page, drafts: Iterable[Draft | Skipped]) -> list[Message | Skipped]:
    """Return the drafts of a page as messages of the company; those without a name are called after the file."""
    found = list(drafts)
    texts = [[draft.body, *(draft.further or {}).values()] for draft in found if isinstance(draft, Draft)]
    said = iter(suppressions(page.text, page.suffix, texts))
    several = len(texts) > 1
    return [
        draft
        if isinstance(draft, Skipped)
        else _message(page, draft, f"{page.stem} {number}" if several else page.stem, next(said))
        for number, draft in enumerate(found, start=1)
    ]


def _message(page: Page, draft: Draft, fallback: str, said: tuple[Suppression, ...]) -> Message | Skipped:
    body, name = draft.body.stripped(), draft.name or fallback
    place = page.place(body.start)
    if not body.text:
        return Skipped("no_text", place)
    texts = {TEXT_FIELD: body, **(draft.further or {})}
    return Message(
        id=name,
        text=body.text,
        source=place,
        network=draft.network or network_in(name) or page.channel,
        # Templates of one name are one to whoever uses them, wherever they lie.
        root_id=name,
        kind=Kind.TEMPLATE,
        role=Role.BRAND,
        role_basis=BASIS,
        visibility=Visibility.INTERNAL if draft.public is False else Visibility.PUBLIC,
        lang=draft.lang,
        links=tuple(text.text for field, text in texts.items() if field.startswith("links.")),
        alt_texts=tuple(text.text for field, text in texts.items() if field.startswith("alt_texts.")),
        layout=tuple(anchor for field, text in texts.items() for anchor in page.lines.anchors(text, field)),
        suppressions=said,
    )
