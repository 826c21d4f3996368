from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import events, ndjson, only, put, texts
from samples import DATA, sample

from socaudit.model import Author, Failed, Kind, Message, Note, Opened, Skipped, Source, Visibility

LINES = DATA / "x_v1.ndjson"
FIRST = 1108023456789012345
NIA = Author("7", "nia_example", "Nia Example", "Leeds", verified=False)
LUMEN = Author("42", "LumenWater", "Lumen Water", None, verified=True)


def place(line: int, pointer: str | None = None) -> Source:
    return Source(str(LINES), "x_v1", None, line, pointer)


def at_minute(minute: int) -> datetime:
    return datetime(2019, 3, 19, 14, minute, 17, tzinfo=UTC)


def link(handle: str, number: int) -> str:
    return f"https://x.com/{handle}/status/{number}"


def test_lines_of_statuses_and_notices_are_read_exactly() -> None:
    assert events(LINES) == [
        Opened(Source(str(LINES), "x_v1"), "x_v1"),
        Message(
            id=str(FIRST),
            text="@LumenWater no water & nobody answers https://t.co/a",
            source=place(1),
            network="x",
            kind=Kind.REPLY,
            author=NIA,
            visibility=Visibility.PUBLIC,
            created_at=at_minute(1),
            lang="en",
            links=("https://example.com/leak",),
            alt_texts=("a flooded cellar", None),
            permalink=link("nia_example", FIRST),
        ),
        Message(
            id=str(FIRST + 1),
            text="@nia_example Sorry to hear that, <Nia>. We are looking into it and will be back. ^JD",
            source=place(2),
            network="x",
            parent_id=str(FIRST),
            kind=Kind.REPLY,
            author=LUMEN,
            visibility=Visibility.PUBLIC,
            created_at=at_minute(2),
            lang="en",
            links=("https://example.org/status",),
            permalink=link("LumenWater", FIRST + 1),
        ),
        Skipped("repost", place(3)),
        Message(
            id=str(FIRST + 3),
            text="We are on it https://t.co/q",
            source=place(4),
            network="x",
            kind=Kind.QUOTE,
            author=LUMEN,
            visibility=Visibility.PUBLIC,
            created_at=at_minute(4),
            lang="en",
            links=("https://x.com/nia_example/status/1",),
            permalink=link("LumenWater", FIRST + 3),
        ),
        Message(
            id=str(FIRST + 9),
            text="Is the water safe?",
            source=place(4, "/quoted_status"),
            network="x",
            author=NIA,
            visibility=Visibility.PUBLIC,
            created_at=at_minute(0),
            permalink=link("nia_example", FIRST + 9),
        ),
        Skipped("deletion_notice", place(5)),
        Skipped("not_a_message", place(6)),
        Message(
            id=str(FIRST + 4),
            text="A text that was cut by the interface and ends… https://t.co/d",
            source=place(7),
            network="x",
            author=Author("7"),
            visibility=Visibility.PUBLIC,
            created_at=at_minute(5),
            lang="en",
            permalink=link("i", FIRST + 4),
        ),
        Message(
            id=str(FIRST + 5),
            text="For my followers only",
            source=place(8),
            network="x",
            author=Author("9", "jo_example", "Jo", None, verified=False),
            visibility=Visibility.FOLLOWERS,
            created_at=at_minute(6),
            lang="en",
            permalink=link("jo_example", FIRST + 5),
        ),
        Skipped("no_text", place(9)),
        Message(
            id=str(FIRST + 8),
            text="Fixed at 10:00",
            source=place(10),
            network="x",
            author=LUMEN,
            visibility=Visibility.PUBLIC,
            created_at=at_minute(9),
            lang="en",
            version_of=str(FIRST + 7),
            permalink=link("LumenWater", FIRST + 8),
        ),
        Note("texts that the export cuts short: 1", Source(str(LINES), "x_v1")),
    ]


@pytest.mark.parametrize(("indent", "encoding"), [(None, "utf-8"), (2, "utf-8-sig"), (2, "utf-16")])
@pytest.mark.parametrize("wrapped", [False, True])
def test_arrays_and_searches_hold_the_same_statuses(
    tmp_path: Path, indent: int | None, encoding: str, wrapped: bool
) -> None:
    statuses = sample(LINES.name)
    value = {"statuses": statuses, "search_metadata": {"count": 10}} if wrapped else statuses
    path = put(tmp_path, "data.json", json.dumps(value, indent=indent).encode(encoding))
    found = events(path)
    assert texts(found) == texts(events(LINES))
    pointers = [message.source.pointer for message in only(Message, found)]
    top = "/statuses" if wrapped else ""
    assert pointers[2:4] == [f"{top}/3", f"{top}/3/quoted_status"]


def test_pages_behind_one_another_are_all_read(tmp_path: Path) -> None:
    statuses = sample(LINES.name)[:2]
    lists = put(tmp_path, "lists.json", "\r\n".join(json.dumps([status], indent=1) for status in statuses))
    first, second = (json.dumps({"statuses": [status]}, indent=1) for status in statuses)
    searches = put(tmp_path, "searches.json", f"{first}\n\n{second}")
    assert [m.id for m in only(Message, events(lists))] == [str(FIRST), str(FIRST + 1)]
    found = events(searches)
    assert [(m.id, m.source.line) for m in only(Message, found)] == [
        (str(FIRST), None),
        (str(FIRST + 1), first.count("\n") + 3),
    ]
    assert not only(Failed, found)


def test_what_stands_behind_a_list_is_no_silence(tmp_path: Path) -> None:
    found = events(put(tmp_path, "data.json", json.dumps(sample(LINES.name)[:1]) + " and more"))
    assert len(texts(found)) == 1
    assert [fail.reason for fail in only(Failed, found)] == ["something else stands behind the list"]


def test_a_damaged_item_of_a_list_costs_only_itself(tmp_path: Path) -> None:
    content = json.dumps(sample(LINES.name)[:2] * 2).replace('"truncated": false', '"truncated" false', 1)
    found = events(put(tmp_path, "data.json", content))
    assert [m.source.pointer for m in only(Message, found)] == ["/1", "/2", "/3"]
    assert [fail.source.pointer for fail in only(Failed, found)] == ["/0"]


@pytest.mark.parametrize(
    "start",
    [
        '{"delete":{"status":{"id":5,"id_str":"5","user_id":7,"user_id_str":"7"},"timestamp_ms":"1"}}',
        '{"limit":{"track":3}}',
    ],
)
def test_a_stream_may_begin_with_a_notice(tmp_path: Path, start: str) -> None:
    found = events(put(tmp_path, "data", f"\r\n{start}\r\n\r\n{start}\r\n"))
    assert [event.format for event in only(Opened, found)] == ["x_v1"]
    assert len(only(Skipped, found)) == 2


@pytest.mark.parametrize(
    "content",
    ['{"statuses": [], "search_metadata": {"count": 0}}', '{"search_metadata": {"count": 0}, "statuses": []}'],
)
def test_a_search_that_found_nothing_is_known(tmp_path: Path, content: str) -> None:
    found = events(put(tmp_path, "data", content))
    assert [event.format for event in only(Opened, found)] == ["x_v1"]
    assert len(found) == 1


def test_what_an_account_was_told_is_read_and_its_direct_messages_are_counted(tmp_path: Path) -> None:
    told = {"for_user_id": "42", "tweet_create_events": sample(LINES.name)[:1]}
    private = {
        "for_user_id": "42",
        "direct_message_events": [{"type": "message_create", "id": "1", "message_create": {"text": "PIN 1234"}}],
    }
    deleted = {"for_user_id": "42", "tweet_delete_events": [{"status": {"id": "1"}}]}
    found = events(put(tmp_path, "data", ndjson(told, private, {"direct_message": {"id": 1, "text": "x"}}, deleted)))
    assert len(texts(found)) == 1
    assert [skip.reason for skip in only(Skipped, found)] == ["direct", "direct", "not_a_message"]
    assert "PIN" not in repr(found)


def test_records_that_are_no_statuses_fail_at_their_place(tmp_path: Path) -> None:
    content = ndjson(sample(LINES.name)[0], {"text": "x"}) + "5\n"
    found = events(put(tmp_path, "data", content))
    assert [(fail.source.line, fail.reason) for fail in only(Failed, found)] == [
        (2, "not a status: it has no id"),
        (3, "not a status: it has no id"),
    ]


def test_ids_that_were_rounded_are_taken_from_their_strings(tmp_path: Path) -> None:
    status = {**sample(LINES.name)[1], "id": 1108023456789012500}
    (message,) = only(Message, events(put(tmp_path, "data", json.dumps(status))))
    assert (message.id, message.parent_id) == (str(FIRST + 1), str(FIRST))


def test_a_status_whose_account_is_missing_is_public_and_one_whose_account_is_damaged_is_not(tmp_path: Path) -> None:
    first, second = sample(LINES.name)[:2]
    found = only(Message, events(put(tmp_path, "data", ndjson({**first, "user": None}, {**second, "user": {"x": 1}}))))
    assert [(m.author, m.visibility, m.permalink) for m in found] == [
        (None, Visibility.PUBLIC, link("i", FIRST)),
        (None, Visibility.FOLLOWERS, link("i", FIRST + 1)),
    ]


def test_a_shortened_account_that_has_a_name_is_understood(tmp_path: Path) -> None:
    first, *_ = sample(LINES.name)
    shortened = [{**first, "user": {"screen_name": "nia", **more}} for more in ({}, {"protected": True})]
    found = only(Message, events(put(tmp_path, "data", ndjson(*shortened))))
    assert [(m.author, m.visibility) for m in found] == [
        (Author("nia", "nia"), Visibility.PUBLIC),
        (Author("nia", "nia"), Visibility.FOLLOWERS),
    ]


def test_nobody_is_given_a_role() -> None:
    assert {message.role for message in only(Message, events(LINES))} == {None}
