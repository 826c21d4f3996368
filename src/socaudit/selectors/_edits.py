"""Small differences between two words: one slip of the keyboard, or two parts that changed places."""

from __future__ import annotations

from itertools import product

_SHORTEST_PART = 2


def one_edit(one: str, other: str) -> bool:
    """Tell whether one letter was added, left out or changed, or two neighbours changed places."""
    if one == other or abs(len(one) - len(other)) > 1 or (one[:2] != other[:2] and one[-2:] != other[-2:]):
        return False
    start = _shared(one, other)
    one, other = one[start:], other[start:]
    same = _shared(one[::-1], other[::-1])
    one, other = one[: len(one) - same], other[: len(other) - same]
    return max(len(one), len(other)) == 1 or (len(one) == 2 and one == other[::-1])  # noqa: PLR2004  # Two neighbours.


def parts_swapped(one: str, other: str) -> bool:
    """Tell whether two neighbouring parts of two letters or more changed places, wherever words begin."""
    if one == other or len(one) != len(other) or sorted(one) != sorted(other):
        return False
    starts = _shared(one, other)
    ends = _shared(one[::-1], other[::-1])
    return any(
        _rotated(one[start : len(one) - end], other[start : len(other) - end])
        for start, end in product(range(starts + 1), range(ends + 1))
    )


def _shared(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _rotated(one: str, other: str) -> bool:
    turn = (one + one).find(other)
    return len(one) >= 2 * _SHORTEST_PART and _SHORTEST_PART <= turn <= len(one) - _SHORTEST_PART
