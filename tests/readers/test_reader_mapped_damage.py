"""Whatever happens to a file that a mapping reads, nothing private becomes public and nobody changes sides."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import events, only, put
from tables import CONTAINERS

from socaudit.errors import ConfigError, InputError
from socaudit.model import Failed, Message, Opened, ReadEvent, Role, Skipped, Visibility
from socaudit.readers import Limits, suggest_mapping

MAPPING = """
columns: {id: id, text: text, role: way, visibility: seen, created_at: at, parent_id: parent, links: urls.to,
          author_handle: who.handle, author_name: who.name, reply_text: answer}
values: {role: {in: customer, out: brand}, visibility: {open: public, closed: internal}}
time: {format: [iso, seconds, '%d/%m/%Y']}
"""
FLAT = MAPPING.replace("urls.to", "urls").replace("who.handle", "handle").replace("who.name", "name")
LIMITS = Limits(line=10_000, document=100_000, unpacked=1_000_000, ratio=50, members=50)
NESTED = [
    {
        "id": str(number),
        "text": f"text {number}",
        "way": "in" if number % 2 else "out",
        "seen": "closed" if number % 2 else "open",
        "at": "2024-07-01T10:00:00Z",
        "parent": "0",
        "urls": [{"to": "https://example.com"}],
        "who": {"handle": "jo", "name": "Jo"},
        "answer": "",
    }
    for number in range(6)
]
ROWS = [{**record, "urls": "", "handle": "jo", "name": "Jo", "who": ""} for record in NESTED]
FILES = {
    name: write(NESTED if kind == "mapped_json" else [{key: str(value) for key, value in row.items()} for row in ROWS])
    for name, (kind, write) in CONTAINERS.items()
}


def survivors(name: str, data: bytes) -> list[ReadEvent]:
    """Return the events of a file, none where it is refused as a whole."""
    with tempfile.TemporaryDirectory() as folder:
        path = put(Path(folder), "in/data", data)
        mapping = put(Path(folder), "map.yaml", MAPPING if CONTAINERS[name][0] == "mapped_json" else FLAT)
        try:
            found = events(path, mapping=mapping, limits=LIMITS)
        except (InputError, ConfigError) as error:
            str(error).encode()
            return []
        for event in found:
            repr(event).encode()
        assert isinstance(found[0], Opened)
        return found


@pytest.mark.parametrize("name", FILES)
def test_the_files_themselves_are_whole(name: str) -> None:
    found = survivors(name, FILES[name])
    assert [message.text for message in only(Message, found)] == [f"text {number}" for number in range(6)]
    assert not only(Failed, found)


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=st.data())
def test_cut_and_flipped_files_give_events_or_an_error(name: str, chance: st.DataObject) -> None:
    data = bytearray(FILES[name])
    flips = st.lists(st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255)), max_size=8)
    for place, value in chance.draw(flips):
        data[place] = value
    end = chance.draw(st.integers(0, len(data)) | st.just(len(data)))
    survivors(name, bytes(data[:end]))


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=st.data())
def test_a_suggestion_from_a_damaged_file_is_a_mapping_or_an_error(name: str, chance: st.DataObject) -> None:
    data = bytearray(FILES[name])
    flips = st.lists(st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255)), max_size=4)
    for place, value in chance.draw(flips):
        data[place] = value
    end = chance.draw(st.integers(0, len(data)) | st.just(len(data)))
    with tempfile.TemporaryDirectory() as folder:
        path = put(Path(folder), "data", bytes(data[:end]))
        try:
            suggested = suggest_mapping(str(path), LIMITS)
        except InputError as error:
            str(error).encode()
            return
    assert suggested.encode().startswith(b"# A first mapping")


@pytest.mark.parametrize("name", ["lines", "list"])
@settings(max_examples=40, deadline=None)
@given(chance=st.data())
def test_a_cut_file_gives_whole_messages_then_one_failure(name: str, chance: st.DataObject) -> None:
    data = FILES[name]
    whole = only(Message, survivors(name, data))
    end = chance.draw(st.integers(data.index(b"text 1"), len(data) - 3))
    found = survivors(name, data[:end])
    messages = only(Message, found)
    assert messages == [replace(one, source=cut.source) for one, cut in zip(whole, messages, strict=False)]
    assert len(only(Failed, found)) == 1 or (name == "lines" and data[end : end + 1] in b"{\n")


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None)
@given(chance=st.data())
def test_wrong_missing_and_shuffled_fields_never_change_sides_or_visibility(chance: st.DataObject) -> None:
    record: dict[str, object] = {**NESTED[1]}
    for key in chance.draw(st.sets(st.sampled_from(sorted(record)))):
        change = chance.draw(st.sampled_from(["drop", "null", "wrong"]))
        if change == "drop":
            del record[key]
        else:
            record[key] = None if change == "null" else chance.draw(anything)
    shuffled = {key: record[key] for key in chance.draw(st.permutations(sorted(record)))}
    found = survivors("lines", (json.dumps(NESTED[0]) + "\n" + json.dumps(shuffled) + "\n").encode())
    events_of_it = [e for e in found if isinstance(e, (Message, Skipped, Failed)) and e.source.line == 2]
    assert 1 <= len(events_of_it) <= 2
    for message in (event for event in events_of_it if isinstance(event, Message)):
        if not message.id.endswith("#reply"):
            assert message.role is not Role.BRAND or record.get("way") != "in"
        assert message.visibility is not Visibility.PUBLIC


def test_deep_nesting_is_a_failure() -> None:
    deep = "[" * 100_000 + "]" * 100_000
    found = survivors("lines", (json.dumps(NESTED[0]) + '\n{"id": "x", "text": ' + deep[:9_000] + "}\n").encode())
    assert [message.id for message in only(Message, found)] == ["0"]
    assert len(only(Failed, found)) == 1
