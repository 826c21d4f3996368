from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import events, only, put, texts
from samples import DATA, TABLES, sample

from socaudit.model import Author, Failed, Kind, Message, Opened, Role, Skipped, Source, Visibility

PAGE = DATA / "trustpilot_reviews.json"
TABLE = TABLES / "trustpilot_csv.csv"
REVIEW = Message(
    id="65f0a1",
    text="Charged twice\n\nStill no refund.\nOrder A-99120",
    source=Source("", ""),
    network="trustpilot",
    kind=Kind.REVIEW,
    author=Author("c1", None, "Nia E."),
    role=Role.CUSTOMER,
    role_basis="export: the reviewer",
    visibility=Visibility.PUBLIC,
    created_at=datetime(2026, 3, 2, 8, tzinfo=UTC),
    lang="en",
    permalink="https://www.trustpilot.com/reviews/65f0a1",
)
REPLY = Message(
    id="65f0a1#reply",
    text="Sorry, Nia",
    source=Source("", ""),
    network="trustpilot",
    parent_id="65f0a1",
    root_id="65f0a1",
    kind=Kind.REVIEW_REPLY,
    author=Author("b1", None, "Lumen Water"),
    role=Role.BRAND,
    role_basis="export: the company's reply",
    visibility=Visibility.PUBLIC,
    created_at=datetime(2026, 3, 3, 8, tzinfo=UTC),
    permalink="https://www.trustpilot.com/reviews/65f0a1",
)
STARS = replace(
    REVIEW,
    id="65f0a2",
    text="",
    author=Author("c2", None, "Jo"),
    created_at=datetime(2026, 3, 4, 8, tzinfo=UTC),
    permalink="https://www.trustpilot.com/reviews/65f0a2",
)
ASKED = replace(
    REPLY,
    id="65f0a2#reply",
    text="What went wrong?",
    parent_id="65f0a2",
    root_id="65f0a2",
    created_at=datetime(2026, 3, 5, 8, tzinfo=UTC),
    permalink="https://www.trustpilot.com/reviews/65f0a2",
)


def test_reviews_of_the_interface_are_read_exactly() -> None:
    def place(pointer: str) -> Source:
        return Source(str(PAGE), "trustpilot_reviews", None, None, pointer)

    assert events(PAGE) == [
        Opened(Source(str(PAGE), "trustpilot_reviews"), "trustpilot_reviews"),
        replace(
            REVIEW,
            source=place("/reviews/0"),
            author=Author("c1", None, "Nia E.", "Leeds, GB"),
            edited_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
        ),
        replace(REPLY, source=place("/reviews/0/companyReply"), author=Author("b1", "lumen.example", "Lumen Water")),
        replace(STARS, source=place("/reviews/1")),
        replace(ASKED, source=place("/reviews/1/companyReply"), author=None),
        Skipped("no_text", place("/reviews/2")),
    ]


def test_rows_of_the_spreadsheet_are_the_same_messages() -> None:
    def place(line: int) -> Source:
        return Source(str(TABLE), "trustpilot_csv", None, line)

    assert events(TABLE) == [
        Opened(Source(str(TABLE), "trustpilot_csv"), "trustpilot_csv"),
        replace(REVIEW, source=place(2)),
        replace(REPLY, source=place(2)),
        replace(STARS, source=place(4)),
        replace(ASKED, source=place(4)),
        Skipped("no_text", place(5)),
    ]


def test_what_only_the_company_may_see_is_in_no_message() -> None:
    for path in (PAGE, TABLE):
        assert "nia@example.com" not in repr(events(path))
        assert "Kay" not in repr(events(path))


@pytest.mark.parametrize("form", ["list", "lines", "one"])
def test_lists_lines_and_single_reviews_are_read(form: str, tmp_path: Path) -> None:
    reviews = sample(PAGE.name)["reviews"]
    content = {
        "list": json.dumps(reviews),
        "lines": "".join(json.dumps(review) + "\n" for review in reviews),
        "one": json.dumps(reviews[0], indent=1),
    }[form]
    found = events(put(tmp_path, "data", content))
    assert texts(found) == [REVIEW.text, REPLY.text, "", ASKED.text][: 2 if form == "one" else 4]


def test_what_is_no_review_fails_with_its_place(tmp_path: Path) -> None:
    page = sample(PAGE.name)
    page["reviews"] += [{"stars": 1}, {"id": "9", "text": "x", "companyReply": "y"}]
    found = events(put(tmp_path, "data.json", json.dumps(page)))
    assert [fail.source.pointer for fail in only(Failed, found)] == ["/reviews/3", "/reviews/4/companyReply"]
    table = TABLE.read_text(encoding="utf-8").replace("65f0a3", "")
    failed = only(Failed, events(put(tmp_path, "data.csv", table)))
    assert [(fail.source.line, fail.reason) for fail in failed] == [(5, "the row has no review id")]
