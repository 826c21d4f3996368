"""A folded view of a text: plain quotes, no invisible characters, no look-alike letters, with a way back."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_PLAIN = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
    "\u2026": "...",
    # Letters of other scripts that are drawn like Latin ones (Unicode TR39, the common ones).
    **dict(
        zip(
            "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u04bb",
            "aeopcyxijsdqh",
            strict=True,
        )
    ),
    **dict(
        zip(
            "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0408\u0405",
            "ABEKMHOPCTXIJS",
            strict=True,
        )
    ),
    **dict(
        zip(
            "\u03bf\u03b1\u03b9\u03bd\u039f\u0391\u0392\u0395\u0397\u0399\u039a\u039c\u039d\u03a1\u03a4\u03a7",
            "oaivOABEHIKMNPTX",
            strict=True,
        )
    ),
}
# UTF-8 read as Windows-1252: the first byte of a letter or a quotation mark, and what the bytes after it became.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00c5][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|\u00e2\u20ac[\u0080-\u00bf\u0153\u0161\u0161\u2122\u02dc\u201c\u201d\u00a6]"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `span` maps offsets of the folded text back to code points of the original."""

    text: str
    length: int
    starts: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original `(start, end)` of a folded span."""
        if self.starts is None:
            return start, end
        first = self.starts[start] if start < len(self.starts) else self.length
        if end <= start:
            return first, first
        # The end is where the original of the span's last character stops.
        last = self.starts[end - 1]
        following = bisect_right(self.starts, last)
        return first, self.starts[following] if following < len(self.starts) else self.length

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the folded `(start, end)` of a span of the original."""
        if self.starts is None:
            return start, end
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def repeats(self, offset: int) -> bool:
        """Tell whether a folded character comes of the same original one as the character before it."""
        return self.starts is not None and offset > 0 and self.starts[offset] == self.starts[offset - 1]


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    plain = _PLAIN.get(character)
    if plain is not None:
        return plain
    # Format characters, accents that stand alone and variation selectors draw nothing of their own.
    if (
        unicodedata.category(character) == "Cf"
        or "\u0300" <= character <= "\u036f"
        or "\ufe00" <= character <= "\ufe0f"
    ):
        return ""
    decomposed = unicodedata.normalize("NFKC", character)
    return "".join(_PLAIN.get(part, part) for part in decomposed)


def _misread(match: re.Match[str]) -> str:
    """Return what a run of misread bytes was meant to be, the run itself where it was no UTF-8."""
    read = b"".join(_byte(character) for character in match[0])
    try:
        meant = read.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
    return meant if meant.isprintable() or meant == "\u00a0" else match[0]


def _byte(character: str) -> bytes:
    """Return the byte of a character of Windows-1252, those that it leaves free included."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _pieces(text: str, odd: Mapping[int, str]) -> list[str]:
    """Return what each character of `text` folds to; of misread bytes the first one carries the letter."""
    pieces = [odd.get(ord(character), character) for character in text]
    for match in _MOJIBAKE.finditer(text):
        meant = _misread(match)
        if meant != match[0]:
            start, end = match.span()
            pieces[start:end] = ["".join(map(_fold_character, meant)), *[""] * (end - start - 1)]
    return pieces


def fold(text: str) -> Folded:
    """Fold `text` for matching: the words stay what they look like, the offsets can be mapped back."""
    if text.isascii():
        return Folded(text, len(text))
    # Most texts hold one or two characters to fold, and each of these becomes one.
    odd = {ord(character): _fold_character(character) for character in set(text) if not character.isascii()}
    if all(len(piece) == 1 for piece in odd.values()) and not _MOJIBAKE.search(text):
        return Folded(text.translate(odd), len(text))
    pieces = _pieces(text, odd)
    folded = "".join(pieces)
    starts: list[int] = []
    for index, piece in enumerate(pieces):
        starts.extend([index] * len(piece))
    return Folded(folded, len(text), tuple(starts))
