"""Whatever happens to an input, it gives events or an InputError, and what is intact is never lost."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import TWCS_HEADER, events, gzipped, ndjson, only, put, script, texts, zipped

from socaudit.errors import ConfigError, InputError
from socaudit.model import Failed, Message, Opened
from socaudit.readers import Limits

MAPPING = "columns: {id: Message ID, text: Content, role: Direction, created_at: When}\n"
TWEET = {
    "tweet": {
        "id_str": "1",
        "full_text": "Hello &amp; goodbye",
        "created_at": "Tue Mar 19 14:05:17 +0000 2019",
        "entities": {"urls": [{"expanded_url": "https://example.com"}]},
        "edit_info": {"edit": {"initialTweetId": "0"}},
    }
}
NOTE = {"noteTweet": {"createdAt": "2019-03-19T14:05:17.000Z", "core": {"text": "Hello & goodbye, all"}}}
ARCHIVE = zipped(
    {
        "data/account.js": script("account", [{"account": {"username": "Lumen", "accountId": "4"}}]),
        "data/tweets.js": script("tweets", [TWEET, TWEET]),
        "data/note-tweet.js": script("note_tweet", [NOTE]),
        "data/direct-messages.js": script(
            "direct_messages", [{"dmConversation": {"messages": [{"messageCreate": {"id": "9", "text": "hi"}}]}}]
        ),
    }
)
RECORD = {
    "id": "1",
    "text": "caf\u00e9 \ud83d\ude00",
    "author": {"handle": "nia"},
    "created_at": "2024-01-01T00:00:00Z",
    "urls": [{"target": "https://example.com"}],
}
CSV = TWCS_HEADER + '1,9,True,Tue Oct 31 22:10:47 +0000 2017,"a, b\nc",,\n2,L,False,,d,1,1\n'
MAPPED = 'Message ID;Content;Direction;When\n1;"a ""b""";brand;2024-01-01\n2;c;customer;\n'
REDDIT = 'id,permalink,date,ip,subreddit,link,parent,body\na,/r/x/a,2023-01-15 12:34:56 UTC,,x,t3_b,,"a, ""b""\nc"\n'
REDDIT_PRIVATE = "id,permalink,thread_id,date,ip,from,to,subject,body\nm,,t,2023-01-15 12:34:56 UTC,,a,b,c,d\n"
TAKEOUT = (
    "Comment ID,Channel ID,Comment create timestamp,Price,Parent comment ID,Video ID,Comment text\n"
    'Ug1,UC1,2026-01-01T00:00:00Z,0,,v,"{""text"":""caf\u00e9""},{""text"":""\n""},{""text"":""b""}"\n'
    "Ug1.2,UC1,2026-01-01T00:00:00Z,0,Ug1,v,plain\n"
)
FIXTURES = {
    "takeout": TAKEOUT.encode(),
    "neutral": (ndjson(RECORD) * 3).encode(),
    "neutral_utf16": (json.dumps(RECORD) + "\n").encode("utf-16"),
    "twcs": CSV.encode(),
    "mapped": MAPPED.encode(),
    "tweets": script("tweets", [TWEET, TWEET]).encode(),
    "archive": ARCHIVE,
    "zip": zipped({"a.csv": CSV, "b.gz": gzipped(ndjson(RECORD)), "c.zip": zipped({"d": ndjson(RECORD)})}),
    "gzip": gzipped(CSV, 2),
    "reddit": zipped({"comments.csv": REDDIT, "messages.csv": REDDIT_PRIVATE}),
}
KEYS = ["id_str", "full_text", "created_at", "entities", "urls", "extended_entities", "media", "user", "edit_info"]
LIMITS = Limits(line=10_000, unpacked=1_000_000, ratio=50, members=20)


def survives(data: bytes, mapping: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = put(Path(folder), "in/data", data)
        map_file = put(Path(folder), "map.yaml", MAPPING) if mapping else None
        try:
            found = events(path, mapping=map_file, limits=LIMITS)
        except (InputError, ConfigError) as error:
            str(error).encode()
            return
        assert isinstance(found[0], Opened)
        for event in found:
            repr(event).encode()


@pytest.mark.parametrize("name", FIXTURES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=st.data())
def test_cut_and_flipped_inputs_give_events_or_an_input_error(name: str, chance: st.DataObject) -> None:
    data = bytearray(FIXTURES[name])
    for place, value in chance.draw(
        st.lists(st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255)), max_size=8), label="flips"
    ):
        data[place] = value
    end = chance.draw(st.integers(0, len(data)) | st.just(len(data)), label="end")
    survives(bytes(data[:end]), name == "mapped")


@pytest.mark.parametrize("name", FIXTURES)
def test_the_fixtures_themselves_are_whole(name: str, tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", MAPPING) if name == "mapped" else None
    found = events(put(tmp_path, "data", FIXTURES[name]), mapping=mapping)
    assert only(Message, found)
    assert not only(Failed, found)


@pytest.mark.parametrize(
    "start", [b"", b"\xff\xfe", b"\x1f\x8b\x08", b"PK\x03\x04", b"window.YTD.tweets.part0 = [", b"{"]
)
@settings(max_examples=30, deadline=None)
@given(noise=st.binary(max_size=300))
def test_noise_gives_events_or_an_input_error(start: bytes, noise: bytes) -> None:
    survives(start + noise, mapping=True)


@settings(max_examples=60, deadline=None)
@given(
    cells=st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), min_size=1, max_size=5
    )
)
def test_any_text_survives_the_way_through_csv(cells: list[str]) -> None:
    rows = [f'{number},9,True,,"{cell.replace(chr(34), chr(34) * 2)}",,\n' for number, cell in enumerate(cells, 1)]
    with tempfile.TemporaryDirectory() as folder:
        found = events(put(Path(folder), "data.csv", TWCS_HEADER + "".join(rows)))
    assert [message.id for message in only(Message, found)] == [str(n) for n in range(1, len(cells) + 1)]
    assert not only(Failed, found)


json_text = st.text(max_size=40)


@settings(max_examples=60, deadline=None)
@given(values=st.lists(json_text, max_size=5))
def test_any_text_survives_the_way_through_json(values: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = {"id": "0", "text": ""}
        records = [{"id": str(n), "text": value} for n, value in enumerate(values, 1)]
        found = events(put(Path(folder), "data", ndjson(first, *records)))
    expected = [value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for value in values]
    assert texts(found) == ["", *expected]


@settings(max_examples=60, deadline=None)
@given(
    tweet=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(KEYS),
                inner,
                max_size=5,
            )
        ),
        max_leaves=20,
    )
)
def test_tweets_of_any_shape_are_read_skipped_or_failed(tweet: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = events(put(Path(folder), "data", script("tweets", [{"tweet": tweet}, TWEET])))
    assert len(found) in (3, 4)
    assert isinstance(found[2], Message)
