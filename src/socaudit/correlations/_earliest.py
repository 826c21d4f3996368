"""Which of many is the first that ends before a limit, in the time of a look into a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Best:
    """The earliest end in a stretch, whose it is, and the earliest of anybody else."""

    end: int
    author: str
    other: int

    def below(self, limit: int, excluded: str | None) -> bool:
        return (self.other if self.author == excluded else self.end) < limit


class Earliest:
    """Ends by place, each with its author.

    Args:
        ends: where what begins at each place ends.
        authors: whose it is.
    """

    def __init__(self, ends: Sequence[int], authors: Sequence[str]) -> None:
        self._size = 1 << max(len(ends) - 1, 0).bit_length()
        self._never = max(ends, default=0) + 1
        nobody = _Best(self._never, "", self._never)
        leaves = [_Best(end, author, self._never) for end, author in zip(ends, authors, strict=True)]
        self._tree = [nobody] * self._size + leaves + [nobody] * (self._size - len(leaves))
        for node in range(self._size - 1, 0, -1):
            self._tree[node] = _better(self._tree[2 * node], self._tree[2 * node + 1])

    def first(self, place: int, limit: int, excluded: str | None) -> int | None:
        """Return the first place from `place` on, of another author than `excluded`, that ends before `limit`."""
        limit = min(limit, self._never)
        node = self._size + place
        if place >= self._size:
            return None
        while not self._tree[node].below(limit, excluded):
            # Up as long as this is a right half, then over to the stretch behind it.
            while node & 1:
                node >>= 1
            if node == 0:
                return None
            node += 1
        while node < self._size:
            node = 2 * node if self._tree[2 * node].below(limit, excluded) else 2 * node + 1
        return node - self._size


def _better(one: _Best, two: _Best) -> _Best:
    best, rest = (one, two) if one.end <= two.end else (two, one)
    return _Best(best.end, best.author, min(best.other, rest.other if rest.author == best.author else rest.end))
