"""What each format of templates reads, and that its words stand where the regions say."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from placing import events, failures, place, put, skipped, standing, templates

from socaudit.errors import ConfigError, InputError, RuleError
from socaudit.model import Kind, Message, Opened, Region, Role, Visibility
from socaudit.stages.layout import region
from socaudit.templates._csv import rows
from socaudit.templates._text import Lines
from socaudit.templates._tree import UnreadableError

ZENDESK = {
    "macros": [
        {
            "id": 7,
            "title": "Late::Parcel",
            "active": True,
            "actions": [
                {"field": "status", "value": "pending"},
                {"field": "comment_value", "value": ["channel:all", "Hi {{ticket.requester.first_name}},\nSorry!"]},
            ],
        },
        {
            "id": 8,
            "title": "Caf\u00e9",
            "actions": [
                {"field": "comment_value_html", "value": '<p>Caf\u00e9 &amp; <a href="https://acme.example/a">tea</a></p>'},
                {"field": "comment_mode_is_public", "value": "false"},
            ],
        },
        {"id": 9, "title": "Old", "active": False, "actions": [{"field": "comment_value", "value": "Gone"}]},
        {"id": 10, "title": "No words", "actions": [{"field": "status", "value": "open"}]},
    ]
}  # fmt: skip


def test_markdown_takes_its_name_and_network_from_the_front_matter(tmp_path: Path) -> None:
    source = "---\ntitle: Late parcel\nnetwork: X\nlocale: en-GB\n---\n\n<!-- note -->Hi {{first_name}},\n\nsorry.\n"
    (message,) = templates(put(tmp_path, "a.md", source))
    assert (message.id, message.network, message.lang) == ("Late parcel", "x", "en-GB")
    assert message.text == "Hi {{first_name}},\n\nsorry."
    assert (message.kind, message.role, message.role_basis) == (Kind.TEMPLATE, Role.BRAND, "template")
    assert message.visibility is Visibility.PUBLIC
    assert place(message, "sorry") == standing(source, "sorry")
    assert place(message, "Hi {{first_name}}") == standing(source, "Hi {{first_name}}")


def test_text_without_front_matter_is_called_after_its_file(tmp_path: Path) -> None:
    (message,) = templates(put(tmp_path, "late_parcel.txt", "Sorry!\n"))
    assert (message.id, message.text, message.network) == ("late_parcel", "Sorry!", "unknown")


@pytest.mark.parametrize("about", ["visibility: internal", "internal: yes", "public: false", "public: 'no'"])
def test_what_is_not_for_the_public_says_so(tmp_path: Path, about: str) -> None:
    (message,) = templates(put(tmp_path, "a.md", f"---\n{about}\n---\nHi"))
    assert message.visibility is Visibility.INTERNAL


def test_damaged_front_matter_is_told_with_its_line(tmp_path: Path) -> None:
    path = put(tmp_path, "a.md", "---\ntitle: a\nb: [\n---\nHi")
    ((line, reason),) = failures(path)
    assert line == 4
    assert "front matter is not YAML" in reason


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("- {name: A, body: one}\n- {title: B, text: two}", {"A": "one", "B": "two"}),
        ("templates:\n  a: one\n  b: {body: two}", {"a": "one", "b": "two"}),
        ("late:\n  one\nlost:\n  two", {"late": "one", "lost": "two"}),
        ("name: A\nreply: one", {"A": "one"}),
        ("macros:\n  x:\n  - {name: A, body: one}\n  y:\n    z: two", {"A": "one", "y z": "two"}),
        ("- one\n- two", {"file 1": "one", "file 2": "two"}),
        ("---\nname: A\nbody: one\n---\nname: B\nbody: two", {"A": "one", "B": "two"}),
        ("base: &b one\ncopy: *b", {"base": "one", "copy": "one"}),
        ("- {key: 12, content: one}", {"12": "one"}),
    ],
)
def test_lists_and_mappings_name_their_templates(tmp_path: Path, source: str, said: dict[str, str]) -> None:
    assert {message.id: message.text for message in templates(put(tmp_path, "file.yaml", source))} == said


@pytest.mark.parametrize("source", ["on: [push]\njobs: {a: b}", "12", "- {a: b}", "{}", "- 1", "a: 1\nb: two"])
def test_other_yaml_is_not_taken_for_templates(tmp_path: Path, source: str) -> None:
    put(tmp_path, "a.md", "Hi")
    put(tmp_path, "b.yaml", source)
    found = [event for event in events(tmp_path) if isinstance(event, Opened)]
    assert [event.format for event in found] == ["markdown", None]


def test_json_lists_are_read_as_yaml_is(tmp_path: Path) -> None:
    source = '[\n {"name": "Caf\\u00e9", "body": "Hi \\ud83d\\ude00\\nthere Kestrel", "public": false}\n]'
    (message,) = templates(put(tmp_path, "a.json", source))
    assert (message.id, message.text) == ("Caf\xe9", "Hi \U0001f600\nthere Kestrel")
    assert place(message, "Kestrel") == standing(source, "Kestrel")
    assert message.visibility is Visibility.INTERNAL


def test_zendesk_macros_say_what_they_write_and_to_whom(tmp_path: Path) -> None:
    source = json.dumps(ZENDESK, indent=2)
    path = put(tmp_path, "macros.json", source)
    late, cafe = templates(path)
    assert (late.id, late.visibility) == ("Late::Parcel", "public")
    assert late.text == "Hi {{ticket.requester.first_name}},\nSorry!"
    assert place(late, "Sorry") == standing(source, "Sorry")
    assert (cafe.id, cafe.text, cafe.visibility) == ("Caf\xe9", "Caf\xe9 & tea", "internal")
    assert cafe.links == ("https://acme.example/a",)
    assert place(cafe, "tea") == standing(source, "tea")
    assert place(cafe, "acme.example", field="links.0") == standing(source, "acme.example")
    assert skipped(path) == ["inactive"]


@pytest.mark.parametrize("wrapped", [ZENDESK["macros"], {"macro": ZENDESK["macros"][0]}])
def test_zendesk_macros_come_in_lists_and_alone(tmp_path: Path, wrapped: Any) -> None:
    assert templates(put(tmp_path, "a.json", json.dumps(wrapped)))[0].id == "Late::Parcel"


@pytest.mark.parametrize("wrap", [lambda one: [one], lambda one: one, lambda one: {"canned_responses": [one]}])
def test_freshdesk_responses_are_read_from_their_html(tmp_path: Path, wrap: Any) -> None:
    one = {
        "id": 1,
        "title": "Lost",
        "folder_id": 3,
        "content": "Hi Kestrel",
        "content_html": "<div>Hi<br>\nKestrel</div>",
    }
    source = json.dumps(wrap(one), indent=1)
    (message,) = templates(put(tmp_path, "a.json", source))
    assert (message.id, message.text, message.source.format) == ("Lost", "Hi\nKestrel", "freshdesk_responses")
    start = source.rindex("Kestrel")
    assert place(message, "Kestrel") == Region(*Lines(source).at(start), *Lines(source).at(start + 7))


def test_freshdesk_responses_without_html_are_read_as_they_are(tmp_path: Path) -> None:
    path = put(tmp_path, "a.json", json.dumps([{"title": "Lost", "folder_id": 3, "content": "Hi"}]))
    assert [message.text for message in templates(path)] == ["Hi"]


@pytest.mark.parametrize("wrap", [lambda one: [one], lambda one: one, lambda one: {"type": "list", "data": [one]}])
def test_intercom_macros_are_read_from_their_html(tmp_path: Path, wrap: Any) -> None:
    one = {
        "type": "macro",
        "id": "1",
        "name": "Hello",
        "body": "<p>Hi {{user.name | fallback:&quot;you&quot;}}</p>",
        "body_text": "x",
    }
    (message,) = templates(put(tmp_path, "a.json", json.dumps(wrap(one))))
    assert (message.id, message.text) == ("Hello", 'Hi {{user.name | fallback:"you"}}')
    assert message.source.format == "intercom_macros"


def test_intercom_macros_without_html_are_read_as_they_are(tmp_path: Path) -> None:
    path = put(tmp_path, "a.json", json.dumps([{"type": "macro", "name": "Hello", "body_text": "Hi"}]))
    assert [message.text for message in templates(path)] == ["Hi"]


def test_lines_name_their_templates(tmp_path: Path) -> None:
    source = "# ours\n\nLate parcel ||| Sorry!\r\n  Lost ||| We {{x}} Kestrel.\n||| nameless"
    late, lost, nameless = templates(put(tmp_path, "all.txt", source))
    assert [(one.id, one.text) for one in (late, lost, nameless)] == [
        ("Late parcel", "Sorry!"),
        ("Lost", "We {{x}} Kestrel."),
        ("all 3", "nameless"),
    ]
    assert place(lost, "Kestrel") == standing(source, "Kestrel")


MAPPING = """
columns: {id: Name, text: Reply, visibility: Who, network: Where}
values: {visibility: {Staff: internal}}
delimiter: ;
"""


def test_mapped_csv_reads_the_columns_that_the_mapping_names(tmp_path: Path) -> None:
    source = 'Name;Who;Reply;Where\nLate;All;"Hi ""you"",\r\nKestrel";x\nLost;Staff;Hm;\n\nEmpty;All;;x\nShort\n'
    path, mapping = put(tmp_path, "a.csv", source), put(tmp_path, "map.yml", dedent(MAPPING))
    late, lost = templates(path, mapping=mapping)
    assert (late.id, late.text, late.network, late.visibility) == ("Late", 'Hi "you",\nKestrel', "x", "public")
    assert (lost.id, lost.network, lost.visibility) == ("Lost", "unknown", "internal")
    assert place(late, "Kestrel") == standing(source, "Kestrel")


def test_csv_without_a_mapping_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--map FILE"):
        events(put(tmp_path, "a.csv", "a,b\n1,2\n"))


def test_csv_that_lacks_a_column_is_refused_with_its_name(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yml", dedent(MAPPING))
    with pytest.raises(ConfigError, match="'Reply'"):
        events(put(tmp_path, "a.csv", "Name;Who;Where\n"), mapping=mapping)
    with pytest.raises(RuleError):
        events(put(tmp_path, "a.csv", "Name;Who;Where\n"), mapping=put(tmp_path, "bad.yml", "columns: {}"))


CELLS = st.text(st.sampled_from('a;,"\n\r \u00e9\U0001f600'), max_size=8)


@given(table=st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=4), quoting=st.booleans())
def test_cells_are_what_was_written_and_stand_where_they_say(table: list[list[str]], quoting: bool) -> None:
    table = [[f"{cell}Kestrel{number}x" for number, cell in enumerate(row)] for row in table]
    file = io.StringIO()
    csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL if quoting else csv.QUOTE_MINIMAL).writerows(table)
    source = file.getvalue()
    read = list(rows(source, ";"))
    assert [[cell.text for cell in row] for row in read] == [
        [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in table
    ]
    lines = Lines(source)
    for cell in (cell for row in read for cell in row):
        start = cell.text.index("Kestrel")
        found = region(lines.anchors(cell), "text", start, start + 7)
        assert found is not None
        offset = lines.starts[found.line - 1] + found.column - 1
        assert source[offset : offset + 8] == cell.text[start : start + 8]
        assert found == Region(*lines.at(offset), *lines.at(offset + 7))


@given(st.text(st.sampled_from('a;"\n\r '), max_size=14))
def test_any_csv_is_read_or_told_to_be_none(source: str) -> None:
    try:
        read = [[cell.text for cell in row] for row in rows(source, ";")]
    except UnreadableError:
        assume('"' in source)
    else:
        assert all(row != [""] for row in read)


def test_damaged_csv_is_told_with_its_line(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yml", "columns: {id: Name, text: Reply}")
    path = put(tmp_path, "a.csv", 'Name,Reply\nLate,"Hi" you\n')
    (failed,) = (event for event in events(path, mapping=mapping) if hasattr(event, "reason"))
    assert (failed.source.line, "not CSV" in failed.reason) == (2, True)


def test_names_that_are_taken_get_a_number_and_share_their_thread(tmp_path: Path) -> None:
    put(tmp_path, "a/hello.md", "one")
    put(tmp_path, "b/hello.md", "two")
    found = templates(tmp_path)
    assert [(one.id, one.root_id) for one in found] == [("hello", "hello"), ("hello (2)", "hello")]


def test_damaged_files_fail_with_their_place(tmp_path: Path) -> None:
    put(tmp_path, "a.json", '[{"name": "A",\n "body": }]')
    put(tmp_path, "b.yaml", "a: {{first_name}} hi\n")
    put(tmp_path, "c.md", b"caf\xff!")
    assert [(line, reason.partition(":")[0]) for line, reason in failures(tmp_path)] == [
        (2, "not JSON"),
        (1, "not YAML"),
        (None, "the document is not utf-8 behind character 3"),
    ]


def test_what_holds_no_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no templates"):
        events(put(tmp_path, "a.png", b"\x89PNG"))
    with pytest.raises(InputError, match="the folder holds no templates"):
        events(tmp_path)
    with pytest.raises(InputError, match="does not exist"):
        events(tmp_path / "nowhere")


def test_hidden_files_are_listed_and_not_read(tmp_path: Path) -> None:
    put(tmp_path, ".draft.md", "Hi")
    put(tmp_path, "a.md", "Hi")
    assert [event.format for event in events(tmp_path) if isinstance(event, Opened)] == [None, "markdown"]


def test_empty_templates_are_counted(tmp_path: Path) -> None:
    assert skipped(put(tmp_path, "a.md", "---\ntitle: x\n---\n\n")) == ["no_text"]


def test_byte_order_marks_do_not_move_places(tmp_path: Path) -> None:
    (message,) = templates(put(tmp_path, "a.md", "\ufeffHi Kestrel".encode()))
    assert place(message, "Kestrel") == Region(1, 4, 1, 11)
    assert isinstance(message, Message)


def test_html_loses_the_spaces_at_the_ends_of_lines(tmp_path: Path) -> None:
    one = {"title": "Lost", "content_html": "<p>Hi <br>there </p> <p>Kestrel</p>", "folder_id": 1}
    source = json.dumps([one])
    (message,) = templates(put(tmp_path, "a.json", source))
    assert message.text == "Hi\nthere\n\nKestrel"
    assert place(message, "there\n\nKestrel") == Region(
        *Lines(source).at(source.index("there")), *Lines(source).at(source.index("Kestrel") + 7)
    )


def test_responses_without_words_are_left_out(tmp_path: Path) -> None:
    path = put(
        tmp_path, "a.json", json.dumps([{"title": "x", "content_html": ""}, {"title": "y", "content_html": "<p>z"}])
    )
    assert [message.id for message in templates(path)] == ["y"]
