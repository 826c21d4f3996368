from __future__ import annotations

import bz2
import lzma
import random
import tracemalloc
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import events, failures, gzipped, ndjson, only, put, texts, zipped, zstd

from socaudit.errors import InputError
from socaudit.model import Failed, Message
from socaudit.readers import Limits

ONE = ndjson({"id": "1", "text": "one"})
TWO = ndjson({"id": "2", "text": "two"})
BOMB = "unpacks to far more than its size: a decompression bomb"
# The frame header of a long-window dump: a window of 2 GiB, no content size; its one block is stored as it is.
LONG_WINDOW = b"\x28\xb5\x2f\xfd\x00\xa8"
TOO_LONG_WINDOW = b"\x28\xb5\x2f\xfd\x00\xb0"


def stored(content: str, header: bytes) -> bytes:
    data = content.encode()
    return header + (len(data) << 3 | 1).to_bytes(3, "little") + data


def skippable(content: bytes) -> bytes:
    return b"\x50\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content


def bzip2(content: str) -> bytes:
    return bz2.compress(content.encode(), 1)


def xz(content: str) -> bytes:
    return lzma.compress(content.encode())


def posts(count: int) -> str:
    noise = random.Random(7)  # noqa: S311 (text that does not pack well, the same each time)
    return ndjson(*({"id": str(n), "text": str(noise.random())} for n in range(count)))


PACK: dict[str, Callable[[str], bytes]] = {"gzip": gzipped, "zstd": zstd, "bzip2": bzip2, "xz": xz}


@pytest.mark.parametrize("name", PACK)
class TestEveryPacking:
    def test_it_is_unpacked_whatever_the_name(self, tmp_path: Path, name: str) -> None:
        assert texts(events(put(tmp_path, "data.csv", PACK[name](ONE + TWO)))) == ["one", "two"]

    def test_members_are_read_on(self, tmp_path: Path, name: str) -> None:
        content = PACK[name](ONE) + PACK[name]("") + PACK[name](TWO)
        assert texts(events(put(tmp_path, "data", content))) == ["one", "two"]

    def test_members_that_span_many_reads_are_read_on(self, tmp_path: Path, name: str) -> None:
        content = PACK[name](posts(6_000)) * 2
        found = events(put(tmp_path, "data", content))
        assert (len(texts(found)), failures(found)) == (12_000, [])

    def test_it_is_read_inside_folders_and_zips(self, tmp_path: Path, name: str) -> None:
        put(tmp_path, "in/a.ndjson.x", PACK[name](ONE))
        put(tmp_path, "in/b.zip", zipped({"c/d.ndjson.x": PACK[name](TWO)}))
        assert texts(events(tmp_path / "in")) == ["one", "two"]

    def test_a_cut_stream_yields_what_precedes_and_the_place(self, tmp_path: Path, name: str) -> None:
        whole = PACK[name](posts(12_000))
        found = events(put(tmp_path, "data.x", whole[: len(whole) * 3 // 4]))
        count = len(texts(found))
        assert count > 5_000
        (fail,) = only(Failed, found)
        assert fail.reason in (f"the {name} stream is cut", "the line is no whole JSON value")
        assert fail.source.line is not None
        assert fail.source.line > count

    def test_a_stream_cut_in_its_header_fails(self, tmp_path: Path, name: str) -> None:
        path = put(tmp_path, "data.x", PACK[name](ONE)[:14])
        assert failures(events(path)) == [("x", f"the {name} stream is cut")]

    def test_damage_in_front_of_all_that_could_be_known_is_what_the_report_says(
        self, tmp_path: Path, name: str
    ) -> None:
        path = put(tmp_path, "data.x", PACK[name]("a,b,c\n" * 9000)[:-5])
        assert failures(events(path))[-1][1] == f"the {name} stream is cut"

    def test_what_follows_and_is_no_member_fails(self, tmp_path: Path, name: str) -> None:
        found = events(put(tmp_path, "data.x", PACK[name](ONE) + b"\1\2\3" * 9))
        assert (texts(found), failures(found)) == (["one"], [("x:2", f"the {name} stream is damaged")])

    def test_a_bomb_fails_and_is_never_held(self, tmp_path: Path, name: str) -> None:
        lines = ONE + (" " * 9999 + "\n") * 5000
        path = put(tmp_path, "data.x", PACK[name](lines))
        tracemalloc.start()
        found = events(path, limits=Limits(unpacked=20_000_000, ratio=100))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert texts(found) == ["one"]
        assert [fail.reason for fail in only(Failed, found)] == [BOMB]
        assert peak < 40_000_000

    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_flipped_and_cut_bytes_never_raise_and_never_pass_silently(
        self, tmp_path: Path, name: str, data: st.DataObject
    ) -> None:
        whole = bytearray(PACK[name](posts(30)))
        # Behind the header: one that says what else the file is makes it no packed file.
        at = data.draw(st.integers(14, len(whole) - 1))
        whole[at] ^= data.draw(st.integers(1, 255))
        cut = data.draw(st.integers(at, len(whole)))
        try:
            found = events(put(tmp_path, "data", bytes(whole[:cut])))
        except InputError:
            return
        assert only(Failed, found) or [m.id for m in only(Message, found)] == [str(n) for n in range(30)]


class TestZstd:
    def test_a_long_window_is_read(self, tmp_path: Path) -> None:
        assert texts(events(put(tmp_path, "data", stored(ONE, LONG_WINDOW)))) == ["one"]

    def test_a_window_of_more_than_that_fails(self, tmp_path: Path) -> None:
        path = put(tmp_path, "data.x", stored(ONE, TOO_LONG_WINDOW))
        assert failures(events(path)) == [("x", "the zstd stream is damaged")]

    def test_frames_to_skip_are_skipped_wherever_they_stand(self, tmp_path: Path) -> None:
        content = skippable(b"size") + zstd(ONE) + skippable(b"") + zstd(TWO) + skippable(b"x" * 100_000)
        assert texts(events(put(tmp_path, "data", content))) == ["one", "two"]

    def test_what_stands_before_a_wrong_checksum_is_yielded(self, tmp_path: Path) -> None:
        content = bytearray(zstd(posts(9_000)) + zstd(TWO))
        first = content.index(b"\x28\xb5\x2f\xfd", 10)
        content[first - 1] ^= 1
        found = events(put(tmp_path, "data.x", bytes(content)))
        ids = [int(m.id) for m in only(Message, found)]
        assert len(ids) > 5_000
        assert all(after == before + 1 for before, after in pairwise(ids))
        assert failures(found)[-1][1] == "the zstd stream is damaged"

    def test_layers_of_different_packings_are_read(self, tmp_path: Path) -> None:
        assert texts(events(put(tmp_path, "data", gzipped(zstd(bz2.compress(xz(ONE))))))) == ["one"]

    def test_blocks_that_swell_are_unpacked_a_few_at_a_time(self, tmp_path: Path) -> None:
        # Each block is one byte and how often it comes.
        block = (128 << 10) << 3 | 0b010
        content = b"\x28\xb5\x2f\xfd\x00\x58" + (block.to_bytes(3, "little") + b" ") * 2000
        path = put(tmp_path, "data.x", zstd(ONE) + content)
        tracemalloc.start()
        found = events(path, limits=Limits(unpacked=1 << 26))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert (texts(found), [fail.reason for fail in only(Failed, found)]) == (["one"], [BOMB])
        assert peak < 120_000_000
