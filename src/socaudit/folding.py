"""A folded view of a text: plain quotes, no invisible characters, no look-alike letters, with a way back."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
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


def fold(text: str) -> Folded:
    """Fold `text` for matching: the words stay what they look like, the offsets can be mapped back."""
    if text.isascii():
        return Folded(text, len(text))
    # Most texts hold one or two characters to fold, and each of these becomes one.
    odd = {ord(character): _fold_character(character) for character in set(text) if not character.isascii()}
    if all(len(piece) == 1 for piece in odd.values()):
        return Folded(text.translate(odd), len(text))
    pieces = [odd.get(ord(character), character) for character in text]
    folded = "".join(pieces)
    starts: list[int] = []
    for index, piece in enumerate(pieces):
        starts.extend([index] * len(piece))
    return Folded(folded, len(text), tuple(starts))
