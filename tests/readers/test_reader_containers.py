from __future__ import annotations

import io
import os
import random
import struct
import sys
import threading
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from reading import (
    TWCS_HEADER,
    events,
    failures,
    gzipped,
    ndjson,
    only,
    put,
    script,
    tarred,
    texts,
    zipped,
    zstd,
)

from socaudit.errors import InputError
from socaudit.model import Failed, Message, Opened, Source
from socaudit.readers import Head, Limits, ReadOptions, read

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"
ONE = ndjson({"id": "1", "text": "one"})
TWO = ndjson({"id": "2", "text": "two"})
ROW = "3,9,True,Tue Oct 31 22:10:47 +0000 2017,three,,\n"
SMALL = Limits(line=1000, unpacked=100_000, ratio=20, members=50)


def opened(*paths: Path | str, limits: Limits | None = None) -> list[tuple[str, str | None]]:
    found = events(*paths, limits=limits)
    return [(str(event.source).rpartition("/")[2], event.format) for event in only(Opened, found)]


class TestNamedPaths:
    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            (b"", "is empty"),
            (gzipped(b""), "is empty"),
            (PNG, "holds nothing that a reader knows"),
            (zstd(b""), "is empty"),
            (zipped({}), "holds nothing that a reader knows"),
            (zipped({"a.png": PNG, "b/": b""}), "holds nothing that a reader knows"),
            (gzipped(tarred({"a.png": PNG, "b": b""})), "holds nothing that a reader knows"),
            (b"just words\n", "holds nothing that a reader knows"),
            (b"\0" * 100, "holds nothing that a reader knows"),
        ],
    )
    def test_a_file_that_cannot_serve_is_an_error_before_anything_is_read(
        self, tmp_path: Path, content: bytes, problem: str
    ) -> None:
        good = put(tmp_path, "a", ONE)
        bad = put(tmp_path, "b", content)
        with pytest.raises(InputError) as caught:
            read([str(good), str(bad)])
        assert (caught.value.where, caught.value.problem) == (str(bad), problem)

    def test_a_path_that_does_not_exist_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="none: does not exist"):
            events(tmp_path / "none")
        with pytest.raises(InputError, match="cannot be opened"):
            events("a\0b")

    def test_an_empty_folder_is_an_error_and_so_is_one_with_nothing_known(self, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        with pytest.raises(InputError, match="the folder holds nothing that a reader knows"):
            events(tmp_path / "in")
        put(tmp_path, "in/a.png", PNG)
        with pytest.raises(InputError, match="the folder holds nothing that a reader knows"):
            events(tmp_path / "in")

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_file_that_may_not_be_read_is_an_error(self, tmp_path: Path) -> None:
        path = put(tmp_path, "a", ONE)
        path.chmod(0)
        with pytest.raises(InputError, match="cannot be read: Permission denied"):
            events(path)

    def test_errors_of_the_disk_are_errors_or_failures(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put(tmp_path, "in/a", ONE)
        put(tmp_path, "in/b/c", TWO)
        bad = str(tmp_path / "in" / "a")
        real_open, real_scan = Path.open, os.scandir

        def refuse(path: Path, *args: object, **kwargs: object) -> object:
            if str(path) == bad:
                raise PermissionError(13, "Permission denied")
            return real_open(path, *args, **kwargs)  # type: ignore[call-overload] # handed through

        def scan(path: str) -> object:
            if path.endswith("b"):
                raise PermissionError(13, "Permission denied")
            return real_scan(path)

        monkeypatch.setattr(Path, "open", refuse)
        with pytest.raises(InputError, match="cannot be read: Permission denied"):
            events(bad)
        assert texts(events(tmp_path / "in")) == ["two"]
        monkeypatch.setattr(os, "scandir", scan)
        found = events(tmp_path / "in")
        assert [fail.reason for fail in only(Failed, found)] == ["cannot be read: Permission denied"] * 2
        with pytest.raises(InputError, match="cannot be read: Permission denied"):
            events(tmp_path / "in" / "b")

    def test_order_and_repetition_on_the_command_line_change_nothing(self, tmp_path: Path) -> None:
        first, second = put(tmp_path, "in/a", ONE), put(tmp_path, "in/b", TWO)
        (tmp_path / "link").symlink_to(first)
        straight = events(first, second)
        assert texts(straight) == ["one", "two"]
        assert events(second, first, second) == straight
        assert events(tmp_path / "in", second, first) == straight
        assert texts(events(tmp_path / "link", tmp_path / "in" / ".." / "in", first)) == ["one", "two"]

    def test_a_pipe_is_read_once_from_front_to_back(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        writer = threading.Thread(target=pipe.write_text, args=(ONE + TWO * 5000,))
        writer.start()
        assert len(texts(events(pipe))) == 5001
        writer.join()


class TestStandardInput:
    @pytest.mark.parametrize(
        "content",
        [
            ONE + TWO,
            gzipped(ONE + TWO),
            gzipped(gzipped(ONE) + gzipped(TWO)),
            zipped({"a": ONE, "b": TWO}),
            script("tweets", [{"tweet": {"id": str(n), "text": text}} for n, text in enumerate(["one", "two"])]),
            gzipped(zipped({"a": ONE, "b": zipped({"c": TWO})})),
            zstd(ONE + TWO),
            tarred({"a": ONE, "b": TWO}),
            gzipped(tarred({"a": ONE, "b": zipped({"c": TWO})})),
            zipped({"a.zst": zstd(ONE), "b": zstd(zipped({"c.ndjson": TWO}))}),
        ],
    )
    def test_bytes_of_every_container_are_read(self, monkeypatch: pytest.MonkeyPatch, content: str | bytes) -> None:
        data = content.encode() if isinstance(content, str) else content
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        found = events("-", "-")
        assert texts(found) == ["one", "two"]
        assert {message.source.path for message in only(Message, found)} == {"-"}

    def test_empty_or_unknown_input_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for data, problem in [(b"", "-: is empty"), (PNG, "-: holds nothing")]:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
            with pytest.raises(InputError, match=problem):
                events("-")

    def test_an_error_of_the_device_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Broken(io.BytesIO):
            def read1(self, size: int | None = -1, /) -> bytes:
                data = super().read1(size)
                if not data:
                    raise OSError(5, "Input/output error")
                return data

        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Broken(ONE.encode())))
        found = events("-")
        assert texts(found) == ["one"]
        assert [(str(fail.source), fail.reason) for fail in only(Failed, found)] == [
            ("-:2", "cannot be read: Input/output error")
        ]

    def test_more_than_the_head_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        data = TWCS_HEADER + ROW * 10_000
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        assert len(texts(events("-"))) == 10_000

    def test_a_damaged_stream_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        noise = random.Random(7)  # noqa: S311 (text that does not pack well, the same each time)
        lines = ndjson(*({"id": str(n), "text": str(noise.random())} for n in range(9000)))
        for cut in (gzipped(lines)[:9000], gzipped(lines)[:-9000], gzipped(zipped({"a": lines}))[:20_000]):
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(cut)))
            assert [fail.reason for fail in only(Failed, events("-"))] == ["the gzip stream is cut"]


class TestGzip:
    @pytest.mark.parametrize("layers", [1, 2, 4])
    def test_gzip_is_unpacked_whatever_the_name(self, tmp_path: Path, layers: int) -> None:
        path = put(tmp_path, "data.csv", gzipped(ONE, layers))
        assert events(path)[0] == Opened(Source(str(path), "neutral"), "neutral")
        assert texts(events(path)) == ["one"]

    def test_too_many_layers_fail(self, tmp_path: Path) -> None:
        path = put(tmp_path, "data.x", gzipped(ONE, 5))
        assert events(path)[0] == Opened(Source(str(path), "unknown"), None)
        assert failures(events(path)) == [("x", "packed more than 4 times over")]

    def test_members_and_padding_are_read_on(self, tmp_path: Path) -> None:
        content = gzipped(ONE) + gzipped("") + b"\0" * 70_000 + gzipped(TWO) + b"\0\0"
        assert texts(events(put(tmp_path, "data", content))) == ["one", "two"]

    def test_a_cut_or_damaged_stream_yields_what_precedes(self, tmp_path: Path) -> None:
        whole = gzipped(ONE)
        assert failures(events(put(tmp_path, "data.x", whole[:-4]))) == [("x:2", "the gzip stream is cut")]
        found = events(put(tmp_path, "data.x", whole + b"\1\2\3"))
        assert (texts(found), failures(found)) == (["one"], [("x:2", "the gzip stream is damaged")])
        wrong_sum = whole[:-8] + b"\0\0\0\0" + whole[-4:]
        assert failures(events(put(tmp_path, "data.x", wrong_sum))) == [("x", "the gzip stream is damaged")]

    def test_a_stream_cut_before_its_first_byte_fails(self, tmp_path: Path) -> None:
        path = put(tmp_path, "data.x", gzipped(ONE)[:12])
        assert failures(events(path)) == [("x", "the gzip stream is cut")]

    def test_a_bomb_fails_at_its_line_and_is_never_held(self, tmp_path: Path) -> None:
        path = put(tmp_path, "data.x", gzipped(ONE + (" " * 9999 + "\n") * 5000, 2))
        tracemalloc.start()
        found = events(path, limits=Limits(unpacked=20_000_000, ratio=200))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert texts(found) == ["one"]
        assert [fail.reason for fail in only(Failed, found)] == [
            "unpacks to far more than its size: a decompression bomb"
        ]
        assert peak < 20_000_000


class TestZip:
    def test_members_are_read_in_the_order_of_their_names(self, tmp_path: Path) -> None:
        content = zipped({"b.json": TWO, "a/one.txt": gzipped(ONE), "c.png": PNG, ".DS_Store": "x", "e": ""})
        path = put(tmp_path, "data.csv", content)
        assert opened(path) == [
            ("data.csv!.DS_Store", None),
            ("one.txt", "neutral"),
            ("data.csv!b.json", "neutral"),
            ("data.csv!c.png", None),
            ("data.csv!e", None),
        ]
        assert texts(events(path)) == ["one", "two"]

    def test_a_member_below_the_current_folder_is_not_hidden(self, tmp_path: Path) -> None:
        assert texts(events(put(tmp_path, "data", zipped({"./a/b.json": ONE})))) == ["one"]

    def test_gzip_around_a_zip_is_read(self, tmp_path: Path) -> None:
        assert texts(events(put(tmp_path, "data", gzipped(zipped({"a": ONE}))))) == ["one"]

    def test_a_zip_in_a_zip_is_read_and_a_third_one_fails(self, tmp_path: Path) -> None:
        inner = zipped({"c": ONE, "d.zip": zipped({"e": TWO})})
        path = put(tmp_path, "data.x", zipped({"b.zip": inner, "z.zip": zipped({})}))
        found = events(path)
        assert [str(m.source) for m in only(Message, found)] == [f"{path}!b.zip!c:1"]
        assert failures(found) == [("x!b.zip!d.zip", "an archive in an archive in an archive is not read")]
        assert opened(path) == [
            ("data.x!b.zip!c", "neutral"),
            ("data.x!b.zip!d.zip", "zip"),
            ("data.x!z.zip", None),
        ]

    @pytest.mark.parametrize(
        "name", ["../evil", "a/../../evil", "/etc/evil", "C:\\evil", "c:evil", "..\\evil", "\\evil", "a/.."]
    )
    def test_a_path_that_climbs_out_fails_and_the_rest_is_read(self, tmp_path: Path, name: str) -> None:
        path = put(tmp_path, "data.x", zipped({name: TWO, "m": ONE}))
        found = events(path)
        assert texts(found) == ["one"]
        assert [(fail.source.member, fail.reason) for fail in only(Failed, found)] == [
            (name, "the member's path climbs out of the archive")
        ]
        assert [entry.name for entry in tmp_path.iterdir()] == ["data.x"]

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_other_methods_fail_by_member(self, tmp_path: Path, method: int) -> None:
        found = events(put(tmp_path, "data.x", zipped({"a": ONE}, method)))
        assert failures(found) == [("x!a", "the member is packed by a method other than deflate")]

    def test_an_encrypted_member_fails(self, tmp_path: Path) -> None:
        content = bytearray(zipped({"a": ONE, "b": TWO}))
        at = content.index(b"PK\x01\x02")
        content[at + 8] |= 1
        found = events(put(tmp_path, "data.x", bytes(content)))
        assert (texts(found), failures(found)) == (["two"], [("x!a", "the member is encrypted")])

    def test_a_bomb_fails_by_member_without_being_unpacked(self, tmp_path: Path) -> None:
        content = zipped({"a": ONE, "bomb": b"\0" * 500_000})
        found = events(put(tmp_path, "data.x", content), limits=SMALL)
        assert texts(found) == ["one"]
        assert failures(found) == [("x!bomb", "unpacks to far more than its size: a decompression bomb")]

    def test_many_small_bombs_and_many_members_fail_as_a_whole(self, tmp_path: Path) -> None:
        content = zipped({str(n): b"\0" * 90_000 for n in range(40)})
        found = events(put(tmp_path, "data.x", content), limits=SMALL)
        assert failures(found) == [("x", "unpacks to far more than its size: a decompression bomb")]
        content = zipped({str(n): ONE for n in range(51)})
        found = events(put(tmp_path, "data.x", content), limits=SMALL)
        assert failures(found) == [("x", "the zip has more than 50 members")]

    def test_a_cut_zip_fails(self, tmp_path: Path) -> None:
        path = put(tmp_path, "data.x", zipped({"a": ONE})[:-30])
        assert opened(path) == [("data.x", "zip")]
        assert failures(events(path)) == [("x", "the zip is cut or damaged")]

    def test_a_wrong_checksum_or_header_fails_by_member(self, tmp_path: Path) -> None:
        content = bytearray(zipped({"a": ONE, "b": TWO}, zipfile.ZIP_STORED))
        content[content.index(b'"one"') + 1] ^= 1
        found = events(put(tmp_path, "data.x", bytes(content)))
        assert texts(found) == ["two"]
        assert failures(found) == [("x!a", "the zip member is damaged: its checksum is wrong")]
        content = bytearray(zipped({"a": ONE, "b": TWO}))
        content[0:4] = b"PK\x05\x06"
        assert failures(events(put(tmp_path, "data.x", bytes(content)))) == [("x!a", "the zip is cut or damaged")]

    def test_a_member_without_a_name_is_read(self, tmp_path: Path) -> None:
        content = bytearray(zipped({"a": ONE}))
        at = content.index(b"PK\x01\x02")
        content[at + 46] = content[30] = 0
        assert texts(events(put(tmp_path, "data.x", bytes(content)))) == ["one"]

    def test_an_offset_beyond_the_file_fails_by_member(self, tmp_path: Path) -> None:
        content = bytearray(zipped({"a": ONE, "b": TWO}))
        at = content.index(b"PK\x01\x02")
        content[at + 42 : at + 46] = struct.pack("<L", 0x7FFFFFFF)
        found = events(put(tmp_path, "data.x", bytes(content)))
        assert [fail.reason for fail in only(Failed, found)] == ["the zip is cut or damaged"]


class TestFolders:
    def test_unknown_and_hidden_files_are_listed_and_version_control_is_not(self, tmp_path: Path) -> None:
        for name in ("z/.git/config", "z/.cache/x", "z/.hidden.json", "z/a.png", "z/empty"):
            put(tmp_path, name, PNG if name.endswith("png") else "" if name.endswith("empty") else ONE)
        put(tmp_path, "z/b/data.json", ONE)
        assert opened(tmp_path) == [
            (".cache", None),
            (".hidden.json", None),
            ("a.png", None),
            ("data.json", "neutral"),
            ("empty", None),
        ]

    def test_thousands_of_mixed_files_are_each_named_once_in_a_stable_order(self, tmp_path: Path) -> None:
        contents: dict[str, str | bytes] = {"json": ONE, "csv": TWCS_HEADER + ROW, "png": PNG, "zst": zstd(TWO)}
        for n in range(400):
            for ending, content in contents.items():
                put(tmp_path, f"{n % 20}/f{n:03}.{ending}", content)
        found = opened(tmp_path)
        assert len(found) == len({event.source for event in only(Opened, events(tmp_path))}) == 1600
        assert found == opened(tmp_path)
        paths = [event.source.path for event in only(Opened, events(tmp_path))]
        assert paths == sorted(paths)
        assert {form for name, form in found if name.endswith("png")} == {None}
        assert {form for name, form in found if name.endswith("zst")} == {"neutral"}

    def test_a_text_is_decoded_once_for_all_readers(self) -> None:
        head = Head("caf\u00e9".encode())
        assert head.text() is head.text()
        assert (head.text(), head.text("latin-1")) == ("caf\u00e9", "caf\u00c3\u00a9")

    def test_a_hidden_file_is_read_when_it_is_named(self, tmp_path: Path) -> None:
        path = put(tmp_path, "in/.hidden", ONE)
        assert texts(events(path)) == ["one"]
        assert texts(events(path, tmp_path / "in")) == ["one"]

    def test_links_in_circles_pipes_and_dangling_links_do_no_harm(self, tmp_path: Path) -> None:
        put(tmp_path, "in/data", ONE)
        (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
        (tmp_path / "in" / "self").symlink_to(tmp_path / "in" / "self")
        (tmp_path / "in" / "gone").symlink_to(tmp_path / "nowhere")
        os.mkfifo(tmp_path / "in" / "pipe")
        assert opened(tmp_path / "in") == [
            ("data", "neutral"),
            ("pipe", None),
            ("self", None),
            ("gone", None),
        ]

    def test_containers_inside_folders_are_read(self, tmp_path: Path) -> None:
        put(tmp_path, "a.zip", zipped({"tweets.js": script("tweets", []), "x": ONE}))
        put(tmp_path, "b.gz", gzipped(TWO))
        put(tmp_path, "c.csv", TWCS_HEADER + ROW)
        assert texts(events(tmp_path)) == ["one", "two", "three"]

    def test_a_name_that_is_not_text_can_be_shown(self, tmp_path: Path) -> None:
        (tmp_path / os.fsdecode(b"caf\xe9.json")).write_text(ONE)
        (event, _) = events(tmp_path)
        assert isinstance(event, Opened)
        assert event.source.path.encode().endswith("caf\ufffd.json".encode())


class TestLongLines:
    def test_a_line_of_50_megabytes_fails_and_is_never_held(self, tmp_path: Path) -> None:
        path = tmp_path / "data.x"
        with path.open("wb") as file:
            file.write(ONE.encode() + b'{"id": "2", "text": "')
            for _ in range(50):
                file.write(b"a" * 1_000_000)
            file.write(b'"}\n' + TWO.encode())
        tracemalloc.start()
        found = list(read([str(path)], ReadOptions(limits=Limits(line=1_000_000))))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert texts(found) == ["one", "two"]
        assert failures(found) == [("x:2", "the line is longer than the limit")]
        assert peak < 4_000_000

    def test_a_single_long_line_of_a_known_format_fails(self, tmp_path: Path) -> None:
        path = put(tmp_path, "data.x", '{"id": "1", "text": "' + "a" * 200_000)
        found = events(path, limits=SMALL)
        assert failures(found) == [("x:1", "the line is longer than the limit")]

    def test_a_line_at_the_limit_is_read(self, tmp_path: Path) -> None:
        line = '{"id": "1", "text": "%s"}'
        line %= "a" * (SMALL.line - len(line) + 2)
        assert len(line) == SMALL.line
        path = put(tmp_path, "data.x", f"{ONE}{line}\n{line} \n{TWO}")
        found = events(path, limits=SMALL)
        assert [len(text) for text in texts(found)] == [3, len(line) - 23, 3]
        assert failures(found) == [("x:3", "the line is longer than the limit")]
