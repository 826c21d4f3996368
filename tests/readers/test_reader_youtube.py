from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from reading import events, failures, ndjson, only, put, texts
from samples import DATA, sample

from socaudit.errors import InputError
from socaudit.model import Author, Failed, Kind, Message, Note, Opened, Role, Skipped, Source, Visibility

PAGE = DATA / "youtube_threads.json"
COMMENT = {
    "kind": "youtube#comment",
    "id": "UgZ",
    "snippet": {"textDisplay": "Hi", "authorDisplayName": "Lumen", "authorChannelId": {"value": "UC1"}},
}


def place(pointer: str) -> Source:
    return Source(str(PAGE), "youtube_api", None, None, pointer)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 1, hour, minute, tzinfo=UTC)


def reply(number: int, text: str, author: Author, **others: Any) -> Message:
    return Message(
        id=f"UgA.r{number}",
        text=text,
        source=place(f"/items/0/replies/comments/{number - 1}"),
        network="youtube",
        parent_id="UgA",
        root_id="UgA",
        kind=Kind.REPLY,
        author=author,
        permalink=f"https://www.youtube.com/watch?v=vid42&lc=UgA.r{number}",
        **{"visibility": Visibility.PUBLIC, **others},
    )


def test_a_page_of_threads_is_read_exactly() -> None:
    assert events(PAGE) == [
        Opened(Source(str(PAGE), "youtube_api"), "youtube_api"),
        Message(
            id="UgA",
            text="Still no water & no answer\nsee https://example.com/photo",
            source=place("/items/0/snippet/topLevelComment"),
            network="youtube",
            kind=Kind.COMMENT,
            author=Author("UCnia", "@nia", "@nia"),
            visibility=Visibility.PUBLIC,
            created_at=at(9),
            edited_at=at(9, 5),
            links=("https://example.com/photo",),
            permalink="https://www.youtube.com/watch?v=vid42&lc=UgA",
        ),
        reply(
            1,
            "Sorry! It's our fault.",
            Author("UClumen", "Lumen Water", "Lumen Water"),
            role=Role.BRAND,
            role_basis="export: the channel's own account",
            created_at=at(10),
        ),
        reply(2, "plain a < b\nsecond line", Author("Ola", None, "Ola"), created_at=at(11)),
        reply(
            3,
            "my card 4111 1111 1111 1111",
            Author("UCmax", "@max", "@max"),
            visibility=Visibility.INTERNAL,
            created_at=at(11, 1),
        ),
        Skipped("no_text", place("/items/1/snippet/topLevelComment")),
        Note("replies that the export leaves out: 1", Source(str(PAGE), "youtube_api")),
    ]


def test_pages_items_and_lines_read_alike(tmp_path: Path) -> None:
    page = sample("youtube_threads.json")
    wanted = texts(events(PAGE))
    for name, content in {
        "pages": json.dumps([page]),
        "items": json.dumps(page["items"], indent=2),
        "lines": ndjson(*page["items"]),
        "page lines": ndjson(page),
    }.items():
        assert texts(events(put(tmp_path, name, content))) == wanted, name


def test_a_page_without_comments_is_known(tmp_path: Path) -> None:
    page = {"kind": "youtube#commentThreadListResponse", "pageInfo": {"totalResults": 0}, "items": []}
    path = put(tmp_path, "data", json.dumps(page))
    assert events(path) == [Opened(Source(str(path), "youtube_api"), "youtube_api")]


def test_a_name_stands_in_for_the_handle_where_nobody_says_whose_channel_it_is(tmp_path: Path) -> None:
    page = {"kind": "youtube#commentListResponse", "items": [COMMENT]}
    (found,) = only(Message, events(put(tmp_path, "data", json.dumps(page))))
    assert (found.author, found.role) == (Author("UC1", "Lumen", "Lumen"), None)


@pytest.mark.parametrize(
    ("said", "thread"),
    [
        ({"moderationStatus": "likelySpam"}, {}),
        ({"moderationStatus": 5}, {}),
        ({}, {"isPublic": False}),
        ({}, {"isPublic": "yes"}),
    ],
)
def test_what_is_held_back_is_internal(tmp_path: Path, said: dict[str, object], thread: dict[str, object]) -> None:
    top = {**COMMENT, "snippet": {"textDisplay": "Hi", **said}}
    found = events(put(tmp_path, "data", json.dumps([{"snippet": {"topLevelComment": top, **thread}}])))
    assert [m.visibility for m in only(Message, found)] == [Visibility.INTERNAL]


def test_a_thread_cut_before_it_says_whether_it_is_public_is_internal(tmp_path: Path) -> None:
    text = PAGE.read_text()
    found = events(put(tmp_path, "data", text[: text.index('"canReply"')]))
    assert [m.visibility for m in only(Message, found)] == [Visibility.INTERNAL]
    assert [f.source.pointer for f in only(Failed, found)] == [None]


def test_what_is_no_comment_fails_with_its_place(tmp_path: Path) -> None:
    page = {"items": [COMMENT, {"kind": "youtube#comment", "id": "x", "snippet": 5}, 7]}
    found = events(put(tmp_path, "data", json.dumps(page)))
    assert [(f.source.pointer, f.reason) for f in only(Failed, found)] == [
        (f"/items/{n}", "not a comment: it has no id or no snippet") for n in (1, 2)
    ]


CHANNEL = "UC" + "x" * 22
OLD = "Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text\r\n"
NEW = (
    "Channel ID,Comment create timestamp,Price,Comment ID,Parent comment ID,Post ID,Video ID,Comment text,"
    "Top-level comment ID\n"
)
GERMAN = (
    "Kommentar-ID,Kanal-ID,Zeitstempel der Erstellung des Kommentars,Preis,\u00dcbergeordnete Kommentar-ID,"
    "Beitrags-ID,Video-ID,Kommentartext,Kommentar-ID der obersten Ebene\n"
)
DUTCH = "Reactie,Kanaal,Gemaakt,Prijs,Antwoord op,Bericht,Video,Tekst,Bovenste\n"


def test_the_first_layout_of_takeout_is_read_exactly(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        "comments.csv",
        "\ufeff" + OLD + f'Ugaaaaaaaaaaaa,{CHANNEL},2023-05-01 12:00:00 UTC,0,,WtOskFeLmr4,"{{""takeoutSegments"":'
        f'[{{""text"":""Sorry, ""}},{{""text"":""@nia"",""mention"":{{""externalChannelId"":""UC2""}}}}]}}"\r\n'
        f"Ugbbbbbbbbbbbb.9c,{CHANNEL},2023-05-02T12:00:00.5+00:00,0,Ugbbbbbbbbbbbb,WtOskFeLmr4,plain text\r\n\r\n\r\n",
    )
    own = {"network": "youtube", "author": Author(CHANNEL), "role": Role.BRAND, "visibility": Visibility.PUBLIC}
    basis = "export: the account's own archive"
    link = "https://www.youtube.com/watch?v=WtOskFeLmr4&lc="
    found = events(path)
    assert found == [
        Opened(Source(str(path), "youtube_takeout"), "youtube_takeout"),
        Message(
            id="Ugaaaaaaaaaaaa",
            text="Sorry, @nia",
            source=Source(str(path), "youtube_takeout", None, 2),
            kind=Kind.COMMENT,
            role_basis=basis,
            created_at=datetime(2023, 5, 1, 12, tzinfo=UTC),
            permalink=link + "Ugaaaaaaaaaaaa",
            **own,  # type: ignore[arg-type] # what all comments of the file share
        ),
        Message(
            id="Ugbbbbbbbbbbbb.9c",
            text="plain text",
            source=Source(str(path), "youtube_takeout", None, 3),
            parent_id="Ugbbbbbbbbbbbb",
            root_id="Ugbbbbbbbbbbbb",
            kind=Kind.REPLY,
            role_basis=basis,
            created_at=datetime(2023, 5, 2, 12, 0, 0, 500000, tzinfo=UTC),
            permalink=link + "Ugbbbbbbbbbbbb.9c",
            **own,  # type: ignore[arg-type] # as above
        ),
    ]


SEGMENTS = '"{""text"":""One""},{""text"":""\n""},{""text"":""two"",""link"":{""linkUrl"":""https://example.com""}}"'


@pytest.mark.parametrize(
    "content",
    [
        NEW + f"{CHANNEL},2026-01-01T00:00:00Z,0,Ugcccccccccc.2,Ugcccccccccc.1,,vid45678901,{SEGMENTS},Ugcccccccccc",
        GERMAN
        + f"Ugcccccccccc.2,{CHANNEL},2026-01-01T00:00:00Z,0,Ugcccccccccc.1,,vid45678901,{SEGMENTS},Ugcccccccccc\n",
    ],
)
def test_later_layouts_are_read_whatever_the_order_case_or_language_of_their_columns(
    tmp_path: Path, content: str
) -> None:
    (found,) = only(Message, events(put(tmp_path, "data", content)))
    assert (found.id, found.parent_id, found.root_id) == ("Ugcccccccccc.2", "Ugcccccccccc.1", "Ugcccccccccc")
    assert (found.text, found.links) == ("One\ntwo", ("https://example.com",))
    assert found.created_at == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("thread", ["Ugcccccccccc", "z12cccccccccccccc04"])
def test_columns_in_an_unknown_language_are_told_by_what_they_hold(tmp_path: Path, thread: str) -> None:
    rows = DUTCH + f"{thread}.2,{CHANNEL},2026-01-01T00:00:00Z,0,Ugc,,vid45678901,{SEGMENTS},Ugcccccccccc\n"
    (found,) = only(Message, events(put(tmp_path, "data", rows)))
    assert (found.id, found.parent_id, found.text) == (f"{thread}.2", thread, "One\ntwo")
    assert found.permalink == f"https://www.youtube.com/watch?v=vid45678901&lc={thread}.2"


@pytest.mark.parametrize("content", [DUTCH, DUTCH + "a,b,c,d,e,f,g,h,i\n", 'a,b\n"c', "Comment ID,Channel ID\n1,2\n"])
def test_other_tables_are_left_alone(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError):
        events(put(tmp_path, "data", content))


def test_rows_that_cannot_be_read_are_told_and_odd_texts_kept(tmp_path: Path) -> None:
    rows = (
        f"Ugd,{CHANNEL},2026-01-01T00:00:00Z,0,,v,{{not json\n"
        f",{CHANNEL},2026-01-01T00:00:00Z,0,,v,x\n"
        f'Uge,,,0,,,"{{""text"":5}}"\n'
        f"Ugf,{CHANNEL}\n"
        f"Ugg,,,0,,,hi\n"
    )
    found = events(put(tmp_path, "data", OLD + rows))
    assert texts(found) == ["{not json", "hi"]
    assert [m.author for m in only(Message, found)] == [Author(CHANNEL), None]
    assert [s.reason for s in only(Skipped, found)] == ["no_text"]
    assert [reason for _, reason in failures(found)] == [
        "the row has no comment id",
        "the row has 2 cells, the header 7",
    ]
    assert [note.text for note in only(Note, found)] == [
        "texts whose segments could not be told apart, read as they stand: 1"
    ]


def test_live_chats_are_read_too(tmp_path: Path) -> None:
    head = "Live Chat ID,Channel ID,Live Chat Create Timestamp,Price,Video ID,Live Chat Text\n"
    row = f'Ugh,{CHANNEL},2018-09-02T05:16:35.510381+00:00,0,v,"{{""takeoutSegments"":[{{""text"":""hello""}}]}}"\n'
    assert texts(events(put(tmp_path, "data", head + row))) == ["hello"]
