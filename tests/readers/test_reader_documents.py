"""What holds for every JSON format: a cut costs what is behind it, a field of a wrong type its record at most."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import events, failures, only, put, texts
from samples import DATA, sample, written

from socaudit.errors import InputError
from socaudit.model import Failed, Message, ReadEvent, Role, Visibility
from socaudit.readers import Head, Limits, ReadOptions
from socaudit.readers._reader import build_readers
from socaudit.readers._streams import HEAD

NAMES = sorted(path.name for path in DATA.iterdir())
SIDES = (Role.BRAND, Role.CUSTOMER)
OPEN = (Visibility.PUBLIC, Visibility.UNLISTED, Visibility.UNKNOWN)
JUNK: st.SearchStrategy[Any] = (
    st.sampled_from([None, True, 0, -1, 10**30, 1.5, "", "\ud800", "x", [], {}, [[]], {"a": {}}, [None, 5, {}]])
    | st.text(max_size=5)
    # 1 and 2 are no junk: a forum says so that all may read a post.
    | st.integers().filter(lambda number: number not in (1, 2))
)


def read(name: str, content: str | bytes) -> list[ReadEvent]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            return events(put(Path(folder), name, content), limits=Limits(line=1_000_000))
        except InputError as error:
            str(error).encode()
            return []


def ids(found: list[ReadEvent]) -> set[tuple[str, str]]:
    return {(message.id, message.text) for message in only(Message, found)}


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every `(container, key)` in a JSON value."""
    found: list[tuple[Any, Any]] = []
    below = [value]
    while below:
        part = below.pop()
        keys = part.keys() if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ()
        found.extend((part, key) for key in keys)
        below.extend(part[key] for key in keys)
    return found


def drawn_place(value: Any, chance: st.DataObject) -> tuple[Any, Any]:
    # A change before this one may have left nothing to change.
    found = places(value) or [([None], 0)]
    return found[chance.draw(st.integers(0, len(found) - 1), label="place")]


def drawn_junk(chance: st.DataObject, *, null: bool = True) -> Any:
    # A copy: a later change inside it would else stay for the next example, and could make it hold itself.
    return copy.deepcopy(chance.draw(JUNK if null else JUNK.filter(lambda junk: junk is not None), label="junk"))


def test_there_are_samples() -> None:
    assert NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_cut_file_gives_only_messages_of_the_whole_one_and_says_that_it_is_cut(name: str) -> None:
    content = (DATA / name).read_text(encoding="utf-8").rstrip()
    whole = ids(read(name, content))
    most = 0
    for end in range(1, len(content), 7):
        found = read(name, content[:end])
        assert ids(found) <= whole
        ended = content[:end].endswith("\n") or content[end] == "\n"
        assert not found or only(Failed, found) or (name.endswith(".ndjson") and ended), end
        most = max(most, len(ids(found)))
    assert most >= len(whole) - 1


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=st.data())
def test_fields_of_any_type_give_events_or_an_input_error(name: str, chance: st.DataObject) -> None:
    value = copy.deepcopy(sample(name))
    for _ in range(chance.draw(st.integers(1, 3), label="changes")):
        container, key = drawn_place(value, chance)
        if isinstance(container, dict) and chance.draw(st.booleans(), label="missing"):
            del container[key]
        else:
            container[key] = drawn_junk(chance)
    for event in read(name, json.dumps(value) if not name.endswith(".ndjson") else written(name, value)):
        repr(event).encode()


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=st.data())
def test_a_private_message_with_wrong_fields_is_never_taken_for_a_public_one(name: str, chance: st.DataObject) -> None:
    value = copy.deepcopy(sample(name))
    private = {m.text for m in only(Message, read(name, written(name, value))) if m.visibility not in OPEN}
    for _ in range(chance.draw(st.integers(1, 3), label="changes")):
        container, key = drawn_place(value, chance)
        container[key] = drawn_junk(chance, null=False)
    found = only(Message, read(name, written(name, value)))
    assert not private & {message.text for message in found if message.visibility in OPEN}


def shuffled(value: Any, chance: st.DataObject) -> Any:
    """Return a value with the keys of all its objects in another order."""
    if isinstance(value, list):
        return [shuffled(part, chance) for part in value]
    if not isinstance(value, dict):
        return value
    keys = chance.draw(st.permutations(sorted(value)), label="keys")
    return {key: shuffled(value[key], chance) for key in keys}


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.data())
def test_keys_in_any_order_never_make_a_private_message_public(name: str, chance: st.DataObject) -> None:
    value = sample(name)
    private = {m.text for m in only(Message, read(name, written(name, value))) if m.visibility not in OPEN}
    found = read(name, written(name, shuffled(value, chance)))
    assert not private & {message.text for message in only(Message, found) if message.visibility in OPEN}
    roles = {m.text: m.role for m in only(Message, read(name, written(name, value)))}
    assert all(message.role in (roles.get(message.text), None) for message in only(Message, found))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=st.data())
def test_a_message_with_a_wrong_field_never_changes_sides(name: str, chance: st.DataObject) -> None:
    value = copy.deepcopy(sample(name))
    sides = {m.text: m.role for m in only(Message, read(name, written(name, value))) if m.role in SIDES}
    container, key = drawn_place(value, chance)
    # True and small numbers could be another right value.
    container[key] = copy.deepcopy(chance.draw(JUNK.filter(lambda junk: junk not in range(1, 100)), label="junk"))
    for message in only(Message, read(name, written(name, value))):
        assert message.role not in SIDES or sides.get(message.text, message.role) is message.role


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=st.data())
def test_flipped_bytes_give_events_or_an_input_error(name: str, chance: st.DataObject) -> None:
    data = bytearray((DATA / name).read_bytes())
    for place, byte in chance.draw(
        st.lists(st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255)), min_size=1, max_size=6), label="flips"
    ):
        data[place] = byte
    for event in read(name, bytes(data)):
        repr(event).encode()


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith(".ndjson")])
@pytest.mark.parametrize("depth", [700, 200_000])
def test_hostile_nesting_costs_only_what_stands_behind_it(name: str, depth: int) -> None:
    value = sample(name)
    content = json.dumps([*value, 5] if isinstance(value, list) else {**value, "zz": 5})
    found = read(name, content[:-2] + "[" * depth + "]" * depth + content[-1])
    assert texts(found) == texts(read(name, json.dumps(value)))
    # What stands behind the list of a streamed file is not looked at.
    assert depth < 1000 or only(Failed, found) or name == "mastodon_outbox.json"


@pytest.mark.parametrize("name", NAMES)
def test_no_format_claims_the_files_of_another(name: str) -> None:
    head = Head((DATA / name).read_bytes()[:HEAD])
    # What is asked last takes what nobody else does.
    knowing = [kind for kind, reader in build_readers(ReadOptions()) if not reader.last and reader.knows(head)]
    assert len(knowing) == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_samples_are_whole(name: str) -> None:
    found = read(name, (DATA / name).read_bytes())
    assert only(Message, found)
    assert not only(Failed, found)


def test_a_document_that_breaks_its_lines_in_front_of_objects_is_one(tmp_path: Path) -> None:
    value = sample("mastodon_context.json")
    text = json.dumps(value).replace(", {", ",\n{").replace("[{", "[\n{")
    whole, broken = put(tmp_path, "a/data.x", json.dumps(value)), put(tmp_path, "b/data.x", text)
    assert texts(events(broken)) == texts(events(whole)) != []
    assert failures(events(broken)) == []
