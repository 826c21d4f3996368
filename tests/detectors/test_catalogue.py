"""What the recognizers say of themselves is what they do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from socaudit.detectors import ENTITY_TYPES, Detector, Entry, catalogue
from socaudit.detectors._recognizer import RECOGNIZERS, Recognizer
from socaudit.detectors._view import view
from socaudit.model import Detection

ENTRIES = list(catalogue())
TUNE = Path("benchmarks/detection/tune.ndjson").read_text(encoding="utf-8")
TEXTS = [json.loads(line)["text"] for line in TUNE.splitlines()]


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


def unbracketed(entry: Entry) -> tuple[str, int, int]:
    before, value, after = entry.form.example.replace("]", "[").split("[")
    return before + value + after, len(before), len(before) + len(value)


def scores(entry: Entry, text: str, start: int, end: int) -> list[float]:
    """Return what the entry's recognizer gives to a span of its type."""
    seen = view(text)
    recognizer = RECOGNIZERS[entry.recognizer]
    found = recognizer.find(seen) if recognizer.wants(seen) else ()
    wanted = (entry.form.entity_type, start, end)
    return [one.score for one in found if (one.entity_type, one.start, one.end) == wanted]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.recognizer}-{entry.form.entity_type}")
def test_the_example_is_detected_as_its_type(entry: Entry, detector: Detector) -> None:
    text, start, end = unbracketed(entry)
    found = [one for one in next(detector.detect([text])) if (one.start, one.end) == (start, end)]
    assert entry.form.entity_type in {one.entity_type for one in found}


@pytest.mark.parametrize("recognizer", [one for _, one in RECOGNIZERS.items()], ids=lambda one: one.name)
def test_each_recognizer_finds_its_examples_and_nothing_that_it_does_not_declare(recognizer: Recognizer) -> None:
    ranges = {form.entity_type: (form.least, form.most) for form in recognizer.finds}
    for entry in (entry for entry in ENTRIES if entry.recognizer == recognizer.name):
        assert scores(entry, *unbracketed(entry)), entry.form.entity_type
    seen = [view(text) for text in (*TEXTS, *(unbracketed(entry)[0] for entry in ENTRIES))]
    for found in (one for each in seen if recognizer.wants(each) for one in recognizer.find(each)):
        least, most = ranges[found.entity_type]
        assert least <= found.score <= most, found.entity_type
        assert found.recognizer == recognizer.name


@pytest.mark.parametrize("entry", [one for one in ENTRIES if one.form.check], ids=lambda entry: entry.recognizer)
def test_a_wrong_check_digit_is_told_from_a_right_one(entry: Entry, detector: Detector) -> None:
    text, _, end = unbracketed(entry)
    last = text[end - 1]
    wrong = f"{text[: end - 1]}{chr(ord(last) - 1 if last in '9Z' else ord(last) + 1)}{text[end:]}"

    def best(found: tuple[Detection, ...]) -> float:
        return max((one.score for one in found if one.entity_type == entry.form.entity_type), default=0.0)

    right_one, wrong_one = detector.detect([text, wrong])
    assert best(wrong_one) < best(right_one)


def test_every_entity_type_has_a_recognizer() -> None:
    assert {entry.form.entity_type for entry in ENTRIES} == ENTITY_TYPES - {"CANDIDATE"}
