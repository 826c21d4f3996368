from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml.nodes import ScalarNode

from socaudit.rulepack.source import MAX_BYTES, DocumentError, Problem, child, read, scalar


def _read(folder: Path, text: str | bytes) -> tuple[object, list[str]]:
    path = folder / "a.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    problems: list[Problem] = []
    data = read(path, problems).data
    return data, [f"{p.line}:{p.column} {p.text}" for p in problems]


def _refusal(folder: Path, text: str | bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        _read(folder, text)
    problem = caught.value.problem
    assert problem.path == str(folder / "a.yaml")
    return f"{problem.line}:{problem.column} {problem.text}"


def test_plain_data_keeps_yaml_types_and_the_text_of_dates(tmp_path: Path) -> None:
    data, problems = _read(tmp_path, "a: 1\nb: [0.5, yes, ~, x]\nc: {d: 2026-01-31, e: '2'}\n")
    assert data == {"a": 1, "b": [0.5, True, None, "x"], "c": {"d": "2026-01-31", "e": "2"}}
    assert problems == []


def test_anchors_and_aliases_are_resolved(tmp_path: Path) -> None:
    assert _read(tmp_path, "a: &w {role: brand}\nb: *w\n") == (
        {"a": {"role": "brand"}, "b": {"role": "brand"}},
        [],
    )


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert _read(tmp_path, b"\xef\xbb\xbfa: b") == ({"a": "b"}, [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", "3:1 key 'a' stands twice in this mapping, first in line 1"),
        ("x:\n- {k: 1, k: 2}\n", "2:10 key 'k' stands twice in this mapping, first in line 2"),
        ("5: 1\n", "1:1 key '5' is read as a number"),
        ("[a, b]: 1\n", "1:1 a key must be a plain text"),
        ("a: &x {k: 1}\nb: {<<: *x}\n", "2:5 merge keys are not part of a pack"),
        (
            "a: !!int few\n",
            "1:4 'few' with the tag 'tag:yaml.org,2002:int' is not something that a pack holds",
        ),
        ("a: !own x\n", "1:4 'x' with the tag '!own' is not something that a pack holds"),
    ],
)
def test_a_fault_that_leaves_the_rest_readable_is_noted_at_its_place(tmp_path: Path, text: str, problem: str) -> None:
    assert _read(tmp_path, text)[1] == [problem]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1:1 the file is empty"),
        ("# nothing\n", "1:1 the file is empty"),
        ("a:\n\tb: 1\n", "2:1 a tab in the indentation"),
        ("a:\n  \tb: [\n", "2:3 a tab in the indentation"),
        ("a: 1\n---\nb: 2\n", "2:1 is not YAML: expected a single document"),
        ("a: *gone\n", "1:4 is not YAML: found undefined alias"),
        ("rules:\n- a: b: c\n", "2:7 is not YAML: mapping values are not allowed"),
        ("a: [1, 2\nb: 3\n", "2:2 is not YAML: while parsing a flow sequence"),
        (b"a: b\nc: \xff\n", "2:4 is not UTF-8 text"),
        ("a: b\r\nc: d\x00\n", "2:5 control character U+0000 is not allowed"),
        ("a: \x1b[31m\n", "1:4 control character U+001B is not allowed"),
        ("a: &x [1, *x]\n", "1:4 an alias stands inside what it refers to"),
        ("[" * 100_000, "1:40 is not YAML: nested too deeply"),
        ("- " * 100_000, "1:79 is not YAML: nested too deeply"),
    ],
)
def test_a_file_that_is_no_document_is_refused_at_its_place(tmp_path: Path, text: str | bytes, problem: str) -> None:
    assert _refusal(tmp_path, text).startswith(problem)


def test_aliases_cannot_expand_without_bound(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert "aliases expand to more than a pack can hold" in _refusal(tmp_path, "\n".join(lines))


def test_a_file_of_unreasonable_size_is_refused_unread(tmp_path: Path) -> None:
    assert _refusal(tmp_path, b"#" * (MAX_BYTES + 1)) == "0:0 is larger than 2,000,000 bytes, too large for a pack"


def test_a_file_that_cannot_be_opened_is_named_without_a_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        read(tmp_path / "gone.yaml", [])
    assert caught.value.problem.where == str(tmp_path / "gone.yaml")
    assert str(caught.value.problem.error()).endswith("gone.yaml: cannot be read: No such file or directory")


def test_an_offset_points_into_a_scalar_of_one_line_and_to_the_start_of_any_other(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("plain: abc\nquoted: 'abc'\nblock: |\n  abc\n")
    document = read(path, [])

    def place(key: str) -> str:
        node = child(document.root, key)
        assert isinstance(node, ScalarNode)
        return document.problem((node, 2), "").where

    assert place("plain").endswith(":1:10")
    assert place("quoted").endswith(":2:12")
    assert place("block").endswith(":3:8")


def test_a_scalar_is_found_wherever_it_stands_and_missing_ones_give_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: [x, {k: y}]\n")
    root = read(path, []).root
    assert scalar(root, "y").start_mark.column == 11
    assert scalar(root, "z") is root
    assert child(root, "b") is None
    assert child(None, "b") is None


@settings(max_examples=300)
@given(st.text(alphabet="ab:-?[]{},&*!|>'\"%#\n\t \x00", max_size=40))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.yaml"
        path.write_text(text)
        problems: list[Problem] = []
        try:
            read(path, problems)
        except DocumentError as error:
            problems.append(error.problem)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)


def test_a_key_that_yaml_takes_for_true_or_false_is_the_word_that_it_is(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text("off: 1\nYes: no\n")
    problems: list[Problem] = []
    assert read(path, problems).data == {"off": 1, "Yes": False}
    assert problems == []
