from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import events, only, put
from samples import DATA, sample

from socaudit.model import Author, Failed, Kind, Message, Opened, Role, Skipped, Source, Visibility

TICKETS = DATA / "freshdesk_tickets.json"
CUSTOMER = Author("11", None, "Nia Example")


def clock(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def test_tickets_are_read_exactly() -> None:
    def place(pointer: str) -> Source:
        return Source(str(TICKETS), "freshdesk", None, None, pointer)

    first = Message(
        id="ticket/5",
        text="My bill\n\nCharged twice",
        source=place("/0"),
        network="freshdesk",
        root_id="ticket/5",
        author=CUSTOMER,
        role=Role.CUSTOMER,
        role_basis="export: requester",
        visibility=Visibility.DIRECT,
        created_at=clock(2, 8),
        links=("https://example.com/bill",),
        alt_texts=(None,),
    )
    answer = Message(
        id="51",
        text="Sorry!",
        source=place("/0/conversations/0"),
        network="freshdesk",
        root_id="ticket/5",
        kind=Kind.REPLY,
        author=Author("21"),
        role=Role.BRAND,
        role_basis="export: outgoing",
        visibility=Visibility.DIRECT,
        created_at=clock(2, 9),
    )
    note = replace(
        answer,
        id="52",
        text="We knew",
        source=place("/0/conversations/1"),
        kind=Kind.NOTE,
        visibility=Visibility.INTERNAL,
        created_at=clock(2, 9, 1),
    )
    assert events(TICKETS) == [
        Opened(Source(str(TICKETS), "freshdesk"), "freshdesk"),
        first,
        answer,
        note,
        replace(
            answer,
            id="53",
            text="Thanks",
            source=place("/0/conversations/2"),
            author=CUSTOMER,
            role=Role.CUSTOMER,
            role_basis="export: incoming",
            created_at=clock(2, 9, 2),
        ),
        replace(
            note,
            id="54",
            text="From the supplier",
            source=place("/0/conversations/3"),
            author=Author("99"),
            role=None,
            role_basis=None,
            created_at=clock(2, 9, 3),
        ),
        Skipped("no_text", place("/0/conversations/4")),
        replace(
            first,
            id="ticket/6",
            text="No water in town",
            source=place("/1"),
            root_id="ticket/6",
            author=Author("12"),
            visibility=Visibility.PUBLIC,
            created_at=clock(3, 8),
            links=(),
            alt_texts=(),
        ),
        replace(
            first,
            id="ticket/7",
            text="Your meter\n\nWe need a reading",
            source=place("/2/helpdesk_ticket"),
            root_id="ticket/7",
            author=Author("21"),
            role=Role.BRAND,
            role_basis="export: outbound e-mail",
            created_at=clock(4, 7),
            links=(),
            alt_texts=(),
        ),
        replace(
            answer,
            id="71",
            text="4711",
            source=place("/2/helpdesk_ticket/notes/0/helpdesk_note"),
            root_id="ticket/7",
            author=Author("13", None, "Sam Example"),
            role=Role.CUSTOMER,
            role_basis="export: incoming",
            created_at=clock(4, 8),
        ),
        Skipped("deleted", place("/2/helpdesk_ticket/notes/1")),
    ]


def test_conversations_alone_and_results_of_a_search_are_read(tmp_path: Path) -> None:
    tickets = sample(TICKETS.name)
    alone = events(put(tmp_path, "a.json", json.dumps(tickets[0]["conversations"])))
    assert [(message.id, message.root_id) for message in only(Message, alone)] == [
        (number, "ticket/5") for number in ("51", "52", "53", "54")
    ]
    found = events(put(tmp_path, "b.json", json.dumps({"results": tickets[1:2], "total": 1})))
    assert [message.id for message in only(Message, found)] == ["ticket/6"]


@pytest.mark.parametrize("private", [True, None, "false", 0, "missing"])
def test_a_conversation_that_is_not_surely_shared_is_a_note(private: object, tmp_path: Path) -> None:
    conversation = {**sample(TICKETS.name)[0]["conversations"][0], "private": private}
    if private == "missing":
        del conversation["private"]
    found = events(put(tmp_path, "data.json", json.dumps([conversation])))
    assert [message.visibility for message in only(Message, found)] == [Visibility.INTERNAL]


def test_what_has_no_id_fails_with_its_place(tmp_path: Path) -> None:
    tickets = sample(TICKETS.name)
    tickets[0]["conversations"].append({"incoming": True, "private": False, "body_text": "x"})
    failed = only(Failed, events(put(tmp_path, "data.json", json.dumps([*tickets, 5]))))
    assert [fail.source.pointer for fail in failed] == ["/0/conversations/5", "/3"]


@pytest.mark.parametrize(
    ("word", "visibility"),
    [("post", Visibility.PUBLIC), ("ad_post", Visibility.PUBLIC), ("dm", Visibility.DIRECT), (None, Visibility.DIRECT)],
)
def test_comments_on_a_page_and_on_its_advertisements_are_public(
    word: str | None, visibility: Visibility, tmp_path: Path
) -> None:
    answer = {"id": 1, "ticket_id": 5, "incoming": False, "private": False, "body_text": "Sorry"}
    for extra in ({"source_additional_info": {"facebook": {"type": word}}}, {"fb_post": {"msg_type": word}}):
        (message,) = only(Message, events(put(tmp_path, "data.json", json.dumps([{**answer, **extra}]))))
        assert message.visibility is visibility
