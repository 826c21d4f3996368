"""`length`: what a reply has beyond the length that its channel takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from socaudit.model import TEXT_FIELD
from socaudit.rulepack.schema import Listed, SelectorSpec
from socaudit.selectors import REGISTRY, Found, Selector, SelectorKind, View

Count = Annotated[int, Field(ge=1)]


def _pairs(value: object) -> object:
    return tuple(value.items()) if isinstance(value, Mapping) else value


# By network; in pairs, since equal selectors are found by their hashes.
Counts = Annotated[tuple[tuple[str, Count], ...], BeforeValidator(_pairs, json_schema_input_type=dict[str, Count])]
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
# All but what counts once: https://docs.x.com/fundamentals/counting-characters
_WIDE = re.compile("[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")


class LengthSpec(SelectorSpec):
    """Texts longer than their network takes, in characters; the network `unknown` stands for every other one.

    A placeholder counts as `filled` characters, a link as `links` says for its network; on networks that are
    `wide`, characters beyond Latin, Greek and Cyrillic count twice.
    """

    kind: ClassVar[str] = "length"
    whole: ClassVar[bool] = True
    length: Annotated[Counts, Field(min_length=1)]
    links: Counts = ()
    filled: Count = 15
    wide: Listed[str] = ()


def build(spec: LengthSpec, _lexicons: Mapping[str, tuple[str, ...]]) -> Selector:
    """Return the selector of a `length` mapping; what it finds is all that is beyond the length."""
    limits = dict(spec.length)

    def find(view: View) -> Iterator[Found]:
        most = limits.get(view.network, limits.get("unknown"))
        text = view.folded.text
        if view.field != TEXT_FIELD or most is None:
            return
        sums = [*accumulate(_counts(spec, view))]
        if sums and sums[-1] > most:
            span = next(place for place, count in enumerate(sums) if count > most), len(text)
            yield Found(*view.folded.span(*span), folded=span, note=f"about {sums[-1]} characters, of {most}")

    return Selector(find, pattern=r"\S", guarded=False)


def _counts(spec: LengthSpec, view: View) -> list[int]:
    """Return what each character of the folded text counts; all of a link or placeholder counts at its first."""
    text = view.folded.text
    counts = [1] * len(text)
    for sign in _WIDE.finditer(text) if view.network in spec.wide else ():
        counts[sign.start()] = 2
    if view.folded.starts is not None:
        counts = [0 if view.folded.repeats(place) else count for place, count in enumerate(counts)]
    links = dict(spec.links).get(view.network)
    whole = [(*found.span(), links) for found in _LINK.finditer(text)] if links else []
    # What only steers a template leaves nothing in the reply.
    whole += [(*view.folded.place(p.start, p.end), spec.filled if p.name else 0) for p in view.placeholders]
    for start, end, count in whole:
        counts[start:end] = [count, *[0] * (end - start - 1)] if end > start else []
    return counts


REGISTRY.register("length")(SelectorKind(LengthSpec, build))
