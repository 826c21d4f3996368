"""What the help desks share: conversations in HTML, most of them private, with notes of the company among them."""

from __future__ import annotations

from typing import TypeAlias

from socaudit.model import Kind, Role, Visibility
from socaudit.readers._html import Plain, plain
from socaudit.readers._json import list_at, string_at

KnownRole: TypeAlias = tuple[Role, str] | tuple[None, None]

UNKNOWN_ROLE: KnownRole = (None, None)


def whole_text(html: str | None, text: str | None, subject: str | None = None) -> Plain:
    """Return what was written, with its links: the HTML if there is any, else the text; the subject before it."""
    body = plain(html or "")
    if not body.text:
        body = body._replace(text=(text or "").strip())
    if subject and not body.text.startswith(subject.rstrip(".…")):
        body = body._replace(text="\n\n".join(part for part in (subject, body.text) if part))
    return body


def pictures(record: object) -> tuple[None, ...]:
    """Return one missing description for each picture that is attached; help desks know none."""
    files = list_at(record, "attachments")
    return tuple(None for file in files if (string_at(file, "content_type") or "").startswith("image/"))


def kind_of(visibility: Visibility, *, first: bool) -> Kind:
    """Return what sort of message it is in its ticket or conversation."""
    if visibility is Visibility.INTERNAL:
        return Kind.NOTE
    return Kind.POST if first else Kind.REPLY
