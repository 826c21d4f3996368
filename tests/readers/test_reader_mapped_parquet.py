from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet as pq
from reading import events, gzipped, only, put, texts
from tables import as_parquet

from socaudit.errors import ConfigError, InputError
from socaudit.model import Failed, Message, Opened

MAPPING = "columns: {id: id, text: text, author_handle: who.handle, alt_texts: media.alt, created_at: at}\n"
RECORDS = [
    {"id": n, "text": f"text {n}", "who": {"handle": "jo"}, "media": [{"alt": "x"}, {"alt": None}], "at": at, "z": b""}
    for n, at in enumerate([datetime(2024, 7, 1, 10, tzinfo=UTC)] * 5)
]


def test_rows_nested_values_and_native_times_are_read(tmp_path: Path) -> None:
    path = put(tmp_path, "data", as_parquet(RECORDS))
    found = events(path, mapping=put(tmp_path, "map.yaml", MAPPING))
    assert texts(found) == [f"text {n}" for n in range(5)]
    message = only(Message, found)[3]
    assert (message.id, message.source.pointer) == ("3", "/3")
    assert message.author is not None
    assert message.author.handle == "jo"
    assert message.alt_texts == ("x", None)
    assert message.created_at == datetime(2024, 7, 1, 10, tzinfo=UTC)


def test_times_in_nanoseconds_are_read(tmp_path: Path) -> None:
    file = io.BytesIO()
    at = pa.array([1719828000123456789], pa.timestamp("ns", "UTC"))
    pq.write_table(pa.table({"id": ["1"], "text": ["a"], "at": at}), file)
    mapping = put(tmp_path, "map.yaml", "columns: {id: id, text: text, created_at: at}\n")
    found = events(put(tmp_path, "data", file.getvalue()), mapping=mapping)
    assert only(Message, found)[0].created_at == datetime(2024, 7, 1, 10, 0, 0, 123456, tzinfo=UTC)


def test_packed_parquet_is_read_and_a_nested_value_that_it_lacks_is_an_error(tmp_path: Path) -> None:
    path = put(tmp_path, "data", gzipped(as_parquet(RECORDS)))
    assert len(texts(events(path, mapping=put(tmp_path, "map.yaml", MAPPING)))) == 5
    with pytest.raises(ConfigError, match=r"lacks the column 'who\.name'"):
        events(path, mapping=put(tmp_path, "wrong.yaml", MAPPING.replace("who.handle", "who.name")))


def test_in_a_folder_a_file_without_the_columns_fails_alone(tmp_path: Path) -> None:
    put(tmp_path, "in/a", as_parquet([{"x": 1}]))
    put(tmp_path, "in/b", as_parquet(RECORDS))
    found = events(tmp_path / "in", mapping=put(tmp_path, "map.yaml", MAPPING))
    assert len(texts(found)) == 5
    assert [fail.reason[:25] for fail in only(Failed, found)] == ["the file lacks the column"]


def test_a_cut_file_fails_and_a_damaged_one_gives_what_precedes(tmp_path: Path) -> None:
    content = as_parquet(RECORDS)
    mapping = put(tmp_path, "map.yaml", MAPPING)
    cut = events(put(tmp_path, "cut", content[:-20]), mapping=mapping)
    assert [fail.reason for fail in only(Failed, cut)] == ["the Parquet file is cut or damaged"]
    broken = bytearray(content)
    place = content.index(b"text 4")
    broken[place : place + 6] = b"\xff" * 6
    found = events(put(tmp_path, "broken", bytes(broken)), mapping=mapping)
    assert [fail.reason for fail in only(Failed, found)] == ["the Parquet file is cut or damaged"]
    assert texts(found) == [f"text {n}" for n in range(4)]


def test_without_pyarrow_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    path = put(tmp_path, "in/data", as_parquet(RECORDS))
    mapping = put(tmp_path, "map.yaml", MAPPING)
    with pytest.raises(InputError) as caught:
        events(path, mapping=mapping)
    assert caught.value.hint == "pip install 'socaudit[parquet]'"
    found = events(path.parent, mapping=mapping)
    assert [opened.format for opened in only(Opened, found)] == ["mapped_parquet"]
    assert ["pip install" in fail.reason for fail in only(Failed, found)] == [True]
