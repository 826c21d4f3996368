"""Trustpilot: reviews as its interface gives them, each with the company's reply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from socaudit.model import Author, Failed, Message, Skipped, Source
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._json import at, id_at, string_at
from socaudit.readers._reader import READERS, Reader, ReadOptions
from socaudit.readers._reviews import Piece, edited, pieces, reply_to, review_of, whole_text, with_text
from socaudit.readers._times import read_time
from socaudit.readers._trustpilot import NETWORK, permalink
from socaudit.readers._values import listed, reader_of_values

FORMAT = "trustpilot_reviews"

_SIGNS = (r'"consumer"\s*:', r'"stars"\s*:', r'"(?:text|title)"\s*:')
_REPLY = "companyReply"


@READERS.register(FORMAT)
def trustpilot_reviews(options: ReadOptions) -> Reader:
    """Return the reader of Trustpilot's reviews."""
    return reader_of_values(FORMAT, options, signs=_SIGNS, parts=_parts, event=_event)


def _parts(value: object) -> Iterator[tuple[str, Piece]]:
    for pointer, review in listed(value, "reviews"):
        yield from pieces(pointer, review, _REPLY)


def _event(piece: Piece, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    review, reply = piece.review, at(piece.review, _REPLY)
    if is_cut(review):
        return Failed(CUT_INSIDE, source)
    number = id_at(review, "id")
    if number is None or (piece.is_reply and not isinstance(reply, dict)):
        return Failed("not a review with an id, or not a reply", source)
    if piece.is_reply:
        answer = reply_to(number, string_at(reply, "text") or "", source, NETWORK)
        return with_text(_dated(replace(answer, author=_company(review), permalink=permalink(number)), reply, counts))
    message = replace(
        review_of(number, whole_text(string_at(review, "title"), string_at(review, "text")), source, NETWORK),
        author=_consumer(at(review, "consumer")),
        lang=string_at(review, "language"),
        permalink=permalink(number),
    )
    return with_text(_dated(message, review, counts), answered=bool(string_at(reply, "text")))


def _dated(message: Message, record: object, counts: Counter[str]) -> Message:
    def time(field: str) -> datetime | None:
        return read_time(string_at(record, field) or "", counts)

    created, updated = time("createdAt"), time("updatedAt")
    return replace(message, created_at=created, edited_at=edited(created, updated) if updated else None)


def _consumer(consumer: object) -> Author | None:
    name = string_at(consumer, "displayName")
    known_as = id_at(consumer, "id") or name
    return Author(known_as, None, name, string_at(consumer, "displayLocation")) if known_as else None


def _company(review: object) -> Author | None:
    """Return the company as it is shown; which of its people wrote is for the company only."""
    unit = at(review, "businessUnit")
    known_as = id_at(unit, "id")
    return Author(known_as, string_at(unit, "identifyingName"), string_at(unit, "displayName")) if known_as else None
