from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import at, facts, message
from socaudit.coverage import Ledger, Scope
from socaudit.model import (
    Coverage,
    Failed,
    InputCoverage,
    Kind,
    Message,
    Note,
    Opened,
    ReadEvent,
    Role,
    Skipped,
    Source,
    Turn,
    Visibility,
)

PUBLIC = Scope(frozenset({Visibility.PUBLIC, Visibility.UNKNOWN}))
HERE = Source("export.ndjson", "neutral", line=3)
OPENED = Opened(HERE, "neutral")


def covered(*events: ReadEvent, scope: Scope = PUBLIC) -> tuple[list[Message], Coverage]:
    ledger = Ledger(scope)
    admitted = list(ledger.admit(events))
    return admitted, ledger.coverage([], ())


def test_each_record_is_booked_once() -> None:
    events: list[ReadEvent] = [
        OPENED,
        message("1"),
        message("1", "again"),
        message("2", visibility=Visibility.DIRECT),
        Skipped("repost", HERE),
        Failed("no text", HERE),
        Note("3 fields that nobody knows", HERE),
    ]
    admitted, coverage = covered(*events)
    assert [(m.id, m.text) for m in admitted] == [("1", "")]
    assert coverage.inputs == (
        InputCoverage(
            path="export.ndjson",
            member=None,
            format="neutral",
            read=5,
            scanned=1,
            skipped={"direct": 1, "repost": 1},
            failed=1,
            duplicates=1,
            errors=("export.ndjson:3: no text",),
            notes=("3 fields that nobody knows",),
        ),
    )
    assert not coverage.complete


def test_the_same_id_on_another_network_is_another_message() -> None:
    admitted, coverage = covered(OPENED, message("1"), message("1", network="reddit"))
    assert (len(admitted), coverage.duplicates) == (2, 0)


def test_a_duplicate_in_another_file_counts_there() -> None:
    _, coverage = covered(OPENED, message("1"), Opened(Source("b", "neutral"), None), message("1"))
    assert [(entry.scanned, entry.duplicates) for entry in coverage.inputs] == [(1, 0), (0, 1)]


def test_an_edited_copy_is_a_version_of_the_message() -> None:
    edited = message("1", text="My number is gone", edited_at=at(5))
    admitted, coverage = covered(OPENED, message("1", text="My number"), edited, edited)
    assert [(m.id, m.version_of, m.root_id, m.text) for m in admitted] == [
        ("1", None, None, "My number"),
        (f"1#{at(5):%Y%m%dT%H%M%SZ}", "1", "1", "My number is gone"),
    ]
    assert (coverage.scanned, coverage.duplicates) == (2, 1)


def test_an_earlier_version_that_is_read_later_is_told_apart_too() -> None:
    admitted, _ = covered(OPENED, message("1", text="new", edited_at=at(5)), message("1", text="old", root_id="0"))
    assert [(m.text, m.version_of, m.root_id) for m in admitted] == [("new", None, None), ("old", "1", "0")]


@pytest.mark.parametrize(
    "copy",
    [
        {"text": "cut of..."},
        {"text": "whole", "edited_at": at(5)},
        {"text": "cut of...", "edited_at": at(4)},
    ],
)
def test_a_copy_that_does_not_say_that_it_was_edited_is_a_duplicate(copy: dict[str, Any]) -> None:
    first: dict[str, Any] = {"edited_at": at(4)} if copy.get("edited_at") == at(4) else {}
    admitted, coverage = covered(OPENED, message("1", text="whole", **first), message("1", **copy))
    assert (len(admitted), coverage.duplicates) == (1, 1)


def test_versions_without_any_time_cannot_be_told_apart() -> None:
    old = message("1", text="old", created_at=None)
    admitted, coverage = covered(OPENED, message("1", text="new", edited_at=at(5)), old)
    assert (len(admitted), coverage.duplicates) == (1, 1)


def test_a_reply_to_a_review_that_was_written_anew_is_a_version() -> None:
    replies = [message("1#reply", text=str(hour), kind=Kind.REVIEW_REPLY, created_at=at(hour)) for hour in (1, 2)]
    admitted, _ = covered(OPENED, *replies)
    assert [m.version_of for m in admitted] == [None, "1#reply"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"hours": 1}, "before_since"),
        ({"hours": 2}, None),
        ({"hours": 3}, None),
        ({"hours": 4}, "after_until"),
        ({"hours": None}, None),
        ({"hours": 3, "visibility": Visibility.DIRECT}, "direct"),
    ],
)
def test_the_scope_says_why_a_message_is_left_out(changes: dict[str, Any], reason: str | None) -> None:
    scope = Scope(frozenset({Visibility.PUBLIC}), since=at(2), until=at(4))
    assert scope.excludes(message(**changes)) == reason


def test_messages_that_do_not_say_who_reads_them_are_noted() -> None:
    _, coverage = covered(OPENED, message("1", visibility=Visibility.UNKNOWN), message("2"))
    assert coverage.inputs[0].notes == ("1 messages do not say who can read them; scanned as if public",)


def test_messages_that_are_not_public_are_noted_when_they_are_scanned() -> None:
    events = (
        OPENED,
        message("1"),
        message("2", visibility=Visibility.DIRECT),
        message("3", visibility=Visibility.DIRECT),
    )
    ledger = Ledger(Scope(frozenset(Visibility)))
    assert len(list(ledger.admit(events))) == 3
    (entry,) = ledger.coverage((), ()).inputs
    assert entry.notes == ("messages that are not public, scanned because that was asked for: direct 2",)


def test_of_many_errors_the_first_are_named_and_all_are_counted() -> None:
    _, coverage = covered(OPENED, *(Failed(f"broken {i}", HERE) for i in range(50)))
    assert (coverage.failed, len(coverage.inputs[0].errors)) == (50, 20)
    assert coverage.inputs[0].errors[0].endswith("broken 0")


def test_what_nobody_can_read_is_not_evaluated() -> None:
    langs = ["en", "en-GB", "EN", None, "", "und", "zxx", "cy", "ga"]
    turns = [_turn(str(i), lang=lang) for i, lang in enumerate(langs)]
    turns.append(_turn("p", alt_texts=("a cat", None, None)))
    unread = Ledger(PUBLIC).coverage(turns, ()).not_evaluated
    assert [(u.rule_id, u.reason, u.count) for u in unread] == [
        (None, "language", 2),
        (None, "picture_without_description", 2),
    ]


def test_threads_roles_and_dates_come_from_the_turns() -> None:
    turns = [_turn("1"), _turn("2", hours=5), _turn("3", hours=None, network="reddit")]
    coverage = Ledger(PUBLIC).coverage(turns, ())
    assert (coverage.threads, coverage.first, coverage.last) == (2, at(0), at(5))
    assert (coverage.roles, coverage.role_bases) == ({"customer": 3}, {"test": 3})


def _turn(identity: str, **changes: Any) -> Turn:
    return Turn(facts(identity, **changes), "t", Role.CUSTOMER, "test", parent_missing=False, opener=True)


EVENT = st.one_of(
    st.builds(lambda i, v: message(str(i), visibility=v), st.integers(0, 9), st.sampled_from(Visibility)),
    st.builds(lambda r: Skipped(r, HERE), st.sampled_from(["repost", "direct"])),
    st.just(Failed("broken", HERE)),
    st.just(Note("said", HERE)),
    st.just(OPENED),
)


@given(st.lists(EVENT, max_size=40))
def test_for_every_input_the_sums_add_up(events: list[ReadEvent]) -> None:
    admitted, coverage = covered(OPENED, *events)
    for entry in coverage.inputs:
        assert entry.read == entry.scanned + sum(entry.skipped.values()) + entry.failed + entry.duplicates
    assert coverage.read == sum(isinstance(event, Message | Skipped | Failed) for event in events)
    assert coverage.read == coverage.scanned + sum(coverage.skipped.values()) + coverage.failed + coverage.duplicates
    assert coverage.scanned == len(admitted) == len({(m.network, m.id) for m in admitted})
    assert coverage.complete is not any(isinstance(event, Failed) for event in events)
