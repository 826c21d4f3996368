"""The labelled replies that ship: their form, their labels, and what the unseen set covers."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

from socaudit import transcripts
from socaudit.model import Role

SETS = Path("benchmarks/judgement")
RISKS = frozenset(yaml.safe_load(Path("rules/risks.yaml").read_text(encoding="utf-8")))
SIGNALS = frozenset({"commitment", "deflection"})
TWELVE = SIGNALS | {
    "admission_fault",
    "admission_knowledge",
    "admission_breach",
    "admission_deadline",
    "incident_acknowledged",
    "blanket_remedy",
    "ask_pii_public",
    "moved_to_dm",
    "pii_brand_new",
    "freebie_public",
}


def rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (SETS / name).read_text(encoding="utf-8").splitlines()]


def labels_of(row: dict[str, object]) -> list[str]:
    labels = row["labels"]
    assert isinstance(labels, list)
    return labels


@pytest.mark.parametrize("name", sorted(path.name for path in SETS.glob("*.ndjson")))
def test_every_row_is_a_thread_with_risks_that_exist(name: str) -> None:
    read = rows(name)
    assert len({row["id"] for row in read}) == len(read) > 0
    for row in read:
        assert row.keys() == {"id", "thread", "labels"}, row["id"]
        assert transcripts.parse(str(row["thread"])).messages, row["id"]
        labels = labels_of(row)
        assert len(set(labels)) == len(labels), row["id"]
        assert set(labels) <= RISKS | SIGNALS, row["id"]


@pytest.mark.parametrize("name", ["replies_tune_b.ndjson", "replies_unseen.ndjson"])
def test_every_row_ends_with_a_reply_that_a_network_would_take(name: str) -> None:
    for row in rows(name):
        thread = transcripts.parse(str(row["thread"]))
        last = thread.messages[-1]
        assert last.author is not None
        assert last.author.handle is not None
        assert thread.roles[last.author.handle] is Role.BRAND, row["id"]
        assert len(thread.messages) <= 2, row["id"]
        assert 0 < len(last.text) <= 280, row["id"]


@pytest.mark.parametrize(("name", "size"), [("replies_tune_b.ndjson", 252), ("replies_unseen.ndjson", 250)])
def test_half_of_the_replies_are_near_misses_and_each_label_is_shown_often(name: str, size: int) -> None:
    read = rows(name)
    assert len({row["thread"] for row in read}) == len(read) == size
    assert sum(not row["labels"] for row in read) == size / 2
    counts = Counter(label for row in read for label in labels_of(row))
    assert counts.keys() == TWELVE
    assert min(counts.values()) >= 14


def test_no_two_sets_share_a_thread() -> None:
    threads = Counter(thread for path in SETS.glob("*.ndjson") for thread in {row["thread"] for row in rows(path.name)})
    assert threads
    assert max(threads.values()) == 1
