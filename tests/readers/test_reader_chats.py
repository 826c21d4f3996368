"""Telegram's and Discord's exports, and the lists that they are made of."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from reading import events, failures, gzipped, only, put, texts
from samples import DATA, sample

from socaudit.errors import InputError
from socaudit.model import Author, Failed, Kind, Message, Note, Opened, Skipped, Source, Visibility
from socaudit.readers import Limits
from socaudit.readers._json import string_at
from socaudit.readers._lists import Entry, entries
from socaudit.readers._streams import Blob, file_stream

CHAT = DATA / "telegram_chat.json"
CHANNEL = DATA / "discord_channel.json"


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-01T{clock}").replace(tzinfo=UTC)


def lists(folder: Path, text: str | bytes, limits: Limits | None = None) -> list[Entry]:
    path = put(folder, "data", text)
    return list(entries(Blob("data", None, "data", lambda: file_stream(path)), limits or Limits(), "messages"))


CHATS = {
    "about": 'x {[" "messages": [',
    "contacts": {"list": [{"a": [1, {"messages": "no"}]}] * 3},
    "chats": {
        "list": [
            {"name": "A]{", "in": {"k": [1]}, "messages": [{"a": 1}, {"b": 2}], "z": [5]},
            {"name": "B", "messages": []},
            {"name": "C", "messages": [{"a": []}]},
        ]
    },
}


@pytest.mark.parametrize("indent", [None, 1])
def test_items_come_with_their_place_and_what_their_list_stands_in(tmp_path: Path, indent: int | None) -> None:
    found = lists(tmp_path, json.dumps(CHATS, indent=indent))
    assert [(e.pointer, e.value, e.problem) for e in found] == [
        ("/chats/list/0/messages/0", {"a": 1}, None),
        ("/chats/list/0/messages/1", {"b": 2}, None),
        ("/chats/list/2/messages/0", {"a": []}, None),
    ]
    around = [e.around for e in found if isinstance(e.around, dict)]
    assert [part["name"] for part in around] == ["A]{", "A]{", "C"]
    assert around[0]["in"] == {"k": [1]}


def test_a_document_cut_anywhere_says_so_at_its_end(tmp_path: Path) -> None:
    text = json.dumps(CHATS)
    for end in range(len(text)):
        *whole, last = lists(tmp_path, text[:end])
        assert last.problem, end
        assert not any(entry.problem for entry in whole)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"messages": 5}', "there is no list where the messages should be"),
        ('{"messages": []]', "the file is cut, or its brackets do not match or go too deep"),
        ("[" * 700, "the file is cut, or its brackets do not match or go too deep"),
        ('{"messages": [{"a": x}], "more": "and more"}', "not JSON: Expecting value, character 7"),
        ('{"messages": [1', "the file is cut"),
        ('{"a": "b', "the file is cut, or its brackets do not match or go too deep"),
        (f'{{"a": "{"b" * 200_000}", "messages": []}}', "the file is cut, or its brackets do not match or go too deep"),
    ],
)
def test_what_is_damaged_is_told(tmp_path: Path, text: str, problem: str) -> None:
    assert lists(tmp_path, text, Limits(line=100_000))[-1].problem == problem


def test_a_cut_gzip_gives_what_precedes(tmp_path: Path) -> None:
    whole = {"messages": [{"n": n, "s": str(n * 7919)} for n in range(30_000)]}
    found = lists(tmp_path, gzipped(json.dumps(whole))[:-2000])
    assert found[-1].problem == "the gzip stream is cut"
    assert len(found) > 1000


def test_what_goes_on_for_ever_around_a_list_is_forgotten(tmp_path: Path) -> None:
    long = {"type": "x", "more": {str(n): {"a": "b" * 50} for n in range(30_000)}, "messages": [1], "end": {}}
    found = lists(tmp_path, json.dumps([long, {"type": "y", "messages": [2]}]))
    # Not what stands before it somewhere else either.
    assert [(e.pointer, e.around, e.value) for e in found[:1]] == [("/0/messages/0", None, 1)]
    assert [(e.pointer, e.value) for e in found[1:]] == [("/1/messages/0", 2)]
    assert string_at(found[1].around, "type") == "y"


def telegram(number: int, place: int, clock: str, text: str, **others: Any) -> Message:
    return Message(
        id=f"1500/{number}",
        text=text,
        source=Source(str(CHAT), "telegram_export", None, None, f"/messages/{place}"),
        network="telegram",
        created_at=at(clock),
        **{"visibility": Visibility.PUBLIC, **others},
    )


def test_a_chat_of_telegram_is_read_exactly() -> None:
    def place(number: int) -> Source:
        return Source(str(CHAT), "telegram_export", None, None, f"/messages/{number}")

    assert events(CHAT) == [
        Opened(Source(str(CHAT), "telegram_export"), "telegram_export"),
        Skipped("not_a_message", place(0)),
        telegram(
            2,
            1,
            "10:00:00",
            "No water, see here or mail nia@example.com. https://example.org",
            author=Author("user902", "user902", "Nia"),
            edited_at=at("10:01:00"),
            links=("https://example.com/tap", "https://example.org"),
        ),
        telegram(
            3,
            2,
            "10:05:00",
            "Sorry \U0001f614",
            parent_id="1500/2",
            kind=Kind.REPLY,
            author=Author("channel1400", "Lumen Water", "Lumen Water"),
            alt_texts=(None,),
        ),
        telegram(
            4,
            3,
            "11:06:00",
            "Dry too?\n- yes\n- no",
            parent_id="1400/9",
            kind=Kind.REPLY,
            author=Author("user77", "user77"),
        ),
        telegram(
            5,
            4,
            "10:07:00",
            "Ola +44 7700 900123",
            kind=Kind.REPOST,
            author=Author("user78", "user78", "Max"),
        ),
        Skipped("no_text", place(5)),
        Note("times without a zone read as UTC: 1", Source(str(CHAT), "telegram_export")),
    ]


def test_all_chats_of_an_account_are_told_apart_and_the_private_ones_are_direct() -> None:
    found = only(Message, events(DATA / "telegram_account.json"))
    assert [(m.id, m.visibility, m.source.pointer) for m in found] == [
        ("902/1", Visibility.DIRECT, "/chats/list/0/messages/0"),
        ("1400/1", Visibility.PUBLIC, "/chats/list/2/messages/0"),
        ("33/1", Visibility.DIRECT, "/left_chats/list/0/messages/0"),
    ]


@pytest.mark.parametrize("kind", ["private_channel", "bot_chat", "novel", 5, None, ["public_channel"]])
def test_a_chat_that_is_not_known_to_be_public_is_direct(tmp_path: Path, kind: object) -> None:
    chat = {**sample("telegram_chat.json"), "type": kind}
    found = events(put(tmp_path, "result.json", json.dumps(chat)))
    assert {m.visibility for m in only(Message, found)} == {Visibility.DIRECT}


def test_old_exports_with_bare_numbers_and_no_seconds_are_read(tmp_path: Path) -> None:
    old = {"id": 1, "type": "message", "date": "2019-05-01T10:00:00", "edited": "1970-01-01T03:00:00", "text": "Hi"}
    people = [{**old, "from": "Nia", "from_id": 43}, {**old, "id": 2, "from": "Nia"}, {**old, "id": 3}, {"text": "x"}]
    chat = {"name": "x", "type": "public_supergroup", "messages": people}
    found = events(put(tmp_path, "result.json", "\ufeff" + json.dumps(chat)))
    assert [(m.id, m.author, m.edited_at) for m in only(Message, found)] == [
        ("1", Author("43", "43", "Nia"), None),
        ("2", Author("Nia", "Nia", "Nia"), None),
        ("3", None, None),
    ]
    assert [reason for _, reason in failures(found)] == ["not a message: it has no id"]


def discord(number: int, place: int, clock: str, text: str, **others: Any) -> Message:
    return Message(
        id=str(number),
        text=text,
        source=Source(str(CHANNEL), "discord_export", None, None, f"/messages/{place}"),
        network="discord",
        visibility=Visibility.FOLLOWERS,
        created_at=at(clock),
        permalink=f"https://discord.com/channels/10/20/{number}",
        **others,
    )


def test_a_channel_of_discord_is_read_exactly() -> None:
    def place(number: int) -> Source:
        return Source(str(CHANNEL), "discord_export", None, None, f"/messages/{number}")

    assert events(CHANNEL) == [
        Opened(Source(str(CHANNEL), "discord_export"), "discord_export"),
        discord(
            100,
            0,
            "09:00:00.123",
            "No water https://example.com/x",
            author=Author("1", "nia", "Nia O."),
            edited_at=at("09:05:00"),
            links=("https://example.com/x",),
            alt_texts=(None,),
        ),
        discord(
            101,
            1,
            "09:10:00",
            "Sorry @Nia O.!",
            parent_id="100",
            kind=Kind.REPLY,
            author=Author("2", "kate#1234", "Kate"),
        ),
        Skipped("not_a_message", place(2)),
        discord(
            103,
            3,
            "09:12:00",
            "Nia\n\nTicket 7\n\nopened\n\nPhone\n\n07700 900123",
            author=Author("4", "Tickets", "Tickets"),
        ),
        discord(104, 4, "09:13:00", "Read this", kind=Kind.REPOST, author=Author("3", "max")),
        Skipped("no_text", place(5)),
    ]


@pytest.mark.parametrize(
    ("guild", "channel", "visibility"),
    [
        ({"id": "10"}, {"type": "GuildPublicThread"}, Visibility.FOLLOWERS),
        ({"id": "10"}, {"type": "GuildPrivateThread"}, Visibility.DIRECT),
        ({"id": "0"}, {"type": "GuildTextChat"}, Visibility.DIRECT),
        ({"id": "0"}, {"id": "9", "type": "DirectTextChat"}, Visibility.DIRECT),
        ({}, {"type": "GuildTextChat"}, Visibility.DIRECT),
        ({"id": "10"}, {"type": 0}, Visibility.DIRECT),
    ],
)
def test_a_channel_that_is_no_servers_is_direct(
    tmp_path: Path, guild: dict[str, object], channel: dict[str, object], visibility: Visibility
) -> None:
    export = {"guild": guild, "channel": channel, "messages": [{"id": 1, "content": "Hi", "author": {}}, {}]}
    found = events(put(tmp_path, "x.json", json.dumps(export)))
    link = "https://discord.com/channels/@me/9/1" if "id" in channel else None
    assert [(m.visibility, m.author, m.permalink) for m in only(Message, found)] == [(visibility, None, link)]
    assert [reason for _, reason in failures(found)] == ["not a message: it has no id"]


def test_damage_costs_what_stands_behind_it(tmp_path: Path) -> None:
    for path in (CHAT, CHANNEL, DATA / "telegram_account.json"):
        text = path.read_text()
        whole = texts(events(path))
        found = events(put(tmp_path, path.name, text[: text.rindex('"id"')]))
        assert texts(found) == whole[: len(texts(found))]
        assert len(texts(found)) >= len(whole) - 1
        assert [fail.source.pointer is None for fail in only(Failed, found)] in ([True], [False])


@pytest.mark.parametrize("value", [{"about": "x", "data": {}}, {"guild": {}, "messages": []}, {"messages": []}])
def test_other_json_is_left_alone(tmp_path: Path, value: object) -> None:
    with pytest.raises(InputError):
        events(put(tmp_path, "data", json.dumps(value)))
