"""What the review sites share: a review and the company's reply are two messages of one thread."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from socaudit.model import Kind, Message, Role, Skipped, Source, Visibility
from socaudit.readers._json import at


class Piece(NamedTuple):
    """One of the two messages that a record of a review holds."""

    review: object
    is_reply: bool


def pieces(pointer: str, review: object, reply: str) -> Iterator[tuple[str, Piece]]:
    """Yield the review at `pointer`, and its reply, which lies under the key `reply`, each with its place."""
    yield pointer, Piece(review, is_reply=False)
    if at(review, reply) not in (None, "", {}):
        yield f"{pointer}/{reply}", Piece(review, is_reply=True)


def review_of(number: str, text: str, source: Source, network: str) -> Message:
    """Return a review as far as all sites agree on it."""
    return Message(
        id=number,
        text=text,
        source=source,
        network=network,
        kind=Kind.REVIEW,
        role=Role.CUSTOMER,
        role_basis="export: the reviewer",
        visibility=Visibility.PUBLIC,
    )


def reply_to(number: str, text: str, source: Source, network: str) -> Message:
    """Return the company's reply to the review `number` as far as all sites agree on it."""
    return Message(
        id=f"{number}#reply",
        text=text,
        source=source,
        network=network,
        parent_id=number,
        root_id=number,
        kind=Kind.REVIEW_REPLY,
        role=Role.BRAND,
        role_basis="export: the company's reply",
        visibility=Visibility.PUBLIC,
    )


def with_text(message: Message, *, answered: bool = False) -> Message | Skipped:
    """Return a message unless it says nothing; stars alone stay where a reply would else have lost what it answers."""
    return message if message.text.strip() or answered else Skipped("no_text", message.source)


def whole_text(title: str | None, body: str | None) -> str:
    """Return the title and the body of a review as one text."""
    return "\n\n".join(part for part in (title, body) if part and part.strip())


def edited(created: datetime | None, updated: datetime | None) -> datetime | None:
    """Return when a message was changed; sites give the time of writing again where it never was."""
    return updated if updated != created else None


def stand_in(*facts: str) -> str:
    """Return an id for a review that has none: the same for the same `facts`, in whatever file they stand."""
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()[:16]
