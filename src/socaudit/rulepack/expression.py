"""What a condition is made of, and what can be told from it: names joined by `and`, `or`, `not` and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Named:
    """Holds when the name is present."""

    name: str


@dataclass(frozen=True, slots=True)
class Negated:
    """Holds when its part does not."""

    part: Expression


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Holds when so many of its parts hold: one for `or`, all of them for `and`."""

    count: int
    parts: tuple[Expression, ...]


Expression: TypeAlias = Named | Negated | AtLeast


def holds(expression: Expression, present: AbstractSet[str]) -> bool:
    """Tell whether an expression holds when exactly the names of `present` are there."""
    match expression:
        case Named(name):
            return name in present
        case Negated(part):
            return not holds(part, present)
        case AtLeast(count, parts):
            return sum(holds(part, present) for part in parts) >= count


def required(expression: Expression) -> frozenset[str]:
    """Return names without which an expression never holds, whatever else is there."""
    match expression:
        case Named(name):
            return frozenset((name,))
        case Negated():
            return frozenset()
        case AtLeast(count, parts):
            needed = Counter(name for part in parts for name in required(part))
            # So many parts may fail; what more of them need is always needed.
            return frozenset(name for name, times in needed.items() if times > len(parts) - count)


def awaited(expression: Expression, costs: Mapping[str, int]) -> frozenset[str] | None:
    """Return the cheapest names of which one at least is there wherever an expression holds; None if it needs none."""
    match expression:
        case Named(name):
            return frozenset((name,)) if name in costs else None
        case Negated():
            return None
        case AtLeast(count, parts):
            known = [names for part in parts if (names := awaited(part, costs)) is not None]
            known.sort(key=lambda names: sum(costs[name] for name in names))
            # Of any so many parts one holds, since fewer may fail.
            enough = len(parts) - count + 1
            return frozenset().union(*known[:enough]) if len(known) >= enough else None


def lacking(expression: Expression, present: AbstractSet[str]) -> Iterator[str]:
    """Yield, in words, the parts that keep an expression from holding; none if it holds."""
    if holds(expression, present):
        return
    match expression:
        case Named(name):
            yield name
        case Negated(part):
            yield f"not {_words(part)}"
        case AtLeast(count, parts) if count == len(parts):
            for part in parts:
                yield from lacking(part, present)
        case AtLeast():
            yield _words(expression)


def signs(expression: Expression, *, positive: bool) -> set[tuple[str, bool]]:
    """Return the names of an expression, each with whether its presence speaks for it."""
    match expression:
        case Named(name):
            return {(name, positive)}
        case Negated(part):
            return signs(part, positive=not positive)
        case AtLeast(_, parts):
            return {sign for part in parts for sign in signs(part, positive=positive)}


def _words(expression: Expression) -> str:
    match expression:
        case Named(name):
            return name
        case Negated(part):
            return f"not {_words(part)}"
        case AtLeast(count, parts):
            words = [_words(part) for part in parts]
            if count == len(parts):
                return f"({' and '.join(words)})"
            return f"({' or '.join(words)})" if count == 1 else f"{count} of ({', '.join(words)})"
