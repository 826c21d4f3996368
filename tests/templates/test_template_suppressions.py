from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from placing import put, templates

from socaudit.model import Suppression

SAID = "socaudit: ignore[SA-TPL-001] agreed with legal"
TWO = """\
- name: One
  body: first
{between}
- name: Two
  body: second
"""
MAPPING = "columns: {id: Name, text: Reply}\n"


def said(path: Path, mapping: Path | None = None) -> dict[str, list[tuple[int, tuple[str, ...], str]]]:
    """Return what each template says of findings: `(line, rules, reason or fault)`."""
    return {
        message.id: [(one.line, one.rules, one.fault or one.reason) for one in message.suppressions]
        for message in templates(path, mapping=mapping)
    }


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.md", f"Hello\n<!-- {SAID} -->\nbye", 2),
        ("a.md", f"---\n{SAID}\n---\nHello", 2),
        ("a.md", "---\ntitle: a\nsocaudit: 'ignore[SA-TPL-001] agreed with legal'\n---\nHello", 3),
        ("a.j2", f"Hello\n{{# {SAID} #}}", 2),
        ("a.txt", f"# {SAID}\na ||| Hello", 1),
        ("a.yaml", f"a: Hello  # {SAID}\n", 1),
        ("a.yaml", f"# {SAID}\na: Hello\n", 1),
        ("a.yaml", f"a: |\n  Hello\n# {SAID}\n", 3),
        ("a.json", json.dumps({"name": "a", "body": "Hello", "socaudit": SAID.partition(": ")[2]}, indent=1), 4),
        ("a.json", json.dumps({"name": "a", "body_text": "Hello", "body": f"<p>Hello</p><!-- {SAID} -->"}), 1),
    ],
)
def test_every_format_has_room_for_a_suppression(tmp_path: Path, name: str, content: str, line: int) -> None:
    assert said(put(tmp_path, name, content)) == {"a": [(line, ("SA-TPL-001",), "agreed with legal")]}


@pytest.mark.parametrize(
    ("row", "reason"),
    [(f"Hello,{SAID},", "agreed with legal"), (f'Hello,"{SAID}, this year",', "agreed with legal, this year")],
)
def test_a_row_of_a_table_has_it_in_a_cell_of_its_own(tmp_path: Path, row: str, reason: str) -> None:
    table = put(tmp_path, "a.csv", f"Name,Reply,Notes,Owner\na,{row}Kim\nb,Hi,,Kim\n")
    found = said(table, put(tmp_path, "map.yaml", MAPPING))
    assert found == {"a": [(2, ("SA-TPL-001",), reason)], "b": []}


@pytest.mark.parametrize(
    ("between", "owner"),
    [
        (f"# {SAID}", "Two"),
        (f"  # {SAID}", "One"),
        (f"  visibility: public  # {SAID}", "One"),
        (f"  note:\n  - draft\n  # {SAID}\n  lang: en", "One"),
    ],
)
def test_between_templates_a_comment_is_about_the_next_one_unless_it_is_indented(
    tmp_path: Path, between: str, owner: str
) -> None:
    found = said(put(tmp_path, "a.yaml", TWO.format(between=between)))
    assert {name for name, some in found.items() if some} == {owner}


def test_after_the_last_template_a_comment_is_about_the_last_one(tmp_path: Path) -> None:
    found = said(put(tmp_path, "a.yaml", TWO.format(between="") + f"# {SAID}\n"))
    assert [len(some) for some in found.values()] == [0, 1]


def test_a_name_and_its_text_are_one_part_of_a_mapping(tmp_path: Path) -> None:
    found = said(put(tmp_path, "a.yaml", f"one: first  # {SAID}\ntwo: second\nthree: third\n"))
    assert [len(some) for some in found.values()] == [1, 0, 0]


def test_between_the_names_of_a_mapping_it_is_about_the_next_one(tmp_path: Path) -> None:
    names = {"One": "a", "socaudit": "ignore[A-B-1] agreed with legal", "Two": "b"}
    assert [len(some) for some in said(put(tmp_path, "a.json", json.dumps(names))).values()] == [0, 1]


def test_of_templates_a_line_each_it_is_about_the_next_line(tmp_path: Path) -> None:
    found = said(put(tmp_path, "a.txt", f"One ||| a\n# {SAID}\nTwo ||| b\nThree ||| c\n"))
    assert [len(found[name]) for name in ("One", "Two", "Three")] == [0, 1, 0]


def test_an_object_of_a_list_has_keys_of_its_own(tmp_path: Path) -> None:
    two = {"socaudit": ["ignore[A-B-1] one reason", "ignore[A-B-2] another"], "name": "Two", "body": "b"}
    items = [{"name": "One", "body": "a"}, two]
    found = said(put(tmp_path, "a.json", json.dumps({"templates": items, "owner": "{"})))
    assert found["One"] == []
    assert found["Two"][0] == (1, ("A-B-1",), "one reason")
    assert found["Two"][1][2].startswith("it gives no reason")


def test_macros_that_share_a_file_keep_theirs_apart(tmp_path: Path) -> None:
    macros = [
        {"title": name, "actions": [{"field": "comment_value", "value": "Hello"}], "socaudit": note}
        for name, note in (("One", "ignore[A-B-1] agreed with legal"), ("Two", None))
    ]
    found = said(put(tmp_path, "a.json", json.dumps({"macros": macros}, indent=1)))
    assert [len(found[name]) for name in ("One", "Two")] == [1, 0]


def test_several_rules_and_a_last_day(tmp_path: Path) -> None:
    content = "<!-- socaudit: ignore[SA-TPL-001, SA-TPL-002] agreed with legal, until 2026-12-31 -->Hi"
    (message,) = templates(put(tmp_path, "a.md", content))
    assert message.suppressions == (
        Suppression(1, ("SA-TPL-001", "SA-TPL-002"), "agreed with legal", date(2026, 12, 31)),
    )
    assert message.text == "Hi"


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("ignore[SA-TPL-001]", "it gives no reason"),
        ("ignore[SA-TPL-001] ok", "it gives no reason"),
        ("ignore[SA-TPL-001] until 2026-12-31", "it gives no reason"),
        ("ignore agreed with legal", "it names no rule"),
        ("ignore[] agreed with legal", "it names no rule"),
        ("ignore[SA-TPL-001] agreed with legal until 2026-02-31", "there is no day 2026-02-31"),
    ],
)
def test_what_a_suppression_lacks_is_told(tmp_path: Path, written: str, fault: str) -> None:
    (message,) = templates(put(tmp_path, "a.md", f"<!-- socaudit: {written} -->Hi"))
    (suppression,) = message.suppressions
    assert suppression.fault.startswith(fault)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.md", f"Hi\n{SAID}\n"), ("a.yaml", f"a: |\n  Hi\n  # {SAID}\n"), ("a.json", json.dumps({"a": f"Hi. {SAID}"}))],
)
def test_one_that_would_be_published_counts_for_nothing(tmp_path: Path, name: str, content: str) -> None:
    (message,) = templates(put(tmp_path, name, content))
    assert [one.fault[:22] for one in message.suppressions] == ["it stands in the text "]


def test_what_only_mentions_the_program_is_none(tmp_path: Path) -> None:
    assert said(put(tmp_path, "a.yaml", "# checked with socaudit: see there\nsocaudit:\n  owner: Kim\na: Hi\n")) == {
        "a": []
    }
