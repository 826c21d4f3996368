"""Wherever a word stands in a template's file, its region is exactly there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from placing import place, put, standing, templates
from yaml.nodes import MappingNode

from socaudit.model import Region
from socaudit.stages.layout import region
from socaudit.templates._json import json_tree
from socaudit.templates._text import Lines, Piece, Text, of_pieces, verbatim
from socaudit.templates._tree import UnreadableError
from socaudit.templates._yaml import text_of, yaml_tree

WORD = "Kestrel"
# No control characters but line feed and tab, no surrogates, and nothing that could be the planted word.
PROSE = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\n\t", exclude_characters="\ufeff"),
    max_size=60,
)


def found(text: Text, source: str, word: str = WORD) -> Region | None:
    start = text.text.index(word)
    return region(Lines(source).anchors(text), "text", start, start + len(word))


@given(before=PROSE, after=PROSE, ascii_only=st.booleans())
def test_a_word_in_a_json_string_is_found_behind_escapes(before: str, after: str, ascii_only: bool) -> None:
    source = json.dumps([{"name": "n", "body": f"{before}{WORD}{after}"}], ensure_ascii=ascii_only, indent=1)
    tree = json_tree(source)
    assert isinstance(tree, list)
    assert isinstance(tree[0], dict)
    body = tree[0]["body"]
    assert isinstance(body, Text)
    assert body.text == f"{before}{WORD}{after}"
    assert found(body, source) == standing(source, WORD)


@given(before=PROSE, after=PROSE, style=st.sampled_from(["|", ">", '"', "'", None]), width=st.integers(10, 80))
def test_a_word_in_any_yaml_scalar_is_found(before: str, after: str, style: str | None, width: int) -> None:
    said = f"{before}{WORD}{after}"
    source = yaml.dump({"list": [{"body": said}]}, default_style=style, allow_unicode=True, width=width)
    body = next(text for text in texts_in(source) if WORD in text.text)
    assert body.text == said
    assert found(body, source) == standing(source, WORD)


BITS = ["", " ", "one", "  two", "three \t", "# four", "- five: 'x'", "\tsix", WORD]
LINES = st.lists(st.sampled_from(BITS), max_size=8)


@given(lines=LINES, style=st.sampled_from(["|", ">"]), chomp=st.sampled_from(["", "-", "+"]), indent=st.integers(1, 5))
def test_block_scalars_written_by_hand_keep_their_places(lines: list[str], style: str, chomp: str, indent: int) -> None:
    lines = ["first", *lines, f"{WORD} last", *lines]
    block = "\n".join(" " * indent + line for line in lines)
    source = f"a: {style}{chomp}\n{block}\nb: end\n"
    text = texts_in(source)[0]
    assert text.text == loaded(source)["a"]
    at = text.text.index("first")
    assert found(text, source) == standing(source, WORD)
    assert region(Lines(source).anchors(text), "text", at, at + 5) == standing(source, "first")


@given(lines=LINES, quote=st.sampled_from(["'", '"', ""]))
def test_flow_scalars_over_several_lines_keep_their_places(lines: list[str], quote: str) -> None:
    inside = "\n  ".join(line.strip("\t").replace("'", "").replace("#", "").replace(":", "") for line in lines)
    source = f"a: {quote}first {inside}\n  {WORD} last{quote}\n"
    text = texts_in(source)[0]
    assert text.text == loaded(source)["a"]
    assert found(text, source) == standing(source, WORD)


def loaded(source: str) -> Any:
    """Return what the loader of this project's YAML makes of a source."""
    return yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # A safe one.


def texts_in(source: str) -> list[Text]:
    """Return the text values of a YAML file."""
    tree = yaml_tree(source)

    def walk(part: object) -> list[Text]:
        if isinstance(part, Text):
            return [part]
        parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        return [text for some in parts for text in walk(some)]

    return walk(tree)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('a: "one \\\n   two \\\n\n   three"', "one two \nthree"),
        ('a: "\\x41\\u00e9\\U0001F600\\t\\e\\"\\/"', 'A\xe9\U0001f600\t\x1b"/'),
        ("a: 'it''s\n\n  so'", "it's\nso"),
        ("a: !!str &x 12", "12"),
        ("a: |2\n   spaced\n  not\n", " spaced\nnot\n"),
        ("a: >2-\n   spaced\n  not\n", " spaced\nnot"),
    ],
)
def test_scalars_read_as_yaml_reads_them(source: str, said: str) -> None:
    root = yaml.compose(source)
    assert isinstance(root, MappingNode)
    assert text_of(source, root.value[0][1]).text == said == loaded(source)["a"]


def test_a_word_behind_crlf_stands_where_an_editor_shows_it(tmp_path: Path) -> None:
    source = f"---\r\ntitle: n\r\n---\r\nfirst\r\n  then {WORD}\r\nlast"
    (message,) = templates(put(tmp_path, "a.md", source))
    assert message.text == f"first\n  then {WORD}\nlast"
    assert place(message, WORD) == Region(5, 8, 5, 15)


def test_what_spans_a_gap_begins_and_ends_with_its_own_characters() -> None:
    source = "ab<i>cd</i>ef"
    text = verbatim(source, 0, len(source)).decoded([Piece("ab", 0, 2), Piece("cd", 5, 7), Piece("ef", 11, 13)])
    anchors = Lines(source).anchors(text)
    assert region(anchors, "text", 0, 2) == Region(1, 1, 1, 3)
    assert region(anchors, "text", 2, 4) == Region(1, 6, 1, 8)
    assert region(anchors, "text", 1, 5) == Region(1, 2, 1, 13)
    assert region(anchors, "text", 4, 4) == Region(1, 12, 1, 12)


def test_a_field_without_a_layout_has_no_region() -> None:
    assert region((), "text", 0, 1) is None


def test_parts_of_a_decoded_text_know_their_places() -> None:
    text = of_pieces([Piece("ab", 3, 5), Piece("\n", 5, 7), Piece("cd", 7, 9)])
    assert text.cut(1, 4).runs == ((0, 1, 4, 5), (1, 2, 5, 7), (2, 3, 7, 8))
    assert [text.source(offset) for offset in range(6)] == [3, 4, 5, 7, 8, 9]


@pytest.mark.parametrize("source", ["[1,", "{'a': 1}", "[" * 100_000, '["\\x"]', "9" * 5000])
def test_what_is_no_json_is_told_without_a_traceback(source: str) -> None:
    with pytest.raises(UnreadableError, match="not JSON"):
        json_tree(source)


@pytest.mark.parametrize(
    "source",
    ["a: [", "a: {{first_name}} hi\n", "a: \x00", "&x [*x]", "[" * 60, "a: &a [x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)},*{chr(97 + i)},*{chr(97 + i)}]\n" for i in range(14))],
)  # fmt: skip
def test_what_is_no_yaml_is_told_without_a_traceback(source: str) -> None:
    with pytest.raises(UnreadableError, match="not YAML"):
        yaml_tree(source)
