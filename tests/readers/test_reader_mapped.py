"""What a mapping means is the same in every container."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import events, failures, only, put, texts
from tables import CONTAINERS, Records, as_csv, as_lines, as_list

from socaudit.errors import ConfigError, InputError
from socaudit.model import Author, Kind, Message, Note, Opened, ParentState, Role, Skipped, Visibility

RECORDS = [
    {
        "Message ID": "m1",
        "Subject": "Router",
        "Body": "It is <b>dead</b> &amp; gone",
        "Parent": "",
        "Thread": "t1",
        "Who": "@jo",
        "Name": "Jo",
        "Checked": "No",
        "Way": "In",
        "Where": "Wall",
        "Net": "Twitter",
        "Sent": "01/07/2024 10:00",
    },
    {
        "Message ID": "m2",
        "Subject": "",
        "Body": "Sorry, Jo",
        "Parent": "m1",
        "Thread": "t1",
        "Who": "LumenWater",
        "Name": "Lumen Water",
        "Checked": "Yes",
        "Way": "Out",
        "Where": "PM",
        "Net": "",
        "Sent": "01/07/2024 10:05:30",
    },
]
MAPPING = """
columns:
  id: Message ID
  text: [Subject, Body]
  parent_id: Parent
  root_id: Thread
  author_handle: Who
  author_name: Name
  author_verified: Checked
  role: Way
  visibility: Where
  network: Net
  created_at: Sent
values:
  role: {Out: brand, In: customer}
  visibility: {Wall: public, PM: direct}
  network: {Twitter: x}
time: {format: ['%d/%m/%Y %H:%M', '%d/%m/%Y %H:%M:%S'], zone: Europe/London}
network: facebook
html: true
"""
REVIEWS = [
    {"Review": "r1", "Said": "Bad", "Stars": "1", "Answer": "Sorry", "Answered": "1711980000", "By": "Kate"},
    {"Review": "r2", "Said": "", "Stars": "5", "Answer": "Thanks", "Answered": "1711980000000", "By": ""},
    {"Review": "r3", "Said": "Fine", "Stars": "4", "Answer": "", "Answered": "", "By": ""},
]
REVIEW_MAPPING = """
columns: {id: Review, text: Said, reply_text: Answer, reply_created_at: Answered, reply_author_name: By}
time: {format: [seconds, milliseconds]}
network: shop
kind: review
role: customer
visibility: public
"""


@pytest.mark.parametrize("container", CONTAINERS)
def test_the_same_records_give_the_same_messages_in_every_container(tmp_path: Path, container: str) -> None:
    mapping = put(tmp_path, "map.yaml", MAPPING)
    name, write = CONTAINERS[container]
    found = events(put(tmp_path, "data", write(RECORDS)), mapping=mapping)
    opened, first, second = found
    assert isinstance(opened, Opened)
    assert opened.format == name
    assert isinstance(first, Message)
    assert isinstance(second, Message)
    assert (first.id, first.text, first.root_id) == ("m1", "Router\n\nIt is dead & gone", "t1")
    assert first.author == Author("jo", "jo", "Jo", None, False)
    assert (first.role, first.role_basis, first.network) == (Role.CUSTOMER, "export", "x")
    assert (first.visibility, first.kind) == (Visibility.PUBLIC, Kind.POST)
    assert first.created_at == datetime(2024, 7, 1, 9, tzinfo=UTC)
    assert (second.id, second.text, second.parent_id, second.kind) == ("m2", "Sorry, Jo", "m1", Kind.REPLY)
    assert second.author == Author("LumenWater", "LumenWater", "Lumen Water", None, True)
    assert (second.role, second.visibility, second.network) == (Role.BRAND, Visibility.DIRECT, "facebook")
    assert second.created_at == datetime(2024, 7, 1, 9, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_review_and_its_reply_in_one_row_are_two_messages(tmp_path: Path, container: str) -> None:
    mapping = put(tmp_path, "map.yaml", REVIEW_MAPPING)
    found = events(put(tmp_path, "data", CONTAINERS[container][1](REVIEWS)), mapping=mapping)
    messages = only(Message, found)
    assert [(m.id, m.text, m.kind, m.role) for m in messages] == [
        ("r1", "Bad", Kind.REVIEW, Role.CUSTOMER),
        ("r1#reply", "Sorry", Kind.REVIEW_REPLY, Role.BRAND),
        ("r2#reply", "Thanks", Kind.REVIEW_REPLY, Role.BRAND),
        ("r3", "Fine", Kind.REVIEW, Role.CUSTOMER),
    ]
    reply, alone = messages[1:3]
    assert (reply.parent_id, reply.root_id, reply.visibility) == ("r1", "r1", Visibility.PUBLIC)
    assert reply.author == Author("Kate", name="Kate")
    assert reply.created_at == alone.created_at == datetime(2024, 4, 1, 14, tzinfo=UTC)
    assert (alone.parent_state, alone.author) == (ParentState.MISSING, None)
    assert [skip.reason for skip in only(Skipped, found)] == ["no_text"]


def test_what_a_reply_says_stays_as_private_as_the_row(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", "columns: {id: a, text: b, reply_text: c, visibility: d}\nvisibility: public\n")
    path = put(tmp_path, "data", as_csv([{"a": "1", "b": "x", "c": "y", "d": "direct"}]))
    assert [m.visibility for m in only(Message, events(path, mapping=mapping))] == [Visibility.DIRECT] * 2


def test_a_visibility_that_the_mapping_does_not_explain_is_private(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", "columns: {id: a, text: b, visibility: c}\nvisibility: public\n")
    records = [{"a": "1", "b": "x", "c": "Whisper"}, {"a": "2", "b": "y", "c": ""}, {"a": "3", "b": "z", "c": "PUBLIC"}]
    found = events(put(tmp_path, "data", as_csv(records)), mapping=mapping)
    assert [m.visibility for m in only(Message, found)] == [Visibility.DIRECT, Visibility.PUBLIC, Visibility.PUBLIC]
    assert [note.text for note in only(Note, found)] == ["cells for visibility that the mapping does not explain: 1"]


def test_ids_that_a_spreadsheet_has_rounded_are_never_taken_for_ids(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", "columns: {id: a, text: b, parent_id: c}\n")
    records = [{"a": "1.23457E+18", "b": "lost", "c": ""}, {"a": "7", "b": "kept", "c": "1,2E+18"}]
    found = events(put(tmp_path, "data.csv", as_csv(records)), mapping=mapping)
    assert failures(found) == [("csv:2", "a spreadsheet has rounded the id")]
    assert [(m.text, m.parent_id) for m in only(Message, found)] == [("kept", None)]
    assert [note.text for note in only(Note, found)] == ["ids of answered messages that a spreadsheet has rounded: 1"]


def test_a_time_in_none_of_the_ways_is_counted_and_costs_no_message(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", "columns: {id: a, text: b, created_at: c}\ntime: {format: [iso, '%d.%m.%Y']}\n")
    records = [{"a": str(n), "b": "x", "c": when} for n, when in enumerate(["2024-07-01T10:00Z", "1.7.2024", "soon"])]
    found = events(put(tmp_path, "data", as_csv(records)), mapping=mapping)
    assert [m.created_at for m in only(Message, found)] == [
        datetime(2024, 7, 1, 10, tzinfo=UTC),
        datetime(2024, 7, 1, tzinfo=UTC),
        None,
    ]
    assert [note.text for note in only(Note, found)] == [
        "times that could not be read or cannot be right: 1",
        "times without a zone read as UTC: 1",
    ]


def test_entities_are_resolved_where_the_mapping_says_so(tmp_path: Path) -> None:
    path = put(tmp_path, "data", as_csv([{"a": "1", "b": "a &lt;b&gt; c"}]))
    plain = put(tmp_path, "plain.yaml", "columns: {id: a, text: b}")
    escaped = put(tmp_path, "escaped.yaml", "columns: {id: a, text: b}\nescaped: true")
    assert texts(events(path, mapping=plain)) == ["a &lt;b&gt; c"]
    assert texts(events(path, mapping=escaped)) == ["a <b> c"]


@pytest.mark.parametrize("container", ["csv", "workbook", "parquet"])
def test_a_column_that_a_table_lacks_is_an_error_that_names_those_it_has(tmp_path: Path, container: str) -> None:
    mapping = put(tmp_path, "map.yaml", "columns: {id: Message ID, text: Content, lang: Tongue}\n")
    records = [{"Message ID": "1", "Content": "hello", "Other": "x"}]
    with pytest.raises(ConfigError) as caught:
        events(put(tmp_path, "data", CONTAINERS[container][1](records)), mapping=mapping)
    assert caught.value.where == str(mapping)
    assert caught.value.problem == "the input lacks the column 'Tongue'"
    assert "'Message ID', 'Content', 'Other'" in str(caught.value.hint)


@pytest.mark.parametrize("write", [as_lines, as_list])
def test_records_that_have_neither_id_nor_text_are_an_error_that_names_what_they_have(
    tmp_path: Path, write: Callable[[Records], bytes]
) -> None:
    mapping = put(tmp_path, "map.yaml", "columns: {id: key, text: body.text, lang: tongue}\n")
    with pytest.raises(ConfigError) as caught:
        events(put(tmp_path, "data", write([{"key": "1", "body": {"html": "x"}, "tongue": "en"}])), mapping=mapping)
    assert caught.value.problem == "the input lacks the value 'body.text'"
    assert caught.value.hint == "it has 'key', 'tongue', 'body.html'"


@pytest.mark.parametrize(
    ("container", "called"),
    [("csv", "CSV"), ("lines", "JSON"), ("list", "JSON"), ("workbook", "an Excel workbook"), ("parquet", "Parquet")],
)
def test_without_a_mapping_the_error_asks_for_one(tmp_path: Path, container: str, called: str) -> None:
    path = put(tmp_path, "data", CONTAINERS[container][1](RECORDS))
    with pytest.raises(InputError) as caught:
        events(path)
    assert caught.value.problem == f"is {called} and holds nothing that a reader knows"
    assert "--suggest-map" in str(caught.value.hint)


@pytest.mark.parametrize("container", CONTAINERS)
def test_without_a_mapping_it_is_one_unknown_file_in_a_folder(tmp_path: Path, container: str) -> None:
    put(tmp_path, "in/a", CONTAINERS[container][1](RECORDS))
    put(tmp_path, "in/b", '{"id": "1", "text": "hello"}\n')
    found = events(tmp_path / "in")
    assert [(opened.source.member, opened.format) for opened in only(Opened, found)] == [
        (None, None),
        (None, "neutral"),
    ]
