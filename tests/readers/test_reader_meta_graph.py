from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from reading import events, ndjson, only, put, texts
from samples import DATA, sample

from socaudit.errors import InputError
from socaudit.model import Author, Failed, Kind, Message, Note, Opened, ReadEvent, Role, Skipped, Source, Visibility

FEED = DATA / "facebook_feed.json"
MEDIA = DATA / "instagram_media.json"
PAGE = Author("111", "Lumen Water", "Lumen Water")
OWN: dict[str, Any] = {"role": Role.BRAND, "role_basis": "export: the account's own"}
WHEN = "2026-03-01T10:00:00+0000"


def place(path: Path, pointer: str) -> Source:
    return Source(str(path), "meta_graph", None, None, pointer)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 1, hour, minute, tzinfo=UTC)


def test_a_page_with_its_feed_and_conversations_is_read_exactly() -> None:
    feed: dict[str, Any] = {"network": "facebook", "visibility": Visibility.PUBLIC}
    first = "/feed/data/0"
    assert events(FEED) == [
        Opened(Source(str(FEED), "meta_graph"), "meta_graph"),
        Message(
            id="111_200",
            text="Works in Leeds <today> & tomorrow",
            source=place(FEED, first),
            author=PAGE,
            created_at=at(9),
            links=("https://example.com/works",),
            alt_texts=(None,),
            permalink="https://www.facebook.com/111/posts/200",
            **feed,
            **OWN,
        ),
        Message(
            id="200_301",
            text="No water since Friday",
            source=place(FEED, f"{first}/comments/data/0"),
            parent_id="111_200",
            root_id="111_200",
            kind=Kind.COMMENT,
            author=Author("902", None, "Nia Okafor"),
            created_at=at(10),
            **feed,
        ),
        Message(
            id="200_302",
            text="Sorry Nia!",
            source=place(FEED, f"{first}/comments/data/0/comments/data/0"),
            parent_id="200_301",
            root_id="111_200",
            kind=Kind.REPLY,
            author=PAGE,
            created_at=at(10, 30),
            **feed,
            **OWN,
        ),
        Message(
            id="200_303",
            text="Same in York",
            source=place(FEED, f"{first}/comments/data/0/comments/data/1"),
            parent_id="200_301",
            root_id="111_200",
            kind=Kind.REPLY,
            created_at=at(10, 40),
            **{**feed, "visibility": Visibility.INTERNAL},
        ),
        Skipped("no_text", place(FEED, f"{first}/comments/data/1")),
        Skipped("no_text", place(FEED, "/feed/data/1")),
        Message(
            id="m_1",
            text="My PIN is 4711",
            source=place(FEED, "/conversations/data/0/messages/data/0"),
            root_id="t_9",
            author=Author("902", None, "Nia Okafor"),
            created_at=at(8),
            **{**feed, "visibility": Visibility.DIRECT},
        ),
        Note("lists that go on in another page: 1", Source(str(FEED), "meta_graph")),
    ]


def test_pictures_of_an_instagram_account_are_read_exactly() -> None:
    media: dict[str, Any] = {"network": "instagram", "visibility": Visibility.PUBLIC}
    account = Author("lumenwater", "lumenwater")
    comments = "/data/0/comments/data"
    assert events(MEDIA)[1:] == [
        Message(
            id="171",
            text="New pipes",
            source=place(MEDIA, "/data/0"),
            author=account,
            created_at=at(9),
            alt_texts=("a pipe",),
            permalink="https://www.instagram.com/p/x/",
            **media,
            **OWN,
        ),
        Message(
            id="181",
            text="call me on 07700 900123",
            source=place(MEDIA, f"{comments}/0"),
            parent_id="171",
            root_id="171",
            kind=Kind.COMMENT,
            author=Author("51", "nia"),
            created_at=at(10),
            **media,
        ),
        Message(
            id="182",
            text="@nia please send a message",
            source=place(MEDIA, f"{comments}/0/replies/data/0"),
            parent_id="181",
            root_id="171",
            kind=Kind.REPLY,
            author=account,
            created_at=at(10, 10),
            **media,
            **OWN,
        ),
        Message(
            id="183",
            text="scam here",
            source=place(MEDIA, f"{comments}/1"),
            parent_id="171",
            root_id="171",
            kind=Kind.COMMENT,
            author=Author("max", "max"),
            created_at=at(11),
            **{**media, "visibility": Visibility.INTERNAL},
        ),
    ]


def read(folder: Path, *data: Mapping[str, object]) -> list[ReadEvent]:
    return events(put(folder, "data", json.dumps({"data": [{"created_time": WHEN, **part} for part in data]})))


def test_posts_read_the_same_as_pages_and_as_lines(tmp_path: Path) -> None:
    posts = sample("facebook_feed.json")["feed"]["data"]
    wanted = ["Works in Leeds <today> & tomorrow", "No water since Friday", "Sorry Nia!", "Same in York"]
    for name, content in {"list": json.dumps([{"data": posts}, {"data": []}]), "lines": ndjson(*posts)}.items():
        found = events(put(tmp_path, name, content))
        assert texts(found) == wanted, name
        assert [m.role for m in only(Message, found)] == [Role.BRAND, None, Role.BRAND, None], name


def test_comments_alone_belong_to_their_post_and_names_stand_in_for_handles(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {"id": "5_7", "message": "Hi", "from": {"id": "9", "name": "Nia"}, "comment_count": 0},
        {"id": "5_8", "message": "Ho", "from": {"id": 8, "name": "Lumen"}, "parent": {"id": "5_7"}},
        {"id": "88", "message": "No one", "parent": {"id": "5_7"}},
    )
    assert [(m.parent_id, m.root_id, m.kind, m.role, m.author) for m in only(Message, found)] == [
        ("5", "5", Kind.COMMENT, None, Author("9", "Nia", "Nia")),
        ("5_7", "5", Kind.REPLY, None, Author("8", "Lumen", "Lumen")),
        ("5_7", "5_7", Kind.COMMENT, None, None),
    ]


def test_comments_of_instagram_alone_belong_to_their_picture(tmp_path: Path) -> None:
    comment = {"id": "1", "text": "Hi", "timestamp": WHEN, "username": "nia", "media": {"id": "77"}}
    (found,) = only(Message, events(put(tmp_path, "data", json.dumps({"data": [comment]}))))
    assert (found.parent_id, found.root_id, found.role) == ("77", "77", None)


def test_whoever_names_a_page_is_not_taken_for_it(tmp_path: Path) -> None:
    tagged = [{"id": f"{n}_1", "message": "Hi", "from": {"id": str(n), "name": "x"}} for n in (4, 5)]
    assert [m.role for m in only(Message, read(tmp_path, *tagged))] == [None, None]


def test_an_account_of_instagram_with_its_pictures_is_known_by_its_name(tmp_path: Path) -> None:
    media = sample("instagram_media.json")
    root = {"id": "17", "username": "lumenwater", "media": media}
    found = only(Message, events(put(tmp_path, "data", json.dumps(root))))
    assert [m.role for m in found] == [Role.BRAND, None, Role.BRAND, None]
    assert {m.root_id for m in found} == {None, "171"}


@pytest.mark.parametrize(
    ("fields", "visibility"),
    [
        ({"privacy": {"value": "EVERYONE"}}, Visibility.PUBLIC),
        ({"privacy": {"value": ""}}, Visibility.UNKNOWN),
        ({"privacy": {"value": "ALL_FRIENDS"}}, Visibility.FOLLOWERS),
        ({"privacy": {"value": "SELF"}}, Visibility.DIRECT),
        ({"privacy": {"value": ["EVERYONE"]}}, Visibility.DIRECT),
        ({"privacy": 5}, Visibility.DIRECT),
        ({"is_private": True}, Visibility.DIRECT),
        ({"is_published": False}, Visibility.INTERNAL),
        ({"is_published": 1}, Visibility.INTERNAL),
        ({"is_hidden": 0}, Visibility.INTERNAL),
        ({"to": {"data": []}}, Visibility.DIRECT),
    ],
)
def test_who_can_read_a_post_holds_for_its_comments_too(
    tmp_path: Path, fields: dict[str, object], visibility: Visibility
) -> None:
    comment = {"id": "2", "message": "Ho"}
    post = {"id": "1", "message": "Hi", **fields, "comments": {"data": [comment]}}
    found = only(Message, read(tmp_path, post))
    assert found[0].visibility == visibility
    assert "to" in fields or found[1].visibility == visibility


def test_comments_of_a_post_cut_before_it_says_who_reads_it_are_not_public(tmp_path: Path) -> None:
    post = {"id": "1", "message": "Hi", "created_time": WHEN, "comments": [{"id": "2", "message": "Ho"}], "z": 1}
    line = json.dumps(post)
    found = events(put(tmp_path, "data", line[: line.index(', "z"')]))
    assert [m.visibility for m in only(Message, found)] == [Visibility.INTERNAL]
    assert [f.reason for f in only(Failed, found)] == [
        "the file is cut or damaged inside this record",
        "the file is cut",
    ]


def test_what_has_no_id_fails_and_shared_links_and_films_are_kept(tmp_path: Path) -> None:
    comment = {
        "id": "5",
        "message": "Hi",
        "link": "https://example.org",
        "attachment": {"type": "share", "url": "https://example.com/a"},
        "children": {"data": [{"id": "6", "media_type": "VIDEO", "alt_text": "a tap"}]},
    }
    found = read(tmp_path, comment, {"message": "x"})
    (message,) = only(Message, found)
    assert (message.links, message.alt_texts) == (("https://example.com/a", "https://example.org"), ("a tap",))
    assert [f.source.pointer for f in only(Failed, found)] == ["/data/1"]


def test_other_json_is_left_alone(tmp_path: Path) -> None:
    for line in ({"timestamp": WHEN, "text": "x"}, {"created_time": "2026-03-01T10:00:00Z", "message": "x"}):
        with pytest.raises(InputError):
            events(put(tmp_path, "data", json.dumps(line)))


COMMENTS: list[dict[str, Any]] = [
    {"timestamp": WHEN, "text": "No water", "id": "17858154900000001"},
    {"timestamp": WHEN, "text": "Still none", "id": "17874875400000002"},
]
CURSORS = {"paging": {"cursors": {"after": "QVFI"}}}


def test_comments_of_instagram_with_nothing_but_what_is_given_unasked_are_read_as_comments(tmp_path: Path) -> None:
    for name, value in {"page": {"data": COMMENTS, **CURSORS}, "by id": {c["id"]: c for c in COMMENTS}}.items():
        found = events(put(tmp_path, name, json.dumps(value)))
        assert [(m.id, m.network, m.kind, m.visibility) for m in only(Message, found)] == [
            ("17858154900000001", "instagram", Kind.COMMENT, Visibility.PUBLIC),
            ("17874875400000002", "instagram", Kind.COMMENT, Visibility.PUBLIC),
        ], name


@pytest.mark.parametrize(
    ("record", "network", "kind"),
    [
        ({"id": "17858154900000001", "text": "Hi"}, "instagram", Kind.COMMENT),
        ({"id": "17858154900000001", "caption": "Hi"}, "instagram", Kind.POST),
        ({"message": "Hi", "id": "5_7"}, "facebook", Kind.POST),
    ],
)
def test_a_page_whose_request_did_not_ask_for_times_is_known_by_how_it_goes_on(
    tmp_path: Path, record: dict[str, object], network: str, kind: Kind
) -> None:
    (found,) = only(Message, events(put(tmp_path, "data", json.dumps({"data": [record], **CURSORS}))))
    assert (found.text, found.network, found.kind, found.created_at) == ("Hi", network, kind, None)


def test_comments_that_were_asked_for_by_their_ids_are_read_one_by_one(tmp_path: Path) -> None:
    comments = {n: {"id": n, "created_time": WHEN, "message": n, "comment_count": 0} for n in ("5_7", "5_8")}
    found = events(put(tmp_path, "data", json.dumps(comments)))
    assert [(m.id, m.root_id, m.source.pointer) for m in only(Message, found)] == [
        ("5_7", "5", "/5_7"),
        ("5_8", "5", "/5_8"),
    ]
    assert only(Failed, found) == []


@pytest.mark.parametrize("wrapper", ["instagram_business_account", "connected_instagram_account"])
def test_an_account_inside_a_page_is_read_as_its_own(tmp_path: Path, wrapper: str) -> None:
    account = {"id": "17", "username": "lumenwater", "media": sample("instagram_media.json")}
    found = events(put(tmp_path, "data", json.dumps({wrapper: account, "id": "111"})))
    assert [m.role for m in only(Message, found)] == [Role.BRAND, None, Role.BRAND, None]


def test_another_companys_pictures_and_mentions_of_oneself_are_nobodys_own(tmp_path: Path) -> None:
    picture = {"id": "171", "caption": "Our taps", "timestamp": WHEN, "username": "rival_example"}
    rival = {"media": {"data": [picture]}, "username": "rival_example", "id": "18"}
    comment = {"id": "172", "text": "@lumenwater help", "timestamp": WHEN, "username": "nia"}
    for value in (
        {"business_discovery": rival, "id": "17"},
        {"mentioned_comment": comment, "id": "17"},
        {"mentioned_media": picture, "id": "17"},
    ):
        (found,) = only(Message, events(put(tmp_path, "data", json.dumps(value))))
        assert (found.role, found.visibility) == (None, Visibility.PUBLIC)


def test_the_pages_of_a_user_are_read_each_with_its_posts(tmp_path: Path) -> None:
    pages = [
        {"id": n, "name": "x", "feed": {"data": [{"id": f"{n}_1", "message": n, "created_time": WHEN}]}}
        for n in ("4", "5")
    ]
    found = events(put(tmp_path, "data", json.dumps({"accounts": {"data": pages}, "id": "9"})))
    assert texts(found) == ["4", "5"]


def test_the_address_of_a_comment_tells_its_id_and_what_it_answers_where_no_field_does(tmp_path: Path) -> None:
    address = "https://www.facebook.com/111/posts/5/?comment_id=7"
    found = read(
        tmp_path,
        {"message": "Hi", "comment_count": 1, "permalink_url": address},
        {"message": "Ho", "comment_count": 0, "permalink_url": f"{address}&reply_comment_id=8"},
        {"id": "5_9", "message": "Hm", "comment_count": 0, "permalink_url": f"{address}&reply_comment_id=9"},
    )
    assert [(m.id, m.parent_id, m.root_id, m.kind) for m in only(Message, found)] == [
        ("5_7", "5", "5", Kind.COMMENT),
        ("5_8", "5_7", "5", Kind.REPLY),
        ("5_9", "5_7", "5", Kind.REPLY),
    ]
