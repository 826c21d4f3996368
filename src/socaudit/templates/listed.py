"""YAML and JSON: lists of templates with name and body, or mappings from names to texts."""

from __future__ import annotations

from collections.abc import Iterator

from socaudit.templates._format import FORMATS, Format, TemplateOptions
from socaudit.templates._named import body_of, draft_of
from socaudit.templates._page import Draft, Page
from socaudit.templates._suppressions import KEY
from socaudit.templates._text import Text
from socaudit.templates._tree import Tree, UnreadableError

FORMAT = "listed"
# What a file calls the one list or mapping that holds its templates.
_HOLDERS = frozenset({"templates", "responses", "replies", "macros", "canned_responses", "saved_replies", "snippets"})


@FORMATS.register(FORMAT)
def listed(_options: TemplateOptions) -> Format:
    """Return the format of lists and mappings in YAML and JSON."""
    return Format(frozenset({".yaml", ".yml", ".json"}), knows=_knows, drafts=_drafts, last=True)


def _knows(page: Page) -> bool:
    if isinstance(page.tree, UnreadableError):
        return True
    return next(_templates(page.tree), None) is not None


def _drafts(page: Page) -> Iterator[Draft]:
    if isinstance(page.tree, UnreadableError):
        raise page.tree
    yield from _templates(page.tree)


def _templates(tree: Tree) -> Iterator[Draft]:
    """Yield the templates of a whole file: it holds one, or a list of them, or names them."""
    if isinstance(tree, dict):
        held = [value for key, value in tree.items() if key.lower() in _HOLDERS and isinstance(value, dict | list)]
        body = body_of(tree)
        if held:
            for some in held:
                yield from _some(some)
        elif body is not None:
            yield draft_of(tree, body)
        elif tree and all(isinstance(value, Text) for key, value in tree.items() if key != KEY):
            yield from _some(tree)
    elif isinstance(tree, list):
        yield from _some(tree)


def _some(tree: Tree, name: str | None = None) -> Iterator[Draft]:
    """Yield the templates of a list, or of a mapping from names to templates, however deep."""
    if isinstance(tree, Text):
        yield Draft(name, tree)
    elif isinstance(tree, dict):
        body = body_of(tree)
        if body is not None:
            yield draft_of(tree, body, name=name)
            return
        for key, value in tree.items():
            if key != KEY:
                yield from _some(value, " ".join(filter(None, (name, key))))
    elif isinstance(tree, list):
        for item in tree:
            if isinstance(item, Text) or body_of(item) is not None:
                yield from _some(item, name)
