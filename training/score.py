"""Exact-span precision, recall and F1, by label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from data import Example, Span, is_hashtag

KINDS = ("PERSON", "LOC", "ORG")


def counts(
    examples: Sequence[Example], predicted: Iterable[Sequence[Span]], *, hashtags: bool = False
) -> dict[str, Counter[str]]:
    """Return per label how many spans are right, found and expected; hashtags but for persons count if asked."""
    tally: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for example, spans in zip(examples, predicted, strict=True):
        gold, found = (
            {s for s in some if hashtags or s[0] == "PERSON" or not is_hashtag(example.text, s)}
            for some in (example.spans, spans)
        )
        for kind in KINDS:
            right = {s for s in gold & found if s[0] == kind}
            tally[kind].update(
                right=len(right), found=sum(s[0] == kind for s in found), gold=sum(s[0] == kind for s in gold)
            )
    return tally


def f1(tally: Counter[str]) -> float:
    """Return the F1 of one label's counts, 0 if nothing was found or expected."""
    return 2 * tally["right"] / max(1, tally["found"] + tally["gold"])


def line(tally: dict[str, Counter[str]]) -> str:
    """Return one line of `label precision/recall/F1`."""
    return "  ".join(
        f"{kind} {t['right'] / max(1, t['found']):.2f}/{t['right'] / max(1, t['gold']):.2f}/{f1(t):.3f}"
        for kind, t in tally.items()
    )
