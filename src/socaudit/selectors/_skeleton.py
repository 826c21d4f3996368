"""Skeletons: what a handle looks like, whatever characters it is made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Letters that are drawn like a Latin one and do not decompose into it: the single characters of Unicode's own
# confusables.txt (UTS #39, data under the Unicode License v3), small and capital together.
_DRAWN_LIKE = {
    "a": "\u0251\u0391\u03b1\u0410\u0430\u13aa\u15c5\ua4ee\U000102a0\U00016f40",
    "b": (
        "\u00df\u0184\u0392\u03b2\u0411\u0412\u042c\u0432\u0462\u0463\u048c\u048d\u13cf\u13f4\u1472\u1473"
        "\u15af\u15f7\ua4d0\ua7b4\U00010282\U000102a1\U00010301"
    ),
    "c": (
        "\u0421\u0441\u04aa\u04ab\u13df\u2ca4\u2ca5\ua4da\uabaf\U000102a2\U00010302\U00010415\U0001043d"
        "\U0001051c\U000118e9\U000118f2"
    ),
    "d": "\u00d0\u0189\u0501\u13a0\u13e7\u146f\u15de\u15ea\ua4d2\ua4d3",
    "e": "\u0395\u0415\u0435\u04bd\u04bf\u13ac\u2d39\ua4f0\uab32\U00010286\U000118a6\U000118ae",
    "f": "\u03dc\u0584\u15b4\u1e9d\ua4dd\uab35\U00010287\U000102a5\U00010525\U000118a2\U000118c2",
    "g": "\u018d\u050c\u0581\u13c0\u13f3\ua4d6",
    "h": ("\u0397\u041d\u043d\u045b\u04a2\u04bb\u04c7\u04c9\u0570\u13bb\u13c2\u13f2\u157c\u2c8e\ua4e7\ua695\U000102cf"),
    "i": "\u0269\u03b9\u0456\u04cf\u13a5\u1d7b\u1d7c\ua647\uab75\U000118c3",
    "j": "\u037f\u03f3\u0408\u0458\u13ab\u148d\ua4d9",
    "k": "\u039a\u03ba\u041a\u043a\u049a\u049e\u13e6\u16d5\u2c94\ua4d7\U00010518",
    "l": (
        "\u0196\u01c0\u0399\u0406\u04c0\u06f1\u13de\u14aa\u16c1\u18f3\u2c92\u2cd0\u2d4f\ua4e1\ua4f2\U0001028a"
        "\U00010309\U00010320\U0001041b\U00010526\U000118a3\U000118b2\U00016f16\U00016f28"
    ),
    "m": "\u039c\u03fa\u041c\u043c\u04cd\u13b7\u15f0\u16d6\u2c98\ua4df\uab51\U000102b0\U00010311",
    "n": "\u039d\u03b7\u0578\u057c\u2c9a\ua4e0\U00010513",
    "o": (
        "\u0275\u0398\u039f\u03b8\u03bf\u03c3\u041e\u043e\u0472\u0473\u04e8\u04e9\u0555\u0585\u06f5\u0966"
        "\u09e6\u0a66\u0ae6\u0b20\u0b66\u0be6\u0c66\u0ce6\u0d20\u0d66\u0e50\u0ed0\u101d\u1040\u10ff\u12d0"
        "\u13be\u13eb\u1d11\u2c9e\u2c9f\u2d31\u2d41\u2d54\u3007\ua4f3\uab3d\uab3e\uab74\uab8e\uabbb\U00010292"
        "\U000102ab\U00010404\U0001042c\U000104c2\U000104ea\U00010516\U000114d0\U000118b5\U000118c8\U000118d7"
        "\U000118e0"
    ),
    "p": "\u03a1\u03c1\u0420\u0440\u13e2\u146d\u18d6\u2ca2\u2ca3\ua4d1\U00010295",
    "q": "\u051b\u0563\u0566\u2d55",
    "r": "\u01a6\u0433\u0493\u13a1\u13d2\u1587\u18f4\u1d26\u2c85\ua4e3\uab47\uab48\uab81\U000104b4\U00016f35",
    "s": ("\u01bd\u0405\u0455\u054f\u13d5\u13da\u18f5\ua4e2\uabaa\U00010296\U00010420\U00010448\U000118c1\U00016f3a"),
    "t": "\u03a4\u03c4\u0422\u0442\u04ac\u13a2\u2ca6\ua4d4\U00010297\U000102b1\U00010315\U000118bc\U00016f0a",
    "u": (
        "\u0244\u03c5\u054d\u057d\u1200\u13cc\u144c\u1d7e\ua4f4\ua79f\uab9c\U000104ce\U000104f6\U000118b8"
        "\U000118d8\U00016f42"
    ),
    "v": (
        "\u03bd\u0474\u0475\u06f7\u13d9\u142f\u2d38\ua4e6\ua6df\uaba9\U0001051d\U00011706\U000118a0\U000118c0\U00016f08"
    ),
    "w": (
        "\u026f\u03c9\u0461\u047d\u051c\u051d\u0561\u13b3\u13d4\ua4ea\ua761\uab83\U000114c5\U0001170a"
        "\U0001170e\U0001170f\U000118e6\U000118ef"
    ),
    "x": (
        "\u00d7\u03a7\u0425\u0445\u04b2\u1541\u157d\u16b7\u2cac\u2d5d\ua4eb\ua7b3\U00010290\U000102b4\U00010317"
        "\U00010322\U00010527\U000118ec"
    ),
    "y": (
        "\u0263\u03a5\u03b3\u0423\u0443\u04ae\u04af\u04b0\u04b1\u10e7\u13a9\u13bd\u2ca8\ua4ec\U000102b2"
        "\U000118a4\U000118dc\U00016f43"
    ),
    "z": "\u0396\u13c3\u1646\ua4dc\uab93\U000102f5\U000118a9\U000118c4\U000118e5",
}
# Digits for letters, and the letters that nobody can tell apart.
_STANDS_FOR = {"0": "o", "1": "l", "2": "z", "3": "e", "4": "a", "5": "s", "6": "b", "7": "t", "8": "b", "9": "g"}
_STANDS_FOR |= {"i": "l", "j": "l", "|": "l", "!": "l", "$": "s", "@": "a", "q": "g"}
_LETTERS = {ord(drawn): letter for letter, alike in _DRAWN_LIKE.items() for drawn in alike}
_SKELETON = {drawn: _STANDS_FOR.get(letter, letter) for drawn, letter in _LETTERS.items()}
_SKELETON |= {ord(character): letter for character, letter in _STANDS_FOR.items()}
_WITH_MARK = re.compile(r"LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL |DOTLESS |SCRIPT )?([A-Z])(?: WITH .*)?")
# Two letters that read as one at a glance.
_PAIRS = (("rn", "m"), ("nn", "m"), ("vv", "w"), ("uu", "w"), ("cl", "d"))


def skeleton(text: str) -> str:
    """Return a form that two texts share if they look alike: small letters, and only one of each that look the same.

    Source: Unicode Technical Standard 39, section 4, with digits for letters on top.
    """
    return letters(text).translate(_SKELETON)


def letters(text: str) -> str:
    """Return the Latin small letters and digits that a text shows, without marks and invisible characters."""
    return _plain(_plain(text).translate(_LETTERS))


def readings(form: str) -> Iterator[str]:
    """Yield a skeleton and what it reads as if two of its letters are taken for one, or one for two."""
    yield form
    for pair, letter in _PAIRS:
        for written, read in ((pair, letter), (letter, pair)):
            place = form.find(written)
            while place >= 0:
                yield form[:place] + read + form[place + len(written) :]
                place = form.find(written, place + 1)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    shown = (c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return "".join(map(_base, shown)).lower()


@lru_cache(maxsize=4096)
def _base(character: str) -> str:
    """Return the letter of one with a stroke, a hook or a tail."""
    found = None if character.isascii() else _WITH_MARK.fullmatch(unicodedata.name(character, ""))
    return found[1] if found else character
