from __future__ import annotations

from pathlib import Path

import pytest
from layouts import LAYOUTS, Said
from reading import TWCS_HEADER, events, only, put
from tables import CONTAINERS, as_csv, as_lines, as_pages

from socaudit.errors import InputError
from socaudit.model import Failed, Message
from socaudit.readers import suggest_mapping


def said(message: Message) -> Said:
    author = message.author
    return Said(
        message.id,
        message.text,
        message.role and message.role.value,
        message.visibility.value,
        message.created_at.strftime("%H:%M") if message.created_at else "none",
        (author.handle or author.name) if author else None,
        message.parent_id or message.root_id,
    )


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_suggested_mapping_reads_the_export_without_editing(tmp_path: Path, layout: str, container: str) -> None:
    records, expected = LAYOUTS[layout]
    path = put(tmp_path, "data", CONTAINERS[container][1](records))
    suggested = suggest_mapping(str(path))
    found = events(path, mapping=put(tmp_path, "map.yaml", suggested))
    assert not only(Failed, found)
    assert [said(message) for message in only(Message, found)] == expected, suggested


def test_records_inside_a_page_are_found(tmp_path: Path) -> None:
    records, expected = LAYOUTS["epoch"]
    path = put(tmp_path, "data", as_pages(records))
    suggested = suggest_mapping(str(path))
    assert "records: data.items\n" in suggested
    found = events(path, mapping=put(tmp_path, "map.yaml", suggested))
    assert [said(message) for message in only(Message, found)] == expected


def test_nested_values_are_found_under_their_paths(tmp_path: Path) -> None:
    records = [
        {"post": {"id": f"p{n}", "body": "Hello there, Jo"}, "user": {"screen_name": "lumen"}, "media": [{"w": 1}]}
        for n in range(3)
    ]
    path = put(tmp_path, "data", as_lines(records))
    found = events(path, mapping=put(tmp_path, "map.yaml", suggest_mapping(str(path))))
    assert [said(message)[:2] for message in only(Message, found)] == [(f"p{n}", "Hello there, Jo") for n in range(3)]
    assert {message.author and message.author.handle for message in only(Message, found)} == {"lumen"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_that_people_wrote_or_are_called_stands_in_a_suggestion(tmp_path: Path, layout: str) -> None:
    records, expected = LAYOUTS[layout]
    suggested = suggest_mapping(str(put(tmp_path, "data", as_csv(records))))
    for message in expected:
        assert message.text not in suggested
        assert message.who is None or message.who not in suggested


def test_values_that_are_no_words_of_a_category_stay_out(tmp_path: Path) -> None:
    names = ["Jo Kay", "Ann Bee", "inbound", "outbound", "jo@example.com", "07700 900123"]
    records = [{"id": str(n), "text": "Hello there", "direction": name} for n, name in enumerate(names)]
    suggested = suggest_mapping(str(put(tmp_path, "data", as_csv(records))))
    assert "role" not in suggested.replace("author_", "").split("not found")[0]
    assert not any(name in suggested for name in names)


def test_words_that_nobody_knows_are_listed_for_the_user_to_explain(tmp_path: Path) -> None:
    ways = ["inbound", "outbound", "hybrid"]
    records = [{"id": str(n), "text": "Hello there", "direction": way} for n, way in enumerate(ways)]
    suggested = suggest_mapping(str(put(tmp_path, "data", as_csv(records))))
    assert "  role: direction  # unsure, look: by its name and its few values\n" in suggested
    assert '    # "hybrid": ?\n' in suggested


def test_day_and_month_are_told_by_the_order_of_the_rows_and_the_doubt_is_said(tmp_path: Path) -> None:
    months = ["01/03/2026", "02/04/2026", "03/05/2026"]
    american = ["03/01/2026", "04/01/2026", "04/02/2026", "05/01/2026", "05/02/2026"]
    for days, pattern in ((months, "%d/%m/%Y"), (american, "%m/%d/%Y")):
        records = [{"id": str(n), "text": "Hello there", "date": day} for n, day in enumerate(days)]
        suggested = suggest_mapping(str(put(tmp_path, "data", as_csv(records))))
        assert f'format: ["{pattern}"]  # unsure, look: day and month' in suggested


def test_another_encoding_is_told(tmp_path: Path) -> None:
    content = "id,text,author\n1,Der Router ist kaputt f\xfcr immer,jo\n2,Schade drum,lumen\n".encode("latin-1")
    path = put(tmp_path, "data", content)
    suggested = suggest_mapping(str(path))
    assert "encoding: windows-1252" in suggested
    assert "f\xfcr immer" in only(Message, events(path, mapping=put(tmp_path, "map.yaml", suggested)))[0].text


def test_entities_are_told(tmp_path: Path) -> None:
    path = put(tmp_path, "data", as_csv([{"id": "1", "text": "you &amp; me", "user": "jo"}]))
    assert "escaped: true" in suggest_mapping(str(path))


def test_what_could_not_be_found_is_said(tmp_path: Path) -> None:
    path = put(tmp_path, "data", as_csv([{"a": "x", "b": "x", "c": "x"}] * 2))
    suggested = suggest_mapping(str(path))
    assert "  # id: needed, and not found" in suggested
    assert "  # text: needed, and not found" in suggested
    assert '# in no field: "a", "b", "c"' in suggested


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("07700 900123,jo@example.com,x\n1,2,3\n", "has no row with the names of its columns"),
        ("id,text,author\n", "has no rows to look at"),
        ("just words\n", "is no CSV, JSON, workbook or Parquet"),
        ("PAR1 and nothing else", "the Parquet file is cut or damaged"),
        (TWCS_HEADER + "1,9,True,,a,,\n", "needs no mapping: it is read as twcs"),
    ],
)
def test_what_cannot_be_suggested_is_an_error_that_shows_no_value(tmp_path: Path, content: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        suggest_mapping(str(put(tmp_path, "data", content)))
    assert caught.value.problem == problem
    assert "900123" not in str(caught.value)


def test_a_folder_has_no_mapping(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        suggest_mapping(str(tmp_path))
