from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from reading import events, failures, gzipped, only, put, script, texts, zipped

from socaudit.model import Author, Failed, Kind, Message, Note, Opened, Role, Skipped, Source, Visibility
from socaudit.readers import Limits, read

ACCOUNT = script(
    "account",
    [{"account": {"username": "LumenWater", "accountId": "42", "accountDisplayName": "Lumen Water"}}],
)
PROFILE = script("profile", [{"profile": {"description": {"bio": "Water", "location": "Leeds"}}}])
VERIFIED = script("verified", [{"verified": {"accountId": "42", "verified": True}}])
AUTHOR = Author("42", "LumenWater", "Lumen Water", "Leeds", verified=True)


def tweet(number: str, text: str, **more: object) -> dict[str, object]:
    created = "Tue Mar 19 14:05:17 +0000 2019"
    return {"tweet": {"id_str": number, "full_text": text, "created_at": created, "lang": "en", **more}}


def archive(**parts: str) -> dict[str, str | bytes]:
    """Return the members of an archive: `deleted_tweets` becomes `data/deleted-tweets.js`."""
    files = {"account": ACCOUNT, "profile": PROFILE, "verified": VERIFIED, **parts}
    return {f"data/{name.replace('_', '-')}.js": content for name, content in files.items()}


def test_a_tweet_in_a_zip_is_read_exactly(tmp_path: Path) -> None:
    item = tweet(
        "11",
        "@nia_example &lt;Sorry&gt; &amp; see https://t.co/a",
        in_reply_to_status_id_str="10",
        in_reply_to_user_id_str="7",
        entities={"urls": [{"expanded_url": "https://example.com/long"}, {}]},
        extended_entities={"media": [{"type": "photo"}, {"type": "photo"}]},
    )
    path = put(tmp_path, "data.zip", zipped(archive(tweets=script("tweets", [item]))))
    assert events(path) == [
        Opened(Source(str(path), "x_archive"), "x_archive"),
        Message(
            id="11",
            text="@nia_example <Sorry> & see https://t.co/a",
            source=Source(str(path), "x_archive", "data/tweets.js", None, "/0/tweet"),
            network="x",
            parent_id="10",
            kind=Kind.REPLY,
            author=AUTHOR,
            role=Role.BRAND,
            role_basis="export: the account's own archive",
            visibility=Visibility.PUBLIC,
            created_at=datetime(2019, 3, 19, 14, 5, 17, tzinfo=UTC),
            lang="en",
            links=("https://example.com/long",),
            alt_texts=(None, None),
            permalink="https://x.com/LumenWater/status/11",
        ),
    ]


def test_a_folder_is_read_like_the_zip_wherever_it_lies(tmp_path: Path) -> None:
    for name, content in archive(tweets=script("tweets", [tweet("1", "hello")])).items():
        put(tmp_path / "in" / "twitter-2024", name, content)
    put(tmp_path, "in/twitter-2024/data/tweets_media/1-a.jpg", b"\xff\xd8\xff\xe0")
    put(tmp_path, "in/twitter-2024/assets/js/app.js", "let a = 1")
    put(tmp_path, "in/twitter-2024/Your archive.html", "<html>")
    put(tmp_path, "in/notes.pdf", "%PDF")
    found = events(tmp_path / "in")
    folder = str(tmp_path / "in" / "twitter-2024")
    assert only(Opened, found) == [
        Opened(Source(str(tmp_path / "in" / "notes.pdf"), "unknown"), None),
        Opened(Source(folder, "x_archive"), "x_archive"),
    ]
    assert [(m.text, m.source.path) for m in only(Message, found)] == [("hello", f"{folder}/data/tweets.js")]
    assert only(Note, found) == [Note("files of the archive that hold no messages: 3", Source(folder, "x_archive"))]


def test_an_archive_in_a_subfolder_of_a_zip_names_it(tmp_path: Path) -> None:
    members = {f"export/{name}": content for name, content in archive(tweets=script("tweets", [])).items()}
    path = put(tmp_path, "data.zip", zipped({**members, "export/data/manifest.js": "window.__THAR_CONFIG = {}"}))
    source = Source(str(path), "x_archive", "export")
    assert events(path) == [
        Opened(source, "x_archive"),
        Note("files of the archive that hold no messages: 1", source),
    ]


def test_an_archive_in_a_zip_in_a_zip_names_both(tmp_path: Path) -> None:
    inner = zipped(archive(tweets=script("tweets", [tweet("1", "a")])))
    path = put(tmp_path, "data.zip", zipped({"x.zip": inner}))
    found = events(path)
    assert only(Opened, found) == [Opened(Source(str(path), "x_archive", "x.zip"), "x_archive")]
    assert [m.source.member for m in only(Message, found)] == ["x.zip!data/tweets.js"]


def test_a_flat_archive_gathers_its_media_only(tmp_path: Path) -> None:
    put(tmp_path, "in/tweets.js", script("tweets", [tweet("1", "a")]))
    put(tmp_path, "in/tweets_media/a.jpg", b"\xff\xd8")
    put(tmp_path, "in/other.bin", b"\x00")
    found = events(tmp_path / "in")
    assert only(Opened, found) == [
        Opened(Source(str(tmp_path / "in" / "other.bin"), "unknown"), None),
        Opened(Source(str(tmp_path / "in"), "x_archive"), "x_archive"),
    ]
    assert len(only(Note, found)) == 1


def test_all_parts_with_tweets_are_read(tmp_path: Path) -> None:
    members = archive(
        tweets=script("tweets", [tweet("1", "one")]),
        tweets_part1=script("tweets", [tweet("2", "two")]).replace("part0", "part1"),
        tweet=script("tweet", [tweet("1", "one")]),
        deleted_tweets=script("deleted_tweets", [tweet("3", "three", deleted_at="Wed Mar 20 00:00:00 +0000 2019")]),
        community_tweet=script("community_tweet", [tweet("4", "four")]),
        ad_impressions=script("ad_impressions", [{"ad": {"secret": 1}}]),
        like=script("like", [{"like": {"tweetId": "9", "fullText": "somebody else's"}}]),
    )
    found = events(put(tmp_path, "data.zip", zipped(members)))
    read = only(Message, found)
    assert sorted((m.id, m.text) for m in read) == [
        ("1", "one"),
        ("1", "one"),
        ("2", "two"),
        ("3", "three"),
        ("4", "four"),
    ]
    assert {m.id: m.deleted_at for m in read if m.deleted_at} == {"3": datetime(2019, 3, 20, tzinfo=UTC)}
    assert [note.text for note in only(Note, found)] == ["files of the archive that hold no messages: 2"]


LONG = "We looked into this & found the cause: " + "the meter was read twice. " * 12


@pytest.mark.parametrize(
    ("shown", "whole"),
    [
        ("@nia @bo " + LONG[:200].replace("&", "&amp;") + "… https://t.co/abc", "@nia @bo " + LONG),
        (LONG[:200].replace("&", "&amp;"), LONG),
        ("Another tweet of that second", "Another tweet of that second"),
        ("@nia https://t.co/abc", "@nia https://t.co/abc"),
    ],
)
def test_a_long_text_replaces_the_tweet_that_it_begins_with(tmp_path: Path, shown: str, whole: str) -> None:
    note = {"noteTweetId": "900", "createdAt": "2019-03-19T14:05:17.331Z", "core": {"text": LONG}}
    members = archive(
        tweets=script("tweets", [tweet("1", shown)]),
        note_tweet=script("note_tweet", [{"noteTweet": note}, {"noteTweet": {}}]),
    )
    assert texts(events(put(tmp_path, "data.zip", zipped(members)))) == [whole]


def test_a_long_text_with_its_mentions_is_not_given_them_twice(tmp_path: Path) -> None:
    note = {"createdAt": "2019-03-19T14:05:17.000Z", "core": {"text": "@nia hello there"}}
    members = archive(
        tweets=script("tweets", [tweet("1", "@nia hello…")]),
        note_tweet=script("note_tweet", [{"noteTweet": note}]),
    )
    assert texts(events(put(tmp_path, "data.zip", zipped(members)))) == ["@nia hello there"]


def test_every_version_of_an_edited_tweet_is_read(tmp_path: Path) -> None:
    first = tweet("1", "typo", edit_info={"initial": {"editTweetIds": ["1", "2"]}})
    second = tweet("2", "fixed", edit_info={"edit": {"initialTweetId": "1"}})
    found = only(Message, events(put(tmp_path, "data.js", script("tweets", [first, second]))))
    assert [(m.id, m.text, m.version_of) for m in found] == [("1", "typo", None), ("2", "fixed", "1")]


def test_reposts_and_tweets_without_text_are_skipped(tmp_path: Path) -> None:
    items = [tweet("1", "RT @nia: water is off"), tweet("2", ""), tweet("3", "So true RT @nia: water is off")]
    found = events(put(tmp_path, "data.js", script("tweets", items)))
    assert [(skip.reason, skip.source.pointer) for skip in only(Skipped, found)] == [
        ("repost", "/0/tweet"),
        ("no_text", "/1/tweet"),
    ]
    assert texts(found) == ["So true RT @nia: water is off"]


def test_a_reply_whose_parent_is_not_named_is_still_a_reply(tmp_path: Path) -> None:
    path = put(tmp_path, "data.js", script("tweets", [tweet("1", "@nia yes", in_reply_to_user_id_str="7", lang="und")]))
    (message,) = only(Message, events(path))
    assert (message.kind, message.parent_id, message.lang) == (Kind.REPLY, None, None)
    assert (message.author, message.permalink) == (None, "https://x.com/i/status/1")
    assert message.source == Source(str(path), "x_archive", None, None, "/0/tweet")


def said(number: int, text: str, sender: str = "7", **more: object) -> dict[str, object]:
    created = "2023-05-01T09:00:00.000Z"
    message = {"id": str(number), "text": text, "senderId": sender, "recipientId": "42", "createdAt": created, **more}
    return {"messageCreate": message}


def talk_of(*messages: object, number: str = "7-42") -> dict[str, object]:
    return {"dmConversation": {"conversationId": number, "messages": list(messages)}}


def test_direct_messages_are_read_exactly_and_private(tmp_path: Path) -> None:
    trap = 'my PIN {"messageCreate": {} } "messageCreate":{ "conversationId": "1"'
    link = {"url": "https://t.co/a", "expanded": "https://example.com/form", "display": "example.com"}
    talks = [
        talk_of(
            said(1, trap),
            said(2, "Use the form &amp; wait", "42", urls=[link, {}], mediaUrls=["https://example.com/a.png"]),
            {"participantsJoin": {"initiatingUserId": "42", "userIds": ["7"]}},
            said(3, ""),
        ),
        talk_of({"welcomeMessageCreate": {"id": "4", "text": "Hello", "createdAt": "2023-05-02T09:00:00.000Z"}}),
    ]
    members = archive(
        direct_messages=script("direct_messages", talks, end=";\n"),
        direct_message_headers=script("direct_message_headers", talks),
    )
    path = put(tmp_path, "data.zip", zipped(members))

    def place(pointer: str) -> Source:
        return Source(str(path), "x_archive", "data/direct-messages.js", None, pointer)

    first = datetime(2023, 5, 1, 9, tzinfo=UTC)
    common: dict[str, Any] = {"network": "x", "root_id": "7-42", "visibility": Visibility.DIRECT}
    assert events(path)[1:] == [
        Message(
            id="1",
            text=trap,
            source=place("/0/dmConversation/messages/0/messageCreate"),
            author=Author("7"),
            created_at=first,
            **common,
        ),
        Message(
            id="2",
            text="Use the form & wait",
            source=place("/0/dmConversation/messages/1/messageCreate"),
            author=AUTHOR,
            role=Role.BRAND,
            role_basis="export: the account's own archive",
            created_at=first,
            links=("https://example.com/form",),
            alt_texts=(None,),
            **common,
        ),
        Skipped("not_a_message", place("/0/dmConversation/messages/2/participantsJoin")),
        Skipped("no_text", place("/0/dmConversation/messages/3/messageCreate")),
        Message(
            id="4",
            text="Hello",
            source=place("/1/dmConversation/messages/0/welcomeMessageCreate"),
            created_at=datetime(2023, 5, 2, 9, tzinfo=UTC),
            **common,
        ),
        Note("files of the archive that hold no messages: 1", Source(str(path), "x_archive")),
    ]


def test_encrypted_messages_are_counted_as_direct(tmp_path: Path) -> None:
    talk = [
        {"messageEvent": {"senderId": "7", "detail": {"messageCreateEvent": {"contents": "q/F9=="}}}},
        {"messageEvent": {"senderId": "7", "detail": {"conversationKeyChangeEvent": {"conversationKeyVersion": "1"}}}},
        {"messageEvent": None},
    ]
    members = archive(message_event=script("message_event", talk))
    path = put(tmp_path, "data.zip", zipped(members))

    def place(pointer: str) -> Source:
        return Source(str(path), "x_archive", "data/message-event.js", None, pointer)

    assert events(path)[1:] == [
        Skipped("direct", place("/0/messageEvent")),
        Skipped("not_a_message", place("/1/messageEvent")),
        Skipped("not_a_message", place("/2/messageEvent")),
    ]


def test_messages_of_groups_are_private_too(tmp_path: Path) -> None:
    content = script("direct_messages_group", [talk_of(said(1, "a"), number="900")])
    found = events(put(tmp_path, "data.js", content))
    assert [(m.root_id, m.visibility, m.role) for m in only(Message, found)] == [("900", Visibility.DIRECT, None)]


def test_a_damaged_message_costs_only_itself(tmp_path: Path) -> None:
    content = script("direct_messages", [talk_of(said(1, "a"), said(2, "b"), said(3, "c"), {"messageCreate": {}})])
    found = events(put(tmp_path, "data.js", content.replace('"id": "2"', '"id" "2"')))
    assert texts(found) == ["a", "c"]
    assert [(fail.source.pointer, fail.reason) for fail in only(Failed, found)] == [
        ("/0/dmConversation/messages/1/messageCreate", "not JSON: Expecting ':' delimiter, character 20"),
        ("/0/dmConversation/messages/3/messageCreate", "not a message: it has no id"),
    ]


def test_long_conversations_are_read_message_by_message(tmp_path: Path) -> None:
    content = script("direct_messages", [talk_of(*(said(n, "x" * (1 + n % 97)) for n in range(20_000)))])
    found = events(put(tmp_path, "data.js", content), limits=Limits(line=2_000))
    assert [m.id for m in only(Message, found)] == [str(n) for n in range(20_000)]
    inside = content.index('"senderId"', 900_000)
    cut = events(put(tmp_path, "data.cut", content[:inside]))
    assert [reason for _, reason in failures(cut)] == ["the file ends inside an item"]
    behind = events(put(tmp_path, "data.cut", content[: content.index('"messageCreate"', 900_000)]))
    assert failures(behind) == [("cut", "the file is cut")]
    damaged = events(put(tmp_path, "data.gz", gzipped(content)[:20_000]))
    assert failures(damaged) == [("gz", "the gzip stream is cut")]
    assert only(Message, damaged)


def test_a_protected_account_is_not_public(tmp_path: Path) -> None:
    history = [
        {"protectedHistory": {"protectedAt": f"{year}-01-01T00:00:00.000Z", "action": action}}
        for year, action in ((2023, "Protect"), (2021, "Protect"), (2022, "Unprotect"))
    ]
    members = archive(
        tweets=script("tweets", [tweet("1", "a")]), protected_history=script("protected_history", history)
    )
    (message,) = only(Message, events(put(tmp_path, "data.zip", zipped(members))))
    assert message.visibility is Visibility.FOLLOWERS


@pytest.mark.parametrize(
    ("more", "seen_by"),
    [
        ({"user": {"id_str": "42", "screen_name": "LumenWater", "protected": True}}, Visibility.FOLLOWERS),
        ({"user": {"id_str": "42", "screen_name": "LumenWater", "protected": False}}, Visibility.PUBLIC),
        ({"scopes": {"followers": True}}, Visibility.FOLLOWERS),
        ({"scopes": {"followers": False}, "community_id_str": "9"}, Visibility.PUBLIC),
        ({"scopes": {"followers": "yes"}}, Visibility.FOLLOWERS),
    ],
)
def test_a_tweet_that_says_itself_who_can_read_it_is_believed(
    tmp_path: Path, more: dict[str, object], seen_by: Visibility
) -> None:
    members = archive(tweets=script("tweets", [tweet("1", "a", **more)]))
    (message,) = only(Message, events(put(tmp_path, "data.zip", zipped(members))))
    assert message.visibility is seen_by


def test_tweets_for_a_circle_are_not_public(tmp_path: Path) -> None:
    members = archive(
        tweets=script("tweets", [tweet("1", "to all"), tweet("2", "to my circle")]),
        twitter_circle_tweet=script("twitter_circle_tweet", [tweet("2", "to my circle")]),
        twitter_circle=script("twitter_circle", [{"twitterCircle": {"id": "1"}}]),
    )
    found = only(Message, events(put(tmp_path, "data.zip", zipped(members))))
    # The first message of an id is the one that counts.
    assert [(m.text, m.visibility) for m in found[:2]] == [
        ("to my circle", Visibility.FOLLOWERS),
        ("to all", Visibility.PUBLIC),
    ]


def test_archives_of_early_2019_have_bare_tweets_beside_one_another(tmp_path: Path) -> None:
    bare = [
        {
            "retweeted": False,
            "source": "web",
            "in_reply_to_status_id": "5",
            "id": number,
            "created_at": "Fri Mar 01 04:40:00 +0000 2019",
            "full_text": f"{number} &amp; more",
        }
        for number in ("10", "11", "12")
    ]
    put(tmp_path, "in/account.js", ACCOUNT)
    put(tmp_path, "in/tweet.js", script("tweet", bare).replace('"id": "11"', '"id" "11"').replace(": ", " : "))
    put(tmp_path, "in/tweet-part1.js", script("tweet", [{**bare[0], "id_str": "13"}]).replace("part0", "part1"))
    put(tmp_path, "in/tweet_media/10-a.jpg", b"\xff\xd8")
    found = events(tmp_path / "in")
    assert [(m.id, m.parent_id, m.source.pointer) for m in only(Message, found)] == [
        ("13", "5", "/0"),
        ("10", "5", "/0"),
        ("12", "5", "/2"),
    ]
    assert [fail.source.pointer for fail in only(Failed, found)] == ["/1"]
    assert len(only(Opened, found)) == 1


def manifest(*files: tuple[str, str, str]) -> str:
    named = [{"fileName": name, "globalName": kind, "count": count} for name, kind, count in files]
    return f"window.__THAR_CONFIG = {json.dumps({'dataTypes': {'tweets': {'files': named}, 'odd': 5}})};"


def test_files_that_the_manifest_names_and_that_are_not_there_are_told(tmp_path: Path) -> None:
    members = archive(
        tweets=script("tweets", [tweet("1", "a")]),
        manifest=manifest(
            ("data/tweets.js", "YTD.tweets.part0", "1"),
            ("data/tweets-part1.js", "YTD.tweets.part1", "7"),
            ("data/deleted-tweets.js", "YTD.deleted_tweets.part0", "0"),
            ("data/direct-messages.js", "YTD.direct_messages.part0", "3"),
            ("data/like.js", "YTD.like.part0", "3"),
        ),
    )
    found = events(put(tmp_path, "data.zip", zipped(members)))
    assert [note.text for note in only(Note, found)] == [
        "files with messages that the manifest names and that are not there: 2",
        "files of the archive that hold no messages: 1",
    ]
    assert texts(found) == ["a"]


def test_a_damaged_manifest_fails_and_the_tweets_are_read(tmp_path: Path) -> None:
    members = archive(tweets=script("tweets", [tweet("1", "a")]), manifest=manifest()[:-9])
    found = events(put(tmp_path, "data.zip", zipped(members)))
    assert [fail.source.member for fail in only(Failed, found)] == ["data/manifest.js"]
    assert texts(found) == ["a"]


def test_long_texts_keep_their_links_and_those_without_a_tweet_are_told(tmp_path: Path) -> None:
    url = {"expandedUrl": "https://example.com/report", "shortUrl": "https://t.co/x"}
    late = {"createdAt": "2019-03-19T14:05:18.002Z", "core": {"text": LONG, "urls": [url, {}]}}
    lost = {"createdAt": "2019-03-20T14:05:18.002Z", "core": {"text": "Deleted since"}}
    members = archive(
        tweets=script("tweets", [tweet("1", "@nia " + LONG[:200].replace("&", "&amp;") + "…")]),
        note_tweet=script("note_tweet", [{"noteTweet": late}, {"noteTweet": lost}]),
    )
    found = events(put(tmp_path, "data.zip", zipped(members)))
    assert [(m.text, m.links) for m in only(Message, found)] == [("@nia " + LONG, ("https://example.com/report",))]
    assert [note.text for note in only(Note, found)] == ["long texts whose tweet is not in the archive, left out: 1"]


def test_a_whole_archive_from_before_2019_is_one_input(tmp_path: Path) -> None:
    item = {"id": 1, "text": "RT @nia: a", "created_at": "2015-01-24 02:02:37 +0000", "retweeted_status": {"id": 2}}
    own = {**item, "id": 3, "text": "So &lt;true&gt;", "retweeted_status": None, "user": {"id": 42}}
    for month in ("01", "02"):
        put(
            tmp_path,
            f"in/tweets/data/js/tweets/2015_{month}.js",
            f"Grailbird.data.tweets_2015_{month} =\n {json.dumps([item, {**own, 'id': int(month) + 2}])}",
        )
    put(tmp_path, "in/tweets/data/js/user_details.js", "var user_details = {}")
    put(tmp_path, "in/tweets/tweets.csv", "tweet_id,text\n1,a\n")
    put(tmp_path, "in/other.bin", b"\x00")
    found = events(tmp_path / "in")
    assert [event.format for event in only(Opened, found)] == [None, "x_archive"]
    assert [(m.id, m.text, m.author) for m in only(Message, found)] == [
        ("3", "So <true>", Author("42")),
        ("4", "So <true>", Author("42")),
    ]
    assert [skip.reason for skip in only(Skipped, found)] == ["repost", "repost"]
    assert [note.text for note in only(Note, found)] == ["files of the archive that hold no messages: 2"]


def test_archives_from_before_2019_are_read(tmp_path: Path) -> None:
    item = {
        "id_str": "1",
        "text": "Good morning",
        "created_at": "2015-01-24 02:02:37 +0000",
        "user": {"id_str": "42", "screen_name": "LumenWater", "name": "Lumen Water"},
    }
    path = put(tmp_path, "data.js", f"Grailbird.data.tweets_2015_01 =\n {json.dumps([item])}")
    (message,) = only(Message, events(path))
    assert message.created_at == datetime(2015, 1, 24, 2, 2, 37, tzinfo=UTC)
    assert message.author == Author("42", "LumenWater", "Lumen Water")
    assert message.source.pointer == "/0"


@pytest.mark.parametrize(("start", "end"), [(" \n", ""), ("\ufeff", " ;\n"), ("", "\n\n")])
def test_space_and_semicolon_around_the_list_do_no_harm(tmp_path: Path, start: str, end: str) -> None:
    found = events(put(tmp_path, "data.js", start + script("tweets", [tweet("1", "a")], end=end)))
    assert (texts(found), failures(found)) == (["a"], [])


GOOD = json.dumps(tweet("1", "good"))


@pytest.mark.parametrize(
    ("content", "read", "failed"),
    [
        (f"[{GOOD}, {GOOD[:60]}", 1, [("/1", "the file ends inside an item")]),
        (f"[{GOOD},", 1, [("/1", "the file is cut")]),
        (f"[{GOOD}", 1, [("/1", "the file is cut")]),
        ("{}", 0, [("/0", "there is no list where the messages should be")]),
        ("", 0, [("/0", "there is no list where the messages should be")]),
        (f'[{GOOD}, {{"tweet" {GOOD}, {GOOD}]', 2, [("/1", "not JSON: Expecting ':' delimiter, character 10")]),
        (f"[{GOOD}, 5, {GOOD}]", 2, [("/1", "not a tweet: it has no id")]),
        (f"[{GOOD}, {'[' * 50_000}, {GOOD}]", 2, [("/1", "not readable: nested too deeply")]),
        (
            f'[{GOOD}, {{"tweet": NaN}}, {GOOD}]',
            2,
            [("/1", "not readable: a number that JSON does not have or that is too long")],
        ),
        (
            f"[{GOOD}, {GOOD.replace('good', chr(0xDCE9))}, {GOOD}]",
            2,
            [("/1", "the item holds bytes that are not UTF-8")],
        ),
        (f"[{GOOD}, {GOOD.replace('good', 'x' * 300_000)}, {GOOD}]", 2, [("/1", "the item is longer than the limit")]),
    ],
)
def test_damage_fails_at_its_place_and_later_tweets_are_read(
    tmp_path: Path, content: str, read: int, failed: list[tuple[str, str]]
) -> None:
    whole = f"window.YTD.tweets.part0 = {content}".encode("utf-8", "surrogateescape")
    found = events(put(tmp_path, "data.js", whole), limits=Limits(line=100_000))
    assert texts(found) == ["good"] * read
    assert [(fail.source.pointer, fail.reason) for fail in only(Failed, found)] == failed


def test_damaged_account_and_note_parts_fail_and_the_tweets_are_read(tmp_path: Path) -> None:
    members = archive(
        account=ACCOUNT[:60],
        note_tweet="window.YTD.note_tweet.part0 = [{",
        tweets=script("tweets", [tweet("1", "a")]),
    )
    found = events(put(tmp_path, "data.zip", zipped(members)))
    assert [fail.source.member for fail in only(Failed, found)] == ["data/account.js", "data/note-tweet.js"]
    assert texts(found) == ["a"]


def test_tweets_are_read_across_the_chunks_of_a_big_file(tmp_path: Path) -> None:
    items = [tweet(str(n), "y" * (n % 301), entities={"urls": []}) for n in range(1, 3000)]
    found = events(put(tmp_path, "data.js", script("tweets", items)))
    assert len(only(Message, found)) + len(only(Skipped, found)) == 2999
    damaged = script("tweets", items).replace('"id_str": "1500",', '"id_str" "1500",')
    found = events(put(tmp_path, "data.js", damaged))
    assert [fail.source.pointer for fail in only(Failed, found)] == ["/1499"]
    assert len(only(Message, found)) + len(only(Skipped, found)) == 2998


def test_a_cut_gzip_yields_what_precedes(tmp_path: Path) -> None:
    content = script("tweets", [tweet(str(n), f"text {n * 7919}") for n in range(5000)])
    found = events(put(tmp_path, "data.js.gz", gzipped(content)[:-500]))
    assert len(texts(found)) > 4000
    assert [fail.reason for fail in only(Failed, found)] == ["the gzip stream is cut"]


def test_a_part_that_vanishes_fails_and_the_others_are_read(tmp_path: Path) -> None:
    for name, content in archive(tweets=script("tweets", [tweet("1", "a")])).items():
        put(tmp_path, name, content)
    stream = read([str(tmp_path)])
    (tmp_path / "data" / "profile.js").unlink()
    found = list(stream)
    assert texts(found) == ["a"]
    assert [(fail.source.path, fail.reason) for fail in only(Failed, found)] == [
        (str(tmp_path / "data" / "profile.js"), "cannot be read: No such file or directory")
    ]
