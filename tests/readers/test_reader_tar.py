from __future__ import annotations

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import events, failures, gzipped, ndjson, only, put, script, tarred, texts, zipped, zstd
from samples import DATA

from socaudit.errors import InputError
from socaudit.model import Failed, Message, Opened, ReadEvent
from socaudit.readers import Limits

ONE = ndjson({"id": "1", "text": "one"})
TWO = ndjson({"id": "2", "text": "two"})
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"
OUTBOX = (DATA / "mastodon_outbox.json").read_bytes()


def opened(found: list[ReadEvent]) -> list[tuple[str, str | None]]:
    return [(str(event.source).rpartition("/data.")[2], event.format) for event in found if isinstance(event, Opened)]


def member(kind: bytes, name: str = "m") -> bytes:
    """Return an archive with a member of a kind, and one that can be read."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, "z"
        archive.addfile(info)
        info = tarfile.TarInfo("z")
        info.size = len(ONE)
        archive.addfile(info, io.BytesIO(ONE.encode()))
    return file.getvalue()


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("pack", [bytes, gzipped, zstd])
def test_members_are_read_in_the_order_of_their_names(
    tmp_path: Path, form: int, pack: Callable[[bytes], bytes]
) -> None:
    far = "deep/" * 18 + "one.txt"
    members: dict[str, str | bytes] = {"b.json": TWO, far: gzipped(ONE), "c.png": PNG, "./.DS_Store": "x", "e": ""}
    found = events(put(tmp_path, "data.csv", pack(tarred(members, form))))
    assert opened(found) == [
        ("csv!.DS_Store", None),
        ("csv!b.json", "neutral"),
        ("csv!c.png", None),
        (f"csv!{far}", "neutral"),
        ("csv!e", None),
    ]
    assert texts(found) == ["two", "one"]
    assert str(only(Message, found)[0].source).endswith("data.csv!b.json:1")


@pytest.mark.parametrize("folder", ["", "./", "archive-20260331/"])
def test_a_mastodon_archive_is_read_as_it_comes(tmp_path: Path, folder: str) -> None:
    members: dict[str, str | bytes] = {"actor.json": "{}", "avatar.png": PNG, "media_attachments/files/1.png": PNG}
    members |= {"outbox.json": OUTBOX}
    content = gzipped(tarred({folder + name: data for name, data in members.items()}))
    loose = put(tmp_path, "outbox.json", OUTBOX)
    found = events(put(tmp_path, "data.tar.gz", content))
    assert texts(found) == texts(events(loose)) != []
    assert (only(Opened, found)[0].format, failures(found)) == ("mastodon_archive", [])


def test_an_archive_of_x_is_read_as_it_comes(tmp_path: Path) -> None:
    tweet = {"tweet": {"id_str": "1", "full_text": "one", "created_at": "Tue Oct 31 22:10:47 +0000 2017"}}
    account = {"account": {"accountId": "9", "username": "acme"}}
    members = {"x/data/tweets.js": script("tweets", [tweet]), "x/data/account.js": script("account", [account])}
    found = events(put(tmp_path, "data.tar", tarred(members)))
    assert [(m.text, m.author and m.author.handle) for m in only(Message, found)] == [("one", "acme")]


def test_archives_in_an_archive_are_read_and_a_third_one_fails(tmp_path: Path) -> None:
    inner = tarred({"c": ONE, "d.zip": zipped({"e": TWO})})
    found = events(put(tmp_path, "data.x", zipped({"b.tgz": gzipped(inner)})))
    assert (texts(found), failures(found)) == (
        ["one"],
        [("x!b.tgz!d.zip", "an archive in an archive in an archive is not read")],
    )


@pytest.mark.parametrize("name", ["../evil", "a/../../evil", "/etc/evil", "C:\\evil", "..\\evil"])
def test_a_path_that_climbs_out_fails_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    found = events(put(tmp_path, "data.x", tarred({name: TWO, "m": ONE})))
    assert texts(found) == ["one"]
    assert [(fail.source.member, fail.reason) for fail in only(Failed, found)] == [
        (name, "the member's path climbs out of the archive")
    ]
    assert [entry.name for entry in tmp_path.iterdir()] == ["data.x"]


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        (tarfile.SYMTYPE, "the member is a link"),
        (tarfile.LNKTYPE, "the member is a link"),
        (tarfile.CHRTYPE, "the member is no ordinary file"),
        (tarfile.FIFOTYPE, "the member is no ordinary file"),
    ],
)
def test_links_and_devices_fail_and_the_rest_is_read(tmp_path: Path, kind: bytes, problem: str) -> None:
    found = events(put(tmp_path, "data.x", member(kind)))
    assert (texts(found), failures(found)) == (["one"], [("x!m", problem)])


def test_folders_are_no_members(tmp_path: Path) -> None:
    found = events(put(tmp_path, "data.x", member(tarfile.DIRTYPE)))
    assert (opened(found), failures(found)) == ([("x!z", "neutral")], [])


def test_a_cut_archive_yields_what_precedes_and_the_place(tmp_path: Path) -> None:
    whole = tarred({"a": ONE, "b": TWO * 100})
    half = 512 * 3 + len(TWO) * 50
    found = events(put(tmp_path, "data.x", whole[:half]))
    assert texts(found) == ["one", "two"] + ["two"] * 49
    assert failures(found) == [
        ("x!b:51", "the archive ends inside this member"),
        ("x", "the tar is cut or damaged"),
    ]


def test_a_cut_packing_yields_what_precedes(tmp_path: Path) -> None:
    noise = ndjson(*({"id": str(n), "text": str(hash((n, n)))} for n in range(5000)))
    found = events(put(tmp_path, "data.x", gzipped(tarred({"a": ONE, "b": noise}))[:-20_000]))
    assert texts(found)[0] == "one"
    assert len(texts(found)) > 2000
    assert failures(found)[-1] == ("x", "the gzip stream is cut")


def test_an_archive_without_an_end_or_with_a_damaged_header_says_where(tmp_path: Path) -> None:
    content = bytearray(tarred({"a": ONE, "b": TWO}))
    assert failures(events(put(tmp_path, "data.x", bytes(content[:2048])))) == [
        ("x", "the tar is cut or damaged at byte 2048")
    ]
    content[1024 + 150] ^= 0xFF
    found = events(put(tmp_path, "data.x", bytes(content)))
    assert (texts(found), failures(found)) == (["one"], [("x", "the tar is cut or damaged at byte 1024")])


def test_too_many_members_fail_as_a_whole(tmp_path: Path) -> None:
    content = tarred({str(n): ONE for n in range(51)})
    found = events(put(tmp_path, "data.x", content), limits=Limits(members=50))
    assert failures(found) == [("x", "the tar has more than 50 members")]


def test_a_bomb_fails(tmp_path: Path) -> None:
    content = gzipped(tarred({"a": ONE, "b": b"\0" * 5_000_000}))
    found = events(put(tmp_path, "data.x", content), limits=Limits(unpacked=100_000, ratio=20))
    assert texts(found) == ["one"]
    assert failures(found)[-1] == ("x", "unpacks to far more than its size: a decompression bomb")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_flipped_and_cut_bytes_never_raise_and_never_pass_silently(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(tarred({"a": ONE, "b": TWO, "c": ndjson({"id": "3", "text": "three"})}))
    # In the headers: a tar has no checksum of what its members hold.
    header = data.draw(st.sampled_from([0, 1024, 2048]))
    whole[header + data.draw(st.integers(0, 511))] ^= data.draw(st.integers(1, 255))
    cut = data.draw(st.sampled_from([len(whole), 2600, 1500, 700]))
    try:
        found = events(put(tmp_path, "data", bytes(whole[:cut])))
    except InputError:
        return  # Without its first header it is no archive.
    assert only(Failed, found) or texts(found) == ["one", "two", "three"]
