"""The page of the terminal report: its width, its glyphs, and text set into lines that data cannot break."""

from __future__ import annotations

import codecs
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from socaudit.model import Severity
from socaudit.reporters import Layout
from socaudit.reporters._text import shorten, shorten_middle, visible

NARROWEST = 72
WIDEST = 120
FILE_WIDTH = 80
# What a name keeps in a table, however large the numbers beside it.
NAME_WIDTH = 8
MARGIN = 2
# Where the text beside a severity word starts.
GUTTER = MARGIN + len("CRITICAL") + 2

# Of the terminal's own sixteen colours, so that they suit its background.
SEVERITY_STYLES = {
    Severity.CRITICAL: "bold red",
    Severity.HIGH: "red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
    Severity.INFO: "dim",
}


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The signs that a page uses beside ASCII."""

    open: str
    close: str
    ellipsis: str
    rule: str
    unequal: str


UNICODE = Glyphs("»", "«", "…", "─", "≠")
ASCII = Glyphs(">>", "<<", "...", "-", "!=")


@dataclass(frozen=True, slots=True)
class Page:
    """How wide a page is, in columns, and what its stream can show."""

    width: int
    encoding: str
    glyphs: Glyphs
    console: Console

    def clean(self, text: str, limit: int | None = None) -> str:
        """Return text from outside so that it can neither steer a terminal nor fail to be encoded."""
        safe = visible(text)
        if self.glyphs is ASCII:
            safe = safe.encode(self.encoding, "backslashreplace").decode(self.encoding)
        return safe if limit is None else shorten(safe, limit, self.glyphs.ellipsis)

    def squeeze(self, text: str, limit: int) -> str:
        """Return text from outside made harmless, and cut in its middle to `limit` characters."""
        return shorten_middle(self.clean(text), limit, self.glyphs.ellipsis)

    def heading(self, title: str) -> list[Text]:
        """Return a section's title with a rule to the right edge, between empty lines."""
        line = self.glyphs.rule * max(self.width - len(title) - 1, 0)
        return [Text(), Text.assemble((title, "bold"), " ", (line, "dim")), Text()]

    def paragraph(self, text: Text, *, indent: int = MARGIN, first: Text | None = None) -> list[Text]:
        """Return `text` wrapped; its first line stands after `first`, which fills the indent."""
        wrapped = text.wrap(self.console, self.width - indent, overflow="fold")
        lines = [Text.assemble(" " * indent, line) for line in wrapped]
        if first is not None:
            lead = Text.assemble(" " * MARGIN, first)
            lead.pad_right(max(indent - lead.cell_len, 0))
            lines[0] = Text.assemble(lead, lines[0][indent:])
        return [_stripped(line) for line in lines]

    def table(self, rows: Sequence[Sequence[str]], *, left: int = 1) -> list[Text]:
        """Return rows in columns; the first gives way where space is short, those after `left` align right.

        Args:
            rows: cells made harmless already; the first row is the head.
            left: how many columns align left.
        """
        widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
        room = self.width - MARGIN - sum(widths[1:]) - 2 * (len(widths) - 1)
        widths[0] = min(widths[0], max(room, NAME_WIDTH))
        return [self._row(row, widths, left, "dim" if row is rows[0] else "") for row in rows]

    def _row(self, row: Sequence[str], widths: Sequence[int], left: int, style: str) -> Text:
        line = Text(" " * MARGIN)
        for place, (value, width) in enumerate(zip(row, widths, strict=True)):
            cell = Text(shorten_middle(value, width, self.glyphs.ellipsis), style=style)
            cell.truncate(width)
            gap = " " * (width - cell.cell_len)
            line.append_text(Text.assemble("  " if place else "", *((cell, gap) if place < left else (gap, cell))))
        return _stripped(line)


def severity_word(severity: Severity) -> Text:
    """Return the severity in capitals, in its colour."""
    return Text(severity.value.upper(), style=SEVERITY_STYLES[severity])


def _stripped(line: Text) -> Text:
    line.rstrip()
    return line


def is_coloured(stream: TextIO, layout: Layout) -> bool:
    """Return whether to write ANSI styles: as told, else on a terminal that does not ask for none."""
    if layout.colour is not None:
        return layout.colour
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and stream.isatty()


def page_for(stream: TextIO, layout: Layout, console: Console) -> Page:
    """Return the page that suits a stream: a terminal's width within reason, ASCII where it must be."""
    width = layout.width
    if width is None:
        width = shutil.get_terminal_size().columns if stream.isatty() else FILE_WIDTH
    encoding = codecs.lookup(stream.encoding or "utf-8").name
    glyphs = UNICODE if encoding.startswith("utf") else ASCII
    return Page(min(max(width, NARROWEST), WIDEST), encoding, glyphs, console)
