from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from reading import events, ndjson, only, put, texts
from samples import DATA, sample

from socaudit.errors import InputError
from socaudit.model import Author, Failed, Kind, Message, Note, Opened, ParentState, Skipped, Source, Visibility

PAGE = DATA / "x_v2.json"
STREAM = DATA / "x_v2_stream.ndjson"
FLATTENED = DATA / "x_v2_flattened.ndjson"
FIRST = 1700000000000000000
NIA = Author("7", "nia_example", "Nia Example", "Leeds", verified=False)
LUMEN = Author("42", "LumenWater", "Lumen Water", None, verified=True)
JO = Author("9", "jo_example", "Jo", None, verified=False)
LONG = "@nia_example Sorry, & we will be back after we have read your meter twice. ^JD"


def post(number: int, text: str, author: Author | None, source: Source, **more: Any) -> Message:
    """Return a post as most of the fixtures are: public, with a time, in English, in one conversation."""
    minute = number % 60
    common: dict[str, Any] = {
        "root_id": str(FIRST),
        "visibility": Visibility.PUBLIC,
        "created_at": datetime(2023, 9, 7, 10, minute, tzinfo=UTC),
        "lang": "en",
        "permalink": f"https://x.com/{author.handle if author and author.handle else 'i'}/status/{FIRST + number}",
    }
    return Message(id=str(FIRST + number), text=text, source=source, network="x", author=author, **{**common, **more})


def test_a_page_is_read_exactly() -> None:
    def place(pointer: str) -> Source:
        return Source(str(PAGE), "x_v2", None, None, pointer)

    assert events(PAGE) == [
        Opened(Source(str(PAGE), "x_v2"), "x_v2"),
        post(
            3,
            LONG,
            LUMEN,
            place("/data/0"),
            parent_id=str(FIRST),
            kind=Kind.REPLY,
            links=("https://example.org/long", "https://example.com/form"),
            alt_texts=("a map", None, None),
        ),
        post(
            4,
            "Mine is off as well",
            JO,
            place("/data/1"),
            parent_id=str(FIRST + 90),
            parent_state=ParentState.DELETED,
            kind=Kind.REPLY,
            visibility=Visibility.FOLLOWERS,
        ),
        Skipped("repost", place("/data/2")),
        post(
            7,
            "See this https://t.co/q",
            LUMEN,
            place("/data/3"),
            root_id=str(FIRST + 6),
            kind=Kind.QUOTE,
            lang=None,
            version_of=str(FIRST + 6),
        ),
        post(
            8,
            "Still waiting",
            NIA,
            place("/data/4"),
            parent_id=str(FIRST + 91),
            parent_state=ParentState.BLOCKED,
            kind=Kind.REPLY,
        ),
        post(0, "@LumenWater no water at 12 Test Street", NIA, place("/includes/tweets/0"), kind=Kind.REPLY),
        post(1, "All is well", LUMEN, place("/includes/tweets/1"), root_id=str(FIRST + 1)),
        Skipped("deleted", place("/errors/0")),
        Skipped("blocked", place("/errors/1")),
        Skipped("not_a_message", place("/errors/2")),
    ]


def test_lines_of_a_stream_are_read_and_tell_what_the_request_did_not_ask_for() -> None:
    def place(line: int) -> Source:
        return Source(str(STREAM), "x_v2", None, line, "/data")

    whole = Source(str(STREAM), "x_v2")
    assert events(STREAM) == [
        Opened(whole, "x_v2"),
        post(20, "Any news?", NIA, place(1)),
        post(21, "None for my followers", JO, place(2), visibility=Visibility.FOLLOWERS),
        post(22, "A post without fields", None, place(3), root_id=None, created_at=None, lang=None),
        Note("posts without a time: the request did not ask for it: 1", whole),
        Note("posts without an author: the request did not ask for it: 1", whole),
    ]


def test_flattened_posts_bring_the_posts_that_they_refer_to() -> None:
    def place(line: int, pointer: str | None = None) -> Source:
        return Source(str(FLATTENED), "x_v2", None, line, pointer)

    assert events(FLATTENED) == [
        Opened(Source(str(FLATTENED), "x_v2"), "x_v2"),
        post(
            3,
            LONG,
            LUMEN,
            place(1),
            parent_id=str(FIRST),
            kind=Kind.REPLY,
            links=("https://example.org/long", "https://example.com/form"),
            alt_texts=("a map", None),
        ),
        post(0, "@LumenWater no water at 12 Test Street", NIA, place(1, "/referenced_tweets/0"), kind=Kind.REPLY),
        post(30, "Nobody knows who I am", Author("77"), place(2)),
    ]


@pytest.mark.parametrize("indent", [None, 2])
def test_pages_in_lines_in_a_list_and_behind_one_another_are_all_read(tmp_path: Path, indent: int | None) -> None:
    page = sample(PAGE.name)
    expected = texts(events(PAGE)) * 2
    listed = put(tmp_path, "list.json", json.dumps([page, page], indent=indent))
    behind = put(tmp_path, "lines.json", f"{json.dumps(page, indent=indent)}\n{json.dumps(page, indent=indent)}\n")
    wide = put(tmp_path, "wide.json", json.dumps([page, page], indent=indent).encode("utf-16"))
    for path in (listed, behind, wide):
        found = events(path)
        assert texts(found) == expected
        assert not only(Failed, found)
    assert only(Message, events(listed))[0].source.pointer == "/0/data/0"
    assert only(Message, events(wide))[0].source.pointer == "/0/data/0"


@pytest.mark.parametrize(
    "value",
    [
        {"data": [{"id": "1", "text": "hi"}], "meta": {"newest_id": "1", "result_count": 1}},
        {"data": {"text": 'hi "you"', "id": "1"}},
        {"data": [{"id": "1", "text": "hi"}, {"id": "2", "text": "hi"}]},
        {"data": {"id": "1", "text": "hi", "author_id": "7"}, "includes": {"users": [{"id": "7", "username": "a"}]}},
        {"data": {"id": "1", "text": "hi"}, "matching_rules": [{"id": "1"}]},
        {"id": "1", "text": "hi", "edit_history_tweet_ids": ["1"]},
        {"data": [{"id": "1", "public_metrics": {"like_count": 0}, "text": "hi", "author_id": "7"}]},
        {"data": [{"author_id": "7", "created_at": "2021-03-02T09:00:00.000Z", "id": "1", "text": "hi"}]},
        {"created_at": "2021-03-02T09:00:00.000Z", "text": "hi", "conversation_id": "1", "id": "1", "author_id": "7"},
    ],
)
def test_answers_to_requests_without_fields_are_known(tmp_path: Path, value: object) -> None:
    found = events(put(tmp_path, "data", json.dumps(value)))
    assert [event.format for event in only(Opened, found)] == ["x_v2"]
    assert {message.visibility for message in only(Message, found)} == {Visibility.PUBLIC}


def test_a_page_on_which_nothing_was_found_is_known(tmp_path: Path) -> None:
    path = put(tmp_path, "data", json.dumps({"meta": {"result_count": 0}, "__twarc": {"version": "2.13.0"}}))
    assert events(path) == [Opened(Source(str(path), "x_v2"), "x_v2")]


@pytest.mark.parametrize(
    "value",
    [
        {"data": [{"id": "1", "text": "hi", "timestamp": "2024-01-01T00:00:00+0000"}], "paging": {}},
        {"data": [{"id": "1", "text": "hi"}], "paging": {"next": "x"}},
        {"data": [{"id": "a1", "text": "hi"}]},
        {"data": [{"id": "1", "author_id": "7", "created_at": "Mon Mar 02 09:00:00 +0000 2026", "text": "hi"}]},
    ],
)
def test_answers_of_other_interfaces_are_left_to_others(tmp_path: Path, value: object) -> None:
    with pytest.raises(InputError):
        events(put(tmp_path, "data", json.dumps(value)))


def test_lines_of_the_neutral_form_with_a_number_for_an_author_stay_what_they_are(tmp_path: Path) -> None:
    line = {"id": "1", "author_id": "7", "created_at": "2026-03-02T09:00:00Z", "text": "hi"}
    (opened,) = only(Opened, events(put(tmp_path, "data", json.dumps(line))))
    assert opened.format == "neutral"


def test_what_is_no_post_is_skipped_or_fails_at_its_place(tmp_path: Path) -> None:
    private = {"data": [{"id": "5", "event_type": "MessageCreate", "text": "PIN 1234"}], "meta": {"result_count": 1}}
    lost = {"errors": [{"title": "operational-disconnect", "detail": "gone"}]}
    empty = {"meta": {"result_count": 0}}
    records = [sample(STREAM.name)[0], private, lost, empty, {"data": {"id": "6"}}, {"data": {}}, {"foo": 1}]
    found = events(put(tmp_path, "data", ndjson(*records)))
    assert len(texts(found)) == 1
    assert [(skip.reason, skip.source.line) for skip in only(Skipped, found)] == [
        ("direct", 2),
        ("not_a_message", 3),
        ("no_text", 5),
    ]
    assert [(fail.reason, fail.source.line) for fail in only(Failed, found)] == [
        ("not a post: it has no id", 6),
        ("not a post: it has no id", 7),
    ]
    assert "PIN" not in repr(found)


def page_of(**includes: object) -> dict[str, object]:
    return {"data": {"id": "1", "text": "hi", "author_id": "9", "edit_history_tweet_ids": ["1"]}, **includes}


@pytest.mark.parametrize(
    ("page", "visibility"),
    [
        (page_of(), Visibility.PUBLIC),
        (page_of(includes={"tweets": [{"id": "2", "text": "a"}]}), Visibility.PUBLIC),
        (page_of(includes={"users": [{"id": "9", "username": "jo"}]}), Visibility.PUBLIC),
        (page_of(includes={"users": [{"id": "9", "protected": True}]}), Visibility.FOLLOWERS),
        (page_of(includes={"users": [{"id": "9", "protected": "no"}]}), Visibility.FOLLOWERS),
        (page_of(includes={"users": [{"id": "8", "protected": True}]}), Visibility.FOLLOWERS),
        (page_of(includes={"users": [5]}), Visibility.FOLLOWERS),
        (page_of(includes={"users": "9"}), Visibility.FOLLOWERS),
        (page_of(includes={}), Visibility.FOLLOWERS),
        (page_of(includes=[]), Visibility.FOLLOWERS),
    ],
)
def test_a_post_is_public_only_where_no_account_could_be_protected(
    tmp_path: Path, page: dict[str, object], visibility: Visibility
) -> None:
    assert only(Message, events(put(tmp_path, "data", json.dumps(page))))[0].visibility is visibility


def test_a_page_that_is_cut_before_its_accounts_does_not_say_that_it_is_public(tmp_path: Path) -> None:
    content = json.dumps(sample(PAGE.name))
    for end in (content.index('"includes"'), content.index('"protected"')):
        found = events(put(tmp_path, "data", content[:end]))
        seen = {message.author.id: message.visibility for message in only(Message, found) if message.author}
        assert seen["9"] is Visibility.UNKNOWN
        assert [fail.reason for fail in only(Failed, found)][-1] == "the file is cut"
