"""The labelled detection sets that ship: their form, their offsets, and what the unseen one covers."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from socaudit.evaluation import Labelled, labelled
from socaudit.evaluation.labels import KNOWN

SETS = Path("benchmarks/detection")
COMMON = [
    "PERSON",
    "PHONE_NUMBER",
    "EMAIL_ADDRESS",
    "ORDER_REFERENCE",
    "CUSTOMER_REFERENCE",
    "POSTAL_CODE",
    "STREET_ADDRESS",
    "LOCATION",
    "STAFF_NAME",
]


def messages(name: str) -> list[Labelled]:
    lines = (SETS / name).read_text(encoding="utf-8").splitlines()
    return [labelled(json.loads(line)) for line in lines]


@pytest.mark.parametrize("name", sorted(path.name for path in SETS.glob("*.ndjson")))
def test_every_span_is_a_value_of_its_own(name: str) -> None:
    read = messages(name)
    assert len({one.id for one in read}) == len(read) > 0
    for one in read:
        ordered = sorted(one.labels, key=lambda label: label.start)
        assert all(first.end <= then.start for first, then in pairwise(ordered)), one.id
        values = [one.text[label.start : label.end] for label in ordered]
        assert all(value == value.strip() for value in values), one.id


def test_no_span_of_the_unseen_set_cuts_a_word() -> None:
    for one in messages("unseen.ndjson"):
        for label in one.labels:
            before, after = one.text[: label.start][-1:], one.text[label.end :][:1]
            assert not (before.isalnum() and one.text[label.start].isalnum()), one.id
            assert not (after.isalnum() and one.text[label.end - 1].isalnum()), one.id


def test_the_unseen_set_is_half_clean_and_shows_every_type() -> None:
    read = messages("unseen.ndjson")
    assert len({one.text for one in read}) == len(read) == 300
    assert sum(not one.labels for one in read) == 150
    counts = Counter(label.entity_type for one in read for label in one.labels)
    assert counts.keys() == KNOWN
    assert min(counts.values()) >= 4
    assert min(counts[common] for common in COMMON) >= 12


def test_the_unseen_set_shares_no_message_with_the_others() -> None:
    unseen = {one.text for one in messages("unseen.ndjson")}
    for other in ("tune.ndjson", "check.ndjson"):
        assert unseen.isdisjoint(one.text for one in messages(other)), other
