"""`textcat`: sentences that say a thing, in whatever words, as our own classifier reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from socaudit.rulepack.schema import SelectorSpec
from socaudit.selectors import REGISTRY, Found, Selector, SelectorKind, View
from socaudit.selectors._labels import SECRETS, Label, Score


class TextcatSpec(SelectorSpec):
    """Sentences of which the classifier is so sure that they say `textcat`, one of its labels."""

    kind: ClassVar[str] = "textcat"
    textcat: Label
    min_score: Score = 0.5


def build(spec: TextcatSpec, _lexicons: Mapping[str, tuple[str, ...]]) -> Selector:
    """Return the selector of a `textcat` mapping; a hit is a sentence.

    No guard looks at it: whether it is hedged, asked or denied is part of what the classifier reads. Words of the rule
    that a guard takes back in a sentence take its reading with them, if it is enough by itself (`stages/matcher.py`).
    """

    def find(view: View) -> Iterator[Found]:
        for said in view.categories:
            if said.label == spec.textcat and said.score >= spec.min_score:
                place = view.folded.place(said.start, said.end)
                note = f"read as {said.label}, {said.score:.2f}"
                yield Found(said.start, said.end, folded=place, note=note, secret=said.label in SECRETS)

    return Selector(find, labels=frozenset({spec.textcat}), guarded=False)


REGISTRY.register("textcat")(SelectorKind(TextcatSpec, build))
