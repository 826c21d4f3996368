"""`phrases`: literal phrases in any case and with any white space."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from socaudit.rulepack.schema import SelectorSpec, Words
from socaudit.selectors import REGISTRY, Selector, SelectorKind
from socaudit.selectors._patterns import one_of, phrase, text_selector


class PhrasesSpec(SelectorSpec):
    """Literal phrases at word edges."""

    kind: ClassVar[str] = "phrases"
    phrases: Words


def build(spec: PhrasesSpec, _lexicons: Mapping[str, tuple[str, ...]]) -> Selector:
    """Return the selector of a `phrases` mapping."""
    return text_selector(one_of(map(phrase, spec.phrases), case=False))


REGISTRY.register("phrases")(SelectorKind(PhrasesSpec, build))
