"""Macros (saved replies) of Intercom, as its interface lists them.

https://developers.intercom.com/docs/references/rest-api/api.intercom.io/macros names the fields.
"""

from __future__ import annotations

from collections.abc import Iterator

from socaudit.templates._format import FORMATS, Format, TemplateOptions
from socaudit.templates._html import draft_in_html
from socaudit.templates._page import Draft, Page
from socaudit.templates._tree import Tree, items_at, mappings, name_at

FORMAT = "intercom_macros"


@FORMATS.register(FORMAT)
def intercom_macros(_options: TemplateOptions) -> Format:
    """Return the format of Intercom's macros."""
    return Format(frozenset({".json"}), knows=lambda page: any(_macros(page.tree_or_none)), drafts=_drafts)


def _macros(tree: Tree) -> Iterator[dict[str, Tree]]:
    """Yield the macros of a listing, of a bare list, or the one that stands alone."""
    held = items_at(tree, "data") or ([tree] if isinstance(tree, dict) else tree)
    for macro in mappings(held):
        if name_at(macro, ("type",)) == "macro" or "body_text" in macro:
            yield macro


def _drafts(page: Page) -> Iterator[Draft]:
    for macro in _macros(page.tree_or_none):
        yield from draft_in_html(macro, names=("name", "id"), markup="body", plain="body_text")
