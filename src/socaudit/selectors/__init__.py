"""A rule's match operators on one field of one message; one file per kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from socaudit.folding import Folded
from socaudit.model import Category, Origin, Placeholder, Value
from socaudit.nlp import NO_PARSER, Parser
from socaudit.registry import Registry
from socaudit.rulepack.schema import SelectorSpec
from socaudit.selectors._bytes import is_narrow, narrow, options

__all__ = ["REGISTRY", "Found", "Selector", "SelectorKind", "View", "is_narrow", "narrow", "options"]


# The company's handles -> (a handle -> the one of them that it looks like, or None).
Likeness = Callable[[Collection[str]], Callable[[str], str | None]]
# Below it, a question says more of what a value is than the value itself.
SURE = 0.5


@dataclass(frozen=True)
class View:
    """One field of one message as selectors see it: the folded text, the values found in it, what parses it.

    `categories` are what its sentences say, where a rule asks for that.

    In a template, `placeholders` are what is filled in, and the folded text holds blanks for them. `network` is where
    it is or will be said, `own_hosts` are those that the company may link to (none: any).
    """

    field: str
    folded: Folded
    values: tuple[Value, ...]
    parser: Parser = NO_PARSER
    placeholders: tuple[Placeholder, ...] = ()
    network: str = "unknown"
    own_hosts: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()

    @cached_property
    def narrow(self) -> bytes:
        """The folded text in one byte for each character."""
        return narrow(self.folded.text)

    @cached_property
    def wide(self) -> bytes:
        """The folded text in UTF-8."""
        return self.folded.text.encode()


@dataclass(frozen=True, slots=True)
class Found:
    """A span that a selector matched: code points of the original field and of the folded text.

    `note` says more of it; `meant` is what it says however it is written, where the selector can tell. What is `secret`
    is shown nowhere: it may hold a value that no detector knows.
    """

    start: int
    end: int
    folded: tuple[int, int]
    value: Value | None = None
    placeholder: Placeholder | None = None
    note: str = ""
    meant: str = ""
    secret: bool = False


# What a selector finds in one text.
Find = Callable[[View], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Selector:
    """A compiled selector.

    `pattern` is an RE2 expression without which `find` finds nothing (None: it finds values, not text);
    `origins` restricts the hits to values that got into the thread that way, `asked` to answers of these entity types
    to a question of the company's (empty: to nothing); only the thread can tell either.
    `parsed` says that `find` needs the view's parser, `labels` that it needs sentences that say one of these;
    `likeness` makes, of the company's handles, what tells which of them an author's handle looks like: only the archive
    knows them, so such a selector finds nothing in a text. `bind` makes `find` of the compiled pattern.
    """

    find: Find
    pattern: str | None = None
    origins: frozenset[Origin] = frozenset()
    asked: frozenset[str] = frozenset()
    guarded: bool = True
    parsed: bool = False
    labels: frozenset[str] = frozenset()
    likeness: Likeness | None = None
    bind: Callable[[Any], Find] | None = None

    def sharing(self, compiled: Any) -> Selector:  # RE2 ships no types.
        """Return the selector with its pattern as somebody else has compiled it, where it can use that."""
        return replace(self, find=self.bind(compiled)) if self.bind else self


@dataclass(frozen=True, slots=True)
class SelectorKind:
    """One kind of selector: its options, and how they become code."""

    spec: type[SelectorSpec]
    build: Callable[[Any, Mapping[str, tuple[str, ...]]], Selector]


REGISTRY: Registry[SelectorKind] = Registry(__name__, "selector kind")
