from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import events, only, put, texts
from samples import DATA, sample

from socaudit.coverage import Ledger, Scope
from socaudit.model import Author, Failed, Kind, Message, Opened, Role, Skipped, Source, Visibility

REVIEWS = DATA / "google_reviews.json"
REVIEWER = "export: the reviewer"
COMPANY = "export: the company's reply"
FIX = ("translation by Google left out",)


def place(pointer: str) -> Source:
    return Source(str(REVIEWS), "google_reviews", None, None, pointer)


def reply(number: str, text: str, pointer: str, when: datetime, fixes: tuple[str, ...] = ()) -> Message:
    return Message(
        id=f"{number}#reply",
        text=text,
        source=place(pointer),
        network="google",
        parent_id=number,
        root_id=number,
        kind=Kind.REVIEW_REPLY,
        role=Role.BRAND,
        role_basis=COMPANY,
        visibility=Visibility.PUBLIC,
        created_at=when,
        text_fixes=fixes,
    )


def test_reviews_from_takeout_are_read_exactly() -> None:
    found = events(REVIEWS)
    assert found[:6] == [
        Opened(Source(str(REVIEWS), "google_reviews"), "google_reviews"),
        Message(
            id="AbFvOq1",
            text="Doppelt abgebucht",
            source=place("/reviews/0"),
            network="google",
            kind=Kind.REVIEW,
            author=Author("Nia Example", None, "Nia Example"),
            role=Role.CUSTOMER,
            role_basis=REVIEWER,
            visibility=Visibility.PUBLIC,
            created_at=datetime(2026, 3, 2, 8, 0, 0, 123456, tzinfo=UTC),
            edited_at=datetime(2026, 3, 2, 8, 5, tzinfo=UTC),
            text_fixes=FIX,
        ),
        reply("AbFvOq1", "Tut uns leid", "/reviews/0/reviewReply", datetime(2026, 3, 3, 9, tzinfo=UTC), FIX),
        # Stars alone that were answered stay, so that the reply keeps what it answers.
        Message(
            id="AbFvOq2",
            text="",
            source=place("/reviews/1"),
            network="google",
            kind=Kind.REVIEW,
            role=Role.CUSTOMER,
            role_basis=REVIEWER,
            visibility=Visibility.PUBLIC,
            created_at=datetime(2026, 3, 4, 8, tzinfo=UTC),
        ),
        reply("AbFvOq2", "Please tell us more", "/reviews/1/reviewReply", datetime(2026, 3, 5, 9, tzinfo=UTC)),
        Skipped("no_text", place("/reviews/2")),
    ]
    assert texts(found[6:]) == ["Fine & (mostly) quick"]
    assert len(found) == 7


@pytest.mark.parametrize(
    ("comment", "text"),
    [
        ("(Translated by Google) Good\n\n(Original)\nBueno\n\nMuy bueno", "Bueno\n\nMuy bueno"),
        ("(Traduit par Google) Bien\n\n(Avis d'origine)\nGood", "Good"),
        ("Gut\n\n(Übersetzt von Google)\nGood", "Gut"),
        ("(Translated by Google) Good", "(Translated by Google) Good"),
        ("It said (Translated by Google) on the page", "It said (Translated by Google) on the page"),
    ],
)
def test_a_translation_is_left_out_only_where_the_original_is_there(comment: str, text: str, tmp_path: Path) -> None:
    review = {"reviewId": "1", "starRating": "ONE", "createTime": "2026-03-02T08:00:00Z", "comment": comment}
    found = only(Message, events(put(tmp_path, "data.json", json.dumps(review))))
    assert [(message.text, message.text_fixes) for message in found] == [(text, FIX if text != comment else ())]


def test_pages_of_many_locations_lists_and_lines_are_read(tmp_path: Path) -> None:
    first = sample("google_reviews.json")["reviews"][0]
    texts_of_both = ["Doppelt abgebucht", "Tut uns leid"]
    for name, content in {
        "many": json.dumps({"locationReviews": [{"name": "accounts/1/locations/2", "review": first}]}),
        "list": json.dumps([first]),
        "pages": json.dumps([{"reviews": [first]}, {"reviews": []}]),
        "lines": json.dumps({"reviews": [first], "nextPageToken": "x"}) + "\n{}\n",
    }.items():
        found = events(put(tmp_path, name, content))
        assert texts(found) == texts_of_both, name
        assert not only(Failed, found), name


def test_the_same_review_under_another_account_is_a_duplicate(tmp_path: Path) -> None:
    page = sample("google_reviews.json")
    again = json.loads(json.dumps(page).replace("accounts/1/locations/2", "accounts/7/locations/8"))
    ledger = Ledger(Scope(frozenset({Visibility.PUBLIC})))
    first, other = put(tmp_path, "a.json", json.dumps(page)), put(tmp_path, "b.json", json.dumps(again))
    admitted = list(ledger.admit(events(first, other)))
    assert len(admitted) == 5
    assert [entry.duplicates for entry in ledger.coverage([], []).inputs] == [0, 5]


def test_records_that_are_no_reviews_fail_with_their_place(tmp_path: Path) -> None:
    page = sample("google_reviews.json")
    page["reviews"] += [5, {"starRating": "ONE", "comment": "x"}, {**page["reviews"][0], "reviewReply": 7}]
    found = events(put(tmp_path, "data.json", json.dumps(page)))
    assert [(fail.source.pointer, fail.reason) for fail in only(Failed, found)] == [
        ("/reviews/4", "not a review or reply"),
        ("/reviews/5", "not a review: it has no name, id or time"),
        ("/reviews/6/reviewReply", "not a review or reply"),
    ]


@pytest.mark.parametrize(
    ("state", "visibility"),
    [("APPROVED", Visibility.PUBLIC), ("PENDING", Visibility.INTERNAL), ("REJECTED", Visibility.INTERNAL)],
)
def test_a_reply_that_google_does_not_show_is_not_public(state: str, visibility: Visibility, tmp_path: Path) -> None:
    page = sample("google_reviews.json")
    page["reviews"][0]["reviewReply"]["reviewReplyState"] = state
    found = only(Message, events(put(tmp_path, "data.json", json.dumps(page))))
    assert [message.visibility for message in found if message.id == "AbFvOq1#reply"] == [visibility]
