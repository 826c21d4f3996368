from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from reading import events, ndjson, only, put, texts
from samples import DATA, sample

from socaudit.model import Author, Failed, Kind, Message, Note, Opened, Skipped, Source, Visibility

SNSCRAPE = DATA / "x_snscrape.ndjson"
TWSCRAPE = DATA / "x_twscrape.ndjson"
FIRST = 1600000000000000000
NIA = Author("7", "nia_example", "Nia Example", "Leeds", verified=False)
LUMEN = Author("42", "LumenWater", "Lumen Water", None, verified=True)
JO = Author("9", "jo_example", "Jo", None, verified=False)


def post(number: int, text: str, author: Author, source: Source, **more: Any) -> Message:
    common: dict[str, Any] = {
        "root_id": str(FIRST),
        "visibility": Visibility.PUBLIC,
        "created_at": datetime(2022, 12, 1, 10, number, tzinfo=UTC)
        if number < 20
        else datetime(2023, 5, 1, 12, number, tzinfo=UTC),
        "lang": "en",
        "permalink": f"https://x.com/{author.handle}/status/{FIRST + number}",
    }
    return Message(id=str(FIRST + number), text=text, source=source, network="x", author=author, **{**common, **more})


def test_lines_of_snscrape_are_read_exactly() -> None:
    def place(line: int, pointer: str | None = None) -> Source:
        return Source(str(SNSCRAPE), "x_scraped", None, line, pointer)

    assert events(SNSCRAPE) == [
        Opened(Source(str(SNSCRAPE), "x_scraped"), "x_scraped"),
        post(
            0,
            "@LumenWater no water & nobody answers https://t.co/a",
            NIA,
            place(1),
            kind=Kind.REPLY,
            links=("https://example.com/leak",),
            alt_texts=("a flooded cellar", None),
        ),
        post(
            1,
            "@nia_example Sorry! https://t.co/b",
            LUMEN,
            place(2),
            parent_id=str(FIRST),
            kind=Kind.REPLY,
            links=("https://example.org/status",),
        ),
        Skipped("repost", place(3)),
        post(3, "We are on it", LUMEN, place(4), kind=Kind.QUOTE, root_id=str(FIRST + 3)),
        post(9, "Is the water safe?", NIA, place(4, "/quotedTweet"), lang=None),
        post(4, "And on that", LUMEN, place(5), kind=Kind.QUOTE, root_id=str(FIRST + 4)),
        post(5, "For my followers only", JO, place(6), visibility=Visibility.FOLLOWERS),
        Skipped("deleted", place(7)),
        Skipped("not_a_message", place(8)),
    ]


def test_lines_of_twscrape_are_read_exactly() -> None:
    def place(line: int) -> Source:
        return Source(str(TWSCRAPE), "x_scraped", None, line)

    assert events(TWSCRAPE) == [
        Opened(Source(str(TWSCRAPE), "x_scraped"), "x_scraped"),
        post(
            20,
            "No water > 2 days https://t.co/a",
            NIA,
            place(1),
            links=("https://example.com/leak",),
            alt_texts=(None, None),
        ),
        post(21, "@nia_example Sorry!", LUMEN, place(2), parent_id=str(FIRST + 20), kind=Kind.REPLY),
        post(22, "For my followers only", JO, place(3), visibility=Visibility.FOLLOWERS, lang=None),
    ]


@pytest.mark.parametrize("indent", [None, 2])
def test_lists_hold_the_same_posts(tmp_path: Path, indent: int | None) -> None:
    for path in (SNSCRAPE, TWSCRAPE):
        for encoding in ("utf-8", "utf-16"):
            content = json.dumps(sample(path.name), indent=indent).encode(encoding)
            assert texts(events(put(tmp_path, "data.json", content))) == texts(events(path))


def test_ids_that_were_rounded_are_taken_from_the_address_and_times_from_milliseconds(tmp_path: Path) -> None:
    record = {**sample(SNSCRAPE.name)[1], "_id": {"$oid": "1"}, "id": 1600000000000000300, "date": 1669888860000}
    (message,) = only(Message, events(put(tmp_path, "data", json.dumps([record]))))
    assert (message.id, message.created_at) == (str(FIRST + 1), datetime(2022, 12, 1, 10, 1, tzinfo=UTC))


def test_the_oldest_lines_have_a_user_name_and_no_type(tmp_path: Path) -> None:
    record = {
        "url": f"https://twitter.com/nia_example/status/{FIRST}",
        "date": "2020-03-01T10:00:00+00:00",
        "content": "no water",
        "id": FIRST,
        "username": "nia_example",
        "outlinks": [],
        "outlinksss": "",
        "tcooutlinks": [],
    }
    (message,) = only(Message, events(put(tmp_path, "data", ndjson(record))))
    assert message.author == Author("nia_example", "nia_example")
    assert message.visibility is Visibility.PUBLIC


def test_what_cannot_be_used_is_accounted_for(tmp_path: Path) -> None:
    whole = sample(TWSCRAPE.name)[0]
    nobody = {**whole, "user": None, "date": None}
    content = ndjson(whole, {"_type": "snscrape.modules.twitter.Tweet"}, {**whole, "rawContent": ""}, nobody) + "5\n"
    found = events(put(tmp_path, "data", content))
    assert [(fail.source.line, fail.reason) for fail in only(Failed, found)] == [
        (2, "not a post: it has no id"),
        (5, "not a post: it has no id"),
    ]
    assert [(skip.source.line, skip.reason) for skip in only(Skipped, found)] == [(3, "no_text")]
    last = only(Message, found)[-1]
    assert (last.author, last.created_at, last.permalink) == (None, None, f"https://x.com/i/status/{FIRST + 20}")
    assert not only(Note, found)
