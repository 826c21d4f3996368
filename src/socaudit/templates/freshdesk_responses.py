"""Canned responses of Freshdesk, as its interface lists them.

https://developers.freshdesk.com/api/#canned-responses names the fields.
"""

from __future__ import annotations

from collections.abc import Iterator

from socaudit.templates._format import FORMATS, Format, TemplateOptions
from socaudit.templates._html import draft_in_html
from socaudit.templates._page import Draft, Page
from socaudit.templates._tree import Tree, items_at, mappings

FORMAT = "freshdesk_responses"


@FORMATS.register(FORMAT)
def freshdesk_responses(_options: TemplateOptions) -> Format:
    """Return the format of Freshdesk's canned responses."""
    return Format(frozenset({".json"}), knows=lambda page: any(_responses(page.tree_or_none)), drafts=_drafts)


def _responses(tree: Tree) -> Iterator[dict[str, Tree]]:
    """Yield the responses of a folder, of a bare list, or the one that stands alone."""
    held = items_at(tree, "canned_responses") or ([tree] if isinstance(tree, dict) else tree)
    for response in mappings(held):
        if "content_html" in response or {"content", "folder_id"} <= response.keys():
            yield response


def _drafts(page: Page) -> Iterator[Draft]:
    for response in _responses(page.tree_or_none):
        yield from draft_in_html(response, names=("title", "id"), markup="content_html", plain="content")
