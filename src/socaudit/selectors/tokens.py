r"""`tokens`: words in sequence, with alternatives, gaps and words that must not stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar

import re2
from pydantic import Field, field_validator

from socaudit.rulepack.schema import SelectorSpec, Spec
from socaudit.selectors import REGISTRY, Selector, SelectorKind
from socaudit.selectors._patterns import text_selector

_WORD = r"[\pL\pN_'&]+"
_BETWEEN = r"[^\pL\pN_'&]+"


class Gap(Spec):
    """At most so many words."""

    gap: Annotated[int, Field(ge=1, le=20)]


class Skip(Spec):
    """Exactly so many words."""

    any: Annotated[int, Field(ge=1, le=20)]


class Not(Spec):
    """One word that is none of these."""

    not_: Annotated[str, Field(alias="not", min_length=1)]


Token = Annotated[str, Field(min_length=1)] | Gap | Skip | Not


class TokensSpec(SelectorSpec):
    """A sequence of words: `a|b` for alternatives, `refund*` for any ending."""

    kind: ClassVar[str] = "tokens"
    tokens: Annotated[tuple[Token, ...], Field(min_length=1)]

    @field_validator("tokens")
    @classmethod
    def _sensible(cls, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        if isinstance(tokens[0], Gap) or isinstance(tokens[-1], Gap):
            raise ValueError("a gap stands between two words")
        for words in tokens:
            if isinstance(words, str) and not all(word.rstrip("*") for word in words.split("|")):
                raise ValueError(f"{words!r} has an alternative that is no word")
        return tokens


def build(spec: TokensSpec, _lexicons: Mapping[str, tuple[str, ...]]) -> Selector:
    """Return the selector of a `tokens` mapping."""
    forbidden: list[frozenset[str]] = []
    pattern = ""
    for index, token in enumerate(spec.tokens):
        between = _BETWEEN if index else ""
        match token:
            case Gap(gap=most):
                pattern += f"(?:{between}{_WORD}){{0,{most}}}?"
            case Skip(any=count):
                pattern += between + _BETWEEN.join([_WORD] * count)
            case Not(not_=words):
                pattern += f"{between}({_WORD})"
                forbidden.append(frozenset(words.casefold().split("|")))
            case str(words):
                pattern += f"{between}(?:{'|'.join(map(_one_word, words.split('|')))})"

    def accept(found: Sequence[str]) -> bool:
        return all(word.casefold() not in words for word, words in zip(found, forbidden, strict=True))

    return text_selector(f"(?i:{pattern})", accept=accept if forbidden else None)


def _one_word(word: str) -> str:
    if word.endswith("*"):
        return str(re2.escape(word[:-1])) + r"[\pL\pN_']*"
    return str(re2.escape(word))


REGISTRY.register("tokens")(SelectorKind(TokensSpec, build))
