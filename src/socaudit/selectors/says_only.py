"""`says_only`: texts that say some things and nothing else, as our own classifier reads their sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Annotated, ClassVar

from pydantic import Field

from socaudit.rulepack.schema import SelectorSpec
from socaudit.selectors import REGISTRY, Found, Selector, SelectorKind, View
from socaudit.selectors._labels import SECRETS, Label, Score

# "Hi Dee!", "Many thanks, Jo." and a sign-off say nothing; a number or a link does.
_MUCH = 4
_WORD = re.compile(r"(?<![@\w])[^\W\d_]+|(\d|https?:|www\.)")
# Nor does what stands around an answer: "Thank you for contacting us.", "Have a lovely day!"
_COURTESY = re.compile(
    r"\W*(?:(?:many )?thank(?:s| you)(?: so much| very much)? for (?:contacting|getting in touch|reaching out|asking"
    r"|writing|your (?:message|question|query|enquiry|interest))|(?:have|enjoy) (?:a|an|your|the rest)"
    r"|(?:great|good) question)\b(?: [\w']+){0,6}\W*",
    re.IGNORECASE,
)


class SaysOnlySpec(SelectorSpec):
    """Texts of which every sentence that says anything carries one of these labels; a hit is the text."""

    kind: ClassVar[str] = "says_only"
    says_only: Annotated[tuple[Label, ...], Field(min_length=1)]
    min_score: Score = 0.5


def build(spec: SaysOnlySpec, _lexicons: Mapping[str, tuple[str, ...]]) -> Selector:
    """Return the selector of a `says_only` mapping; small talk is no sentence."""
    from socaudit.tagger.tokens import sentences_of  # noqa: PLC0415  # numpy is slow to import.

    note = f"says {' or '.join(spec.says_only)} only"
    secret = not SECRETS.isdisjoint(spec.says_only)

    def find(view: View) -> Iterator[Found]:
        text = view.folded.text
        said = [one for one in view.categories if one.label in spec.says_only and one.score >= spec.min_score]
        starts = [view.folded.place(one.start, one.end)[0] for one in said]
        told = [(start, end) for start, end in sentences_of(text) if _tells(text[start:end])]
        # Both are in order, so one look for each sentence is enough, however long the text.
        if told and all(_within(starts, start, end) for start, end in told):
            place = told[0][0], told[-1][1]
            yield Found(*view.folded.span(*place), folded=place, note=note, secret=secret)

    return Selector(find, labels=frozenset(spec.says_only), guarded=False)


def _within(starts: Sequence[int], start: int, end: int) -> bool:
    """Tell whether one of some sorted places lies in a sentence."""
    at = bisect_left(starts, start)
    return at < len(starts) and starts[at] < end


def _tells(sentence: str) -> bool:
    """Tell whether a sentence is more than small talk."""
    words = list(islice(_WORD.finditer(sentence), _MUCH))
    return any(word[1] for word in words) or (len(words) == _MUCH and not _COURTESY.fullmatch(sentence))


REGISTRY.register("says_only")(SelectorKind(SaysOnlySpec, build))
