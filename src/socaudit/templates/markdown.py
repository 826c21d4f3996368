"""Markdown and plain text: a file is a template, its front matter says what it is called and where it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.templates._format import FORMATS, Format, TemplateOptions
from socaudit.templates._named import draft_of
from socaudit.templates._page import Draft, Page
from socaudit.templates._text import Piece, Text, verbatim
from socaudit.templates._tree import UnreadableError
from socaudit.templates._yaml import yaml_tree

FORMAT = "markdown"
_SUFFIXES = frozenset({".md", ".markdown", ".txt", ".text", ".liquid", ".mustache", ".hbs", ".j2", ".jinja"})
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
# Notes among the writers of a template, suppressions among them; nobody publishes them.
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@FORMATS.register(FORMAT)
def markdown(_options: TemplateOptions) -> Format:
    """Return the format of Markdown and plain text."""
    return Format(_SUFFIXES, knows=lambda page: bool(page.text.strip()), drafts=_drafts, last=True)


def _drafts(page: Page) -> Iterator[Draft]:
    front = _FRONT.match(page.text)
    start = front.end() if front else 0
    body = _without_comments(verbatim(page.text, start, len(page.text)))
    about = None
    if front:
        # Lines that are left empty keep the places of the rest.
        try:
            about = yaml_tree(page.text[: front.end(1)].replace("---", "   ", 1))
        except UnreadableError as error:
            raise UnreadableError(f"the front matter is {error}", error.offset) from None
    yield draft_of(about, body)


def _without_comments(body: Text) -> Text:
    return body.decoded(_kept(body.text))


def _kept(text: str) -> Iterator[Piece]:
    at = 0
    for comment in _COMMENT.finditer(text):
        yield Piece(text[at : comment.start()], at, comment.start())
        at = comment.end()
    yield Piece(text[at:], at, len(text))
