from __future__ import annotations

import hashlib
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import libipld
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import events, only, put, texts

from socaudit.errors import InputError
from socaudit.model import Author, Failed, Kind, Message, Opened, Role, Skipped, Source, Visibility
from socaudit.readers import Limits

DID = "did:plc:lumen"
NIA = "at://did:plc:nia/app.bsky.feed.post/0"
POST = "app.bsky.feed.post"
PROFILE = {
    "$type": "app.bsky.actor.profile",
    "displayName": "Lumen Water",
    "labels": {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": "!no-unauthenticated"}]},
}
REPLY = {
    "$type": POST,
    "text": "Sorry! See example.com/he...",
    "langs": ["en"],
    "createdAt": "2024-05-01T10:00:00.000Z",
    "reply": {"root": {"uri": NIA, "cid": "x"}, "parent": {"uri": NIA, "cid": "x"}},
    "facets": [{"features": [{"$type": "app.bsky.richtext.facet#link", "uri": "https://example.com/help"}]}],
    "embed": {"$type": "app.bsky.embed.images", "images": [{"alt": "a map"}, {"alt": ""}]},
}
LIKE = {"$type": "app.bsky.feed.like", "subject": {"uri": NIA}, "createdAt": "2024-05-01T10:00:00.000Z"}


def said(text: str) -> dict[str, object]:
    return {"$type": POST, "text": text, "createdAt": "2024-05-02T10:00:00.000Z"}


class Car:
    """A repository in the making: blocks in the order in which they are added."""

    def __init__(self) -> None:
        self.blocks: list[tuple[bytes, bytes]] = []

    def add(self, value: Any) -> bytes:
        data = libipld.encode_dag_cbor(value)
        cid = b"\x01\x71\x12\x20" + hashlib.sha256(data).digest()
        self.blocks.append((cid, data))
        return cid

    def branch(self, *entries: tuple[int, str, Any, bytes | None], left: bytes | None = None) -> bytes:
        """Add a branch; an entry is how much it shares with the one before, the rest, its record, what follows."""
        found = [
            {"p": shared, "k": rest.encode(), "v": self.add(value), "t": behind}
            for shared, rest, value, behind in entries
        ]
        return self.add({"l": left, "e": found})

    def written(self, tree: bytes | None, **commit: object) -> bytes:
        """Return the file as Bluesky writes it: the commit stands first, a branch before what it leads to."""
        blocks, self.blocks = self.blocks[::-1], []
        root = self.add({"did": DID, "rev": "3k", "version": 3, "prev": None, "data": tree, "sig": b"1", **commit})
        header = libipld.encode_dag_cbor({"roots": [root], "version": 1})
        return framed(header) + b"".join(framed(cid + data) for cid, data in (*self.blocks, *blocks))


def framed(data: bytes) -> bytes:
    size, prefix = len(data), bytearray()
    while size > 0x7F:
        prefix.append(size & 0x7F | 0x80)
        size >>= 7
    return bytes([*prefix, size]) + data


def repository() -> bytes:
    car = Car()
    first = car.branch((0, "app.bsky.actor.profile/self", PROFILE, None), (9, "feed.like/3k1", LIKE, None))
    last = car.branch((0, f"{POST}/3k5", said("third"), None))
    tree = car.branch(
        (0, f"{POST}/3k1", REPLY, None),
        (len(POST) + 2, "k2", said("second"), last),
        (0, f"{POST}/3k8", said(""), None),
        (14, "repost/3k9", {"$type": "app.bsky.feed.repost", "subject": {"uri": NIA}}, None),
        (0, "app.bsky.graph.follow/3k9", {"$type": "app.bsky.graph.follow", "subject": "did:plc:nia"}, None),
        left=first,
    )
    return car.written(tree)


def test_a_repository_is_read_exactly(tmp_path: Path) -> None:
    path = put(tmp_path, "data.car", repository())
    author = Author(DID, name="Lumen Water")
    common: dict[str, Any] = {
        "network": "bluesky",
        "author": author,
        "role": Role.BRAND,
        "role_basis": "export: the account's own archive",
        "visibility": Visibility.UNLISTED,
    }

    def place(record: str) -> Source:
        return Source(str(path), "bluesky_archive", None, None, f"/{record}")

    def link(key: str) -> str:
        return f"https://bsky.app/profile/{DID}/post/{key}"

    assert events(path) == [
        Opened(Source(str(path), "bluesky_archive"), "bluesky_archive"),
        Skipped("not_a_message", place("app.bsky.actor.profile/self")),
        Skipped("not_a_message", place("app.bsky.feed.like/3k1")),
        Message(
            id=f"at://{DID}/{POST}/3k1",
            text="Sorry! See example.com/he...",
            source=place(f"{POST}/3k1"),
            parent_id=NIA,
            root_id=NIA,
            kind=Kind.REPLY,
            created_at=datetime(2024, 5, 1, 10, tzinfo=UTC),
            lang="en",
            links=("https://example.com/help",),
            alt_texts=("a map", None),
            permalink=link("3k1"),
            **common,
        ),
        Message(
            id=f"at://{DID}/{POST}/3k2",
            text="second",
            source=place(f"{POST}/3k2"),
            created_at=datetime(2024, 5, 2, 10, tzinfo=UTC),
            permalink=link("3k2"),
            **common,
        ),
        Message(
            id=f"at://{DID}/{POST}/3k5",
            text="third",
            source=place(f"{POST}/3k5"),
            created_at=datetime(2024, 5, 2, 10, tzinfo=UTC),
            permalink=link("3k5"),
            **common,
        ),
        Skipped("no_text", place(f"{POST}/3k8")),
        Skipped("repost", place("app.bsky.feed.repost/3k9")),
        Skipped("not_a_message", place("app.bsky.graph.follow/3k9")),
    ]


def test_a_cut_repository_gives_what_precedes_and_says_so(tmp_path: Path) -> None:
    content = repository()
    whole = set(texts(events(put(tmp_path, "data.car", content))))
    read: set[str] = set()
    for end in range(300, len(content), 13):
        found = events(put(tmp_path, "data.cut", content[:end]))
        assert set(texts(found)) <= whole
        read |= set(texts(found))
        assert only(Failed, found)
    assert read == whole


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (b"\x00", "the file holds what is no block of a repository"),
        (b"\xff\xff\xff\xff\xff", "the file holds what is no block of a repository"),
        (framed(b"\x01\x55\x12\x20" + b"x" * 40), "the file holds what is no block of a repository"),
        (b"\x80", "the file is cut"),
        (b"\x64abc", "the file is cut"),
    ],
)
def test_what_is_no_block_ends_a_repository(tmp_path: Path, damage: bytes, reason: str) -> None:
    found = events(put(tmp_path, "data.car", repository() + damage))
    assert len(texts(found)) == 3
    assert [fail.reason for fail in only(Failed, found)] == [reason]


def test_a_changed_record_fails_and_the_others_are_read(tmp_path: Path) -> None:
    found = events(put(tmp_path, "data.car", repository().replace(b"second", b"sEcond")))
    assert texts(found) == ["Sorry! See example.com/he...", "third"]
    assert [(fail.reason, fail.source.pointer) for fail in only(Failed, found)] == [
        ("a record, or a part of their list, is missing or damaged", f"/{POST}/3k2")
    ]


def test_a_missing_branch_or_commit_fails(tmp_path: Path) -> None:
    car = Car()
    tree = car.branch((0, f"{POST}/3k1", said("first"), b"\x01\x71\x12\x20" + b"0" * 32))
    found = events(put(tmp_path, "data.car", car.written(tree)))
    assert texts(found) == ["first"]
    assert [fail.source.pointer for fail in only(Failed, found)] == [None]
    lost = events(put(tmp_path, "lost.car", repository().replace(b"did:plc:lumen", b"did:plc:lvmen")))
    assert [fail.reason for fail in only(Failed, lost)] == ["the account's commit is missing or damaged"]
    assert not texts(lost)


def test_a_branch_that_stands_in_many_places_is_read_once(tmp_path: Path) -> None:
    car = Car()
    tree = car.branch((0, f"{POST}/3k1", said("deep"), None))
    for key in range(30):
        tree = car.branch((0, f"{POST}/4k{key:02}", said(str(key)), tree), left=tree)
    found = events(put(tmp_path, "data.car", car.written(tree)))
    assert len(texts(found)) == 31
    assert len(only(Failed, found)) == 30


def test_blocks_that_are_no_records_fail(tmp_path: Path) -> None:
    car = Car()
    tree = car.branch((0, f"{POST}/3k1", [5], None), (0, f"{POST}/3k2", said("a"), None))
    data = b"\x81" * 5000 + b"\x01"
    deep = b"\x01\x71\x12\x20" + hashlib.sha256(data).digest()
    car.blocks.append((deep, data))
    top = car.branch(left=tree)
    odd = car.add({"l": deep, "e": [{"v": top}, {"p": "x", "k": 5, "v": None}, 5]})
    found = events(put(tmp_path, "data.car", car.written(odd)))
    assert not texts(found)
    assert only(Failed, found)


def test_a_repository_that_is_too_long_is_read_up_to_the_limit(tmp_path: Path) -> None:
    path = put(tmp_path, "data.car", repository())
    found = events(path, limits=Limits(document=900))
    assert [fail.reason for fail in only(Failed, found)][-1] == "the repository is longer than the limit"


def test_other_repositories_are_left_to_others(tmp_path: Path) -> None:
    header = framed(libipld.encode_dag_cbor({"roots": [], "version": 1}))
    with pytest.raises(InputError):
        events(put(tmp_path, "data.car", header))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(flips=st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), min_size=1, max_size=6))
def test_flipped_bytes_give_only_whole_records_or_an_input_error(flips: list[tuple[int, int]]) -> None:
    data = bytearray(repository())
    for place, byte in flips:
        data[place % len(data)] = byte
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = events(put(Path(folder), "data.car", bytes(data)))
        except InputError:
            return
    assert set(texts(found)) <= {"Sorry! See example.com/he...", "second", "third"}
