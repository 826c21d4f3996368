"""`placeholder`: what a template has filled in before it is sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import ClassVar

from socaudit.model import PLACEHOLDER_KINDS
from socaudit.rulepack.schema import Listed, Names, SelectorSpec
from socaudit.selectors import REGISTRY, Found, Selector, SelectorKind, View

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


class PlaceholderSpec(SelectorSpec):
    """Placeholders by what they publish: entity types, `safe`, `record`, `unknown`, or `broken` ones.

    With `named` only those whose names, as words in small letters, fit one of these shell patterns (`*first name`).
    """

    kind: ClassVar[str] = "placeholder"
    placeholder: Names
    named: Listed[str] = ()

    @property
    def entities(self) -> tuple[str, ...]:
        """Return the entity types among the kinds."""
        return tuple(kind for kind in self.placeholder if kind not in PLACEHOLDER_KINDS)


def build(spec: PlaceholderSpec, _lexicons: Mapping[str, tuple[str, ...]]) -> Selector:
    """Return the selector of a `placeholder` mapping."""
    kinds = frozenset(spec.placeholder)

    def find(view: View) -> Iterator[Found]:
        for one in view.placeholders:
            if one.kind in kinds and (not spec.named or _is_named(one.name, spec.named)):
                yield Found(one.start, one.end, folded=(-1, -1), placeholder=one)

    return Selector(find, guarded=False)


def _is_named(name: str, patterns: Iterable[str]) -> bool:
    words = " ".join(_WORD.findall(name)).lower()
    return any(fnmatchcase(words, pattern) for pattern in patterns)


REGISTRY.register("placeholder")(SelectorKind(PlaceholderSpec, build))
