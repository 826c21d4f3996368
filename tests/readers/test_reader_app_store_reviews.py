from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from reading import events, only, put, texts
from samples import DATA, sample

from socaudit.model import Author, Failed, Kind, Message, Opened, Role, Skipped, Source, Visibility

PAGE = DATA / "app_store_reviews.json"


def place(pointer: str) -> Source:
    return Source(str(PAGE), "app_store_reviews", None, None, pointer)


def test_a_page_of_reviews_is_read_exactly() -> None:
    review = Message(
        id="00000001-aaaa",
        text="Broken\n\nCharged twice & no answer",
        source=place("/data/0"),
        network="app_store",
        kind=Kind.REVIEW,
        author=Author("nia_example", None, "nia_example"),
        role=Role.CUSTOMER,
        role_basis="export: the reviewer",
        visibility=Visibility.PUBLIC,
        created_at=datetime(2026, 3, 2, 8, tzinfo=UTC),
    )
    response = Message(
        id="00000001-aaaa#reply",
        text="Sorry about that",
        source=place("/included/0"),
        network="app_store",
        parent_id="00000001-aaaa",
        root_id="00000001-aaaa",
        kind=Kind.REVIEW_REPLY,
        role=Role.BRAND,
        role_basis="export: the company's reply",
        visibility=Visibility.PUBLIC,
        created_at=datetime(2026, 3, 3, 8, tzinfo=UTC),
    )
    assert events(PAGE) == [
        Opened(Source(str(PAGE), "app_store_reviews"), "app_store_reviews"),
        review,
        replace(
            review,
            id="00000002-bbbb",
            text="Good",
            source=place("/data/1"),
            author=Author("jo", None, "jo"),
            created_at=datetime(2026, 3, 4, 8, tzinfo=UTC),
        ),
        Skipped("no_text", place("/data/2")),
        response,
        replace(
            response,
            id="00000002-bbbb#reply",
            text="Thanks, waiting to be shown",
            source=place("/included/1"),
            parent_id="00000002-bbbb",
            root_id="00000002-bbbb",
            visibility=Visibility.INTERNAL,
            created_at=datetime(2026, 3, 5, 8, tzinfo=UTC),
        ),
        Skipped("not_a_review", place("/included/2")),
    ]


def test_pages_in_a_list_and_single_resources_are_read(tmp_path: Path) -> None:
    page = sample(PAGE.name)
    pages = events(put(tmp_path, "a.json", json.dumps([page, {"data": page["data"][1]}])))
    assert texts(pages)[-1] == "Good"
    assert len(texts(pages)) == 5
    alone = events(put(tmp_path, "b.json", json.dumps({"data": page["included"][0]})))
    assert [message.id for message in only(Message, alone)] == ["r1#reply"]


def test_resources_without_id_type_or_fields_fail_with_their_place(tmp_path: Path) -> None:
    page = sample(PAGE.name)
    page["data"] += [5, {"type": "customerReviews", "attributes": {}}, {"type": "customerReviews", "id": "4"}]
    failed = only(Failed, events(put(tmp_path, "data.json", json.dumps(page))))
    assert [fail.source.pointer for fail in failed] == ["/data/3", "/data/4", "/data/5"]
