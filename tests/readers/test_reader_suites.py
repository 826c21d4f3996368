from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import events, only, put, texts
from samples import DATA, TABLES, sample

from socaudit.model import Author, Failed, Kind, Message, Note, Opened, Role, Skipped, Source, Visibility
from socaudit.readers._suites import network_of, open_to_all

HOOTSUITE = TABLES / "hootsuite.csv"
RINGCENTRAL = TABLES / "ringcentral.csv"
SPRINKLR = DATA / "sprinklr_messages.json"


def clock(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def test_messages_of_hootsuite_are_read_exactly() -> None:
    def place(line: int) -> Source:
        return Source(str(HOOTSUITE), "hootsuite", None, line)

    post = Message(
        id="m1",
        text="Charged twice,\nagain",
        source=place(2),
        network="facebook",
        root_id="c1",
        author=Author("p1", None, "Nia Example"),
        role=Role.CUSTOMER,
        role_basis="export: inbound",
        visibility=Visibility.PUBLIC,
        created_at=clock(2, 8),
        permalink="https://www.facebook.com/1_2",
    )
    unknown = replace(
        post,
        id="m4",
        text="What is this",
        source=place(6),
        network="x",
        root_id="c3",
        author=Author("p2", None, "jo_example"),
        visibility=Visibility.DIRECT,
        created_at=clock(2, 10),
        permalink=None,
    )
    assert events(HOOTSUITE) == [
        Opened(Source(str(HOOTSUITE), "hootsuite"), "hootsuite"),
        post,
        replace(
            post,
            id="m2",
            text="Sorry, please message us",
            source=place(4),
            author=Author("lumen-page", "lumen-page", "Lumen Water"),
            role=Role.BRAND,
            role_basis="export: outbound",
            created_at=clock(2, 9),
        ),
        replace(
            post,
            id="m3",
            text="My number is 07700 900123",
            source=place(5),
            root_id="c2",
            visibility=Visibility.DIRECT,
            created_at=clock(2, 9, 30),
            permalink=None,
        ),
        unknown,
        replace(
            unknown,
            id="m5",
            text="He calls daily",
            source=place(7),
            kind=Kind.NOTE,
            author=None,
            role=None,
            role_basis=None,
            visibility=Visibility.INTERNAL,
            created_at=clock(2, 10, 5),
        ),
        Skipped("no_text", place(8)),
        Note("times without a zone read as UTC: 3", Source(str(HOOTSUITE), "hootsuite")),
        Note("types of messages that are not known, taken for private ones: 1", Source(str(HOOTSUITE), "hootsuite")),
    ]


def test_contents_of_ringcentral_are_read_exactly() -> None:
    def place(line: int) -> Source:
        return Source(str(RINGCENTRAL), "ringcentral", None, line)

    post = Message(
        id="52400001",
        text="Charged twice",
        source=place(2),
        network="facebook",
        root_id="t1",
        author=Author("a1", None, "Nia Example"),
        visibility=Visibility.PUBLIC,
        created_at=datetime(2013, 9, 20, 13, 15, tzinfo=UTC),
        lang="en",
        links=("https://example.com/bill",),
    )
    assert events(RINGCENTRAL) == [
        Opened(Source(str(RINGCENTRAL), "ringcentral"), "ringcentral"),
        post,
        replace(
            post,
            id="52400002",
            text="Sorry!",
            source=place(3),
            parent_id="52400001",
            kind=Kind.REPLY,
            author=Author("a2", None, "Lumen Water"),
            role=Role.BRAND,
            role_basis="export: written by an agent",
            created_at=datetime(2013, 9, 20, 14, 15, 30, tzinfo=UTC),
            deleted_at=datetime(2013, 9, 21, 8, tzinfo=UTC),
            links=(),
        ),
        replace(
            post,
            id="52400003",
            text="I move on\n4 May",
            source=place(4),
            network="ringcentral",
            root_id="t2",
            author=Author("a3", None, "Jo"),
            visibility=Visibility.DIRECT,
            created_at=datetime(2013, 9, 22, 8, tzinfo=UTC),
            links=(),
        ),
        replace(
            post,
            id="52400004",
            text="My number is 07700 900123",
            source=place(7),
            network="x",
            root_id="t3",
            author=Author("a4"),
            visibility=Visibility.DIRECT,
            created_at=datetime(2013, 9, 23, 8, tzinfo=UTC),
            lang=None,
            links=(),
        ),
        Skipped("no_text", place(8)),
        Note("times without a zone read as UTC: 5", Source(str(RINGCENTRAL), "ringcentral")),
    ]


def test_messages_of_sprinklr_are_read_exactly() -> None:
    def place(pointer: str) -> Source:
        return Source(str(SPRINKLR), "sprinklr", None, None, pointer)

    comment = Message(
        id="FACEBOOK_14_2_3",
        text="Charged twice",
        source=place("/data/0"),
        network="facebook",
        parent_id="FACEBOOK_15_1_2",
        root_id="FACEBOOK_15_1_2",
        kind=Kind.REPLY,
        author=Author("77", None, "Nia Example", verified=False),
        role=Role.CUSTOMER,
        role_basis="export: not brandPost",
        visibility=Visibility.PUBLIC,
        created_at=clock(2, 8),
        deleted_at=datetime(2026, 3, 2, 8, 26, 40, tzinfo=UTC),
        lang="en",
        alt_texts=(None,),
        permalink="https://www.facebook.com/1/posts/2/?comment_id=3",
    )
    assert events(SPRINKLR) == [
        Opened(Source(str(SPRINKLR), "sprinklr"), "sprinklr"),
        comment,
        Message(
            id="comment/c1",
            text="Known bug",
            source=place("/data/0/workflowComments/0"),
            network="facebook",
            parent_id="FACEBOOK_14_2_3",
            root_id="FACEBOOK_15_1_2",
            kind=Kind.NOTE,
            role=Role.BRAND,
            role_basis="export: comment of a colleague",
            visibility=Visibility.INTERNAL,
            created_at=datetime(2026, 3, 2, 8, 1, 40, tzinfo=UTC),
        ),
        Skipped("no_text", place("/data/0/workflowComments/1")),
        Message(
            id="TWITTER_2_9",
            text="We are sorry",
            source=place("/data/1"),
            network="x",
            root_id="TWITTER_2_9",
            author=Author("5", "LumenWater", "Lumen Water", verified=True),
            role=Role.BRAND,
            role_basis="export: brandPost",
            visibility=Visibility.PUBLIC,
            created_at=clock(2, 9),
            edited_at=clock(2, 9, 1),
            lang="en",
            permalink="https://twitter.com/show/status/9",
        ),
        Message(
            id="FACEBOOK_38_m_x",
            text="My number is 07700 900123",
            source=place("/data/2"),
            network="facebook",
            root_id="FACEBOOK_38_t_7",
            author=Author("Jo", None, "Jo"),
            role=Role.CUSTOMER,
            role_basis="export: not brandPost",
            visibility=Visibility.DIRECT,
            created_at=clock(2, 10),
            permalink="https://www.facebook.com/lumen/inbox/7/",
        ),
        Skipped("no_text", place("/data/3")),
        Note("messages whose permalink leads to no post, taken for private ones: 1", Source(str(SPRINKLR), "sprinklr")),
    ]


@pytest.mark.parametrize(
    ("link", "hidden", "visibility"),
    [
        ("https://x.com/lumen/status/9", None, Visibility.PUBLIC),
        ("https://www.facebook.com/permalink.php?story_fbid=1&id=2", False, Visibility.PUBLIC),
        ("https://www.facebook.com/1/posts/2/?comment_id=3", True, Visibility.FOLLOWERS),
        ("https://www.instagram.com/p/Cx/", False, Visibility.PUBLIC),
        ("https://www.facebook.com/1/inbox/2/?comment_id=3", False, Visibility.DIRECT),
        ("https://twitter.com/messages/1-2", False, Visibility.DIRECT),
        ("https://example.com/x.com/lumen/status/9", False, Visibility.DIRECT),
        (None, False, Visibility.DIRECT),
    ],
)
def test_only_what_a_permalink_shows_to_be_a_post_is_public(
    link: str | None, hidden: bool | None, visibility: Visibility, tmp_path: Path
) -> None:
    message = {**sample(SPRINKLR.name)["data"][1], "permalink": link, "hidden": hidden}
    found = only(Message, events(put(tmp_path, "data.json", json.dumps(message))))
    assert [message.visibility for message in found] == [visibility]


@pytest.mark.parametrize(
    ("kind", "visibility"),
    [
        ("Public", Visibility.PUBLIC),
        ("Facebook comment", Visibility.PUBLIC),
        ("Public message", Visibility.PUBLIC),
        ("Private message", Visibility.DIRECT),
        ("Story mention", Visibility.DIRECT),
        ("Reply", Visibility.DIRECT),
        ("", Visibility.DIRECT),
        ("Internal note", Visibility.INTERNAL),
    ],
)
def test_types_of_messages_in_hootsuite_tell_who_can_read_them(
    kind: str, visibility: Visibility, tmp_path: Path
) -> None:
    table = HOOTSUITE.read_text(encoding="utf-8").replace("Mystery", kind)
    found = only(Message, events(put(tmp_path, "data.csv", table)))
    assert [message.visibility for message in found if message.id == "m4"] == [visibility]


def test_private_messages_of_hootsuite_alone_are_worth_no_note(tmp_path: Path) -> None:
    head, *rows = HOOTSUITE.read_text(encoding="utf-8").splitlines()
    private = "\n".join([head, *(row for row in rows if row.startswith("m3"))]) + "\n"
    notes = only(Note, events(put(tmp_path, "data.csv", private)))
    assert [note.text for note in notes] == ["times without a zone read as UTC: 1"]


def test_searches_single_messages_and_lines_of_sprinklr_are_read(tmp_path: Path) -> None:
    messages = sample(SPRINKLR.name)["data"]
    for name, content in {
        "search": json.dumps({"status": "SUCCESS", "response": {"data": messages[1:2]}}),
        "one": json.dumps(messages[1], indent=1),
        "lines": json.dumps(messages[1]) + "\n",
        "event": json.dumps({"type": "message.created", "payload": messages[1]}),
    }.items():
        assert texts(events(put(tmp_path, name, content))) == ["We are sorry"], name


def test_records_without_an_id_fail_with_their_place(tmp_path: Path) -> None:
    page = sample(SPRINKLR.name)
    page["data"] += [5, {"snType": "TWITTER"}]
    page["data"][0]["workflowComments"].append({"text": "x"})
    failed = only(Failed, events(put(tmp_path, "a.json", json.dumps(page))))
    assert [fail.source.pointer for fail in failed] == ["/data/0/workflowComments/2", "/data/4", "/data/5"]
    for path, number, line in ((HOOTSUITE, "m4", 6), (RINGCENTRAL, "52400004", 7)):
        table = path.read_text(encoding="utf-8").replace(f"\n{number}", "\n")
        assert [fail.source.line for fail in only(Failed, events(put(tmp_path, "b.csv", table)))] == [line]


@pytest.mark.parametrize(
    ("word", "network", "public"),
    [
        ("Twitter", "x", True),
        ("X", "x", True),
        ("facebook", "facebook", True),
        ("Facebook Messenger", "facebook", False),
        ("Instagram Direct", "instagram", False),
        ("Google Play", "google_play", True),
        ("Google My Business", "google", True),
        ("Twitter DM", "x", False),
        ("Email", "other", False),
        ("WhatsApp", "other", False),
        ("", "other", False),
    ],
)
def test_suites_name_networks_in_their_own_words(word: str, network: str, public: bool) -> None:
    assert (network_of(word, "other"), open_to_all(word)) == (network, public)


def test_without_a_column_for_the_source_ringcentral_tells_who_can_read_a_message(tmp_path: Path) -> None:
    lines = RINGCENTRAL.read_text(encoding="utf-8").splitlines()[:3]
    rows = [line.split(",") for line in lines]
    narrow = "".join(",".join([*row[:3], *row[4:]]) + "\n" for row in rows)
    found = only(Message, events(put(tmp_path, "data.csv", narrow)))
    assert [(message.visibility, message.network) for message in found] == [(Visibility.PUBLIC, "ringcentral")] * 2
