"""What the help desks share: conversations in HTML, most of them private, with notes of the company among them."""

from __future__ import annotations

import re
from typing import TypeAlias

from socaudit.model import Kind, Role, Visibility
from socaudit.readers._html import Plain, plain
from socaudit.readers._json import list_at, string_at

KnownRole: TypeAlias = tuple[Role, str] | tuple[None, None]

UNKNOWN_ROLE: KnownRole = (None, None)

# The interfaces can be asked for plain text, which comes under the same keys.
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def whole_text(html: str | None, text: str | None, subject: str | None = None) -> Plain:
    """Return what was written, with its links: the HTML if it is any, else the text; the subject before it."""
    body = _plain(html)
    if not body.text:
        body = body._replace(text=(text or "").strip())
    title = _plain(subject).text
    if title and not body.text.startswith(title.rstrip(".…")):
        body = body._replace(text="\n\n".join(part for part in (title, body.text) if part))
    return body


def _plain(html: str | None) -> Plain:
    if html and _TAG.search(html):
        return plain(html)
    return Plain((html or "").strip(), (), ())


def pictures(record: object) -> tuple[None, ...]:
    """Return one missing description for each picture that is attached; help desks know none."""
    files = list_at(record, "attachments")
    return tuple(None for file in files if (string_at(file, "content_type") or "").startswith("image/"))


def kind_of(visibility: Visibility, *, first: bool) -> Kind:
    """Return what sort of message it is in its ticket or conversation."""
    if visibility is Visibility.INTERNAL:
        return Kind.NOTE
    return Kind.POST if first else Kind.REPLY
