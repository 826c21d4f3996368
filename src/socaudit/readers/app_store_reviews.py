"""App Store Connect: customer reviews and the developer's responses, as its interface includes them in a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from socaudit.model import Author, Failed, Message, Skipped, Source, Visibility
from socaudit.readers._document import CUT_INSIDE, is_cut
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._reader import READERS, Reader, ReadOptions
from socaudit.readers._reviews import reply_to, review_of, whole_text, with_text
from socaudit.readers._times import read_time
from socaudit.readers._values import reader_of_values

FORMAT = "app_store_reviews"
NETWORK = "app_store"

_REVIEW = "customerReviews"
_RESPONSE = "customerReviewResponses"
_SIGNS = (rf'"type"\s*:\s*"(?:{_REVIEW}|{_RESPONSE})"', r'"data"\s*:', r'"attributes"')


class _Resource(NamedTuple):
    """A resource of a page, and what a link between a review and a response says of the other side."""

    value: object
    linked: str | None


@READERS.register(FORMAT)
def app_store_reviews(options: ReadOptions) -> Reader:
    """Return the reader of App Store Connect's reviews."""
    return reader_of_values(FORMAT, options, signs=_SIGNS, parts=_parts, event=_event)


def _parts(value: object) -> Iterator[tuple[str, _Resource]]:
    pages = enumerate(value) if isinstance(value, list) else [("", value)]
    for place, page in pages:
        pointer = "" if place == "" else f"/{place}"
        found = dict(_resources(page, pointer))
        # Either side may name the other, or both.
        responses = {id_at(review, "id"): _link(review, "response") for review in found.values()}
        reviews = {response: review for review, response in responses.items() if response}
        answered = {_link(resource, "review") for resource in found.values()}
        for where, resource in found.items():
            number = id_at(resource, "id")
            if string_at(resource, "type") == _RESPONSE:
                yield where, _Resource(resource, _link(resource, "review") or reviews.get(number or ""))
            else:
                yield where, _Resource(resource, responses[number] or (number if number in answered else None))


def _resources(page: object, pointer: str) -> Iterator[tuple[str, object]]:
    for name in ("data", "included"):
        if isinstance(at(page, name), dict):
            yield f"{pointer}/{name}", at(page, name)
        yield from ((f"{pointer}/{name}/{place}", part) for place, part in enumerate(list_at(page, name)))


def _link(resource: object, to: str) -> str | None:
    return id_at(resource, "relationships", to, "data", "id")


def _event(resource: _Resource, source: Source, counts: Counter[str]) -> Message | Skipped | Failed:
    value = resource.value
    number, kind = id_at(value, "id"), string_at(value, "type")
    fields = at(value, "attributes")
    if is_cut(value) or is_cut(fields):
        return Failed(CUT_INSIDE, source)
    if number is None or kind is None or not isinstance(fields, dict):
        return Failed("not a review or response: it lacks id, type or attributes", source)
    if kind == _RESPONSE:
        text = string_at(fields, "responseBody") or ""
        created = read_time(string_at(fields, "lastModifiedDate") or "", counts)
        response = replace(reply_to(resource.linked or number, text, source, NETWORK), created_at=created)
        # Apple publishes a response a day after it was written.
        waits = at(fields, "state") not in (None, "PUBLISHED")
        return with_text(replace(response, visibility=Visibility.INTERNAL) if waits else response)
    if kind != _REVIEW:
        return Skipped("not_a_review", source)
    name = string_at(fields, "reviewerNickname")
    review = replace(
        review_of(number, whole_text(string_at(fields, "title"), string_at(fields, "body")), source, NETWORK),
        author=Author(name, None, name) if name else None,
        created_at=read_time(string_at(fields, "createdDate") or "", counts),
    )
    return with_text(review, answered=resource.linked is not None)
