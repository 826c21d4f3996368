from __future__ import annotations

import json
from pathlib import Path

import pytest
from reading import events, failures, gzipped, ndjson, only, put, texts

from socaudit.errors import ConfigError
from socaudit.model import Failed, Message, Note, Opened, Visibility
from socaudit.readers import Limits

MAPPING = """
columns:
  id: post.id
  text: /post/body
  author_handle: by.0.handle
  links: urls.target
  alt_texts: media.alt
  lang: tongue
visibility: public
"""
RECORD = {
    "post": {"id": 7, "body": "hello"},
    "by": [{"handle": "@jo"}, {"handle": "@ann"}],
    "urls": [{"target": "https://example.com/a"}, {"target": None}],
    "media": [{"alt": "a router"}, {}],
    "tongue": "en",
}


def record(number: int) -> dict[str, object]:
    return {**RECORD, "post": {"id": number, "body": f"text {number}"}}


def test_paths_lead_to_what_lies_inside_a_record(tmp_path: Path) -> None:
    found = events(put(tmp_path, "data", json.dumps([RECORD])), mapping=put(tmp_path, "map.yaml", MAPPING))
    message = only(Message, found)[0]
    assert (message.id, message.text, message.lang) == ("7", "hello", "en")
    assert message.author is not None
    assert message.author.handle == "jo"
    assert message.links == ("https://example.com/a",)
    assert message.alt_texts == ("a router", None)
    assert message.source.pointer == "/0"


def test_a_key_that_reads_like_the_path_wins(tmp_path: Path) -> None:
    content = json.dumps([{"a.b": "1", "a": {"b": "2"}, "t/x": "hello"}])
    mapping = put(tmp_path, "map.yaml", "columns: {id: a.b, text: /t~1x}\n")
    assert [(m.id, m.text) for m in only(Message, events(put(tmp_path, "data", content), mapping=mapping))] == [
        ("1", "hello")
    ]


def test_lines_are_records_and_a_damaged_one_costs_only_itself(tmp_path: Path) -> None:
    content = ndjson(record(1)) + '{"post": {"id": 2, "body": "cut"\n' + "\n[]\n17\n" + ndjson(record(3))
    path = put(tmp_path, "data.json", content)
    found = events(path, mapping=put(tmp_path, "map.yaml", MAPPING))
    assert texts(found) == ["text 1", "text 3"]
    assert failures(found) == [("json:2", "the file is cut"), ("json:5", "there is no record where one should be")]


def test_records_in_pages_have_pointers_and_a_page_without_any_fails(tmp_path: Path) -> None:
    pages = [{"data": {"items": [record(1), None, record(2)]}}, {"data": {}}]
    mapping = put(tmp_path, "map.yaml", MAPPING + "records: data.items\n")
    found = events(put(tmp_path, "data.json", json.dumps(pages)), mapping=mapping)
    assert [(m.text, m.source.pointer) for m in only(Message, found)] == [
        ("text 1", "/0/data/items/0"),
        ("text 2", "/0/data/items/2"),
    ]
    assert [fail.source.pointer for fail in only(Failed, found)] == ["/0/data/items/1", "/1/data/items"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = put(tmp_path, "data", json.dumps([record(1), record(2)], indent=2).encode(encoding))
    assert texts(events(path, mapping=put(tmp_path, "map.yaml", MAPPING))) == ["text 1", "text 2"]


def test_a_long_list_is_read_item_by_item_whatever_the_limit_of_documents(tmp_path: Path) -> None:
    path = put(tmp_path, "data", gzipped(json.dumps([record(n) for n in range(2000)])))
    found = events(path, mapping=put(tmp_path, "map.yaml", MAPPING), limits=Limits(document=1000))
    assert texts(found) == [f"text {n}" for n in range(2000)]
    assert not only(Failed, found)


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_cut_file_gives_what_precedes_the_cut_and_never_half_a_record(tmp_path: Path, wrapped: bool) -> None:
    records = [{**record(n), "seen": "direct"} for n in range(5)]
    content = json.dumps({"items": records} if wrapped else records)
    mapping = MAPPING.replace("lang: tongue", "visibility: seen") + ("records: items\n" if wrapped else "")
    cut = content.index("text 3") + 9
    path = put(tmp_path, "data", content[:cut])
    found = events(path, mapping=put(tmp_path, "map.yaml", mapping))
    assert texts(found) == ["text 0", "text 1", "text 2"]
    assert len(only(Failed, found)) == 1
    assert {message.visibility for message in only(Message, found)} == {Visibility.DIRECT}


def test_a_value_that_no_record_has_is_noted(tmp_path: Path) -> None:
    content = ndjson({"post": {"id": 1, "body": "a"}, "by": [{"handle": "jo"}]})
    found = events(put(tmp_path, "data", content), mapping=put(tmp_path, "map.yaml", MAPPING))
    assert [note.text for note in only(Note, found)] == [
        "no record has a value at 'media.alt', 'tongue', 'urls.target'"
    ]


def test_a_first_record_longer_than_the_head_is_judged_as_it_is_read(tmp_path: Path) -> None:
    content = json.dumps([{"post": {"id": 1, "body": "hello"}, "rest": "x" * 100_000}])
    found = events(put(tmp_path, "data", content), mapping=put(tmp_path, "map.yaml", MAPPING))
    assert texts(found) == ["hello"]


def test_a_mapping_comes_before_the_neutral_record_but_leaves_other_formats_alone(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", "columns: {id: id, text: text, author_name: author}\n")
    line = '{"id": "1", "text": "a", "author": "Jo"}\n'
    assert [o.format for o in only(Opened, events(put(tmp_path, "data", line), mapping=mapping))] == ["mapped_json"]


def test_lists_of_something_else_lack_the_values(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="lacks the value"):
        events(put(tmp_path, "data", '[{"x": 1}]'), mapping=put(tmp_path, "map.yaml", MAPPING))
