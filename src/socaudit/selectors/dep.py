"""`dep`: words by how they hang together in the sentence, in the terms of spaCy's DependencyMatcher."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from socaudit.rulepack.schema import SelectorSpec, Spec, Words
from socaudit.selectors import REGISTRY, Found, Selector, SelectorKind, View

# https://spacy.io/api/dependencymatcher#operators
_OPERATORS = frozenset({"<", ">", "<<", ">>", ".", ".*", ";", ";*", "$+", "$-", "$++", "$--"})
_OPERATORS |= {">+", ">-", ">++", ">--", "<+", "<-", "<++", "<--"}


def _operator(value: str) -> str:
    if value not in _OPERATORS:
        raise ValueError(f"{value!r} is no operator of spaCy's DependencyMatcher: {', '.join(sorted(_OPERATORS))}")
    return value


class OneOf(Spec):
    """Any of these values."""

    IN: Words


class NoneOf(Spec):
    """None of these values."""

    NOT_IN: Words


_Wanted = str | OneOf | NoneOf | None


class Attributes(Spec):
    """What a word is; regular expressions are missing on purpose, since spaCy's take as long as they like."""

    TEXT: _Wanted = None
    LOWER: _Wanted = None
    LEMMA: _Wanted = None
    POS: _Wanted = None
    TAG: _Wanted = None
    DEP: _Wanted = None

    @model_validator(mode="after")
    def _asks_something(self) -> Attributes:
        if not self.model_fields_set:
            raise ValueError("a word needs at least one attribute")
        return self


class Node(Spec):
    """One word: its name, what it is, and how it hangs on a word before it in the list."""

    RIGHT_ID: str
    RIGHT_ATTRS: Attributes
    LEFT_ID: str | None = None
    REL_OP: Annotated[str, AfterValidator(_operator)] | None = None


class DepSpec(SelectorSpec):
    """One pattern: the first word stands for itself, each further one hangs on one before it."""

    kind: ClassVar[str] = "dep"
    supports_only: ClassVar[bool] = True
    dep: Annotated[tuple[Node, ...], BeforeValidator(tuple), Field(min_length=2)]

    @model_validator(mode="after")
    def _hangs_together(self) -> DepSpec:
        known: list[str] = []
        for node in self.dep:
            if (node.LEFT_ID is None, node.REL_OP is None) != (not known, not known):
                raise ValueError("each word but the first has LEFT_ID and REL_OP, and the first has neither")
            if node.LEFT_ID is not None and node.LEFT_ID not in known:
                raise ValueError(f"LEFT_ID {node.LEFT_ID!r} is the name of no word before it")
            if node.RIGHT_ID in known:
                raise ValueError(f"two words are called {node.RIGHT_ID!r}")
            known.append(node.RIGHT_ID)
        return self


def build(spec: DepSpec, _lexicons: Mapping[str, tuple[str, ...]]) -> Selector:
    """Return the selector of a `dep` mapping; a hit reaches from its first word to its last."""
    pattern = json.dumps([node.model_dump(exclude_none=True) for node in spec.dep])

    def find(view: View) -> Iterator[Found]:
        for start, end in view.parser.spans(pattern, view.folded.text):
            yield Found(*view.folded.span(start, end), folded=(start, end))

    return Selector(find, parsed=True)


REGISTRY.register("dep")(SelectorKind(DepSpec, build))
