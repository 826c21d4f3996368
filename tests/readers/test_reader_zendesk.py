from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import events, only, put, texts
from samples import DATA, sample

from socaudit.errors import InputError
from socaudit.model import Author, Failed, Kind, Message, Note, Opened, Role, Skipped, Source, Visibility

EXPORT = DATA / "zendesk_export.ndjson"
INCREMENTAL = DATA / "zendesk_incremental.json"
EVENTS = DATA / "zendesk_events.json"
MENTION = {"channel": "twitter", "source": {"from": {"username": "nia"}, "to": {}, "rel": "mention"}}


def at_nine(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def test_an_accounts_export_is_read_exactly() -> None:
    def place(line: int, pointer: str | None) -> Source:
        return Source(str(EXPORT), "zendesk", None, line, pointer)

    answer = Message(
        id="102",
        text="Sorry! We look into it.",
        source=place(1, "/comments/1"),
        network="zendesk",
        root_id="ticket/1",
        kind=Kind.REPLY,
        author=Author("21", None, "Kay"),
        role=Role.BRAND,
        role_basis="export: agent",
        visibility=Visibility.DIRECT,
        created_at=at_nine(2, 9),
    )
    assert events(EXPORT) == [
        Opened(Source(str(EXPORT), "zendesk"), "zendesk"),
        Message(
            id="101",
            text="@LumenWater charged twice",
            source=place(1, "/comments/0"),
            network="zendesk",
            root_id="ticket/1",
            kind=Kind.POST,
            author=Author("11", "nia_example", "Nia Example"),
            role=Role.CUSTOMER,
            role_basis="export: end user",
            visibility=Visibility.PUBLIC,
            created_at=at_nine(2, 8),
            links=("https://example.com/bill",),
            alt_texts=(None,),
        ),
        answer,
        replace(
            answer,
            id="103",
            text="Known bug, do not tell",
            source=place(1, "/comments/2"),
            kind=Kind.NOTE,
            author=Author("22"),
            role_basis="export: internal note",
            visibility=Visibility.INTERNAL,
            created_at=at_nine(2, 9, 30),
        ),
        Message(
            id="201",
            text="Moving out\n\nI move on 4 May",
            source=place(2, "/comments/0"),
            network="zendesk",
            root_id="ticket/2",
            author=Author("12"),
            role=Role.CUSTOMER,
            role_basis="export: requester",
            visibility=Visibility.DIRECT,
            created_at=at_nine(3, 8),
        ),
        Message(
            id="ticket/3",
            text="My number is 07700 900123",
            source=place(3, None),
            network="zendesk",
            root_id="ticket/3",
            author=Author("13", "sam"),
            role=Role.CUSTOMER,
            role_basis="export: requester",
            visibility=Visibility.DIRECT,
            created_at=at_nine(4, 8),
        ),
        Note(
            "answers to public posts that do not say where they went, taken for private ones: 1",
            Source(str(EXPORT), "zendesk"),
        ),
    ]


def test_a_page_of_the_incremental_interface_is_read_exactly() -> None:
    def place(number: int) -> Source:
        return Source(str(INCREMENTAL), "zendesk", None, None, f"/tickets/{number}")

    post = Message(
        id="ticket/4",
        text="No water since Monday",
        source=place(0),
        network="zendesk",
        root_id="ticket/4",
        author=Author("11", None, "Nia Example"),
        role=Role.CUSTOMER,
        role_basis="export: end user",
        visibility=Visibility.PUBLIC,
        created_at=at_nine(2, 8),
    )
    assert events(INCREMENTAL) == [
        Opened(Source(str(INCREMENTAL), "zendesk"), "zendesk"),
        post,
        Skipped("deleted", place(1)),
        replace(
            post,
            id="ticket/6",
            text="A note to ourselves\n\nWho is on call?",
            source=place(2),
            root_id="ticket/6",
            kind=Kind.NOTE,
            author=Author("21", None, "Kay"),
            role=Role.BRAND,
            role_basis="export: agent",
            visibility=Visibility.INTERNAL,
            created_at=at_nine(2, 11),
        ),
    ]


def test_comments_among_the_events_of_tickets_are_read_and_other_changes_skipped() -> None:
    found = events(EVENTS)
    assert [(m.id, m.text, m.root_id, m.visibility, m.author, m.created_at, m.role) for m in only(Message, found)] == [
        ("903", "no water", "ticket/7", Visibility.PUBLIC, Author("11", "nia_example"), at_nine(2, 8), None),
        ("905", "We are on it", "ticket/7", Visibility.DIRECT, Author("21"), at_nine(2, 9), None),
    ]
    assert [(skip.reason, skip.source.pointer) for skip in only(Skipped, found)] == [("no_comment", "/ticket_events/2")]


COMMENT = {"id": 1, "author_id": 9, "body": "hello", "public": True, "via": MENTION}


@pytest.mark.parametrize(
    ("page", "root", "role"),
    [
        ({"comments": [COMMENT], "users": [{"id": 9, "role": "end-user"}]}, "1", Role.CUSTOMER),
        ({"ticket": {"id": 5, "requester_id": 9, "via": MENTION}, "comments": [COMMENT]}, "ticket/5", Role.CUSTOMER),
        ({"comments": [{**COMMENT, "via": None, "metadata": {"via": MENTION}}]}, "1", None),
        ({"ticket": {"id": 5, "assignee_id": 9, "via": MENTION, "comments": [COMMENT]}}, "ticket/5", Role.BRAND),
        ({"audits": [{"id": 2, "ticket_id": 5, "events": [{**COMMENT, "type": "Comment"}]}]}, "ticket/5", None),
        ([{"id": 5, "requester_id": 8, "via": MENTION, "comments": [COMMENT]}], "ticket/5", None),
    ],
)
def test_single_tickets_with_comments_or_audits_are_read(
    page: object, root: str, role: Role | None, tmp_path: Path
) -> None:
    message = only(Message, events(put(tmp_path, "data.json", json.dumps(page, indent=1))))[0]
    assert (message.id, message.root_id, message.role, message.visibility) == ("1", root, role, Visibility.PUBLIC)


@pytest.mark.parametrize("channel", ["web", "email", "chat", "api", "native_messaging", "twitter_dm", "x", 30])
@pytest.mark.parametrize("public", [True, False, None, "true", 1])
def test_only_what_stands_on_a_public_network_is_public(channel: object, public: object, tmp_path: Path) -> None:
    comment = {**COMMENT, "public": public, "via": {"channel": channel, "source": {"rel": "mention"}}}
    message = only(Message, events(put(tmp_path, "data.json", json.dumps({"comments": [comment]}))))[0]
    assert message.visibility is (Visibility.DIRECT if public is True else Visibility.INTERNAL)


@pytest.mark.parametrize(
    ("direct", "visibility"), [(False, Visibility.PUBLIC), (True, Visibility.DIRECT), (None, Visibility.DIRECT)]
)
def test_an_answer_is_public_where_the_audit_says_that_it_was_tweeted(
    direct: bool | None, visibility: Visibility, tmp_path: Path
) -> None:
    answer = {"id": 1, "type": "Comment", "author_id": 21, "body": "Sorry", "public": True}
    note = {"id": 2, "type": "Comment", "author_id": 21, "body": "a note", "public": False}
    tweet = {"id": 3, "type": "Tweet", "direct_message": direct, "body": "Sorry", "recipients": [11]}
    audit = {"id": 9, "ticket_id": 5, "via": {"channel": "web"}, "author_id": 21, "events": [answer, note, tweet]}
    found = only(Message, events(put(tmp_path, "data.json", json.dumps({"audits": [audit]}))))
    assert [message.visibility for message in found] == [visibility, Visibility.INTERNAL]


def test_records_without_an_id_fail_and_the_last_page_may_be_empty(tmp_path: Path) -> None:
    page = sample(INCREMENTAL.name)
    page["tickets"] += [5, {"via": {}}]
    failed = only(Failed, events(put(tmp_path, "a.json", json.dumps(page))))
    assert [fail.source.pointer for fail in failed] == ["/tickets/3", "/tickets/4"]
    found = events(put(tmp_path, "b.json", json.dumps({"tickets": [], "users": [], "end_of_stream": True})))
    assert len(found) == 1
    assert texts(found) == []


def test_a_comment_without_an_author_is_by_whoever_made_the_change(tmp_path: Path) -> None:
    comment = {"id": 1, "type": "Comment", "event_type": "Comment", "body": "On it", "public": True, "author_id": None}
    audit = {"id": 9, "ticket_id": 5, "via": {"channel": "web"}, "author_id": 21, "events": [comment]}
    change = {"id": 9, "ticket_id": 5, "via": "Web form", "updater_id": 21, "child_events": [comment]}
    users = [{"id": 21, "name": "Kay", "role": "agent"}]
    for page in ({"audits": [audit], "users": users}, {"ticket_events": [change], "users": users}):
        (found,) = only(Message, events(put(tmp_path, "data.json", json.dumps(page))))
        assert (found.author, found.role) == (Author("21", None, "Kay"), Role.BRAND)


def test_comments_that_do_not_say_where_they_came_from_are_read_as_private(tmp_path: Path) -> None:
    comments = [{"id": n, "type": "Comment", "body": "Hi", "author_id": 9, "public": n == 2} for n in (2, 3)]
    found = events(put(tmp_path, "data.json", json.dumps({"comments": comments, "count": 2}, indent=2)))
    assert [m.visibility for m in only(Message, found)] == [Visibility.DIRECT, Visibility.INTERNAL]


ACCOUNTS = [
    {"id": 21, "name": "Kay", "role": "agent", "organization_id": None, "email": "kay@example.com"},
    {"id": 11, "name": "Nia", "role": "end-user", "organization_id": 5, "phone": "07700 900123"},
]
TICKET = {
    "id": 5,
    "subject": "Bill",
    "via": {"channel": "email"},
    "comments": [
        {"id": 51, "author_id": 11, "body": "Charged twice", "public": True, "via": {"channel": "email"}},
        {"id": 52, "author_id": 21, "body": "Sorry", "public": True, "via": {"channel": "email"}},
    ],
}


@pytest.mark.parametrize(
    "accounts",
    [
        json.dumps({"users": ACCOUNTS, "next_page": None, "count": 2}),
        "".join(json.dumps(account) + "\n" for account in ACCOUNTS),
        json.dumps(ACCOUNTS, indent=1),
    ],
)
def test_accounts_in_a_file_beside_the_tickets_tell_who_wrote(tmp_path: Path, accounts: str) -> None:
    put(tmp_path, "tickets.json", json.dumps(TICKET) + "\n")
    put(tmp_path, "users.json", accounts)
    put(tmp_path / "elsewhere", "tickets.json", json.dumps({**TICKET, "id": 6}) + "\n")
    found = events(tmp_path)
    near = [message for message in only(Message, found) if message.root_id == "ticket/5"]
    far = [message for message in only(Message, found) if message.root_id == "ticket/6"]
    assert [(message.role, message.author) for message in near] == [
        (Role.CUSTOMER, Author("11", None, "Nia")),
        (Role.BRAND, Author("21", None, "Kay")),
    ]
    assert [message.role for message in far] == [None, None]
    assert [event.format for event in only(Opened, found)] == ["zendesk"] * 3
    assert [skip.reason for skip in only(Skipped, found)] == ["not_a_message"] * 2
    assert not only(Failed, found)
    assert "900123" not in repr(found)


def test_accounts_of_other_services_are_left_alone(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        events(put(tmp_path, "users.json", json.dumps({"users": [{"id": 1, "role": "admin"}]})))
