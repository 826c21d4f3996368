from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import events, only, put, texts, zipped
from samples import DATA, sample, written

from socaudit.model import Author, Failed, Kind, Message, Note, Opened, ParentState, Role, Skipped, Source, Visibility

OUTBOX = DATA / "mastodon_outbox.json"
CONTEXT = DATA / "mastodon_context.json"
HOME = "https://social.example/users/lumen"
ACTOR = {
    "@context": [],
    "id": HOME,
    "type": "Person",
    "preferredUsername": "lumen",
    "name": "Lumen Water",
    "outbox": "",
}
ACCOUNT = Author(HOME, "lumen")
BASIS = "export: the account's own archive"


def test_an_outbox_is_read_exactly() -> None:
    def place(number: int) -> Source:
        return Source(str(OUTBOX), "mastodon_archive", None, None, f"/orderedItems/{number}")

    def post(number: int, text: str, visibility: Visibility, author: Author | None = ACCOUNT) -> Message:
        return Message(
            id=f"{HOME}/statuses/{number}",
            text=text,
            source=place(number - 1),
            network="mastodon",
            author=author,
            role=Role.BRAND,
            role_basis=BASIS,
            visibility=visibility,
        )

    assert events(OUTBOX) == [
        Opened(Source(str(OUTBOX), "mastodon_archive"), "mastodon_archive"),
        Message(
            id=f"{HOME}/statuses/1",
            text="@nia Sorry & thanks,\nsee https://example.com/help/long\n\nJo",
            source=place(0),
            network="mastodon",
            parent_id="https://other.example/users/nia/statuses/7",
            root_id="tag:other.example,2026-03-02:objectId=7:objectType=Conversation",
            kind=Kind.REPLY,
            author=ACCOUNT,
            role=Role.BRAND,
            role_basis=BASIS,
            visibility=Visibility.PUBLIC,
            created_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
            edited_at=datetime(2026, 3, 2, 9, 5, tzinfo=UTC),
            lang="en",
            links=("https://example.com/help/long",),
            alt_texts=("a meter", None),
            permalink="https://social.example/@lumen/1",
        ),
        Skipped("repost", place(1)),
        Message(
            id=f"{HOME}/statuses/3",
            text="Outage\n\nWie lange?\n\n- 1 h\n- 2 h",
            source=place(2),
            network="mastodon",
            author=ACCOUNT,
            role=Role.BRAND,
            role_basis=BASIS,
            visibility=Visibility.UNLISTED,
            created_at=datetime(2026, 3, 3, 9, tzinfo=UTC),
            lang="de",
        ),
        post(4, "for followers", Visibility.FOLLOWERS),
        post(5, "for you alone", Visibility.DIRECT),
        Skipped("deleted", place(5)),
        Skipped("no_text", place(6)),
        Skipped("not_a_message", place(7)),
        post(9, "last", Visibility.PUBLIC, None),
    ]


def test_a_zipped_archive_knows_its_account_and_counts_what_lies_beside(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "outbox.json": OUTBOX.read_bytes(),
        "actor.json": json.dumps(ACTOR),
        "likes.json": '{"id": "likes.json", "type": "OrderedCollection", "orderedItems": ["https://other.example/1"]}',
        "avatar.png": b"\x89PNG",
        "media_attachments/files/a.png": b"\x89PNG",
    }
    path = put(tmp_path, "data.zip", zipped(members))
    found = events(path)
    whole = Source(str(path), "mastodon_archive")
    assert only(Opened, found) == [Opened(whole, "mastodon_archive")]
    assert only(Note, found) == [Note("files of the archive that hold no messages: 3", whole)]
    first, *_, last = only(Message, found)
    assert first.author == Author(HOME, "lumen", "Lumen Water")
    assert first.source.member == "outbox.json"
    assert last.author == first.author


def test_other_files_in_the_folder_of_an_archive_are_listed(tmp_path: Path) -> None:
    put(tmp_path, "in/outbox.json", OUTBOX.read_bytes())
    put(tmp_path, "in/notes.pdf", "%PDF")
    put(tmp_path, "other.bin", b"\0")
    assert [event.format for event in only(Opened, events(tmp_path))] == [None, "mastodon_archive", None]


def test_a_damaged_actor_fails_and_the_posts_are_read(tmp_path: Path) -> None:
    put(tmp_path, "in/actor.json", json.dumps(ACTOR)[:-4])
    put(tmp_path, "in/outbox.json", OUTBOX.read_bytes())
    found = events(tmp_path / "in")
    assert [fail.reason for fail in only(Failed, found)] == ["the file is cut"]
    assert len(texts(found)) == 5


def test_an_outbox_without_posts_and_one_with_damage(tmp_path: Path) -> None:
    value = sample("mastodon_outbox.json")
    assert events(put(tmp_path, "a.json", written("a.json", {**value, "orderedItems": []})))[1:] == []
    text = json.dumps({**value, "orderedItems": [{"id": "x", "type": "Create", "object": {}}, *value["orderedItems"]]})
    broken = text.replace('"type": "Announce",', '"type" "Announce",')
    found = events(put(tmp_path, "b.json", broken))
    assert [(fail.source.pointer, fail.reason.partition(",")[0]) for fail in only(Failed, found)] == [
        ("/orderedItems/0", "not a post: it has no id"),
        ("/orderedItems/2", "not JSON: Expecting ':' delimiter"),
    ]
    assert len(texts(found)) == 5


def test_an_empty_list_that_stands_before_the_list_of_posts_hides_none_of_them(tmp_path: Path) -> None:
    twice = OUTBOX.read_text("utf-8").replace('"orderedItems": [', '"orderedItems":[],"orderedItems":[', 1)
    path = put(tmp_path, "outbox.json", twice)

    assert texts(events(path)) == texts(events(OUTBOX)) != []


def test_a_context_is_read_exactly() -> None:
    def place(pointer: str) -> Source:
        return Source(str(CONTEXT), "mastodon_api", None, None, pointer)

    nia = Author("9", "nia@other.example")
    assert events(CONTEXT) == [
        Opened(Source(str(CONTEXT), "mastodon_api"), "mastodon_api"),
        Message(
            id="101",
            text="bills\n\nCharged twice\n\n> We never do",
            source=place("/ancestors/0"),
            network="mastodon",
            author=Author("9", "nia@other.example", "Nia"),
            visibility=Visibility.PUBLIC,
            created_at=datetime(2026, 3, 2, 8, tzinfo=UTC),
            edited_at=datetime(2026, 3, 2, 8, 1, tzinfo=UTC),
            lang="en",
            alt_texts=("the bill",),
            permalink="https://other.example/@nia/101",
        ),
        Message(
            id="102",
            text="Pick one\n\n- refund\n- credit",
            source=place("/descendants/0"),
            network="mastodon",
            parent_id="101",
            kind=Kind.REPLY,
            author=Author("4", "lumen"),
            visibility=Visibility.UNLISTED,
            created_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
            permalink="https://social.example/users/lumen/statuses/102",
        ),
        Message(
            id="103",
            text="my number",
            source=place("/descendants/1"),
            network="mastodon",
            parent_id="102",
            kind=Kind.REPLY,
            author=nia,
            visibility=Visibility.DIRECT,
        ),
        Message(
            id="104",
            text="to a post that is gone",
            source=place("/descendants/2"),
            network="mastodon",
            parent_state=ParentState.DELETED,
            kind=Kind.REPLY,
            author=nia,
            visibility=Visibility.FOLLOWERS,
        ),
        Skipped("no_text", place("/descendants/3")),
        Skipped("repost", place("/descendants/4")),
    ]


STATUS = {"id": "1", "content": "<p>hi</p>", "spoiler_text": "", "visibility": "public", "account": {"acct": "nia"}}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (json.dumps(STATUS), ":1"),
        (json.dumps(STATUS, indent=1), ""),
        (json.dumps([STATUS]), "#/0"),
        (json.dumps({"statuses": [STATUS], "accounts": []}, indent=2), "#/statuses/0"),
        (f"\n{json.dumps(STATUS)}\n", ":2"),
    ],
)
def test_statuses_are_read_however_they_were_saved(tmp_path: Path, content: str, place: str) -> None:
    path = put(tmp_path, "data.json", content)
    (message,) = only(Message, events(path))
    assert (message.text, str(message.source)) == ("hi", f"{path}{place}")


def test_a_context_of_a_status_that_stands_alone_is_known(tmp_path: Path) -> None:
    path = put(tmp_path, "data", '{"ancestors": [], "descendants": []}\n')
    assert events(path) == [Opened(Source(str(path), "mastodon_api"), "mastodon_api")]


def test_notices_and_conversations_give_the_statuses_that_they_hold(tmp_path: Path) -> None:
    private = {**STATUS, "id": "2", "content": "<p>for you</p>", "visibility": "direct"}
    notices = [
        {"id": "8", "type": "mention", "account": {"acct": "nia"}, "status": STATUS},
        {"id": "9", "type": "follow", "account": {"acct": "nia"}},
        {"id": "7", "unread": True, "accounts": [], "last_status": private},
    ]
    path = put(tmp_path, "data.json", json.dumps(notices))
    found = events(path)
    assert [(m.id, m.text, m.visibility) for m in only(Message, found)] == [
        ("1", "hi", Visibility.PUBLIC),
        ("2", "for you", Visibility.DIRECT),
    ]
    assert [m.source.pointer for m in only(Message, found)] == ["/0/status", "/2/last_status"]
    assert [(skip.reason, skip.source.pointer) for skip in only(Skipped, found)] == [("not_a_message", "/1")]


def test_a_status_that_was_taken_back_to_be_edited_has_plain_text(tmp_path: Path) -> None:
    plain = {**STATUS, "text": "1 < 2 & <b>", "visibility": "private"}
    del plain["content"]
    (message,) = only(Message, events(put(tmp_path, "data.json", json.dumps(plain))))
    assert (message.text, message.visibility) == ("1 < 2 & <b>", Visibility.FOLLOWERS)


def test_lines_of_statuses_behind_a_damaged_one_are_read(tmp_path: Path) -> None:
    line = json.dumps(STATUS)
    found = events(put(tmp_path, "data.json", f"{line[:-3]}\n{line}\n\xff\n5\n".encode("latin-1")))
    assert texts(found) == ["hi"]
    assert [(fail.source.line, fail.reason) for fail in only(Failed, found)] == [
        (1, "the file is cut or damaged inside this record"),
        (1, "the file is cut"),
        (3, "byte 1 of the line is not utf-8"),
        (4, "not a status: it has no id"),
    ]


@pytest.mark.parametrize(
    ("word", "expected"), [("limited", "direct"), (5, "direct"), ([], "direct"), (None, "unknown")]
)
def test_a_visibility_that_nobody_knows_is_never_public(tmp_path: Path, word: object, expected: str) -> None:
    path = put(tmp_path, "data.json", json.dumps({**STATUS, "visibility": word}))
    assert [message.visibility for message in only(Message, events(path))] == [expected]
