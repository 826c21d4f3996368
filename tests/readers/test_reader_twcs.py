from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import TWCS_HEADER, events, failures, only, put, texts

from socaudit.model import Author, Failed, Kind, Message, Note, Opened, Role, Skipped, Source, Visibility

WHEN = "Tue Oct 31 22:10:47 +0000 2017"


def row(number: str, text: str, *, inbound: str = "True", parent: str = "", author: str = "115712") -> str:
    return f"{number},{author},{inbound},{WHEN},{text},,{parent}\n"


def test_brand_and_customer_are_read_exactly(tmp_path: Path) -> None:
    content = TWCS_HEADER + row("2", "@115712 Sorry &amp; hello", inbound="False", parent="1", author="LumenWater")
    content += row("1", '"Two\nlines, ""quoted"""')
    path = put(tmp_path, "data.csv", content)
    moment = datetime(2017, 10, 31, 22, 10, 47, tzinfo=UTC)
    assert events(path) == [
        Opened(Source(str(path), "twcs"), "twcs"),
        Message(
            id="2",
            text="@115712 Sorry & hello",
            source=Source(str(path), "twcs", None, 2),
            network="x",
            parent_id="1",
            kind=Kind.REPLY,
            author=Author("LumenWater", "LumenWater"),
            role=Role.BRAND,
            role_basis="export: outbound",
            visibility=Visibility.PUBLIC,
            created_at=moment,
        ),
        Message(
            id="1",
            text='Two\nlines, "quoted"',
            source=Source(str(path), "twcs", None, 3),
            network="x",
            kind=Kind.POST,
            author=Author("115712", "115712"),
            role=Role.CUSTOMER,
            role_basis="export: inbound",
            visibility=Visibility.PUBLIC,
            created_at=moment,
        ),
    ]


def test_a_pandas_re_export_gives_the_same_threads(tmp_path: Path) -> None:
    header = ",tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n"
    content = header + f"0,2,LumenWater,False,{WHEN},a,3,1.0\n1,1,115712,True,{WHEN},b,2.0,nan\n"
    found = only(Message, events(put(tmp_path, "data.csv", content)))
    assert [(m.id, m.parent_id, m.role) for m in found] == [("2", "1", Role.BRAND), ("1", None, Role.CUSTOMER)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_an_excel_re_export_trusts_the_parent_alone(tmp_path: Path, delimiter: str) -> None:
    header = TWCS_HEADER.replace(",", delimiter)
    rows = ["2", "LumenWater", "FALSE", WHEN, "a", '"1,55,157"', "1"], ["1", "115712", "TRUE", WHEN, "b"]
    content = "\ufeff" + header + "\r\n".join(delimiter.join(cells) for cells in rows) + "\r\n"
    found = events(put(tmp_path, "data.csv", content))
    assert [(m.id, m.parent_id, m.role) for m in only(Message, found)] == [
        ("2", "1", Role.BRAND),
        ("1", None, Role.CUSTOMER),
    ]
    assert not failures(found)


def test_what_a_spreadsheet_on_windows_saved_is_read_and_said(tmp_path: Path) -> None:
    content = TWCS_HEADER + row("1", "plain") + row("2", "café\u2019s £5")
    path = put(tmp_path, "data.csv", content.encode("windows-1252"))
    found = events(path)
    assert texts(found) == ["plain", "café\u2019s £5"]
    assert [note.text for note in only(Note, found)] == ["not UTF-8, read as windows-1252"]


@pytest.mark.parametrize("shown", ["2,654,321", "26,54,321"])
def test_an_id_that_a_spreadsheet_shows_in_groups_is_the_same_id(tmp_path: Path, shown: str) -> None:
    content = TWCS_HEADER + f'"{shown}",115712,TRUE,{WHEN},a,,"{shown}"\n"2,65",115712,TRUE,{WHEN},a,,\n'
    found = events(put(tmp_path, "data.csv", content))
    assert [(m.id, m.parent_id) for m in only(Message, found)] == [("2654321", "2654321")]
    assert [fail.reason for fail in only(Failed, found)] == ["tweet_id is not a number"]


def test_a_bare_carriage_return_belongs_to_its_field_and_blank_lines_to_none(tmp_path: Path) -> None:
    content = TWCS_HEADER + row("1", "one\rtwo\r") + "\n" + row("2", '"three\r\nfour"')
    assert texts(events(put(tmp_path, "data.csv", content))) == ["one\rtwo\r", "three\r\nfour"]


def test_masked_values_stay_as_they_are(tmp_path: Path) -> None:
    assert texts(events(put(tmp_path, "data.csv", TWCS_HEADER + row("1", "write __email__")))) == ["write __email__"]


def test_columns_are_found_by_name(tmp_path: Path) -> None:
    content = f"text,in_response_to_tweet_id,inbound,author_id,created_at,tweet_id\nhi,1,True,9,{WHEN},2\n"
    (message,) = only(Message, events(put(tmp_path, "data.csv", content)))
    assert (message.id, message.text, message.parent_id) == ("2", "hi", "1")


def test_rows_without_text_are_skipped_and_odd_cells_noted(tmp_path: Path) -> None:
    content = TWCS_HEADER + row("1", "") + row("2", "x", inbound="maybe", parent="1e5", author="")
    found = events(put(tmp_path, "data.csv", content))
    assert [skip.reason for skip in only(Skipped, found)] == ["no_text"]
    assert [(m.role, m.role_basis, m.parent_id, m.author) for m in only(Message, found)] == [(None, None, None, None)]
    assert [note.text for note in only(Note, found)] == [
        "in_response_to_tweet_id that is not a number: 1",
        "inbound that is neither true nor false: 1",
    ]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row("x1", "y"), "tweet_id is not a number"),
        ("3,9,True\n", "the row has 3 cells, the header 7"),
        (row("3", "a,b,c"), "the row has 9 cells, the header 7"),
        (row("3", '"a"b'), "the quotes of the row do not match"),
        (row("3", "a\0b"), "the line holds NUL bytes"),
        (row("3", "\udce9"), "byte 46 of the line is not utf-8"),
    ],
)
def test_a_bad_row_costs_only_itself(tmp_path: Path, bad: str, reason: str) -> None:
    content = TWCS_HEADER + row("1", "befóre") + bad + row("2", "after")
    path = put(tmp_path, "data.csv", content.encode("utf-8", "surrogateescape"))
    found = events(path)
    assert texts(found) == ["befóre", "after"]
    assert [(fail.source.line, fail.reason) for fail in only(Failed, found)] == [(3, reason)]


def test_a_quote_that_nobody_closes_does_not_swallow_the_rows_behind_it(tmp_path: Path) -> None:
    rows = [row(str(number), f'"text {number}, quoted"') for number in range(2, 40)]
    content = TWCS_HEADER + row("1", '"never closed') + "".join(rows) + row("40", "plain")
    found = events(put(tmp_path, "data.csv", content))
    assert [message.id for message in only(Message, found)] == [str(number) for number in range(2, 41)]
    assert [fail.source.line for fail in only(Failed, found)] == [2]


def test_a_file_that_ends_in_a_row_fails_there(tmp_path: Path) -> None:
    for end, reason in [
        ("2,9,True,Tue Oct", "the row has 4 cells, the header 7"),
        (f'2,9,True,{WHEN},"cut', "the file ends inside a quoted field"),
        (f"2,9,True,{WHEN},cut", "the row has 5 cells, the header 7"),
    ]:
        found = events(put(tmp_path, "data.csv", TWCS_HEADER + row("1", "a") + end))
        assert texts(found) == ["a"]
        assert [(fail.source.line, fail.reason) for fail in only(Failed, found)] == [(3, reason)]


def test_a_field_that_is_too_long_fails_and_the_next_row_is_read(tmp_path: Path) -> None:
    content = TWCS_HEADER + row("1", "a" * 200_000) + row("2", "b")
    found = events(put(tmp_path, "data.csv", content))
    assert texts(found) == ["b"]
    assert [fail.reason for fail in only(Failed, found)] == [
        "a field is longer than the limit, or a quote is never closed"
    ]


def test_a_damaged_header_fails_instead_of_guessing(tmp_path: Path) -> None:
    content = TWCS_HEADER.replace("text", "text,\udce9") + row("1", "a")
    found = events(put(tmp_path, "data.csv", content.encode("utf-8", "surrogateescape")))
    assert [(fail.source.line, fail.reason) for fail in only(Failed, found)] == [
        (1, "byte 44 of the line is not utf-8")
    ]
    assert texts(found) == []
