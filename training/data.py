"""Read the labelled texts: tokens as the tagger cuts them, and a BIO label for each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from socaudit.tagger.decode import LABELS
from socaudit.tagger.tokens import is_word, offsets_of, tokens_of

Span = tuple[str, int, int]
OUTSIDE = LABELS.index("O")


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its spans `(label, start, end)`, and the same as tokens with the number of a label for each."""

    text: str
    spans: tuple[Span, ...]
    source: str
    tokens: tuple[str, ...]
    labels: tuple[int, ...]


def read(path: Path) -> list[Example]:
    """Return the examples of an NDJSON file of `{"text", "spans": [{"start", "end", "label"}], "source"}`."""
    with path.open(encoding="utf-8") as lines:
        return [_example(json.loads(line)) for line in lines]


def _example(row: dict[str, object]) -> Example:
    text, raw = str(row["text"]), row["spans"]
    assert isinstance(raw, list)  # noqa: S101  # Says to mypy what the format is.
    trimmed = [_trimmed(text, one) for one in raw]
    spans = tuple(span for span in trimmed if span and not _is_account(text, span))
    tokens, offsets = tokens_of(text), list(offsets_of(text))
    kept = [span for span in spans if span[0] == "PERSON" or not is_hashtag(text, span)]
    return Example(text, spans, str(row["source"]), *_labelled(tokens, offsets, kept))


def _trimmed(text: str, row: dict[str, object]) -> Span | None:
    """Return a span of a row without marks at its ends, None if it has no label of ours or nothing remains."""
    start, end, label = int(str(row["start"])), int(str(row["end"])), row["label"]
    while start < end and not text[start].isalnum() and text[start] != "@":
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return (str(label), start, end) if label and start < end else None


def _is_account(text: str, span: Span) -> bool:
    """Return whether the span names an account: the source labels `@name` and `@ name`."""
    label, start, end = span
    if text[start] == "@":
        return True
    apart = text[:start].endswith("@ ") and (label != "LOC" or " " not in text[start:end])
    return apart or text[:start].endswith(("@", "@_", "@ _", "@ __"))


def is_hashtag(text: str, span: Span) -> bool:
    """Return whether the span is one hashtag: the sources label few of those that name a place or a company."""
    _, start, end = span
    return text[:start].endswith(("#", "# ")) and " " not in text[start:end]


def _labelled(
    tokens: Sequence[str], offsets: Sequence[tuple[int, int]], spans: Sequence[Span]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    labels = [OUTSIDE] * len(tokens)
    for label, start, end in spans:
        inside = [i for i, (low, high) in enumerate(offsets) if low < end and high > start]
        inside = [i for i in inside if labels[i] == OUTSIDE]
        for place, i in enumerate(inside):
            labels[i] = LABELS.index(f"{'I' if place else 'B'}-{label}")
    # Tweebank writes a link as "URL123".
    clean = ["https://t.co/x" if t.startswith("URL") and t[3:].isdigit() else t for t in tokens]
    return tuple(clean), tuple(labels)


def mentions(examples: Sequence[Example]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the label and the tokens of every span of the examples that is made of words."""
    for example in examples:
        for label, start, end in label_spans(example.labels):
            words = example.tokens[start:end]
            if is_word(words[0]) and words[0][0] != "#":
                yield label, words


def label_spans(labels: Sequence[int]) -> Iterator[tuple[str, int, int]]:
    """Yield `(label, first token, token after the last)` of each run of B- and I-."""
    start = None
    for i, label in enumerate([*labels, OUTSIDE]):
        name = LABELS[label]
        if start is not None and not name.startswith("I-"):
            yield LABELS[labels[start]][2:], start, i
            start = None
        if name.startswith("B-"):
            start = i
