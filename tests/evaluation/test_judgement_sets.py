"""The labelled replies and threads that ship: their form, their labels, and what each set covers."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
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


@pytest.mark.parametrize(
    ("name", "size", "clean"),
    [("threads_unseen.ndjson", 192, 58), ("threads_unseen_b.ndjson", 240, 120), ("threads_unseen_c.ndjson", 190, 64)],
)
def test_many_unseen_threads_are_clean_and_each_risk_is_shown_several_times(name: str, size: int, clean: int) -> None:
    read = rows(name)
    assert len({row["thread"] for row in read}) == len(read) == size
    assert sum(not row["labels"] for row in read) == clean
    counts = Counter(label for row in read for label in labels_of(row))
    assert len(counts) == 40
    assert counts.keys() <= RISKS
    assert min(counts.values()) >= 4


def test_the_unseen_threads_are_conversations_in_time_order_that_a_network_would_take() -> None:
    for row in rows("threads_unseen.ndjson"):
        thread = transcripts.parse(str(row["thread"]))
        times = [message.created_at for message in thread.messages if message.created_at is not None]
        assert len(times) == len(thread.messages) <= 11, row["id"]
        assert times == sorted(times), row["id"]
        assert all(0 < len(message.text) <= 280 for message in thread.messages), row["id"]


def test_the_labels_of_time_and_length_follow_from_the_unseen_threads() -> None:
    for row in rows("threads_unseen.ndjson"):
        thread = transcripts.parse(str(row["thread"]))
        labels = labels_of(row)
        first = hours_to_the_first_reply(thread)
        assert ("slow_first_reply" in labels) == (first is not None and first > 6), row["id"]
        assert ("unanswered" in labels) == (first is None and hours(thread, max(thread.ends.values())) > 24), row["id"]
        assert ("long_exchange" in labels) == (len(thread.messages) > 8), row["id"]
        missing = any(message.parent_id == "t.gone" for message in thread.messages)
        assert ("deleted_or_missing" in labels) == missing, row["id"]


def hours(thread: transcripts.Transcript, until: datetime) -> float:
    started = thread.messages[0].created_at
    assert started is not None
    return (until - started).total_seconds() / 3600


def hours_to_the_first_reply(thread: transcripts.Transcript) -> float | None:
    brands = {handle for handle, role in thread.roles.items() if role is Role.BRAND}
    for message in thread.messages:
        if message.author and message.author.handle in brands and message.created_at:
            return hours(thread, message.created_at)
    return None


def test_the_threads_that_rules_are_tuned_on_have_risks_or_are_all_quiet() -> None:
    assert sum(bool(row["labels"]) for row in rows("threads_tune.ndjson")) == 209
    assert not any(row["labels"] for row in rows("threads_quiet.ndjson"))
