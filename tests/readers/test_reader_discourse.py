from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from reading import events, ndjson, only, put, texts
from samples import DATA, sample

from socaudit.model import (
    Author,
    Failed,
    Kind,
    Message,
    Note,
    Opened,
    ParentState,
    ReadEvent,
    Role,
    Skipped,
    Source,
    Visibility,
)

TOPIC = DATA / "discourse_topic.json"
KATE = Author("3", "lumen_kate")
ADMIN = "export: administrator of the forum"
POST = {"id": 1, "username": "nia", "user_id": 9, "cooked": "<p>Hi</p>", "post_number": 1, "topic_id": 7}


def place(number: int) -> Source:
    return Source(str(TOPIC), "discourse_topic", None, None, f"/post_stream/posts/{number}")


def at(clock: str, day: int = 1) -> datetime:
    return datetime.fromisoformat(f"2026-03-{day:02}T{clock}:00").replace(tzinfo=UTC)


def message(number: int, clock: str, text: str, **others: Any) -> Message:
    given: dict[str, Any] = {
        "network": "discourse",
        "root_id": "topic/77",
        "kind": Kind.REPLY,
        "parent_state": ParentState.PRESENT,
        "visibility": Visibility.PUBLIC,
        **others,
    }
    return Message(id=str(501 + number), text=text, source=place(number), created_at=at(clock), **given)


def test_a_topic_is_read_exactly() -> None:
    assert events(TOPIC) == [
        Opened(Source(str(TOPIC), "discourse_topic"), "discourse_topic"),
        message(
            0,
            "09:00",
            "No water in Leeds\n\nNo water since Friday & nobody answers :angry:\n\ntap.jpeg\n\nbill.pdf (30 KB)",
            kind=Kind.POST,
            parent_state=ParentState.UNKNOWN,
            author=Author("9", "nia", "Nia Okafor"),
            edited_at=at("09:10"),
            links=("/uploads/tap.jpeg", "/uploads/short-url/bill.pdf"),
            alt_texts=("the dry tap",),
            permalink="/t/no-water/77/1",
        ),
        message(
            1,
            "10:00",
            "nia:\n\n> nobody answers\n\nSorry @nia! See this page.\n\n> example.org\n\n> Status\n\n> All pipes",
            parent_id="501",
            author=KATE,
            role=Role.BRAND,
            role_basis=ADMIN,
            links=("https://example.com/help", "https://example.org/status"),
            permalink="/t/no-water/77/2",
        ),
        message(
            2,
            "10:05",
            "Her account is on hold, do not tell",
            parent_id="502",
            author=Author("3", "lumen_kate", "Kate"),
            role=Role.BRAND,
            role_basis=ADMIN,
            visibility=Visibility.INTERNAL,
        ),
        Skipped("not_a_message", place(3)),
        message(
            4, "11:00", "Same here", parent_id="502", author=Author("12", "ola", "Ola"), deleted_at=at("08:00", day=2)
        ),
        Skipped("deleted", place(5)),
        message(
            6,
            "11:02",
            "Hello!",
            parent_id="77#19",
            parent_state=ParentState.MISSING,
            author=Author("-2", "discobot", "Robot"),
            role=Role.THIRD_PARTY,
            role_basis="export: the forum's own bot",
        ),
        message(7, "11:03", "Buy pills", parent_id="501", author=Author("31", "max"), visibility=Visibility.INTERNAL),
        Note(
            "posts of the topic that the export leaves out: 2",
            Source(str(TOPIC), "discourse_topic"),
        ),
    ]


def test_pages_of_a_topic_are_one_thread_and_messages_between_members_are_direct() -> None:
    found = events(DATA / "discourse_pages.ndjson")
    assert [(m.id, m.parent_id, m.root_id, m.visibility) for m in only(Message, found)] == [
        ("601", None, "topic/80", Visibility.UNLISTED),
        ("602", "601", "topic/80", Visibility.UNLISTED),
        ("603", "601", "topic/80", Visibility.UNLISTED),
        ("9001", None, "topic/90", Visibility.DIRECT),
    ]
    assert not only(Note, found)


def test_pages_of_a_topic_in_files_of_their_own_are_one_thread(tmp_path: Path) -> None:
    later = {**POST, "id": 30, "post_number": 30, "reply_to_post_number": 2}
    first = put(tmp_path, "1.json", json.dumps({"post_stream": {"posts": [POST]}, "id": 7, "archetype": "regular"}))
    second = put(tmp_path, "2.json", json.dumps({"post_stream": {"posts": [later]}, "id": 7}))
    found = only(Message, events(first, second))
    assert [(message.id, message.root_id) for message in found] == [("1", "topic/7"), ("30", "topic/7")]
    nameless = {name: value for name, value in POST.items() if name != "topic_id"}
    (alone,) = only(Message, written(tmp_path, nameless))
    assert alone.root_id is None


def written(folder: Path, value: object) -> list[ReadEvent]:
    return events(put(folder, "data.json", json.dumps(value)))


@pytest.mark.parametrize(
    ("wrapped", "visibility", "pointer"),
    [
        ({"latest_posts": [POST]}, Visibility.PUBLIC, "/latest_posts/0"),
        ({"private_posts": [POST]}, Visibility.DIRECT, "/private_posts/0"),
        ({"post": POST}, Visibility.UNKNOWN, "/post"),
        ({"post": {**POST, "topic_archetype": "private_message"}}, Visibility.DIRECT, "/post"),
        ({"post": {**POST, "topic_archetype": ["regular"]}}, Visibility.DIRECT, "/post"),
        ([POST], Visibility.UNKNOWN, "/0"),
        (POST, Visibility.UNKNOWN, None),
        ({"post_stream": {"posts": [POST]}, "id": 7}, Visibility.UNKNOWN, "/post_stream/posts/0"),
        ({"post_stream": {"posts": [POST]}, "archetype": "novel"}, Visibility.DIRECT, "/post_stream/posts/0"),
        ({"post_stream": {"posts": [POST]}, "archetype": {}}, Visibility.DIRECT, "/post_stream/posts/0"),
        ([{"post_stream": {"posts": [POST]}, "archetype": "banner"}], Visibility.PUBLIC, "/0/post_stream/posts/0"),
    ],
)
def test_who_can_read_a_post_comes_from_what_stands_around_it(
    tmp_path: Path, wrapped: object, visibility: Visibility, pointer: str | None
) -> None:
    found = only(Message, written(tmp_path, wrapped))
    assert [(m.visibility, m.source.pointer) for m in found] == [(visibility, pointer)]


def test_a_topic_cut_before_its_archetype_is_taken_for_private(tmp_path: Path) -> None:
    line = json.dumps(
        {"post_stream": {"posts": [POST, {**POST, "post_number": 2}]}, "title": "No", "archetype": "private_message"}
    )
    found = events(put(tmp_path, "data", line[: line.index('"title"')]))
    assert [m.visibility for m in only(Message, found)] == [Visibility.DIRECT]
    # The title, which belongs to the first post, is lost too.
    assert [f.source.pointer for f in only(Failed, found)] == ["/post_stream/posts/0", None]
    assert [note.text for note in only(Note, found)] == [
        "topics cut before they tell who can read them, read as private: 1"
    ]


@pytest.mark.parametrize(
    ("changes", "role"),
    [
        ({"staff": True, "moderator": False}, Role.BRAND),
        ({"staff": True, "moderator": True, "admin": False}, None),
        ({"staff": True}, None),
        ({"admin": "true"}, None),
        ({"admin": True, "user_id": -1}, Role.THIRD_PARTY),
    ],
)
def test_only_administrators_speak_for_the_company(tmp_path: Path, changes: dict[str, object], role: Role) -> None:
    assert [m.role for m in only(Message, written(tmp_path, {"latest_posts": [{**POST, **changes}]}))] == [role]


def test_posts_that_are_none_are_accounted_for(tmp_path: Path) -> None:
    odd = [
        {**POST, "cooked": "<p>(hidden)</p>", "cooked_hidden": True},
        {**POST, "cooked": ""},
        {**POST, "post_type": "9"},
        {"id": 4},
        {"cooked": "x"},
        5,
    ]
    found = written(tmp_path, {"latest_posts": [POST, *odd]})
    assert [s.reason for s in only(Skipped, found)] == ["removed", "no_text"]
    assert [m.visibility for m in only(Message, found)] == [Visibility.PUBLIC, Visibility.INTERNAL]
    assert {(f.source.pointer, f.reason) for f in only(Failed, found)} == {
        (f"/latest_posts/{n}", "not a post: it has no id or no text") for n in (4, 5, 6)
    }


def test_a_picture_that_nobody_described_has_no_description(tmp_path: Path) -> None:
    shown = {**POST, "cooked": '<p>Look <img src="/a.png" alt="image"><img src="/b.png" alt="a tap"></p>'}
    (found,) = only(Message, written(tmp_path, {"latest_posts": [shown]}))
    assert found.alt_texts == (None, "a tap")


def test_an_answer_to_a_post_that_its_author_deleted_says_so(tmp_path: Path) -> None:
    gone = {**POST, "id": 2, "post_number": 2, "user_deleted": True}
    answer = {**POST, "id": 3, "post_number": 3, "reply_to_post_number": "2", "topic_title": "Not here"}
    page = {"post_stream": {"posts": [gone, answer], "stream": [1, 2, 3]}, "archetype": "regular"}
    (found,) = only(Message, events(put(tmp_path, "data", ndjson(page))))
    assert (found.parent_id, found.parent_state, found.root_id) == ("2", ParentState.DELETED, "topic/7")
    assert found.text == "Hi"


def test_the_sample_reads_the_same_with_a_byte_order_mark_and_indented(tmp_path: Path) -> None:
    text = "\ufeff" + json.dumps(sample("discourse_topic.json"), indent=4).replace("\n", "\r\n")
    assert texts(events(put(tmp_path, "data", text))) == texts(events(TOPIC))
