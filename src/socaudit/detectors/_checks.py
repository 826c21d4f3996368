"""Check digits."""

from __future__ import annotations

_HIGHEST_DIGIT = 9


def luhn(text: str) -> bool:
    """Return whether the digits of `text` end in the check digit of ISO/IEC 7812."""
    digits = [int(character) for character in text if character.isdecimal()]
    doubled = [2 * digit for digit in digits[-2::-2]]
    total = sum(digits[::-2]) + sum(digit - _HIGHEST_DIGIT if digit > _HIGHEST_DIGIT else digit for digit in doubled)
    return total % 10 == 0 and any(digits)
