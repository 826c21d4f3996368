from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import events, only, put, texts, zipped

from socaudit.model import Author, Failed, Kind, Message, Note, Opened, Role, Skipped, Source, Visibility
from socaudit.readers import read

SITE = "https://www.reddit.com/r/water/comments"
COMMENTS = f"""id,permalink,date,ip,subreddit,gildings,link,parent,body,media
c1,{SITE}/p1/no_water/c1/,2023-01-15 12:34:56 UTC,192.0.2.7,water,0,{SITE}/p1/no_water/,,"Sorry!
We &gt; look, ""now"" then",
c2,/r/water/comments/p1/no_water/c2/,2023-01-15 13:00:00 UTC,,water,0,/r/water/comments/p1/,c1,Fixed,https://example.com/a.png
c3,{SITE}/p1/_/c3/,2023-01-15 14:00:00 UTC,,water,0,t3_p1,t1_c9,[removed],
c4,{SITE}/p1/_/c4/,2023-01-15 14:00:00 UTC,,water,0,,,,
,{SITE}/p1/_/c4/,2023-01-15 14:00:00 UTC,,water,0,,,no id,
"""
POSTS = f"""id,permalink,date,ip,subreddit,gildings,title,url,body
p1,{SITE}/p1/no_water/,2023-01-15 10:00:00 UTC,192.0.2.7,water,0,No water?,{SITE}/p1/no_water/,Tell us here
p2,{SITE}/p2/link/,not a time,,water,0,Our report,https://example.com/report,
p3,{SITE}/p3/gone/,2023-01-16 10:00:00 UTC,,water,0,Works on Monday,,[deleted]
"""
MESSAGES = """id,permalink,thread_id,date,ip,from,to,subject,body
m1,/message/m1,m0,2023-02-01 09:00:00 UTC,192.0.2.8,/u/nia_example,LumenWater,My account,It is A-99120
m2,https://www.reddit.com/message/m2,,2023-02-01 09:00:00 UTC,,,LumenWater,,
,,,,,a,b,c,d
"""
CHAT_COLUMNS = (
    "message_id,created_at,updated_at,username,message,thread_parent_message_id,channel_url,"
    "subreddit,channel_name,conversation_type\n"
)
CHATS = f"""{CHAT_COLUMNS}\
x1,2023-03-01 09:00:00 UTC,2023-03-01 09:05:00 UTC,nia_example,hello,,sendbird_1,,,direct
x2,2023-03-01 09:00:00 UTC,2023-03-01 09:00:00 UTC,nia_example,again,x1,sendbird_1,,,direct
x3,2023-03-01 09:00:00 UTC,,nia_example,,,sendbird_1,,,direct
,2023-03-01 09:00:00 UTC,,nia_example,a,,sendbird_1,,,direct
"""
OWN = "export: the account's own archive"


def time(day: int, hour: int, minute: int = 0, second: int = 0, month: int = 1) -> datetime:
    return datetime(2023, month, day, hour, minute, second, tzinfo=UTC)


def test_an_answer_is_read_exactly(tmp_path: Path) -> None:
    members = {
        "comments.csv": COMMENTS,
        "posts.csv": POSTS,
        "messages.csv": MESSAGES,
        "chat_history.csv": CHATS,
        "comment_headers.csv": COMMENTS.partition("\n")[0].replace(",body,media", ""),
        "ip_logs.csv": "date,ip\n2023-01-01,192.0.2.7\n",
    }
    path = put(tmp_path, "data.zip", zipped(members))

    def place(member: str, line: int) -> Source:
        return Source(str(path), "reddit_request", member, line)

    whole = Source(str(path), "reddit_request")
    assert events(path) == [
        Opened(whole, "reddit_request"),
        Message(
            id="x1",
            text="hello",
            source=place("chat_history.csv", 2),
            network="reddit",
            root_id="sendbird_1",
            author=Author("nia_example", "nia_example"),
            visibility=Visibility.DIRECT,
            created_at=time(1, 9, month=3),
            edited_at=time(1, 9, 5, month=3),
        ),
        Message(
            id="x2",
            text="again",
            source=place("chat_history.csv", 3),
            network="reddit",
            parent_id="x1",
            root_id="sendbird_1",
            kind=Kind.REPLY,
            author=Author("nia_example", "nia_example"),
            visibility=Visibility.DIRECT,
            created_at=time(1, 9, month=3),
        ),
        Skipped("no_text", place("chat_history.csv", 4)),
        Failed("the row has no id", place("chat_history.csv", 5)),
        Message(
            id="t1_c1",
            text='Sorry!\nWe > look, "now" then',
            source=place("comments.csv", 2),
            network="reddit",
            parent_id="t3_p1",
            root_id="t3_p1",
            kind=Kind.COMMENT,
            role=Role.BRAND,
            role_basis=OWN,
            visibility=Visibility.PUBLIC,
            created_at=time(15, 12, 34, 56),
            permalink=f"{SITE}/p1/no_water/c1/",
        ),
        Message(
            id="t1_c2",
            text="Fixed",
            source=place("comments.csv", 4),
            network="reddit",
            parent_id="t1_c1",
            root_id="t3_p1",
            kind=Kind.COMMENT,
            role=Role.BRAND,
            role_basis=OWN,
            visibility=Visibility.PUBLIC,
            created_at=time(15, 13),
            alt_texts=(None,),
            permalink=f"{SITE}/p1/no_water/c2/",
        ),
        Skipped("removed", place("comments.csv", 5)),
        Skipped("no_text", place("comments.csv", 6)),
        Failed("the row has no id", place("comments.csv", 7)),
        Message(
            id="t4_m1",
            text="My account\n\nIt is A-99120",
            source=place("messages.csv", 2),
            network="reddit",
            root_id="t4_m0",
            author=Author("nia_example", "nia_example"),
            visibility=Visibility.DIRECT,
            created_at=time(1, 9, month=2),
            permalink="https://www.reddit.com/message/m1",
        ),
        Skipped("no_text", place("messages.csv", 3)),
        Failed("the row has no id", place("messages.csv", 4)),
        Message(
            id="t3_p1",
            text="No water?\n\nTell us here",
            source=place("posts.csv", 2),
            network="reddit",
            role=Role.BRAND,
            role_basis=OWN,
            visibility=Visibility.PUBLIC,
            created_at=time(15, 10),
            permalink=f"{SITE}/p1/no_water/",
        ),
        Message(
            id="t3_p2",
            text="Our report",
            source=place("posts.csv", 3),
            network="reddit",
            role=Role.BRAND,
            role_basis=OWN,
            visibility=Visibility.PUBLIC,
            links=("https://example.com/report",),
            permalink=f"{SITE}/p2/link/",
        ),
        Message(
            id="t3_p3",
            text="Works on Monday",
            source=place("posts.csv", 4),
            network="reddit",
            role=Role.BRAND,
            role_basis=OWN,
            visibility=Visibility.PUBLIC,
            created_at=time(16, 10),
            permalink=f"{SITE}/p3/gone/",
        ),
        Note("files of the archive that hold no messages: 2", whole),
        Note("times that could not be read or cannot be right: 1", whole),
    ]


def test_the_address_that_somebody_wrote_from_is_left_alone(tmp_path: Path) -> None:
    for content in (COMMENTS, POSTS, MESSAGES):
        assert "192.0.2" not in repr(events(put(tmp_path, "data.csv", content)))


@pytest.mark.parametrize("content", [COMMENTS.replace("\n", "\r\n"), "\ufeff" + COMMENTS, COMMENTS.rstrip("\n")])
def test_a_table_alone_is_read_however_it_was_saved(tmp_path: Path, content: str) -> None:
    found = events(put(tmp_path, "anything.csv", content))
    assert [message.id for message in only(Message, found)] == ["t1_c1", "t1_c2"]


def test_tables_of_others_in_the_folder_stay_theirs(tmp_path: Path) -> None:
    put(tmp_path, "in/comments.csv", COMMENTS)
    put(tmp_path, "in/friends.csv", "username,note\n")
    put(tmp_path, "in/prices.csv", "a,b,c\n1,2,3\n")
    found = events(tmp_path / "in")
    assert [event.format for event in only(Opened, found)] == ["reddit_request", None]
    assert [note.text for note in only(Note, found)] == ["files of the archive that hold no messages: 1"]


def test_a_row_that_is_damaged_costs_only_itself(tmp_path: Path) -> None:
    found = events(put(tmp_path, "data.csv", COMMENTS.replace('then",', 'then" ,')))
    assert texts(found) == ["Fixed"]
    assert only(Failed, found)[0].source.line == 2


def test_tables_that_vanish_or_change_while_others_are_read_fail(tmp_path: Path) -> None:
    for name, content in (("a.csv", COMMENTS), ("b.csv", POSTS), ("c.csv", POSTS)):
        put(tmp_path, f"in/{name}", content)
    stream = read([str(tmp_path / "in")])
    (tmp_path / "in" / "b.csv").unlink()
    put(tmp_path, "in/c.csv", "other")
    assert [(fail.source.path[-5:], fail.reason) for fail in only(Failed, list(stream))] == [
        ("a.csv", "the row has no id"),
        ("b.csv", "cannot be read: No such file or directory"),
        ("c.csv", "the table has changed while it was read"),
    ]
