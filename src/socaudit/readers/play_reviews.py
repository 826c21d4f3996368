"""Google Play Console: the monthly CSV of an app's reviews, each with the developer's reply in the same row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import unquote

from socaudit.model import ReadEvent, Source
from socaudit.readers._reader import READERS, Reader, ReadOptions
from socaudit.readers._reviews import edited, reply_to, review_of, stand_in, whole_text, with_text
from socaudit.readers._tables import Cells, reader_of_tables
from socaudit.readers._times import read_milliseconds, read_time

FORMAT = "play_reviews"
NETWORK = "google_play"

_COLUMNS = ("package name", "star rating", "review text")
# The link has changed with the console: `&reviewId=...`, before that `#ReviewDetailsPlace:id=...`.
_ID = re.compile(r"[?&#:]reviewid=([^&#\s]+)", re.IGNORECASE)
_OLD_ID = re.compile(r"Place:(?:[^#\s]{0,300}&)?id=([^&#\s]+)")


@READERS.register(FORMAT)
def play_reviews(options: ReadOptions) -> Reader:
    """Return the reader of the Play Console's reviews."""
    return reader_of_tables(FORMAT, options, columns=_COLUMNS, required=("star rating",), rows=_rows)


def _rows(cells: Cells, source: Source, counts: Counter[str]) -> Iterator[ReadEvent]:
    link = cells.get("review link", "").strip()
    number = _id(cells, link)
    submitted = _time(cells, "review submit", counts)
    answer = cells.get("developer reply text", "")
    review = replace(
        review_of(number, whole_text(cells.get("review title"), cells.get("review text")), source, NETWORK),
        created_at=submitted,
        edited_at=edited(submitted, _time(cells, "review last update", counts)),
        lang=cells.get("reviewer language", "").strip().replace("_", "-") or None,
        permalink=link or None,
    )
    yield with_text(review, answered=bool(answer.strip()))
    if answer.strip():
        replied = _time(cells, "developer reply", counts)
        yield replace(reply_to(number, answer, source, NETWORK), created_at=replied, permalink=link or None)


def _id(cells: Cells, link: str) -> str:
    """Return the id in the link to a review; stars alone have no link, and get one by what never changes."""
    if found := _ID.search(link) or _OLD_ID.search(link):
        return unquote(found[1])
    submitted = cells.get("review submit millis since epoch") or cells.get("review submit date and time") or ""
    words = "" if submitted.strip() else cells.get("review text", "")
    return stand_in(
        *(cells.get(name, "") for name in ("package name", "reviewer language", "device")), submitted, words
    )


def _time(cells: Cells, what: str, counts: Counter[str]) -> datetime | None:
    exact = read_milliseconds(cells.get(f"{what} millis since epoch", "").strip(), counts)
    return exact or read_time(cells.get(f"{what} date and time", ""), counts)
