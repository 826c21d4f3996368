from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from reading import events, gzipped, only, put, texts, zipped
from tables import as_workbook, workbook

from socaudit.errors import ConfigError, InputError
from socaudit.model import Failed, Message, Note, Opened
from socaudit.readers import Limits

MAPPING = (
    "columns: {id: Message ID, text: Content, created_at: Sent}\ntime: {zone: Europe/London}\nvisibility: public\n"
)
ROWS = [
    {"Message ID": 1, "Content": "hello", "Sent": datetime(2024, 7, 1, 10)},  # noqa: DTZ001 (as in a workbook)
    {"Message ID": 2, "Content": "there", "Sent": "2024-07-01 10:05"},
]


def mapped(folder: Path, content: bytes, mapping: str = MAPPING, limits: Limits | None = None) -> list[object]:
    return [*events(put(folder, "data.xlsx", content), mapping=put(folder, "map.yaml", mapping), limits=limits)]


def altered(content: bytes, member: str, old: bytes, new: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(file, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if re.fullmatch(member, info.filename):
                assert old in data
                data = data.replace(old, new)
            target.writestr(info.filename, data)
    return file.getvalue()


def messages(found: list[object]) -> list[tuple[str, str, str | None]]:
    return [(m.id, m.text, m.source.pointer) for m in found if isinstance(m, Message)]


def reasons(found: list[object]) -> list[str]:
    return [event.reason for event in found if isinstance(event, Failed)]


def test_rows_below_titles_are_read_with_their_places_and_native_times(tmp_path: Path) -> None:
    found = mapped(tmp_path, as_workbook(ROWS, titles=["Inbox of Lumen Water", "1 July"]))
    assert messages(found) == [("1", "hello", "/Messages/4"), ("2", "there", "/Messages/5")]
    assert [m.created_at for m in found if isinstance(m, Message)] == [
        datetime(2024, 7, 1, 9, tzinfo=UTC),
        datetime(2024, 7, 1, 9, 5, tzinfo=UTC),
    ]


def test_a_day_and_an_hour_in_two_columns_are_one_time(tmp_path: Path) -> None:
    rows: list[list[object]] = [["id", "text", "day", "hour"], [1, "a", date(2024, 7, 1), time(10, 30)]]
    mapping = "columns: {id: id, text: text, created_at: [day, hour]}\ntime: {zone: Europe/London}\n"
    found = mapped(tmp_path, workbook({"S": rows}), mapping)
    assert [m.created_at for m in found if isinstance(m, Message)] == [datetime(2024, 7, 1, 9, 30, tzinfo=UTC)]


def test_every_sheet_with_the_columns_is_read_or_the_one_that_is_named(tmp_path: Path) -> None:
    top: list[object] = ["Message ID", "Content", "Sent"]
    book = workbook({"Summary": [["Total", 2]], "May": [top, [1, "a"]], "June": [top, [], [2, "b", ""]]})
    assert messages(mapped(tmp_path, book)) == [("1", "a", "/May/2"), ("2", "b", "/June/3")]
    assert messages(mapped(tmp_path, book, MAPPING + "sheet: June\n")) == [("2", "b", "/June/3")]
    with pytest.raises(ConfigError, match="lacks the column"):
        mapped(tmp_path, book, MAPPING + "sheet: July\n")


def test_a_sheet_that_lacks_a_column_fails_beside_one_that_has_it(tmp_path: Path) -> None:
    top: list[object] = ["Message ID", "Content", "Sent"]
    sheets = {"May": [top, [1, "a"]], "June": [top[:2], [2, "b"]]}
    found = mapped(tmp_path, workbook(sheets))
    assert messages(found) == [("1", "a", "/May/2")]
    assert reasons(found) == ["the sheet lacks the column Sent"]


def test_formulas_are_read_as_their_values(tmp_path: Path) -> None:
    content = altered(
        as_workbook([{"Message ID": 1, "Content": 42, "Sent": ""}]),
        r"xl/worksheets/sheet1\.xml",
        b"<v>42</v>",
        b"<f>6*7</f><v>43</v>",
    )
    assert messages(mapped(tmp_path, content)) == [("1", "43", "/Messages/2")]


def test_long_numbers_are_noted_as_they_may_be_rounded(tmp_path: Path) -> None:
    found = mapped(tmp_path, as_workbook([{"Message ID": 1.2345678901234567e18, "Content": "a", "Sent": ""}]))
    assert messages(found) == [("1234567890123457024", "a", "/Messages/2")]
    assert [n.text for n in found if isinstance(n, Note)] == ["ids that a spreadsheet may have rounded: 1"]


@pytest.mark.parametrize("wrap", [gzipped, lambda content: zipped({"in/a.xlsx": content, "in/b.txt": "x"})])
def test_a_workbook_inside_an_archive_is_one_file(tmp_path: Path, wrap: object) -> None:
    assert callable(wrap)
    found = mapped(tmp_path, wrap(as_workbook(ROWS)))
    assert [m.text for m in found if isinstance(m, Message)] == ["hello", "there"]


def test_a_workbook_in_a_folder_that_lacks_the_columns_fails(tmp_path: Path) -> None:
    put(tmp_path, "in/a.xlsx", as_workbook([{"x": 1}]))
    put(tmp_path, "in/b.xlsx", as_workbook(ROWS))
    found = events(tmp_path / "in", mapping=put(tmp_path, "map.yaml", MAPPING))
    assert [fail.reason for fail in only(Failed, found)] == ["no sheet has the columns of the mapping"]
    assert texts(found) == ["hello", "there"]
    assert [opened.format for opened in only(Opened, found)] == ["mapped_xlsx"] * 2


def test_a_cut_workbook_fails(tmp_path: Path) -> None:
    content = as_workbook(ROWS)
    assert reasons(mapped(tmp_path, content[: len(content) * 2 // 3])) == ["the zip is cut or damaged"]


def test_a_damaged_sheet_gives_what_precedes_the_damage(tmp_path: Path) -> None:
    content = altered(as_workbook(ROWS), r"xl/worksheets/sheet1\.xml", b'<row r="3"', b'<row r="3" <')
    found = mapped(tmp_path, content)
    assert messages(found)[:1] == [("1", "hello", "/Messages/2")]
    assert reasons(found) == ["the workbook is damaged, or holds what no workbook does"]


def test_a_row_below_all_rows_of_a_workbook_ends_the_reading(tmp_path: Path) -> None:
    content = altered(as_workbook(ROWS), r"xl/worksheets/sheet1\.xml", b'<row r="3"', b'<row r="99999999999"')
    found = mapped(tmp_path, content)
    assert messages(found)[:1] == [("1", "hello", "/Messages/2")]
    assert reasons(found) == ["the workbook is damaged, or holds what no workbook does"]


def test_texts_that_no_machine_should_hold_are_refused(tmp_path: Path) -> None:
    found = mapped(tmp_path, as_workbook(ROWS), limits=Limits(unpacked=100, ratio=10_000))
    assert reasons(found) == ["the texts of the workbook are longer than the limit"]


def test_an_old_or_locked_workbook_gets_advice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="old workbook"):
        events(put(tmp_path, "data.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)))


def test_other_packages_are_zips(tmp_path: Path) -> None:
    document = zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})
    with pytest.raises(InputError, match="holds nothing that a reader knows"):
        events(put(tmp_path, "data.docx", document), mapping=put(tmp_path, "map.yaml", MAPPING))
