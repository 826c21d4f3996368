"""Google Business Profile: reviews of a company's locations, from Takeout or from Google's interface."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from socaudit.model import Author, Failed, Message, Skipped, Source, Visibility
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._json import at, string_at
from socaudit.readers._reader import READERS, Reader, ReadOptions
from socaudit.readers._reviews import Piece, edited, pieces, reply_to, review_of, stand_in, with_text
from socaudit.readers._times import read_time
from socaudit.readers._values import listed, reader_of_values

FORMAT = "google_reviews"
NETWORK = "google"

_SIGNS = (r'"starRating"', r'"(?:createTime|updateTime|reviewReply|reviewer)"')
_REPLY = "reviewReply"

# In the language of whoever made the export; either the translation or the original comes first.
_TRANSLATED = re.compile(
    r"^\((?:Translated by Google|Übersetzt von Google|Traduit par Google|Traducido por Google|Traduzione di Google|"
    r"Traduzido p(?:or|elo) Google|Vertaald door Google|Översatt av Google|Przetłumaczone przez Google)\)",
    re.MULTILINE,
)
_ORIGINAL = re.compile(r"^\((?:Original|Avis d['\u2019]origine|Originale|Origineel|Oryginał)\)", re.MULTILINE)


@READERS.register(FORMAT)
def google_reviews(options: ReadOptions) -> Reader:
    """Return the reader of Google's reviews."""
    return reader_of_values(FORMAT, options, signs=_SIGNS, parts=_parts, event=_event)


def _parts(value: object) -> Iterator[tuple[str, Piece]]:
    """Yield reviews and replies of a page, of a page of many locations, of a list, or one review."""
    for pointer, record in listed(value, "reviews", "locationReviews"):
        if isinstance(at(record, "review"), dict):
            yield from pieces(f"{pointer}/review", at(record, "review"), _REPLY)
        else:
            yield from pieces(pointer, record, _REPLY)


def _event(piece: Piece, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    review, reply = piece.review, at(piece.review, _REPLY)
    if is_cut(review):
        return Failed(CUT_INSIDE, source)
    if not isinstance(review, dict) or (piece.is_reply and not isinstance(reply, dict)):
        return Failed("not a review or reply", source)
    number = _id(review)
    if number is None:
        return Failed("not a review: it has no name, id or time", source)
    text, fixes = _own_words(string_at(reply if piece.is_reply else review, "comment") or "")
    if piece.is_reply:
        # Google gives one time only: that of the last change.
        written = read_time(string_at(reply, "updateTime") or "", counts)
        answer = replace(reply_to(number, text, source, NETWORK), created_at=written, text_fixes=fixes)
        shown = at(reply, "reviewReplyState") in (None, "APPROVED")
        return with_text(answer if shown else replace(answer, visibility=Visibility.INTERNAL))
    created = read_time(string_at(review, "createTime") or "", counts)
    updated = read_time(string_at(review, "updateTime") or "", counts)
    message = replace(
        review_of(number, text, source, NETWORK),
        author=_author(at(review, "reviewer")),
        created_at=created or updated,
        edited_at=edited(created, updated) if created else None,
        text_fixes=fixes,
    )
    return with_text(message, answered=bool(string_at(reply, "comment")))


def _id(review: object) -> str | None:
    """Return the id of a review, the same under whichever account and location it is listed."""
    name = string_at(review, "reviewId") or (string_at(review, "name") or "").rpartition("/")[2]
    created = string_at(review, "createTime")
    return name or (stand_in(created, string_at(review, "starRating") or "") if created else None)


def _author(reviewer: object) -> Author | None:
    """Return the reviewer, who has no id: people of one name are told apart by nothing."""
    name = string_at(reviewer, "displayName")
    return Author(name, None, name) if name and at(reviewer, "isAnonymous") is not True else None


def _own_words(comment: str) -> tuple[str, tuple[str, ...]]:
    """Return what was written, without the translation that Google puts beside it, and what was done to it."""
    found = _TRANSLATED.search(comment)
    original = _ORIGINAL.search(comment, found.end()) if found else None
    before = comment[: found.start()].strip() if found else ""
    own = before or (comment[original.end() :].strip() if original else "")
    return (own, ("translation by Google left out",)) if own else (comment, ())
