from __future__ import annotations

from typing import Any

import pytest

from builders import at, facts
from socaudit.model import Facts, MessageState
from socaudit.stages.accounts import KnownAccounts
from socaudit.stages.link import link
from socaudit.stages.versions import message_states


def states(*entries: Facts) -> dict[str, str]:
    found = message_states({(entry.network, entry.id): entry for entry in entries})
    return {identity: str(state) for (_, identity), state in found.items()}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {}),
        ({"edited_at": at(2)}, {"1": "edited"}),
        ({"deleted_at": at(2)}, {"1": "deleted"}),
        ({"edited_at": at(1), "deleted_at": at(2)}, {"1": "deleted"}),
        # The other version is not in the export: nothing tells which this one is.
        ({"version_of": "0"}, {}),
        ({"version_of": "1"}, {}),
    ],
)
def test_what_the_export_says_of_one_message(changes: dict[str, Any], expected: dict[str, str]) -> None:
    assert states(facts("1", **changes)) == expected


def test_the_latest_version_is_what_stands_there_whichever_names_the_other() -> None:
    assert states(facts("1", hours=0), facts("2", hours=1, version_of="1")) == {"1": "replaced"}
    newest = facts("1", hours=0, edited_at=at(3))
    old = facts("1#v1", hours=0, version_of="1"), facts("1#v2", hours=0, version_of="1", edited_at=at(1))
    assert states(*old, newest) == {"1#v1": "replaced", "1#v2": "replaced", "1": "edited"}


def test_without_times_the_version_that_the_others_name_is_the_latest() -> None:
    assert states(facts("1#v1", hours=None, version_of="1"), facts("1", hours=None)) == {"1#v1": "replaced"}


def test_a_version_without_its_original_is_compared_with_the_others() -> None:
    assert states(facts("2", hours=1, version_of="1"), facts("3", hours=2, version_of="1")) == {"2": "replaced"}


def test_a_message_that_is_gone_is_gone_in_every_version() -> None:
    assert states(facts("1", hours=0), facts("2", hours=1, version_of="1", deleted_at=at(5))) == {
        "1": "deleted",
        "2": "deleted",
    }
    assert states(facts("1", hours=0, deleted_at=at(1)), facts("2", hours=1, version_of="1")) == {"1": "deleted"}


def test_the_same_id_on_another_network_is_no_version() -> None:
    assert states(facts("1", network="reddit"), facts("2", hours=1, version_of="1")) == {}


def test_turns_carry_what_became_of_their_message() -> None:
    turns = link([facts("1", hours=0), facts("2", hours=1, version_of="1")], KnownAccounts())
    assert {turn.facts.id: turn.state for turn in turns} == {"1": MessageState.REPLACED, "2": None}
