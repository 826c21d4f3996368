"""Check digits."""

from __future__ import annotations

_HIGHEST_DIGIT = 9
# Verhoeff's table of the dihedral group of order ten is computed: turns 0 to 4, turns with a reflection 5 to 9.
_TURNS = 5
_VERHOEFF_SHIFT = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)
_PPS_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV"
_MEDICARE_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9)
_TFN_WEIGHTS = (1, 4, 3, 7, 5, 8, 6, 9, 10)


def luhn(text: str) -> bool:
    """Return whether the digits of `text` end in the check digit of ISO/IEC 7812."""
    digits = [int(character) for character in text if character.isdecimal()]
    doubled = [2 * digit for digit in digits[-2::-2]]
    total = sum(digits[::-2]) + sum(digit - _HIGHEST_DIGIT if digit > _HIGHEST_DIGIT else digit for digit in doubled)
    return total % 10 == 0 and any(digits)


def _digits(text: str) -> list[int]:
    return [int(character) for character in text if character.isdecimal()]


def verhoeff(text: str) -> bool:
    """Return whether the digits of `text` end in Verhoeff's check digit, as an Aadhaar number does (UIDAI)."""
    total = 0
    for place, digit in enumerate(reversed(_digits(text))):
        for _ in range(place % 8):
            digit = _VERHOEFF_SHIFT[digit]  # noqa: PLW2901  # The digit is permuted as often as its place says.
        total = _dihedral(total, digit)
    return total == 0


def _dihedral(left: int, right: int) -> int:
    """Return the product of two symmetries of the pentagon."""
    turned = left + right if left < _TURNS else left - right
    return turned % _TURNS + (_TURNS if (left < _TURNS) != (right < _TURNS) else 0)


def pps(text: str) -> bool:
    """Return whether seven digits and a letter, and perhaps a second one, are an Irish PPS number with its check."""
    plain = text.upper()
    second = _PPS_LETTERS.index(plain[8]) if len(plain) > len("1234567T") else 0
    total = sum(weight * digit for weight, digit in zip(range(8, 1, -1), _digits(plain), strict=True)) + 9 * second
    return _PPS_LETTERS[total % len(_PPS_LETTERS)] == plain[7]


def medicare(text: str) -> bool:
    """Return whether the ninth digit of `text` is the check digit of an Australian Medicare number."""
    digits = _digits(text)
    return sum(w * d for w, d in zip(_MEDICARE_WEIGHTS, digits, strict=False)) % 10 == digits[8]


def tfn(text: str) -> bool:
    """Return whether the nine digits of `text` weigh up to a multiple of 11, as an Australian tax file number's do."""
    digits = _digits(text)
    return len(digits) == len(_TFN_WEIGHTS) and sum(map(int.__mul__, _TFN_WEIGHTS, digits)) % 11 == 0
