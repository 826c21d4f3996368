"""`placeholder`: what a template has filled in before it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from socaudit.model import PLACEHOLDER_KINDS
from socaudit.rulepack.schema import Names, SelectorSpec
from socaudit.selectors import REGISTRY, Found, Selector, SelectorKind, View


class PlaceholderSpec(SelectorSpec):
    """Placeholders by what they publish: entity types, `safe`, `record`, `unknown`, or `broken` ones."""

    kind: ClassVar[str] = "placeholder"
    placeholder: Names

    @property
    def entities(self) -> tuple[str, ...]:
        """Return the entity types among the kinds."""
        return tuple(kind for kind in self.placeholder if kind not in PLACEHOLDER_KINDS)


def build(spec: PlaceholderSpec, _lexicons: Mapping[str, tuple[str, ...]]) -> Selector:
    """Return the selector of a `placeholder` mapping."""
    kinds = frozenset(spec.placeholder)

    def find(view: View) -> Iterator[Found]:
        for one in view.placeholders:
            if one.kind in kinds:
                yield Found(one.start, one.end, folded=(-1, -1), placeholder=one)

    return Selector(find, guarded=False)


REGISTRY.register("placeholder")(SelectorKind(PlaceholderSpec, build))
