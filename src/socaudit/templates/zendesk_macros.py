"""Macros of Zendesk, as its interface lists them: the comment that each writes.

https://developer.zendesk.com/api-reference/ticketing/business-rules/macros/ names the fields of an action.
"""

from __future__ import annotations

from collections.abc import Iterator

from socaudit.model import Skipped
from socaudit.templates._format import FORMATS, Format, TemplateOptions
from socaudit.templates._html import shown
from socaudit.templates._page import Draft, Page
from socaudit.templates._text import Text
from socaudit.templates._tree import Tree, items_at, mappings, name_at, truth_at

FORMAT = "zendesk_macros"
_PLAIN, _HTML = "comment_value", "comment_value_html"
_SUFFIXES = frozenset({".json", ".yaml", ".yml"})


@FORMATS.register(FORMAT)
def zendesk_macros(_options: TemplateOptions) -> Format:
    """Return the format of Zendesk's macros."""
    return Format(_SUFFIXES, knows=lambda page: any(_macros(page.tree_or_none)), drafts=_drafts)


def _macros(tree: Tree) -> Iterator[dict[str, Tree]]:
    """Yield the macros of a listing, a single answer or a bare list."""
    listing = [tree.get("macro")] if isinstance(tree, dict) and "macro" in tree else items_at(tree, "macros") or tree
    for macro in mappings(listing):
        if any(_field(action) for action in mappings(macro.get("actions"))):
            yield macro


def _drafts(page: Page) -> Iterator[Draft | Skipped]:
    for macro in _macros(page.tree_or_none):
        actions = [*mappings(macro["actions"])]
        public = [truth_at(action, "value") for action in actions if _field(action) == "comment_mode_is_public"]
        for action in actions:
            body = _body(action)
            if body is None:
                continue
            if truth_at(macro, "active") is False:
                yield Skipped("inactive", page.place(body.start))
                continue
            text, further = shown(body) if _field(action) == _HTML else (body, {})
            yield Draft(name_at(macro, ("title", "id")), text, further, public=public[-1] if public else None)


def _field(action: dict[str, Tree]) -> str | None:
    return name_at(action, ("field",))


def _body(action: dict[str, Tree]) -> Text | None:
    """Return what an action writes into the comment; some name the channel before it."""
    if _field(action) not in {_PLAIN, _HTML}:
        return None
    value = action.get("value")
    last = value[-1] if isinstance(value, list) and value else value
    return last if isinstance(last, Text) else None
