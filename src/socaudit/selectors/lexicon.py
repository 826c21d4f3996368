"""`lexicon`: the phrases of a pack's lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from socaudit.rulepack.schema import SelectorSpec
from socaudit.selectors import REGISTRY, Selector, SelectorKind
from socaudit.selectors._patterns import one_of, phrase, text_selector


class LexiconSpec(SelectorSpec):
    """The phrases of one lexicon of the pack, or of `pack.lexicon`."""

    kind: ClassVar[str] = "lexicon"
    lexicon: str

    def lexicons(self) -> Iterator[str]:
        """Yield the name of the lexicon."""
        yield self.lexicon


def build(spec: LexiconSpec, lexicons: Mapping[str, tuple[str, ...]]) -> Selector:
    """Return the selector of a `lexicon` mapping; `lexicons` are those that its pack can see."""
    return text_selector(one_of(map(phrase, lexicons[spec.lexicon]), case=False))


REGISTRY.register("lexicon")(SelectorKind(LexiconSpec, build))
