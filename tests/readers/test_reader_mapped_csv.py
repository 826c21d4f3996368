from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import events, failures, only, put, texts

from socaudit.errors import ConfigError, InputError, RuleError
from socaudit.model import Author, Kind, Message, Note, Opened, Role, Skipped, Source, Visibility

MAPPING = """
columns:
  id: Message ID
  text: Content
  parent_id: In Reply To
  root_id: Conversation
  kind: Type
  author_id: Author
  author_handle: From
  author_name: Name
  author_location: Place
  role: Direction
  visibility: Channel
  created_at: Created at
  edited_at: Changed at
  deleted_at: Deleted at
  network: Medium
  lang: Language
  permalink: URL
network: x
visibility: public
values:
  role: {Outbound: brand, Inbound: customer}
  visibility: {DM: direct}
time: {format: '%d/%m/%Y %H:%M', zone: Europe/London}
"""
SMALL = "columns: {id: Message ID, text: Content, role: Direction}\n"
NAMES = (
    "Message ID,Content,In Reply To,Conversation,Type,Author,From,Name,Place,Direction,Channel,"
    "Created at,Changed at,Deleted at,Medium,Language,URL,Extra\n"
)


def test_every_mapped_column_reaches_the_message(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", MAPPING)
    content = (
        NAMES + '2," On our way, Nia ",1,1,comment,77,@LumenWater,Lumen Water,Leeds,OUTBOUND,DM,'
        "01/07/2024 10:00,01/07/2024 10:05,02/12/2024 00:00,facebook,en,https://example.com/2,x\n"
    )
    path = put(tmp_path, "data.csv", content)
    assert events(path, mapping=mapping) == [
        Opened(Source(str(path), "mapped_csv"), "mapped_csv"),
        Message(
            id="2",
            text=" On our way, Nia ",
            source=Source(str(path), "mapped_csv", None, 2),
            network="facebook",
            parent_id="1",
            root_id="1",
            kind=Kind.COMMENT,
            author=Author("77", "LumenWater", "Lumen Water", "Leeds"),
            role=Role.BRAND,
            role_basis="export",
            visibility=Visibility.DIRECT,
            created_at=datetime(2024, 7, 1, 9, tzinfo=UTC),
            edited_at=datetime(2024, 7, 1, 9, 5, tzinfo=UTC),
            deleted_at=datetime(2024, 12, 2, tzinfo=UTC),
            lang="en",
            permalink="https://example.com/2",
        ),
    ]


def test_constants_serve_where_the_cells_are_empty(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", MAPPING)
    path = put(tmp_path, "data.csv", NAMES + "1,hello" + "," * 16 + "\n3,answer,1\n")
    first, second = only(Message, events(path, mapping=mapping))
    assert (first.network, first.visibility, first.role, first.author) == ("x", Visibility.PUBLIC, None, None)
    assert (first.kind, second.kind) == (Kind.POST, Kind.REPLY)


def test_cells_that_mean_nothing_are_noted_and_cost_no_message(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", SMALL)
    path = put(tmp_path, "data.csv", "Message ID,Content,Direction\n1,a,sideways\n2,b,customer\n3,c,unknown\n")
    found = events(path, mapping=mapping)
    assert [message.role for message in only(Message, found)] == [None, Role.CUSTOMER, None]
    assert [note.text for note in only(Note, found)] == ["cells for role that the mapping does not explain: 1"]


def test_rows_without_id_fail_and_without_text_are_skipped(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", SMALL)
    path = put(tmp_path, "data.csv", "Message ID,Content,Direction\n ,a,\n2,,\n3,c,d,e\n4,ok,\n")
    found = events(path, mapping=mapping)
    assert texts(found) == ["ok"]
    assert failures(found) == [
        ("csv:2", "the row has no id"),
        ("csv:4", "the row has 4 cells, the header 3"),
    ]
    assert [skip.reason for skip in only(Skipped, found)] == ["no_text"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    mapping = put(tmp_path, "map.yaml", SMALL)
    rows = ["Message ID", "Content", "Direction"], ["1", "a b", "brand"]
    path = put(tmp_path, "data.txt", "\n".join(delimiter.join(cells) for cells in rows) + "\n")
    assert texts(events(path, mapping=mapping)) == ["a b"]


def test_delimiter_and_encoding_can_be_set(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", SMALL + "delimiter: '~'\nencoding: windows-1252\n")
    path = put(tmp_path, "data.csv", "Message ID~Content~Direction\n1~caf\xe9 \x80~brand\n".encode("latin-1"))
    assert texts(events(path, mapping=mapping)) == ["café €"]


def test_an_encoding_without_plain_line_feeds_is_read(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", SMALL + "encoding: utf-16-le\n")
    path = put(tmp_path, "data.csv", "Message ID,Content,Direction\n1,café,brand\n".encode("utf-16-le"))
    assert texts(events(path, mapping=mapping)) == ["café"]


def test_a_utf16_byte_order_mark_beats_the_mapping(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", SMALL + "encoding: windows-1252\n")
    path = put(tmp_path, "data.csv", "Message ID\tContent\tDirection\n1\tcafé\tbrand\n".encode("utf-16"))
    assert texts(events(path, mapping=mapping)) == ["café"]


def test_a_missing_column_is_an_error_that_names_those_that_are_there(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", SMALL)
    path = put(tmp_path, "data.csv", "Message ID,Body,Direction\n1,a,b\n")
    with pytest.raises(ConfigError) as caught:
        events(path, mapping=mapping)
    assert caught.value.where == str(mapping)
    assert caught.value.problem == "the input lacks the column 'Content'"
    assert caught.value.hint == "it has 'Message ID', 'Body', 'Direction'"


def test_a_table_without_header_is_not_repeated_in_the_error(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", SMALL)
    path = put(tmp_path, "data.csv", "07700 900123,nia@example.com,Direction," + "call me " * 9 + "\n")
    with pytest.raises(ConfigError) as caught:
        events(path, mapping=mapping)
    assert caught.value.hint == "it has (not a name), (not a name), 'Direction', (not a name)"


def test_in_a_folder_a_missing_column_fails_that_file_alone(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", SMALL)
    put(tmp_path, "in/data.a", "Message ID,Body,Direction\n1,a,b\n")
    put(tmp_path, "in/data.b", "Message ID,Content,Direction\n1,good,brand\n")
    put(tmp_path, "in/data.c", "Something,else,entirely\n1,2,3\n")
    found = events(tmp_path / "in", mapping=mapping)
    assert failures(found) == [("a:1", "the header lacks the column Content")]
    assert texts(found) == ["good"]
    assert [opened.format for opened in only(Opened, found)] == ["mapped_csv", "mapped_csv", None]


def test_csv_without_a_mapping_asks_for_one(tmp_path: Path) -> None:
    path = put(tmp_path, "data.csv", "Message ID,Content,Direction\n1,a,b\n")
    with pytest.raises(InputError) as caught:
        events(path)
    assert caught.value.where == str(path)
    assert caught.value.problem == "is CSV and holds nothing that a reader knows"
    assert caught.value.hint is not None
    assert caught.value.hint.startswith("say with --map FILE which column holds what")


def test_a_format_of_its_own_beats_the_mapping(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", "columns: {id: tweet_id, text: text}")
    header = "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n"
    path = put(tmp_path, "data.csv", header + "1,9,True,,a,,\n")
    assert [opened.format for opened in only(Opened, events(path, mapping=mapping))] == ["twcs"]


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("columns:\n  id: a\n  txt: b\n", ":3:3", "unknown key 'txt', did you mean 'text'?"),
        ("columns: {id: a, text: b}\nzone: x\n", ":2:1", "unknown key 'zone'"),
        ("columns: {id: a}\n", ":1:10", "missing key 'text'"),
        ("columns: {id: a, text: {}}\n", ":1:24", "should be a list, not a mapping"),
        ("columns: {id: a, text: b}\ncolumns: {}\n", ":2:1", "key 'columns' stands twice"),
        ("columns: [\n", ":2:1", "is not YAML"),
        ("just words\n", ":1:1", "should be a mapping"),
        ("", ":1:1", "the file is empty"),
        ("columns: {id: a, text: b}\ntime: {format: '%Q'}\n", ":2:16", "is not a pattern such as"),
        ("columns: {id: a, text: b}\ntime: {zone: Mars/Base}\n", ":2:14", "is not a time zone"),
        ("columns: {id: a, text: b}\nencoding: klingon\n", ":2:11", "is not a text encoding"),
        ("columns: {id: a, text: b}\nencoding: base64\n", ":2:11", "is not a text encoding"),
        ("columns: {id: a, text: b}\nvalues: {role: {A: agent}}\n", ":2:20", "'agent' is none of brand"),
        ("columns: {id: a, text: b}\ndelimiter: ';;'\n", ":2:12", "at most 1 character"),
    ],
)
def test_a_wrong_mapping_is_an_error_with_its_place(tmp_path: Path, text: str, place: str, problem: str) -> None:
    mapping = put(tmp_path, "map.yaml", text)
    with pytest.raises(RuleError) as caught:
        events("nowhere", mapping=mapping)
    assert f"{mapping}{place}: " in str(caught.value)
    assert problem in str(caught.value)


def test_a_mapping_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="cannot be read: No such file"):
        events("nowhere", mapping=tmp_path / "none.yaml")
    with pytest.raises(RuleError, match="is not UTF-8"):
        events("nowhere", mapping=put(tmp_path, "map.yaml", b"\xff\xfe\x00"))
