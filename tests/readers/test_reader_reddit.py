from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import events, failures, only, put, texts
from samples import DATA, sample, written

from socaudit.model import Author, Failed, Kind, Message, Note, Opened, ParentState, Role, Skipped, Source, Visibility

THREAD = DATA / "reddit_thread.json"
DUMP = DATA / "reddit_dump.ndjson"
BELOW = "/1/data/children/0/data"


def moment(minute: int, second: int) -> datetime:
    return datetime(2026, 3, 2, 9, minute, second, tzinfo=UTC)


def place(pointer: str) -> Source:
    return Source(str(THREAD), "reddit_thread", None, None, pointer)


def test_a_thread_is_read_exactly() -> None:
    whole = Source(str(THREAD), "reddit_thread")
    assert events(THREAD) == [
        Opened(whole, "reddit_thread"),
        Message(
            id="t3_aa1",
            text="Router & bills\n\nDown since <Monday>, [photo](https://example.com/p)",
            source=place("/0/data/children/0"),
            network="reddit",
            author=Author("t2_n1", "nia_example"),
            visibility=Visibility.PUBLIC,
            created_at=moment(0, 0),
            edited_at=moment(10, 0),
            permalink="https://www.reddit.com/r/kittlebrae/comments/aa1/x/",
        ),
        Message(
            id="t1_c1",
            # Its HTML is not escaped, so neither is its Markdown.
            text="Sorry! PM us &gt; we check",
            source=place("/1/data/children/0"),
            network="reddit",
            parent_id="t3_aa1",
            root_id="t3_aa1",
            parent_state=ParentState.PRESENT,
            kind=Kind.COMMENT,
            author=Author("t2_k1", "KittlebraeHelp"),
            visibility=Visibility.PUBLIC,
            created_at=moment(1, 40),
            permalink="https://www.reddit.com/r/kittlebrae/comments/aa1/x/c1/",
        ),
        Skipped("deleted", place(f"{BELOW}/replies/data/children/0")),
        Skipped("removed", place(f"{BELOW}/replies/data/children/1")),
        Message(
            id="t1_c4",
            text="Same here",
            source=place(f"{BELOW}/replies/data/children/1/data/replies/data/children/0"),
            network="reddit",
            parent_id="t1_c2",
            root_id="t3_aa1",
            parent_state=ParentState.DELETED,
            kind=Kind.COMMENT,
            author=Author("jo", "jo"),
            visibility=Visibility.PUBLIC,
            created_at=moment(6, 40),
        ),
        Message(
            id="t1_c5",
            text="Be kind.",
            source=place("/1/data/children/1"),
            network="reddit",
            parent_id="t3_aa1",
            root_id="t3_aa1",
            parent_state=ParentState.PRESENT,
            kind=Kind.COMMENT,
            author=Author("AutoModerator", "AutoModerator"),
            role=Role.THIRD_PARTY,
            role_basis="export: Reddit's own bot",
            visibility=Visibility.PUBLIC,
            created_at=moment(1, 50),
        ),
        Note("edited at a time that the export does not tell: 1", whole),
        Note("replies that the export leaves out (`more`): 8", whole),
    ]


def test_a_dump_is_read_exactly() -> None:
    whole = Source(str(DUMP), "reddit_dump")

    def line(number: int) -> Source:
        return Source(str(DUMP), "reddit_dump", None, number)

    assert events(DUMP) == [
        Opened(whole, "reddit_dump"),
        Message(
            id="t3_aa1",
            text="Look",
            source=line(1),
            network="reddit",
            author=Author("nia_example", "nia_example"),
            visibility=Visibility.PUBLIC,
            created_at=moment(0, 0),
            links=("https://example.com/a?b=1&c=2",),
            alt_texts=(None,),
            permalink="https://www.reddit.com/r/kittlebrae/comments/aa1/look/",
        ),
        Message(
            id="t3_g1",
            text="Two pictures",
            source=line(2),
            network="reddit",
            author=Author("nia_example", "nia_example"),
            visibility=Visibility.PUBLIC,
            created_at=moment(0, 1),
            alt_texts=("the meter", None),
        ),
        Message(
            id="t1_c1",
            text="Broken & slow",
            source=line(3),
            network="reddit",
            parent_id="t3_aa1",
            root_id="t3_aa1",
            kind=Kind.COMMENT,
            author=Author("jo", "jo"),
            role=Role.THIRD_PARTY,
            role_basis="export: Reddit's staff",
            visibility=Visibility.PUBLIC,
            created_at=moment(1, 40),
        ),
        Skipped("removed", line(4)),
        Message(
            id="t1_c3",
            text="members only",
            source=line(5),
            network="reddit",
            parent_id="t1_c1",
            root_id="t3_aa1",
            kind=Kind.COMMENT,
            author=Author("sam", "sam"),
            visibility=Visibility.FOLLOWERS,
            created_at=moment(5, 0),
            edited_at=moment(6, 40),
        ),
        Skipped("no_text", line(6)),
        Note("messages that were deleted or removed later: 2", whole),
    ]


def test_a_page_of_comments_and_an_inbox_are_listings_too(tmp_path: Path) -> None:
    things = [{"kind": "t4", "data": {"body": "my PIN"}}, {"kind": "t1", "data": {"id": 5, "body": "hi"}}]
    path = put(tmp_path, "data.json", written("x.json", {"data": {"children": things}, "kind": "Listing"}))
    _, private, comment = events(path)
    assert private == Skipped("direct", Source(str(path), "reddit_thread", None, None, "/data/children/0"))
    assert isinstance(comment, Message)
    assert (comment.id, comment.parent_state) == ("t1_5", ParentState.UNKNOWN)
    assert "PIN" not in repr((private, comment))


def test_a_collection_and_further_comments_are_read_where_they_stand(tmp_path: Path) -> None:
    post = {"kind": "t3", "data": {"id": "p1", "title": "First aid", "selftext": ""}}
    comment = {"kind": "t1", "data": {"id": "c1", "body": "I have it too", "parent_id": "t3_p1", "replies": ""}}
    listing = {"kind": "Listing", "data": {"children": [post]}}
    collection = {"sorted_links": listing, "title": "Known faults", "author_name": "KittlebraeHelp"}
    further = {"json": {"errors": [], "data": {"things": [comment, {"kind": "more", "data": {"count": 3}}]}}}
    (first,) = only(Message, events(put(tmp_path, "data.json", written("x.json", collection))))
    assert (first.id, first.source.pointer) == ("t3_p1", "/sorted_links/data/children/0")
    found = events(put(tmp_path, "data.json", written("x.json", further)))
    (second,) = only(Message, found)
    assert (second.id, second.source.pointer) == ("t1_c1", "/json/data/things/0")
    assert [note.text for note in only(Note, found)] == ["replies that the export leaves out (`more`): 3"]


def test_things_are_read_without_a_listing_around_them(tmp_path: Path) -> None:
    things = [{"kind": "t1", "data": {"link_id": "t3_p1", "id": f"c{n}", "body": "hello"}} for n in range(2)]
    for name in ("x.json", "x.ndjson"):
        found = events(put(tmp_path, "data.json", written(name, things)))
        assert [message.id for message in only(Message, found)] == ["t1_c0", "t1_c1"]


def test_a_tree_of_comments_from_an_archive_is_read(tmp_path: Path) -> None:
    below = {
        "kind": "Listing",
        "data": {"children": [{"kind": "t1", "data": {"id": "c2", "body": "yes", "replies": ""}}]},
    }
    top = {"kind": "t1", "data": {"id": "c1", "link_id": "t3_p1", "body": "down?", "replies": below}}
    found = only(Message, events(put(tmp_path, "data.json", written("x.json", {"data": [top]}))))
    assert [(message.id, message.source.pointer) for message in found] == [
        ("t1_c1", "/data/0"),
        ("t1_c2", "/data/0/data/replies/data/children/0"),
    ]


@pytest.mark.parametrize("indent", [None, 1])
def test_lists_and_pages_of_a_dump_are_read_like_its_lines(tmp_path: Path, indent: int | None) -> None:
    records = sample("reddit_dump.ndjson")
    whole = texts(events(DUMP))
    for value, top in ((records, ""), ({"data": records}, "/data")):
        found = events(put(tmp_path, "data.json", json.dumps(value, indent=indent)))
        assert [event.format for event in only(Opened, found)] == ["reddit_dump"]
        assert texts(found) == whole
        assert only(Message, found)[0].source.pointer == f"{top}/0"
        assert len(only(Skipped, found)) == len(only(Skipped, events(DUMP)))
    odd = events(put(tmp_path, "odd.json", json.dumps([records[0], 5], indent=indent)))
    assert [(fail.source.pointer, fail.reason) for fail in only(Failed, odd)] == [("/1", "not a JSON object")]


def test_updates_of_a_live_thread_are_posts(tmp_path: Path) -> None:
    update = {
        "id": "1d-a",
        "name": "LiveUpdate_1d-a",
        "author": "KittlebraeHelp",
        "body": "Down &amp; out: [map](https://example.com/m)",
        "body_html": "&lt;p&gt;Down&lt;/p&gt;",
        "embeds": [{"url": "https://example.com/m?a=1&amp;b", "width": 480}],
        "stricken": True,
        "created_utc": 1772442000.0,
    }
    gone = {"id": "1d-b", "author": None, "body": "[deleted]"}
    event = {"kind": "LiveUpdateEvent", "data": {"id": "ev", "title": "Outage", "state": "live"}}
    children = [{"kind": "LiveUpdate", "data": update}, {"kind": "LiveUpdate", "data": gone}, event]
    path = put(tmp_path, "data.json", written("x.json", {"kind": "Listing", "data": {"children": children}}))
    _, post, *skipped = events(path)
    assert post == Message(
        id="LiveUpdate_1d-a",
        text="Down & out: [map](https://example.com/m)",
        source=Source(str(path), "reddit_thread", None, None, "/data/children/0"),
        network="reddit",
        author=Author("KittlebraeHelp", "KittlebraeHelp"),
        visibility=Visibility.PUBLIC,
        created_at=moment(0, 0),
        links=("https://example.com/m?a=1&b",),
    )
    assert [skip.reason for skip in skipped if isinstance(skip, Skipped)] == ["deleted", "not_a_message"]


def test_updates_without_an_id_or_text_or_end_are_accounted_for(tmp_path: Path) -> None:
    children = [{"kind": "LiveUpdate", "data": data} for data in ({"body": "x"}, {"id": "a"}, {"id": "b", "body": "y"})]
    text = written("x.json", {"kind": "Listing", "data": {"children": children}})
    found = events(put(tmp_path, "data.json", text[: text.index('"y"')]))
    assert [fail.reason for fail in only(Failed, found)] == [
        "not a post or comment: it has no id",
        "the file is cut or damaged inside this record",
        "the file is cut",
    ]
    assert [skip.reason for skip in only(Skipped, found)] == ["no_text"]


def test_lists_of_accounts_and_of_versions_of_a_page_are_no_messages(tmp_path: Path) -> None:
    banned = {"date": 1772442000.0, "note": "PIN in public", "name": "jo", "id": "t2_jo"}
    version = {"timestamp": 1772442000.0, "reason": "typo", "author": {"kind": "t2", "data": {"name": "jo"}}, "id": "v"}
    value = {"kind": "Listing", "data": {"children": [banned, version]}}
    found = events(put(tmp_path, "data.json", written("x.json", value)))
    assert [skip.reason for skip in only(Skipped, found)] == ["not_a_message"] * 2
    assert not only(Failed, found)


def test_threads_behind_one_another_are_all_read(tmp_path: Path) -> None:
    thread = sample("reddit_thread.json")
    found = events(put(tmp_path, "data.json", written("x.ndjson", [thread, thread]) + "[1"))
    once = texts(events(THREAD))
    assert texts(found) == once * 2
    assert [m.source.line for m in only(Message, found)] == [None] * len(once) + [2] * len(once)
    assert [(fail.source.line, fail.reason) for fail in only(Failed, found)] == [(3, "the file is cut")]


def test_a_comment_whose_parent_is_not_in_the_file_says_so(tmp_path: Path) -> None:
    value = sample("reddit_thread.json")
    del value[0]
    (first, *_) = only(Message, events(put(tmp_path, "data.json", written("x.json", value))))
    assert (first.id, first.parent_state) == ("t1_c1", ParentState.MISSING)


def test_what_is_no_post_fails_at_its_place(tmp_path: Path) -> None:
    children: list[object] = [None, 5, {"kind": "t1", "data": {}}, {"kind": "t8", "data": {"id": "s"}}, {"kind": "t1"}]
    value = [{"kind": "Listing", "data": {"children": children}}]
    found = events(put(tmp_path, "data.json", written("x.json", value)))
    assert [(fail.source.pointer, fail.reason) for fail in only(Failed, found)] == [
        ("/0/data/children/0", "not a post or comment"),
        ("/0/data/children/1", "not a post or comment"),
        ("/0/data/children/2", "not a post or comment: it has no id"),
        ("/0/data/children/3", "not a post or comment"),
        ("/0/data/children/4", "not a post or comment"),
    ]


@pytest.mark.parametrize("kind", ["t2", "t5", "modaction"])
def test_accounts_communities_and_acts_of_moderators_are_no_messages(tmp_path: Path, kind: str) -> None:
    value = {"kind": "Listing", "data": {"children": [{"kind": kind, "data": {"id": "s"}}]}}
    found = events(put(tmp_path, "data.json", written("x.json", value)))
    assert [skip.reason for skip in only(Skipped, found)] == ["not_a_message"]


def test_a_cut_thread_gives_the_comments_that_are_whole(tmp_path: Path) -> None:
    text = THREAD.read_text()
    cut = text[: text.index('"id": "c1"')]
    found = events(put(tmp_path, "data.json", cut))
    assert texts(found) == ["Router & bills\n\nDown since <Monday>, [photo](https://example.com/p)", "Same here"]
    assert [(fail.source.pointer, fail.source.line, fail.reason) for fail in only(Failed, found)] == [
        ("/1/data/children/0", None, "the file is cut or damaged inside this record"),
        (None, cut.count("\n"), "the file is cut"),
    ]


def test_damaged_lines_of_a_dump_cost_only_themselves(tmp_path: Path) -> None:
    good = DUMP.read_text().splitlines()[2]
    path = put(tmp_path, "data.ndjson", f'{good}\n\n[1]\n{good[:40]}\n{{"id": "x"}}\n' + "\xff\n" + good[:-9])
    found = events(path)
    assert texts(found) == ["Broken & slow"]
    assert [place for place, _ in failures(found)] == [f"ndjson:{line}" for line in (3, 4, 6, 7)]
    assert only(Skipped, found) == [Skipped("no_text", Source(str(path), "reddit_dump", None, 5))]


@pytest.mark.parametrize("value", [True, None, "", 0, "soon", 10**400, [], -5, "nan"])
def test_a_time_that_is_none_is_left_out(tmp_path: Path, value: object) -> None:
    record = {**sample("reddit_dump.ndjson")[2], "created_utc": value}
    (message,) = only(Message, events(put(tmp_path, "data.ndjson", written("x.ndjson", [record]))))
    assert message.created_at is None
