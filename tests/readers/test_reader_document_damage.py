from __future__ import annotations

import json
from pathlib import Path

import pytest
from reading import events, gzipped, only, put, texts

from socaudit.model import Failed, Note
from socaudit.readers import Limits
from socaudit.readers._document import document, documents, is_cut
from socaudit.readers._streams import Blob, file_stream

COMMENTS = [{"kind": "t1", "data": {"id": str(n), "body": f"caf\u00e9 {n * 7919}"}} for n in range(400)]
WHOLE = json.dumps({"kind": "Listing", "data": {"children": COMMENTS}}, ensure_ascii=False)
FIRST = ["caf\u00e9 0"]


def beginning(folder: Path, text: str | bytes, limits: Limits | None = None) -> tuple[object, str | None, int | None]:
    path = put(folder, "data", text)
    found = document(Blob("data", None, "data", lambda: file_stream(path)), limits or Limits())
    return found.value, found.problem, found.line


@pytest.mark.parametrize(
    ("text", "value", "problem"),
    [
        ('{"a": 1}', {"a": 1}, None),
        ("\ufeff[1]\n", [1], None),
        ("[1, 2", [1], "the file is cut"),
        ("[1, 2,", [1, 2], "the file is cut"),
        ('[1, "a\\', [1], "the file is cut"),
        ("[1, tru", [1], "the file is cut"),
        ("[[], -", [[]], "the file is cut"),
        ("", None, "the file is cut"),
        ("[1}", [1], "not JSON: Expecting ',' delimiter, character 3"),
        ("[1] 2", [1], "not JSON: Extra data, character 5"),
        ('[1, "a\tb"]', [1], "not JSON: Invalid control character at, character 7"),
        ("[1, NaN, 2]", [1], "not readable: a number that JSON does not have or that is too long"),
        (f"[1, {'7' * 5000}]", [1], "not readable: a number that JSON does not have or that is too long"),
        ("x", None, "not JSON: Expecting value, character 1"),
    ],
)
def test_a_document_ends_before_its_damage(tmp_path: Path, text: str, value: object, problem: str | None) -> None:
    assert beginning(tmp_path, text) == (value, problem, 1 if problem else None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('\n{"a": 1}', [({"a": 1}, None, None, 2)]),
        ("[1]\n\n[2]\n", [([1], None, None, 1), ([2], None, None, 3)]),
        ("[1][2, 3", [([1], None, None, 1), ([2], "the file is cut", 1, 1)]),
        ("[1]\n[2,\n}", [([1], None, None, 1), ([2], "not JSON: Expecting value, character 5", 2, 2)]),
        ("", [(None, "the file is cut", 1, 1)]),
    ],
)
def test_documents_behind_one_another_end_before_the_damage(
    tmp_path: Path, text: str, found: list[tuple[object, str | None, int | None, int]]
) -> None:
    path = put(tmp_path, "data", text)
    blob = Blob("data", None, "data", lambda: file_stream(path))
    assert [(one.value, one.problem, one.line, one.start) for one in documents(blob, Limits())] == found


def test_objects_that_the_damage_lies_in_are_marked_and_others_are_not(tmp_path: Path) -> None:
    value, _, line = beginning(tmp_path, '{"a": {"b": 1},\n "c": {"d": [{}, {"e": 1, "f')
    assert isinstance(value, dict)
    assert line == 2
    assert [is_cut(part) for part in (value, value["a"], value["c"], *value["c"]["d"])] == [
        True,
        False,
        True,
        False,
        True,
    ]
    assert value["c"]["d"][1]["e"] == 1


def test_nesting_that_is_too_deep_is_where_a_document_ends(tmp_path: Path) -> None:
    value, problem, _ = beginning(tmp_path, '[{"a": "\\ud83d\\ude00"}, ' + "[" * 100_000)
    assert isinstance(value, list)
    assert value[0] == {"a": "\U0001f600"}
    assert problem == "not readable: nested too deeply"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_byte_order_mark_is_read(tmp_path: Path, encoding: str) -> None:
    found = events(put(tmp_path, "data", WHOLE.encode(encoding)))
    assert len(texts(found)) == 400
    assert not only(Failed, found)


def test_bytes_that_are_no_text_end_a_document(tmp_path: Path) -> None:
    found = events(put(tmp_path, "data", WHOLE.encode().replace(b'caf\xc3\xa9 7919"', b'caf\xe9 7919"')))
    assert texts(found) == FIRST
    reasons = [fail.reason for fail in only(Failed, found)]
    assert reasons[0] == "the file is cut or damaged inside this record"
    assert reasons[1].startswith("the document is not utf-8 behind character 1")


def test_a_document_cut_inside_a_character_is_cut(tmp_path: Path) -> None:
    end = WHOLE.encode().index(b"\xc3", WHOLE.encode().index(b"\xc3") + 1) + 1
    assert [fail.reason for fail in only(Failed, events(put(tmp_path, "data", WHOLE.encode()[:end])))][-1] == (
        "the file is cut"
    )


def test_a_document_that_is_too_long_is_read_up_to_the_limit(tmp_path: Path) -> None:
    found = events(put(tmp_path, "data", WHOLE), limits=Limits(document=150))
    assert texts(found)[:1] == FIRST
    assert len(texts(found)) < 4
    assert [fail.reason for fail in only(Failed, found)][-1] == (
        "the document is longer than the limit: save it in parts, or with one record to a line"
    )


def test_a_cut_gzip_around_a_document_yields_what_precedes(tmp_path: Path) -> None:
    found = events(put(tmp_path, "data", gzipped(WHOLE)[:-300]))
    assert 100 < len(texts(found)) < 400
    assert [fail.reason for fail in only(Failed, found)][-1] == "the gzip stream is cut"


def test_a_cut_gzip_whose_document_is_whole_still_fails(tmp_path: Path) -> None:
    found = events(put(tmp_path, "data", gzipped(WHOLE)[:-4]))
    assert len(texts(found)) == 400
    assert [fail.reason for fail in only(Failed, found)] == ["the gzip stream is cut"]
    assert not only(Note, found)


def test_lone_surrogates_are_replaced_in_keys_and_values(tmp_path: Path) -> None:
    assert beginning(tmp_path, '{"\\ud800": ["\\udfff", {"a": "\\ud800b"}, 1]}')[0] == {
        "\ufffd": ["\ufffd", {"a": "\ufffdb"}, 1]
    }
