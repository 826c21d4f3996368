"""HTML of the networks as plain text, with the targets of its links and the descriptions of its pictures."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

# What begins a line of its own; a paragraph also has an empty line before it.
_LINES = frozenset(
    {"div", "li", "tr", "ul", "ol", "table", "aside", "header", "hr", "dt", "dd", "details", "summary", "article"}
)
_PARAGRAPHS = frozenset({"p", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"script", "style", "template"})
# What a network makes of names in a text: they stand in it.
_NAMES = frozenset({"mention", "mention-group", "hashtag", "hashtag-cooked"})
_ORNAMENTS = frozenset({"avatar", "site-icon"})
# A forum's preview of a page that was linked to: words and pictures of that page.
_PREVIEW = "onebox"


class Plain(NamedTuple):
    """Text as a person reads it, link targets other than mentions and hashtags, one description a picture."""

    text: str
    links: tuple[str, ...]
    alt_texts: tuple[str | None, ...]


class PlainParser(HTMLParser):
    """Collects what a fragment of HTML shows while it is fed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[str] = []
        self.alt_texts: list[str | None] = []
        self._breaks = 0
        self._unseen = 0
        self._kept = 0
        self._quotes = 0
        self._asides: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        words = (names.get("class") or "").split()
        self._unseen += tag in _UNSEEN
        self._kept += tag == "pre"
        self._quotes += tag == "blockquote"
        self._break(tag)
        if tag == "aside":
            self._asides.append(_PREVIEW in words)
            self._quotes += _PREVIEW in words
        elif tag == "a" and not _NAMES.intersection(words):
            self._link(names.get("href"))
        elif tag in {"img", "video", "audio"} and not _ORNAMENTS.intersection(words) and not any(self._asides):
            self._picture(names.get("alt"), names.get("title"), emoji="emoji" in words)

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        self._kept -= tag == "pre" and self._kept > 0
        self._quotes -= tag == "blockquote" and self._quotes > 0
        if tag == "aside" and self._asides:
            self._quotes -= self._asides.pop() and self._quotes > 0
        if tag != "br":
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if not self._kept:
            # Line feeds of the source are spaces; a space that cannot be broken stays what it is.
            data = "".join(" " if sign in "\n\r\t" else sign for sign in data)
            if self._breaks or not self.parts:
                data = data.lstrip(" ")
        if data:
            self._write(data)

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 (the base class's interface)
        """Read `<![...` as the comment that it is in HTML; the base class raises on some."""
        return self.parse_bogus_comment(i)

    def _write(self, data: str) -> None:
        if self._breaks or not self.parts:
            # As people quote in plain text, so that who is quoted does not count as who speaks.
            self.parts.append("\n" * self._breaks * bool(self.parts) + "> " * self._quotes)
        self._breaks = 0
        self.parts.append(data)

    def _break(self, tag: str) -> None:
        if tag == "br":
            # Two of them make an empty line.
            self._breaks += self._breaks < 2  # noqa: PLR2004 (as said)
        elif tag in _PARAGRAPHS:
            self._breaks = 2
        elif tag in _LINES:
            self._breaks = max(self._breaks, 1)

    def _link(self, target: str | None) -> None:
        if target and target not in self.links and not target.startswith(("#", "javascript:")):
            self.links.append(target)

    def _picture(self, alt: str | None, title: str | None, *, emoji: bool) -> None:
        if emoji:
            self._write(alt or title or "")
        else:
            self.alt_texts.append(alt or None)


def plain(html: str) -> Plain:
    """Return what a fragment of HTML shows; damaged HTML is read as a browser would, never refused."""
    parser = PlainParser()
    parser.feed(html)
    parser.close()
    text = "\n".join(line.rstrip(" ") for line in "".join(parser.parts).split("\n"))
    return Plain(text.strip("\n "), tuple(parser.links), tuple(parser.alt_texts))
