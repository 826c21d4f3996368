"""What the archive and the interface of Mastodon share: HTML with a warning before it and choices behind it."""

from __future__ import annotations

from collections.abc import Iterable

from socaudit.readers._html import Plain, plain

NETWORK = "mastodon"


def whole_text(warning: str | None, content: str | None, choices: Iterable[str | None]) -> Plain:
    """Return a post's content warning (plain), content (HTML) and choices of its poll (plain) as one text."""
    body = plain(content or "")
    parts = [warning, body.text, "\n".join(f"- {choice}" for choice in choices if choice)]
    return body._replace(text="\n\n".join(part for part in parts if part))
