"""Facebook's, Instagram's and Messenger's "download your information"."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from reading import events, only, put, texts, zipped
from samples import DATA, sample, written

from socaudit.errors import InputError
from socaudit.model import (
    Author,
    Failed,
    Kind,
    Message,
    Note,
    Opened,
    ParentState,
    ReadEvent,
    Role,
    Skipped,
    Source,
    Visibility,
)
from socaudit.readers._meta import joined, numbered, repaired

LUMEN = Author("Lumen Water", "Lumen Water", "Lumen Water")
OWN: dict[str, Any] = {"role": Role.BRAND, "role_basis": "export: the account's own archive"}
REPAIRED = ("mojibake repaired",)


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-01T{clock}").replace(tzinfo=UTC)


def place(name: str, pointer: str) -> Source:
    return Source(str(DATA / name), f"{name.partition('_')[0]}_download", None, None, pointer)


def read(name: str) -> list[ReadEvent]:
    """Return the events behind the opening of a sample."""
    first, *others = events(DATA / name)
    assert isinstance(first, Opened)
    return others


def test_letters_are_repaired_only_where_they_are_damaged() -> None:
    assert repaired("caf\u00c3\u00a9") == ("caf\u00e9", REPAIRED)
    for whole in ("plain", "caf\u00e9", "\u2713 \u00c3\u00a9", "\u00f0\u0178"):
        assert repaired(whole) == (whole, ())
    assert joined(["a", None, "caf\u00c3\u00a9", "a", ""]) == ("a\n\ncaf\u00e9", REPAIRED)


def test_what_happened_in_one_second_gets_ids_of_its_own() -> None:
    seen: Counter[str] = Counter()
    assert [numbered(name, seen) for name in ("a", "b", "a", "a")] == ["a", "b", "a-2", "a-3"]


def comment(place_: int, number: str, clock: str, text: str, **others: Any) -> Message:
    return Message(
        id=f"comment-{number}",
        text=text,
        source=place("facebook_comments.json", f"/comments_v2/{place_}"),
        network="facebook",
        parent_state=ParentState.MISSING,
        kind=Kind.COMMENT,
        author=LUMEN,
        created_at=at(clock),
        **OWN,
        **others,
    )


def test_comments_on_facebook_are_read_exactly_and_no_title_is() -> None:
    found = read("facebook_comments.json")
    assert found == [
        comment(0, "1772355600", "09:00:00", "Sorry, Zo\u00eb \U0001f614 we\u2019re late", text_fixes=REPAIRED),
        comment(1, "1772355600-2", "09:00:00", "See the link", links=("https://example.com/help",)),
        Skipped("no_text", place("facebook_comments.json", "/comments_v2/2")),
        comment(3, "1772355800", "09:03:20", "For members", visibility=Visibility.FOLLOWERS),
    ]
    assert "Okafor" not in repr(found)


def test_posts_on_facebook_are_read_exactly() -> None:
    assert read("facebook_posts.json") == [
        Message(
            id="post-1772352000",
            text="Works at caf\u00e9 corner",
            source=place("facebook_posts.json", "/0"),
            network="facebook",
            created_at=at("08:00:00"),
            edited_at=at("08:01:00"),
            links=("https://example.com/works",),
            alt_texts=(None,),
            text_fixes=REPAIRED,
            **OWN,
        ),
        Skipped("no_text", place("facebook_posts.json", "/1")),
    ]


def test_what_others_wrote_on_a_wall_is_nobodys_that_is_known() -> None:
    assert read("facebook_wall.json") == [
        Message(
            id="wall_posts_sent_to_you-1772354000",
            text="Still no water",
            source=place("facebook_wall.json", "/wall_posts_sent_to_you/activity_log_data/0"),
            network="facebook",
            created_at=at("08:33:20"),
        )
    ]


PAGE = "this_profile's_activity_across_facebook"


def archive(folder: Path) -> Path:
    names = {
        "posts/profile_posts_1.json": "facebook_posts.json",
        "posts/profile_posts_2.json": "facebook_posts.json",
        "comments_and_reactions/comments.json": "facebook_comments.json",
        "messages/inbox/zoe_998877/message_1.json": "meta_messages.json",
    }
    members: dict[str, str | bytes] = {f"{PAGE}/{path}": (DATA / name).read_bytes() for path, name in names.items()}
    likes = {"timestamp": 1772355600, "data": [{"reaction": {"reaction": "LIKE"}}], "title": "x"}
    members[f"{PAGE}/comments_and_reactions/likes.json"] = json.dumps([likes])
    members[f"{PAGE}/posts/media/a.jpg"] = b"\xff\xd8"
    return put(folder, "page.zip", zipped(members))


def test_the_archive_of_a_page_is_public_but_for_its_messages_and_nothing_is_lost(tmp_path: Path) -> None:
    found = events(archive(tmp_path))
    assert [(o.source.member, o.format) for o in only(Opened, found)] == [
        (f"{PAGE}/comments_and_reactions", "facebook_download"),
        (f"{PAGE}/messages/inbox/zoe_998877/message_1.json", "meta_messages"),
        (f"{PAGE}/posts", "facebook_download"),
    ]
    # Posts of the same second in two files are two posts.
    assert [(m.id, m.visibility) for m in only(Message, found)] == [
        ("comment-1772355600", Visibility.PUBLIC),
        ("comment-1772355600-2", Visibility.PUBLIC),
        ("comment-1772355800", Visibility.FOLLOWERS),
        ("message-1772355600123", Visibility.DIRECT),
        ("message-1772355400000", Visibility.DIRECT),
        ("post-1772352000", Visibility.PUBLIC),
        ("post-1772352000-2", Visibility.PUBLIC),
    ]
    assert [note.text for note in only(Note, found)] == ["files of the archive that hold no messages: 1"] * 2


def test_posts_of_groups_are_for_their_members(tmp_path: Path) -> None:
    path = put(tmp_path, "x.json", json.dumps({"group_posts_v2": sample("facebook_posts.json")}))
    found = only(Message, events(path))
    assert [(m.id, m.visibility) for m in found] == [("group_post-1772352000", Visibility.FOLLOWERS)]


@pytest.mark.parametrize("name", ["facebook_posts.json", "instagram_posts.json"])
def test_odd_entries_are_told_and_an_undated_one_is_kept(tmp_path: Path, name: str) -> None:
    value = sample(name)
    for key in ("timestamp", "creation_timestamp"):
        value[0].pop(key, None)
        for part in value[0].get("media", []):
            part.pop(key, None)
    found = events(put(tmp_path, "x.json", json.dumps([value[1], value[0], 5])))
    (undated,) = (m for m in only(Message, found) if m.id == "post-undated")
    assert undated.created_at is None
    assert [(f.source.pointer, f.reason) for f in only(Failed, found)] == [("/2", "not a post or comment")]


def test_a_cut_list_gives_what_is_whole(tmp_path: Path) -> None:
    for name in ("facebook_comments.json", "instagram_comments.json", "meta_messages.json"):
        text = written(name, sample(name))
        found = events(put(tmp_path, name, text[: len(text) // 2]))
        assert texts(found), name
        assert [f.reason for f in only(Failed, found)] == [
            "the file is cut or damaged inside this record",
            "the file is cut",
        ], name


def instagram(name: str, pointer: str, number: str, clock: str, text: str, **others: Any) -> Message:
    return Message(
        id=number,
        text=text,
        source=place(name, pointer),
        network="instagram",
        created_at=at(clock),
        **OWN,
        **others,
    )


def test_comments_on_instagram_are_read_exactly_in_any_language() -> None:
    own: dict[str, Any] = {"kind": Kind.COMMENT, "parent_state": ParentState.MISSING}
    name = "instagram_comments.json"
    assert read(name) == [
        instagram(
            name,
            "/0",
            "comment-1772355600",
            "09:00:00",
            "Sorry! \U0001f4a7 call 0161 496 0123",
            text_fixes=REPAIRED,
            **own,
        ),
        instagram(name, "/1", "comment-1772355600-2", "09:00:00", "Hallo", **own),
        instagram(name, "/2", "comment-1772355700", "09:01:40", "Again", **own),
    ]
    name = "instagram_labels.json"
    assert read(name) == [
        instagram(name, "/0", "1799", "09:00:01", "Gr\u00fc\u00dfe", text_fixes=REPAIRED, **own),
    ]


def test_posts_on_instagram_are_read_exactly() -> None:
    name = "instagram_posts.json"
    assert read(name) == [
        instagram(
            name, "/0", "post-1772352000", "08:00:00", "New pipes \u2728", alt_texts=(None,), text_fixes=REPAIRED
        ),
        instagram(name, "/1", "post-1772352101", "08:01:41", "Two of them", alt_texts=(None, None)),
    ]


def test_a_comment_is_told_from_the_owner_by_its_label_whatever_the_order(tmp_path: Path) -> None:
    fields = {"Medieneigner": {"value": "nia"}, "Kommentar": {"value": "Hallo"}, "Zeit": {"timestamp": 1772355600}}
    entry = {"media_list_data": [], "string_map_data": fields}
    older = {"title": "nia", "string_list_data": [{"value": "Hi", "timestamp": 1772355600}], "media_list_data": []}
    silent = {"media_list_data": [], "string_map_data": {"Zeit": {"timestamp": 1772355600}}}
    text = json.dumps({"comments_media_comments": [entry, older, silent]})
    found = events(put(tmp_path, "x.json", text))
    assert texts(found) == ["Hallo", "Hi"]
    assert [s.reason for s in only(Skipped, found)] == ["no_text"]


def test_an_archive_of_instagram_with_one_post_is_read(tmp_path: Path) -> None:
    path = put(tmp_path, "media/posts_1.json", json.dumps(sample("instagram_posts.json")[0]))
    put(tmp_path, "media/posts/a.jpg", b"\xff\xd8")
    put(tmp_path, "else/b.bin", b"\xff\xd8")
    found = events(tmp_path)
    assert texts(found) == ["New pipes \u2728"]
    assert [note.text for note in only(Note, found)] == ["files of the archive that hold no messages: 1"]
    assert [o.source.path for o in only(Opened, found) if o.format is None] == [str(tmp_path / "else/b.bin")]
    assert path.exists()


@pytest.mark.parametrize(
    "value",
    [
        [{"label_values": [{"label": "URL", "value": "x"}, {"label": "\\ud8", "value": "y"}]}],
        {"ig_stories": [{"media": [{"uri": "a", "creation_timestamp": 1772352000}]}]},
        [{"timestamp": 1772355600, "data": [{"reaction": {"reaction": "LIKE"}}], "title": "x"}],
        {"participants": [{"name": "x"}], "messages": []},
    ],
)
def test_other_files_of_such_archives_are_left_alone(tmp_path: Path, value: object) -> None:
    with pytest.raises(InputError):
        events(put(tmp_path, "x.json", json.dumps(value).replace("\\\\ud8", "\\q")))


def test_conversations_are_read_exactly_and_their_ids_name_nobody() -> None:
    name = "meta_messages.json"
    path = str(DATA / name)

    def line(number: int) -> Source:
        return Source(path, "meta_messages", None, None, f"/messages/{number}")

    zoe = "Zo\u00eb Okafor"
    private: dict[str, Any] = {"network": "facebook", "root_id": "998877", "visibility": Visibility.DIRECT}
    assert read(name) == [
        Message(
            id="message-1772355600123",
            text="My card is 4111 1111 1111 1111 \u2705",
            source=line(0),
            author=Author(zoe, zoe, zoe),
            created_at=at("09:00:00.123"),
            text_fixes=REPAIRED,
            **private,
        ),
        Skipped("no_text", line(1)),
        Skipped("deleted", line(2)),
        Message(
            id="message-1772355400000",
            text="Hello",
            source=line(3),
            author=LUMEN,
            created_at=at("08:56:40"),
            links=("https://example.com",),
            alt_texts=(None,),
            **private,
        ),
    ]


def test_conversations_of_the_newer_layout_and_of_instagram_are_read(tmp_path: Path) -> None:
    newer = {
        "participants": ["Nia", "Lumen"],
        "threadName": "Nia_7",
        "messages": [{"senderName": "Nia", "text": "Hi", "timestamp": 1772355600000, "isUnsent": False}, 5, {}],
    }
    found = events(put(tmp_path, "your_instagram_activity/x.json", json.dumps(newer)))
    assert [(m.id, m.network, m.visibility) for m in only(Message, found)] == [
        ("message-1772355600000", "instagram", Visibility.DIRECT)
    ]
    assert [f.reason for f in only(Failed, found)] == ["not a message"]
    loose = {"participants": [], "messages": [{"senderName": None, "text": "Hi"}]}
    (message,) = only(Message, events(put(tmp_path, "y.json", json.dumps(loose))))
    assert (message.id, message.author, message.created_at) == ("message-undated", None, None)


def test_files_named_from_inside_a_folder_called_data_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "data/posts.json", (DATA / "facebook_posts.json").read_bytes())
    put(tmp_path, "data/comments.json", (DATA / "facebook_comments.json").read_bytes())
    monkeypatch.chdir(tmp_path / "data")
    assert len(texts(events("posts.json", "comments.json"))) == 4


def test_who_follows_an_instagram_account_and_what_it_likes_are_no_comments(tmp_path: Path) -> None:
    entry = {"href": "https://www.instagram.com/nia", "value": "nia", "timestamp": 1772000000}
    listed = [{"title": "", "media_list_data": [], "string_list_data": [entry]}]
    for value in (listed, {"relationships_following": listed}, {"likes_comment_likes": listed}):
        with pytest.raises(InputError):
            events(put(tmp_path, "data", json.dumps(value)))
    assert texts(events(put(tmp_path, "data", json.dumps({"comments_media_comments": listed})))) == ["nia"]


@pytest.mark.parametrize(("label", "known"), [("Comment", True), ("Opmerking", True), ("Search", False)])
def test_comments_that_name_no_media_are_known_by_the_word_for_a_comment(
    label: str, known: bool, tmp_path: Path
) -> None:
    fields = {label: {"href": "", "value": "thanks!", "timestamp": 1772000000}, "Media Owner": {"value": "nia"}}
    path = put(tmp_path, "data", json.dumps([{"string_map_data": fields}]))
    if known:
        assert texts(events(path)) == ["thanks!"]
    else:
        with pytest.raises(InputError):
            events(path)
