"""`similar_to`: an author's handle that looks like one of the company's without being one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from socaudit.rulepack.schema import SelectorSpec
from socaudit.selectors import REGISTRY, Found, Selector, SelectorKind, View
from socaudit.selectors._handles import LookAlikes


class SimilarToSpec(SelectorSpec):
    """Look-alikes of the company's handles, as configured or found; something else must be said as well."""

    kind: ClassVar[str] = "similar_to"
    supports_only: ClassVar[bool] = True
    archive_only: ClassVar[bool] = True
    similar_to: Literal["brand"]


def build(_spec: SimilarToSpec, _lexicons: Mapping[str, tuple[str, ...]]) -> Selector:
    """Return the selector of a `similar_to` mapping."""

    def find(_view: View) -> Iterator[Found]:
        yield from ()

    return Selector(find, likeness=LookAlikes)


REGISTRY.register("similar_to")(SelectorKind(SimilarToSpec, build))
