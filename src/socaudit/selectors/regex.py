"""`regex`: one RE2 expression or a list of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import field_validator

from socaudit.rulepack.schema import SelectorSpec, Words
from socaudit.selectors import REGISTRY, Selector, SelectorKind
from socaudit.selectors._patterns import compiled, one_of, text_selector


class RegexSpec(SelectorSpec):
    """RE2 expressions on the folded text, any case, at word edges."""

    kind: ClassVar[str] = "regex"
    regex: Words
    case: bool = False
    word: bool = True

    @field_validator("regex")
    @classmethod
    def _compiles(cls, expressions: tuple[str, ...]) -> tuple[str, ...]:
        for expression in expressions:
            if compiled(expression).search(""):
                raise ValueError(f"{expression!r} matches an empty text")
        return expressions


def build(spec: RegexSpec, _lexicons: Mapping[str, tuple[str, ...]]) -> Selector:
    """Return the selector of a `regex` mapping."""
    return text_selector(one_of(spec.regex, case=spec.case), word=spec.word)


REGISTRY.register("regex")(SelectorKind(RegexSpec, build))
