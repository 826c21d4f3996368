"""The shipped archive: well formed, invented, and as its README says."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest

FIXTURES = Path(__file__).parents[1] / "fixtures"
COMPANY = FIXTURES / "kittlebrae"
TWCS_FIELDS = "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id"
EXPORTED_TWICE = "fb:3205"
ABSENT_PARENTS = {"4200", "fb:3280"}

CARD = re.compile(r"\b\d{4}(?:[ -]?\d{4}){3}\b")
TEST_CARDS = {"4111111111111111"}
SORT_CODE = re.compile(r"\b\d\d-\d\d-\d\d\b")
TEST_SORT_CODES = {"10-88-00"}  # A payment provider's documented test bank.
PHONE = re.compile(r"(?<![\w/])(?:\+|\(|\b)\d(?:[ ().-]{0,2}\d){8,13}(?!\w)")
RESERVED_PHONE = re.compile(r"07700900\d{3}|02079460\d{3}|01614960\d{3}|1?\d{3}55501\d{2}")
EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
LINK = re.compile(r"https?://([^/\s]+)")
RESERVED_DOMAIN = re.compile(r"(?:.*\.)?example(?:\.(?:com|org|net))?")
NATIONAL_INSURANCE = re.compile(r"\b[A-Z]{2}(?: ?\d\d){3} ?[A-D]\b")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
UNALLOCATED_POSTCODE = re.compile(r"LA3\d \d[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Row:
    """What these tests need of a message, whichever file holds it."""

    id: str
    author: str
    text: str
    parent: str | None
    created_at: datetime


def tweet_rows() -> list[dict[str, str]]:
    with (COMPANY / "x_support.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def records() -> list[dict[str, Any]]:
    lines = (COMPANY / "community.ndjson").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def tweets() -> Iterator[Row]:
    for row in tweet_rows():
        yield Row(
            id=row["tweet_id"],
            author=row["author_id"],
            text=unescape(row["text"]),
            parent=row["in_response_to_tweet_id"] or None,
            created_at=datetime.strptime(row["created_at"], "%a %b %d %H:%M:%S %z %Y"),
        )


def neutral() -> Iterator[Row]:
    for record in records():
        yield Row(
            id=record["id"],
            author=record["author"]["id"],
            text=record["text"],
            parent=record.get("parent_id"),
            created_at=datetime.fromisoformat(record["created_at"]),
        )


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [*tweets(), *neutral()]


def published_texts() -> Iterator[str]:
    for path in sorted(FIXTURES.rglob("*")):
        if path.is_file():
            yield path.read_text(encoding="utf-8")


def test_it_is_large_enough_and_spans_weeks_in_two_formats(rows: list[Row]) -> None:
    times = [row.created_at for row in rows]
    assert len({row.id for row in rows}) >= 150
    assert max(times) - min(times) >= timedelta(weeks=3)
    assert min(len(list(tweets())), len(list(neutral()))) >= 50


def test_only_the_planted_duplicate_is_exported_twice(rows: list[Row]) -> None:
    repeated = [key for key, count in Counter(row.id for row in rows).items() if count > 1]
    assert repeated == [EXPORTED_TWICE]
    copies = [record for record in records() if record["id"] == EXPORTED_TWICE]
    assert copies[0] == copies[1]


def test_no_two_messages_share_their_wording(rows: list[Row]) -> None:
    texts = Counter(row.text for row in rows if row.id != EXPORTED_TWICE)
    assert [text for text, count in texts.items() if count > 1] == []


def test_every_reply_link_leads_to_an_earlier_message_of_the_same_file() -> None:
    absent = set()
    for source in (list(tweets()), list(neutral())):
        by_id = {row.id: row for row in source}
        for row in source:
            if row.parent is None:
                continue
            if row.parent not in by_id:
                absent.add(row.parent)
            else:
                assert by_id[row.parent].created_at < row.created_at, row.id
    assert absent == ABSENT_PARENTS


def test_the_csv_has_the_columns_flags_and_both_directions_of_its_format() -> None:
    with (COMPANY / "x_support.csv").open(encoding="utf-8", newline="") as stream:
        assert stream.readline().strip() == TWCS_FIELDS
    children: dict[str, list[str]] = {}
    for row in tweet_rows():
        assert (row["inbound"] == "False") == (row["author_id"] == "KittlebraeHelp"), row["tweet_id"]
        if row["in_response_to_tweet_id"]:
            children.setdefault(row["in_response_to_tweet_id"], []).append(row["tweet_id"])
    for row in tweet_rows():
        listed = row["response_tweet_id"].split(",") if row["response_tweet_id"] else []
        assert sorted(listed) == sorted(children.get(row["tweet_id"], [])), row["tweet_id"]


def test_posts_fit_x_and_some_hold_what_breaks_careless_csv_readers() -> None:
    assert max(len(row.text) for row in tweets()) <= 280
    assert any("\n" in row.text for row in tweets())
    assert any("&amp;" in row["text"] for row in tweet_rows())


def test_the_root_of_every_neutral_record_is_where_its_parents_lead() -> None:
    by_id = {record["id"]: record for record in records()}
    for record in by_id.values():
        top = record["id"]
        while top in by_id and "parent_id" in by_id[top]:
            top = by_id[top]["parent_id"]
        assert record.get("root_id", record["id"]) == top, record["id"]


def test_neutral_records_leave_roles_to_the_archive_and_keep_one_face_per_author() -> None:
    faces: dict[str, dict[str, Any]] = {}
    for record in records():
        assert "role" not in record
        assert faces.setdefault(record["author"]["id"], record["author"]) == record["author"]
        assert record["permalink"].startswith("https://social.example/")
        assert datetime.fromisoformat(record["created_at"]).tzinfo == UTC


def test_coverage_has_something_to_tell() -> None:
    found = records()
    visibilities = Counter(record["visibility"] for record in found)
    assert visibilities["direct"] == 2
    assert visibilities["followers"] == visibilities["unlisted"] == 1
    described = [bool(item["alt"]) for record in found for item in record.get("media", [])]
    assert sorted(described) == [False, True, True]
    assert {record["lang"] for record in found} == {"en", "es"}
    assert [record["id"] for record in found if "deleted_at" in record] == ["fb:3281"]
    assert [record["id"] for record in found if record.get("parent_state") == "deleted"] == ["fb:3282"]


def test_phone_and_card_numbers_are_reserved_ones() -> None:
    seen = 0
    for text in published_texts():
        cards = {re.sub(r"\D", "", card) for card in CARD.findall(text)}
        assert cards <= TEST_CARDS
        for phone in PHONE.findall(CARD.sub("", text)):
            seen += 1
            assert RESERVED_PHONE.fullmatch(re.sub(r"\D", "", phone)), phone
    assert seen >= 6


@pytest.mark.parametrize(
    ("text", "reserved"),
    [
        ("ring 07700 900123", True),
        ("(614) 555-0134", True),
        ("07911 123456", False),
        ("+44 20 7123 4567", False),
    ],
)
def test_the_phone_check_tells_reserved_numbers_from_others(text: str, reserved: bool) -> None:
    [phone] = PHONE.findall(text)
    assert bool(RESERVED_PHONE.fullmatch(re.sub(r"\D", "", phone))) is reserved


def test_bank_accounts_are_at_the_test_bank() -> None:
    found = {code for row in (*tweets(), *neutral()) for code in SORT_CODE.findall(row.text)}
    assert found == TEST_SORT_CODES


def test_addresses_on_the_net_are_reserved_ones() -> None:
    domains = [domain for text in published_texts() for found in (EMAIL, LINK) for domain in found.findall(text)]
    assert domains
    assert [domain for domain in domains if not RESERVED_DOMAIN.fullmatch(domain.rstrip("."))] == []


def test_national_ids_and_postcodes_were_never_issued() -> None:
    texts = list(published_texts())
    ids = [found for text in texts for found in NATIONAL_INSURANCE.findall(text)]
    postcodes = [found for text in texts for found in POSTCODE.findall(text)]
    assert ids
    assert all(found.startswith("QQ") for found in ids)
    assert postcodes
    assert all(UNALLOCATED_POSTCODE.fullmatch(found) for found in postcodes)


def test_the_readme_names_only_messages_that_exist(rows: list[Row]) -> None:
    readme = (FIXTURES / "README.md").read_text(encoding="utf-8")
    cells = [line.split("|")[1] for line in readme.splitlines() if line.startswith("| ")]
    named = {found for cell in cells for found in re.findall(r"\b(?:[a-z]{2}:)?\d{4}(?:#reply)?", cell)}
    assert len(named) > 50
    assert named <= {row.id for row in rows}
