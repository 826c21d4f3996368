from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import events, only, put, texts
from samples import TABLES

from socaudit.coverage import Ledger, Scope
from socaudit.model import Failed, Kind, Message, Note, Opened, Role, Skipped, Source, Visibility

REVIEWS = TABLES / "play_reviews.csv"
CONTENT = REVIEWS.read_text(encoding="utf-8")
LINK = (
    "http://play.google.com/console/developers/1/app/2/user-feedback/review-details"
    "?reviewId=gp%3AAOq1&corpus=PUBLIC_REVIEWS"
)


def place(line: int) -> Source:
    return Source(str(REVIEWS), "play_reviews", None, line)


def test_reviews_of_the_play_console_are_read_exactly() -> None:
    review = Message(
        id="gp:AOq1",
        text='Broken\n\nIt says "no meter",\nthen stops',
        source=place(2),
        network="google_play",
        kind=Kind.REVIEW,
        role=Role.CUSTOMER,
        role_basis="export: the reviewer",
        visibility=Visibility.PUBLIC,
        created_at=datetime(2026, 3, 2, 8, 0, 0, 123000, tzinfo=UTC),
        edited_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
        lang="en-GB",
        permalink=LINK,
    )
    reply = Message(
        id="gp:AOq1#reply",
        text="Sorry, write to help@example.com",
        source=place(2),
        network="google_play",
        parent_id="gp:AOq1",
        root_id="gp:AOq1",
        kind=Kind.REVIEW_REPLY,
        role=Role.BRAND,
        role_basis="export: the company's reply",
        visibility=Visibility.PUBLIC,
        created_at=datetime(2026, 3, 3, 8, tzinfo=UTC),
        permalink=LINK,
    )
    old = "https://play.google.com/apps/publish?account=1#ReviewDetailsPlace:p=com.example.water&id=AOq3"
    stars = replace(
        review,
        id="AOq3",
        text="",
        source=place(5),
        created_at=datetime(2026, 3, 5, 8, tzinfo=UTC),
        edited_at=None,
        lang="de",
        permalink=old,
    )
    found = events(REVIEWS)
    last = found.pop()
    assert found == [
        Opened(Source(str(REVIEWS), "play_reviews"), "play_reviews"),
        review,
        reply,
        Skipped("no_text", place(4)),
        stars,
        replace(
            reply,
            id="AOq3#reply",
            text="Was fehlt?",
            source=place(5),
            parent_id="AOq3",
            root_id="AOq3",
            created_at=datetime(2026, 3, 6, 8, tzinfo=UTC),
            permalink=old,
        ),
    ]
    assert isinstance(last, Message)
    assert (last.text, last.created_at, len(last.id)) == ("Bien", datetime(2026, 3, 6, 8, tzinfo=UTC), 16)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_of_the_console_and_of_spreadsheets_is_read(encoding: str, tmp_path: Path) -> None:
    whole = events(put(tmp_path, "data.csv", CONTENT.replace("\n", "\r\n").encode(encoding)))
    assert len(texts(whole)) == 5
    assert not only(Failed, whole)


def test_a_review_without_a_link_has_the_same_id_in_every_file(tmp_path: Path) -> None:
    head, _, rows = CONTENT.partition("\n")
    other = events(put(tmp_path, "data.csv", head + "\n" + rows.rpartition("\n")[0].rpartition("\n")[2]))
    assert only(Message, other)[0].id == only(Message, events(REVIEWS))[-1].id


def test_times_that_a_spreadsheet_has_rounded_are_taken_from_their_text(tmp_path: Path) -> None:
    found = events(put(tmp_path, "data.csv", CONTENT.replace("1772438400123", "1.77244E+12")))
    assert only(Message, found)[0].created_at == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert [note.text for note in only(Note, found)] == ["times that could not be read or cannot be right: 1"]


def test_a_review_that_was_edited_between_two_months_is_two_versions(tmp_path: Path) -> None:
    head, first, *_ = CONTENT.splitlines(keepends=True)
    whole = CONTENT[: CONTENT.index("\n", CONTENT.index("then stops")) + 1]
    assert whole.startswith(head + first)
    later = whole.replace("no meter", "no pipe").replace("1772442000000", "1774000000000")
    ledger = Ledger(Scope(frozenset({Visibility.PUBLIC})))
    paths = [put(tmp_path, f"reviews_{month}.csv", content) for month, content in (("03", whole), ("04", later))]
    admitted = list(ledger.admit(events(*paths)))
    assert [(message.id, message.version_of) for message in admitted] == [
        ("gp:AOq1", None),
        ("gp:AOq1#reply", None),
        ("gp:AOq1#20260320T094640Z", "gp:AOq1"),
    ]
    assert [entry.duplicates for entry in ledger.coverage([], []).inputs] == [0, 1]
