"""Score a tagger on labelled texts: exact spans by label, source and case, beside a spaCy model, with speed."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import score
from data import Example, Span, read
from socaudit.tagger import Tagger

CASES: dict[str, Callable[[str], str]] = {"original": str, "lower": str.lower, "upper": str.upper}
# What spaCy's English models call what we call LOC; people and organisations have the same names.
SPACY_LABELS = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
Predict = Callable[[Sequence[str]], list[list[Span]]]


def main() -> None:
    """Print a table of scores and the speed of each system, on one core if the environment says so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="an NDJSON file of labelled texts")
    parser.add_argument("--model", type=Path, required=True, help="folder of the tagger")
    parser.add_argument("--spacy", help="name of a spaCy model to compare with")
    parser.add_argument("--held-out", action="store_true", help="only every second text, which training left out")
    parser.add_argument("--hashtags", action="store_true", help="count hashtags that name places and organisations")
    arguments = parser.parse_args()
    examples = read(arguments.texts)[1 if arguments.held_out else 0 :: 2 if arguments.held_out else 1]

    start = time.perf_counter()
    systems: dict[str, Predict] = {"socaudit": Tagger.load(arguments.model).spans}
    print(f"socaudit loads in {time.perf_counter() - start:.2f} s")
    if arguments.spacy:
        start = time.perf_counter()
        systems[arguments.spacy] = _spacy(arguments.spacy)
        print(f"{arguments.spacy} loads in {time.perf_counter() - start:.2f} s, with spaCy itself")
    for name, predict in systems.items():
        predict([example.text for example in examples[:200]])
        start = time.perf_counter()
        predict([example.text for example in examples])
        print(f"{name}: {len(examples) / (time.perf_counter() - start):.0f} texts/s")
    for name, predict in systems.items():
        _table(name, predict, examples, hashtags=arguments.hashtags)


def _table(name: str, predict: Predict, examples: Sequence[Example], *, hashtags: bool) -> None:
    """Print precision/recall/F1 by source and case."""
    for source in sorted({example.source for example in examples}):
        some = [example for example in examples if example.source == source]
        for case, change in CASES.items():
            # Some letters become two in capitals ("ß"): such texts would shift their spans.
            same = [example for example in some if len(change(example.text)) == len(example.text)]
            tally = score.counts(same, predict([change(example.text) for example in same]), hashtags=hashtags)
            print(f"{name:12} {source:13} {case:8} {score.line(tally)}")


def _spacy(model: str) -> Predict:
    """Return what finds the entities of a spaCy model, cut down to those, without handles and marks at the ends."""
    import spacy  # noqa: PLC0415  # Only a comparison needs it.

    nlp: Any = spacy.load(model, exclude=["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"])
    if not any("listener" in node.name for node in nlp.get_pipe("ner").model.walk()):
        nlp.remove_pipe("tok2vec")

    def predict(texts: Sequence[str]) -> list[list[Span]]:
        return [
            [_bare(doc.text, SPACY_LABELS[ent.label_], ent.start_char, ent.end_char)
             for ent in doc.ents if ent.label_ in SPACY_LABELS and not _is_account(doc.text, ent.start_char)]
            for doc in nlp.pipe(texts, batch_size=64)
        ]  # fmt: skip

    return predict


def _is_account(text: str, start: int) -> bool:
    return text[start] == "@" or text[:start].endswith(("@", "@ "))


def _bare(text: str, label: str, start: int, end: int) -> Span:
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return label, start, end


if __name__ == "__main__":
    main()
