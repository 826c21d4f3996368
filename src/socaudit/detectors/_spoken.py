"""Digits that are written as words."""

from __future__ import annotations

import re

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DIGITS = {word: str(value) for value, word in enumerate(_ONES)} | dict.fromkeys(("oh", "o", "nought", "naught"), "0")
_NUMBERS = {word: str(10 + value) for value, word in enumerate(_TEENS)}
_ROUND = {word: str(value + 2) for value, word in enumerate(_TENS)}
_TIMES = {"double": 2, "treble": 3, "triple": 3}
_ZEROS = {"hundred": "00", "thousand": "000"}
_TOKEN = re.compile(r"[a-z]+|\d+")


def spoken_digits(text: str) -> str:
    """Return the digits that `text` speaks: 'double oh nine hundred' gives '00900'; other words count for nothing."""
    tokens = _TOKEN.findall(text.lower())
    digits = ""
    times = 1
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        if token in _TIMES:
            times = _TIMES[token]
            continue
        if token in _ROUND:
            spoken = _ROUND[token] + ("" if _DIGITS.get(following, "0") != "0" else "0")
        else:
            spoken = (
                _DIGITS.get(token) or _NUMBERS.get(token) or _ZEROS.get(token) or (token if token.isdecimal() else "")
            )
        digits += spoken * times
        times = 1
    return digits
