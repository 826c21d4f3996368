from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import events, failures, ndjson, only, put, texts

from socaudit.errors import InputError
from socaudit.model import (
    Author,
    Failed,
    Kind,
    Message,
    Note,
    Opened,
    ParentState,
    Role,
    Skipped,
    Source,
    Visibility,
)

FULL = {
    "schema": "socaudit/message/1",
    "id": 17,
    "text": "Thanks, Nia, we are on it.",
    "network": "mastodon",
    "parent_id": 16,
    "root_id": "15",
    "parent_state": "missing",
    "kind": "reply",
    "author": {
        "id": "a1",
        "handle": "lumenwater",
        "name": "Lumen Water",
        "location": "Leeds",
        "verified": True,
        "is_bot": False,
    },
    "role": "brand",
    "role_basis": "a guess",
    "visibility": "unlisted",
    "created_at": "2024-03-01T10:00:00+01:00",
    "edited_at": "2024-03-01T10:05:00Z",
    "deleted_at": "2024-03-02T00:00:00Z",
    "lang": "en",
    "urls": [{"shown": "example.com/a", "target": "https://example.com/a?b=1", "start": 3, "end": 9}],
    "media": [{"type": "image", "alt": "a meter"}, {"type": "image"}],
    "version_of": "12",
    "permalink": "https://social.example/17",
    "text_fixes": ["mojibake"],
}


def test_every_field_of_the_record_reaches_the_message(tmp_path: Path) -> None:
    path = put(tmp_path, "data.ndjson", ndjson(FULL))
    source = Source(str(path), "neutral", None, 1)
    assert events(path) == [
        Opened(Source(str(path), "neutral"), "neutral"),
        Message(
            id="17",
            text="Thanks, Nia, we are on it.",
            source=source,
            network="mastodon",
            parent_id="16",
            root_id="15",
            parent_state=ParentState.MISSING,
            kind=Kind.REPLY,
            author=Author("a1", "lumenwater", "Lumen Water", "Leeds", verified=True),
            role=Role.BRAND,
            role_basis="export",
            visibility=Visibility.UNLISTED,
            created_at=datetime(2024, 3, 1, 9, tzinfo=UTC),
            edited_at=datetime(2024, 3, 1, 10, 5, tzinfo=UTC),
            deleted_at=datetime(2024, 3, 2, tzinfo=UTC),
            lang="en",
            links=("https://example.com/a?b=1",),
            alt_texts=("a meter", None),
            version_of="12",
            permalink="https://social.example/17",
            text_fixes=("mojibake",),
        ),
    ]


def test_id_and_text_are_enough(tmp_path: Path) -> None:
    path = put(tmp_path, "data", '\n{"text": "Hello", "id": "1"}')
    assert only(Message, events(path)) == [Message("1", "Hello", Source(str(path), "neutral", None, 2))]


def test_an_answer_is_a_reply_and_an_unknown_role_is_none(tmp_path: Path) -> None:
    record = {"id": "2", "text": "x", "parent_id": "1", "role": "unknown", "author": {"name": "Nia"}}
    (message,) = only(Message, events(put(tmp_path, "data", ndjson(record))))
    assert (message.kind, message.role, message.role_basis, message.author) == (Kind.REPLY, None, None, None)


def test_unknown_fields_are_left_out_and_counted_once_for_the_input(tmp_path: Path) -> None:
    record = {"id": "1", "text": "x", "likes": 3, "mentions": [], "author": {"handle": "nia", "age": 40}}
    found = events(put(tmp_path, "data", ndjson(record, record)))
    assert [note.text for note in only(Note, found)] == ["fields that the neutral record does not have, left out: 4"]


def test_times_without_a_zone_are_utc_with_one_note(tmp_path: Path) -> None:
    record = {"id": "1", "text": "x", "created_at": "2024-03-01 10:00"}
    found = events(put(tmp_path, "data", ndjson(record, record)))
    assert [message.created_at for message in only(Message, found)] == [datetime(2024, 3, 1, 10, tzinfo=UTC)] * 2
    assert [note.text for note in only(Note, found)] == ["times without a zone read as UTC: 2"]


@pytest.mark.parametrize(
    "time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2199-01-01T00:00:00Z", "yesterday"]
)
def test_an_absurd_time_costs_the_time_but_not_the_message(tmp_path: Path, time: str) -> None:
    found = events(put(tmp_path, "data", ndjson({"id": "1", "text": "x", "created_at": time})))
    assert [message.created_at for message in only(Message, found)] == [None]
    assert [note.text for note in only(Note, found)] == ["times that could not be read or cannot be right: 1"]


def test_null_text_is_skipped(tmp_path: Path) -> None:
    path = put(tmp_path, "data", ndjson({"id": "1", "text": None}))
    assert only(Skipped, events(path)) == [Skipped("no_text", Source(str(path), "neutral", None, 1))]


def test_lone_surrogates_become_replacement_characters_and_pairs_stay(tmp_path: Path) -> None:
    line = '{"id": "\\udc00", "text": "a\\ud83d b \\ud83d\\ude00", "author": {"handle": "\\uDFFF"}, "x\\ud800": [1]}'
    (message,) = only(Message, events(put(tmp_path, "data", line)))
    assert (message.id, message.text) == ("\ufffd", "a\ufffd b \U0001f600")
    assert message.author == Author("\ufffd", "\ufffd")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "2", "text": "cut', "not JSON: Unterminated string starting at, character 21"),
        ('{"id": "2"}', "field 'text': field required"),
        ('{"id": true, "text": "x"}', "field 'id': input should be a valid string"),
        ('{"id": "", "text": "x"}', "field 'id': string should have at least 1 character"),
        ('{"id": "2", "text": 5}', "field 'text': input should be a valid string"),
        ('{"id": "2", "text": "x", "created_at": 5}', "field 'created_at': input should be a valid string"),
        ('["id", "text"]', "not a JSON object"),
        ("[" * 100_000, "not readable: nested too deeply"),
        (
            '{"id": %s, "text": "x"}' % ("1" * 5000),
            "not readable: a number that JSON does not have or that is too long",
        ),
        (
            '{"id": NaN, "text": "x"}',
            "not readable: a number that JSON does not have or that is too long",
        ),
        ('{"id": "2", "text": "a\0b"}', "the line holds NUL bytes"),
    ],
)
def test_a_bad_line_fails_at_its_place_and_the_next_is_read(tmp_path: Path, line: str, reason: str) -> None:
    good = json.dumps({"id": "1", "text": "good"})
    path = put(tmp_path, "data.x", f"{good}\n{line}\n{good}\n")
    found = events(path)
    assert texts(found) == ["good", "good"]
    assert only(Failed, found) == [Failed(reason, Source(str(path), "neutral", None, 2))]


def test_a_wrong_role_fails_without_showing_what_was_there(tmp_path: Path) -> None:
    private = "07700 900123"
    path = put(tmp_path, "data", ndjson({"id": "1", "text": "x", "role": private}))
    (fail,) = only(Failed, events(path))
    assert fail.reason.startswith("field 'role': input should be 'brand'")
    assert private not in fail.reason


def test_wrong_encoding_fails_at_its_line(tmp_path: Path) -> None:
    path = put(tmp_path, "data.x", b'{"id":"1","text":"a"}\n{"id":"2","text":"caf\xe9"}\n{"id":"3","text":"c"}\n')
    found = events(path)
    assert texts(found) == ["a", "c"]
    assert failures(found) == [("x:2", "byte 22 of the line is not utf-8")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_is_believed(tmp_path: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    content = (mark + '{"id": "1", "text": "café ☕"}\n{"id": "2", "text": "b"}').encode(encoding)
    assert texts(events(put(tmp_path, "data", content))) == ["café ☕", "b"]


def test_a_line_cut_within_its_text_is_recognised_and_fails(tmp_path: Path) -> None:
    path = put(tmp_path, "data.x", '{"id": "1", "text": "she said \\"hi')
    assert failures(events(path)) == [("x:1", "not JSON: Unterminated string starting at, character 21")]


@pytest.mark.parametrize(
    "content",
    [
        '{"items": [{"id": "1", "text": "nested"}]}',
        '{"id": "1", "note": "no \\"text\\": here"}',
        '[{"id": "1", "text": "x"}]',
        '{"id": "1"}\n{"id": "1", "text": "x"}',
    ],
)
def test_json_without_id_and_text_at_the_top_is_not_the_neutral_record(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match="nothing that a reader knows"):
        events(put(tmp_path, "data", content))
