"""What takes a hit back: one file per kind, each a look at the clause around a hit."""

from __future__ import annotations

from collections.abc import Callable

from socaudit.registry import Registry

# (folded text, start, end) -> whether the hit does not count as said.
Guard = Callable[[str, int, int], bool]

REGISTRY: Registry[Guard] = Registry(__name__, "guard")
