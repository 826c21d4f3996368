"""HTML as plain text that knows where in the HTML each piece of it stands."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from socaudit.readers._html import PlainParser

_LINE_END = re.compile("\n")
# What `html.unescape` takes for a character reference.
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")


class Place(NamedTuple):
    """A piece of text, and the offsets of what it was in the HTML."""

    text: str
    start: int
    end: int


class Placed(NamedTuple):
    """The pieces of what `plain` returns, before it takes white space off the ends of lines and of the whole."""

    text: tuple[Place, ...]
    links: tuple[tuple[Place, ...], ...]
    alt_texts: tuple[tuple[Place, ...], ...]


class _PlacedParser(PlainParser):
    """Remembers, for all that it collects, where it stood."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.places: list[Place] = []
        self.link_places: list[tuple[Place, ...]] = []
        self.alt_places: list[tuple[Place, ...]] = []
        self._source = source
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(source))]
        self._said: list[Place] = []

    def handle_data(self, data: str) -> None:
        self._said = list(_unescaped(self._source, self._here(), len(data)))
        super().handle_data(data)
        self._said = []

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _write(self, data: str) -> None:
        known = len(self.parts)
        super()._write(data)
        # Spaces at the start of a line were left out.
        said = list(_last(self._said, len(data))) or [Place(data, self._here(), self._here())]
        if len(self.parts) - known > 1:
            end = self.places[-1].end if self.places else said[0].start
            self.places.append(Place(self.parts[known], end, said[0].start))
        written = 0
        for place in said:
            # White space may have become spaces.
            self.places.append(Place(data[written : written + len(place.text)], place.start, place.end))
            written += len(place.text)

    def _link(self, target: str | None) -> None:
        known = len(self.links)
        super()._link(target)
        if len(self.links) > known:
            self.link_places.append(self._attribute("href", self.links[-1]))

    def _picture(self, alt: str | None, title: str | None, *, emoji: bool) -> None:
        super()._picture(alt, title, emoji=emoji)
        if alt and not emoji:
            self.alt_places.append(self._attribute("alt", alt))

    def _attribute(self, name: str, value: str) -> tuple[Place, ...]:
        """Return where the value of an attribute of the tag at hand stands, else the whole tag."""
        tag, start = self.get_starttag_text() or "", self._here()
        found = re.search(rf"""\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", tag, re.IGNORECASE)
        first, last = found.span(found.lastindex or 0) if found else (0, 0)
        places = tuple(_unescaped(self._source[: start + last], start + first))
        told = "".join(place.text for place in places)
        return places if told == value else (Place(value, start, start + len(tag)),)


def _unescaped(source: str, start: int, length: int | None = None) -> Iterator[Place]:
    """Yield the pieces of what stands at `start`, until they make so many characters, or to the end."""
    at, made = start, 0
    while at < len(source) and (length is None or made < length):
        found = _REFERENCE.search(source, at)
        until = found.start() if found else len(source)
        if until > at:
            end = until if length is None else min(until, at + length - made)
            yield Place(source[at:end], at, end)
            made, at = made + end - at, end
        elif found:
            text = html.unescape(found[0])
            yield Place(text, at, found.end())
            made, at = made + len(text), found.end()


def _last(places: list[Place], length: int) -> Iterator[Place]:
    """Yield the pieces of the last so many characters."""
    surplus = sum(len(place.text) for place in places) - length
    for place in places:
        cut = min(surplus, len(place.text))
        surplus -= cut
        if cut < len(place.text):
            yield Place(place.text[cut:], place.start + cut, place.end)


def placed(fragment: str) -> Placed:
    """Return what a fragment of HTML shows, and where."""
    parser = _PlacedParser(fragment)
    parser.feed(fragment)
    parser.close()
    return Placed(tuple(parser.places), tuple(parser.link_places), tuple(parser.alt_places))
