from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from reading import events, only, put, texts
from samples import DATA, sample

from socaudit.model import Author, Failed, Kind, Message, Opened, ParentState, Skipped, Source, Visibility

THREAD = DATA / "bluesky_thread.json"
ROOT = "at://did:plc:nia/app.bsky.feed.post/0"


def place(pointer: str) -> Source:
    return Source(str(THREAD), "bluesky_thread", None, None, pointer)


def test_a_thread_is_read_exactly() -> None:
    assert events(THREAD) == [
        Opened(Source(str(THREAD), "bluesky_thread"), "bluesky_thread"),
        Skipped("deleted", place("/thread/parent")),
        Message(
            id="at://did:plc:lumen/app.bsky.feed.post/2",
            text="Sorry! See example.com/he...",
            source=place("/thread"),
            network="bluesky",
            parent_id="at://did:plc:nia/app.bsky.feed.post/1",
            root_id=ROOT,
            parent_state=ParentState.DELETED,
            kind=Kind.REPLY,
            author=Author("did:plc:lumen", "lumen.example", "Lumen Water", verified=True),
            visibility=Visibility.PUBLIC,
            created_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
            lang="en",
            links=("https://example.com/help/long",),
            alt_texts=("a meter", None),
            permalink="https://bsky.app/profile/lumen.example/post/2",
        ),
        Skipped("blocked", place("/thread/replies/0")),
        Message(
            id="at://did:plc:jo/app.bsky.feed.post/4",
            text="Same here",
            source=place("/thread/replies/1"),
            network="bluesky",
            parent_id="at://did:plc:lumen/app.bsky.feed.post/2",
            root_id=ROOT,
            kind=Kind.REPLY,
            author=Author("did:plc:jo", "jo.example"),
            visibility=Visibility.UNLISTED,
            created_at=datetime(2026, 3, 2, 10, tzinfo=UTC),
            links=("https://example.org/x",),
            permalink="https://bsky.app/profile/jo.example/post/4",
        ),
    ]


def test_feeds_and_lists_of_posts_are_read_and_reposts_skipped(tmp_path: Path) -> None:
    post = sample("bluesky_thread.json")["thread"]["post"]
    repost = {"post": post, "reason": {"$type": "app.bsky.feed.defs#reasonRepost"}}
    video = {**post, "record": {"text": "", "embed": {"media": {"video": {}, "alt": "a tap"}}}}
    empty = {"uri": "at://did:plc:x/app.bsky.feed.post/9", "record": {}, "author": {}}
    feed = events(put(tmp_path, "a.json", json.dumps({"feed": [{"post": post}, repost]})))
    assert (texts(feed), [skip.reason for skip in only(Skipped, feed)]) == (
        ["Sorry! See example.com/he..."],
        ["repost"],
    )
    posts = events(put(tmp_path, "b.json", json.dumps({"posts": [video, empty, {"uri": 5}]})))
    assert [(message.text, message.alt_texts) for message in only(Message, posts)] == [("", ("a tap",))]
    assert [skip.reason for skip in only(Skipped, posts)] == ["no_text"]
    assert [(fail.source.pointer, fail.reason) for fail in only(Failed, posts)] == [
        ("/posts/2", "not a post: it has no address or no record")
    ]


def test_what_an_item_of_a_feed_answers_is_read_before_it(tmp_path: Path) -> None:
    answer = sample("bluesky_thread.json")["thread"]["post"]
    asked = {"uri": ROOT, "author": {"did": "did:plc:nia"}, "record": {"text": "No water"}}
    other = {"uri": f"{ROOT}1", "author": {"did": "did:plc:jo"}, "record": {"text": "Me too"}}
    gone = {"$type": "app.bsky.feed.defs#notFoundPost", "uri": f"{ROOT}2", "notFound": True}
    repost = {"$type": "app.bsky.feed.defs#reasonRepost"}
    feed = [
        {"post": answer, "reply": {"root": asked, "parent": other, "grandparentAuthor": {"did": "did:plc:nia"}}},
        {"post": answer, "reply": {"root": asked, "parent": asked}},
        {"post": answer, "reply": {"root": asked, "parent": gone}},
        {"post": answer, "reply": {"root": asked, "parent": asked}, "reason": repost},
        {"post": answer, "reply": None},
    ]
    found = events(put(tmp_path, "a.json", json.dumps({"feed": feed, "cursor": "x"})))
    reply = "Sorry! See example.com/he..."
    assert texts(found) == ["No water", "Me too", reply, "No water", reply, "No water", reply, reply]
    assert [(skip.reason, skip.source.pointer) for skip in only(Skipped, found)] == [
        ("deleted", "/feed/2/reply/parent"),
        ("repost", "/feed/3"),
    ]
    assert [message.source.pointer for message in only(Message, found)][:3] == [
        "/feed/0/reply/root",
        "/feed/0/reply/parent",
        "/feed/0",
    ]
    assert [message.parent_state for message in only(Message, found)][6] is ParentState.DELETED


def test_notices_and_records_of_an_account_are_read_as_far_as_they_are_posts(tmp_path: Path) -> None:
    record = {"$type": "app.bsky.feed.post", "text": "No water", "createdAt": "2026-03-02T09:00:00Z"}
    like = {"$type": "app.bsky.feed.like", "subject": {"uri": ROOT}}
    author = {"did": "did:plc:nia", "handle": "nia.example"}
    notices = [
        {"uri": ROOT, "author": author, "reason": "mention", "record": record},
        {"uri": f"{ROOT}1", "author": author, "reason": "like", "record": like},
    ]
    found = events(put(tmp_path, "a.json", json.dumps({"notifications": notices})))
    records = [{"uri": ROOT, "cid": "c", "value": record}, {"uri": f"{ROOT}1", "cid": "d", "value": like}]
    own = events(put(tmp_path, "b.json", json.dumps({"records": records, "cursor": "x"})))
    for read in (found, own):
        (message,) = only(Message, read)
        assert (message.id, message.text, message.author and message.author.id) == (ROOT, "No water", "did:plc:nia")
        assert [skip.reason for skip in only(Skipped, read)] == ["not_a_message"]


def test_a_flat_thread_is_read_like_a_nested_one(tmp_path: Path) -> None:
    nested = sample("bluesky_thread.json")["thread"]
    kind = "app.bsky.unspecced.defs#threadItem"
    items = [
        {"uri": ROOT, "depth": -1, "value": {"$type": f"{kind}NotFound"}},
        {"uri": nested["post"]["uri"], "depth": 0, "value": {"$type": f"{kind}Post", "post": nested["post"]}},
        {"uri": ROOT, "depth": 1, "value": {"$type": f"{kind}Blocked", "author": {"did": "did:plc:x"}}},
        {"uri": ROOT, "depth": 1, "value": {"$type": f"{kind}NoUnauthenticated"}},
        {"uri": ROOT, "depth": 1},
    ]
    found = events(put(tmp_path, "a.json", json.dumps({"hasOtherReplies": False, "thread": items})))
    assert texts(found) == ["Sorry! See example.com/he..."]
    assert [(skip.reason, skip.source.pointer) for skip in only(Skipped, found)] == [
        ("deleted", "/thread/0/value"),
        ("blocked", "/thread/2/value"),
        ("blocked", "/thread/3/value"),
    ]
    assert [fail.source.pointer for fail in only(Failed, found)] == ["/thread/4"]


def test_a_thread_in_the_envelope_of_the_client_library_is_read(tmp_path: Path) -> None:
    whole = {"success": True, "headers": {}, "data": sample("bluesky_thread.json")}
    assert texts(events(put(tmp_path, "a.json", json.dumps(whole)))) == texts(events(THREAD))


def test_a_cut_thread_gives_the_posts_that_are_whole(tmp_path: Path) -> None:
    text = THREAD.read_text()
    found = events(put(tmp_path, "data.json", text[: text.index('"Same here"')]))
    assert texts(found) == ["Sorry! See example.com/he..."]
    assert [(fail.source.pointer, fail.reason) for fail in only(Failed, found)] == [
        ("/thread/replies/1", "the file is cut or damaged inside this record"),
        (None, "the file is cut"),
    ]
