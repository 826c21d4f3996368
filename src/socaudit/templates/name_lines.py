"""Text with a template a line: `Name ||| body`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.templates._format import FORMATS, Format, TemplateOptions
from socaudit.templates._page import Draft, Page
from socaudit.templates._text import verbatim

FORMAT = "name_lines"
# Lines that are empty or begin with # are the writer's own.
_LINE = re.compile(r"^(?![ \t]*#)([^\r\n]*?)\|\|\|([^\r\n]*)", re.MULTILINE)


@FORMATS.register(FORMAT)
def name_lines(_options: TemplateOptions) -> Format:
    """Return the format of lines that name their templates."""
    return Format(frozenset({".txt", ".text", ".md"}), knows=_knows, drafts=_drafts)


def _knows(page: Page) -> bool:
    said = [line for line in page.text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return bool(said) and all("|||" in line for line in said)


def _drafts(page: Page) -> Iterator[Draft]:
    for line in _LINE.finditer(page.text):
        yield Draft(" ".join(line[1].split()) or None, verbatim(page.text, *line.span(2)))
