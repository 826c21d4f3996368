from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from reading import events, only, put, texts
from samples import DATA, sample

from socaudit.model import Author, Failed, Kind, Message, Opened, Role, Skipped, Source, Visibility

LIST = DATA / "intercom_conversations.json"
COMPANY = "export: the company's side"


def test_conversations_are_read_exactly() -> None:
    def place(pointer: str) -> Source:
        return Source(str(LIST), "intercom", None, None, pointer)

    def part(number: int) -> Source:
        return place(f"/conversations/0/conversation_parts/conversation_parts/{number}")

    answer = Message(
        id="4401",
        text="Sorry & thanks",
        source=part(0),
        network="intercom",
        root_id="conversation/1911",
        kind=Kind.REPLY,
        author=Author("a1", None, "Kay"),
        role=Role.BRAND,
        role_basis=COMPANY,
        visibility=Visibility.DIRECT,
        created_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
    )
    assert events(LIST) == [
        Opened(Source(str(LIST), "intercom"), "intercom"),
        Message(
            id="conversation/1911",
            text="My bill\n\nI was charged twice",
            source=place("/conversations/0/source"),
            network="intercom",
            root_id="conversation/1911",
            author=Author("u1", None, "Nia Example"),
            role=Role.CUSTOMER,
            role_basis="export: the customer's side",
            visibility=Visibility.DIRECT,
            created_at=datetime(2026, 3, 2, 8, tzinfo=UTC),
            links=("https://example.com/bill",),
            alt_texts=(None,),
        ),
        answer,
        replace(
            answer,
            id="4402",
            text="we knew",
            source=part(1),
            kind=Kind.NOTE,
            visibility=Visibility.INTERNAL,
            created_at=datetime(2026, 3, 2, 9, 1, tzinfo=UTC),
        ),
        Skipped("no_text", part(2)),
        replace(
            answer,
            id="4404",
            text="yours now",
            source=part(3),
            kind=Kind.NOTE,
            author=Author("a1"),
            visibility=Visibility.INTERNAL,
            created_at=datetime(2026, 3, 2, 9, 1, 2, tzinfo=UTC),
        ),
        Skipped("deleted", part(4)),
        Message(
            id="conversation/1912",
            text="Can we help?",
            source=place("/conversations/1/source"),
            network="intercom",
            root_id="conversation/1912",
            author=Author("b1", None, "Bot"),
            role=Role.BRAND,
            role_basis=COMPANY,
            visibility=Visibility.DIRECT,
            created_at=datetime(2026, 3, 3, 8, tzinfo=UTC),
        ),
    ]


def test_old_conversations_lines_and_plain_lists_of_parts_are_read(tmp_path: Path) -> None:
    conversation = sample(LIST.name)["conversations"][0]
    old = {**conversation, "conversation_message": conversation["source"]}
    del old["source"]
    plain = {**conversation, "conversation_parts": conversation["conversation_parts"]["conversation_parts"]}
    whole = ["My bill\n\nI was charged twice", "Sorry & thanks", "we knew", "yours now"]
    for name, content in {
        "old": json.dumps(old, indent=1),
        "plain": json.dumps([plain]),
        "lines": json.dumps(conversation) + "\n" + json.dumps(plain) + "\n",
    }.items():
        found = events(put(tmp_path, name, content))
        assert texts(found)[:4] == whole, name
        assert not only(Failed, found), name


def test_parts_without_their_conversation_are_read(tmp_path: Path) -> None:
    parts = sample(LIST.name)["conversations"][0]["conversation_parts"]["conversation_parts"]
    named = [{**part, "type": "conversation_part", "conversation_id": "5"} for part in parts]
    nameless = [{**part, "type": "conversation_part"} for part in parts]
    lines = events(put(tmp_path, "lines", "".join(json.dumps(part) + "\n" for part in named)))
    page = {"type": "conversation_part.list", "conversation_parts": nameless, "total_count": len(nameless)}
    listed = events(put(tmp_path, "page", json.dumps(page)))
    assert texts(lines) == texts(listed) == ["Sorry & thanks", "we knew", "yours now"]
    assert {message.root_id for message in only(Message, lines)} == {"conversation/5"}
    assert {message.root_id for message in only(Message, listed)} == {None}
    assert [message.visibility for message in only(Message, listed)] == [
        message.visibility for message in only(Message, lines)
    ]
    assert Visibility.PUBLIC not in {message.visibility for message in only(Message, listed)}


def test_what_lacks_an_id_or_a_beginning_fails_with_its_place(tmp_path: Path) -> None:
    page = sample(LIST.name)
    page["conversations"] += [5, {"type": "conversation", "id": "3"}, {"source": {"body": "x"}}]
    failed = only(Failed, events(put(tmp_path, "data.json", json.dumps(page))))
    assert [fail.source.pointer for fail in failed] == [
        "/conversations/2",
        "/conversations/3",
        "/conversations/4/source",
    ]


def test_a_conversation_in_a_notification_is_read_as_itself(tmp_path: Path) -> None:
    item = {"type": "conversation", "id": "7", "source": {"body": "<p>Hi</p>", "author": {"type": "user", "id": "9"}}}
    event = {"type": "notification_event", "topic": "conversation.user.created", "id": "notif_1"}
    path = put(tmp_path, "data", json.dumps({**event, "data": {"type": "notification_event_data", "item": item}}))
    (found,) = only(Message, events(path))
    assert (found.id, found.text, found.role, found.source.pointer) == (
        "conversation/7",
        "Hi",
        Role.CUSTOMER,
        "/data/item/source",
    )
