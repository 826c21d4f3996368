"""The bytes that RE2 reads: one for each character of a text, where the expression allows it.

RE2 works on bytes. In UTF-8 "no letter" is hundreds of byte sequences, which every expression pays for with a
hundred times the memory.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import re2

# RE2's own 8 MB may be too few for a long lexicon, and in UTF-8 for a few thousand characters.
_NARROW_MEMORY, _WIDE_MEMORY = 16 << 20, 64 << 20
# Rules name these signs. A control character is as little a letter, a digit or white space as they are.
_SIGNS = str.maketrans({"£": "\x01", "€": "\x02"})
# With these signs replaced: no class but letters and numbers, so that no character without a byte in Latin-1
# can be told from another of its kind.
_NARROW = re.compile(r"(?:[\x00-\x5b\x5d-\x7f]|\\[^pPxC\d]|\\[pP](?:[LN]|\{(?:L|N|Lu|Ll)\}))*")
# In any case, RE2 takes "a capital" for every letter, but in Latin-1 only for those of ASCII.
_CAPITAL_IN_ANY_CASE = re.compile(r"\(\?i.*\\[pP]\{L[ul]\}", re.DOTALL)
_BEYOND = re.compile(r"[^\x00-\xff]")
_STAND_INS = {"Lu": "\N{LATIN CAPITAL LETTER THORN}", "Ll": "\N{LATIN SMALL LETTER THORN}"}
_LETTER, _NUMBER, _SIGN = "\N{FEMININE ORDINAL INDICATOR}", "\N{SUPERSCRIPT TWO}", "\N{CURRENCY SIGN}"


def is_narrow(pattern: str) -> bool:
    """Return whether an RE2 expression can be told in one byte for each character."""
    return _NARROW.fullmatch(pattern.translate(_SIGNS)) is not None and not _CAPITAL_IN_ANY_CASE.search(pattern)


def narrow(text: str) -> bytes:
    """Return a text or a narrow expression in Latin-1: what has no place there becomes a character of its kind."""
    if not text.isascii():
        text = _BEYOND.sub(_stand_in, text.translate(_SIGNS))
    return text.encode("latin-1")


def options(pattern: str) -> Any:  # RE2 ships no types.
    """Return how RE2 compiles `pattern`: quietly, with room for the long alternations of a pack's lexicons."""
    chosen = re2.Options()
    chosen.log_errors = False
    chosen.max_mem = _WIDE_MEMORY
    if is_narrow(pattern):
        chosen.max_mem = _NARROW_MEMORY
        chosen.encoding = re2.Options.Encoding.LATIN1
    return chosen


def _stand_in(match: re.Match[str]) -> str:
    category = unicodedata.category(match[0])
    other = {"L": _LETTER, "N": _NUMBER}.get(category[0], _SIGN)
    return _STAND_INS.get(category, other)
