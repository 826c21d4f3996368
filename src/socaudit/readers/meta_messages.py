"""Conversations of Messenger and Instagram as "download your information" gives them: all of them private."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from socaudit.model import Author, Failed, Message, ReadEvent, Skipped, Source, Visibility
from socaudit.readers._document import CUT_INSIDE, document, is_cut
from socaudit.readers._json import at, id_at, list_at, string_at
from socaudit.readers._meta import numbered, repaired
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._text import notes
from socaudit.readers._times import read_milliseconds

FORMAT = "meta_messages"

_KNOWN = (re.compile(r'"participants"\s*:\s*\['), re.compile(r'"messages"\s*:\s*\['))
_SENDER = re.compile(r'"(?:sender_name|senderName)"\s*:')


@READERS.register(FORMAT)
def meta_messages(options: ReadOptions) -> Reader:
    """Return the reader of conversations."""

    def read(given: Input) -> Iterator[ReadEvent]:
        counts: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        whole = document(given.blob, options.limits)
        thread = _thread(whole.value)
        for place, message in enumerate(list_at(whole.value, "messages")):
            source = given.blob.source(FORMAT, pointer=f"/messages/{place}")
            yield _event(message, thread, source, seen, counts)
        yield from whole.failures(given.blob, FORMAT)
        yield from notes(counts, given.source)

    return Reader(knows=_knows, read=read)


def _knows(head: Head) -> bool:
    text = head.text()
    known = all(sign.search(text) for sign in _KNOWN) and _SENDER.search(text)
    return text.lstrip("\ufeff \t\r\n").startswith("{") and bool(known)


def _thread(value: object) -> str | None:
    """Return the number of a conversation, without the name of whom it is with; it stands behind the messages."""
    path = string_at(value, "thread_path") or string_at(value, "threadName") or ""
    return path.rpartition("_")[2] if "_" in path else None


def _event(
    message: object, thread: str | None, source: Source, seen: Counter[str], counts: Counter[str]
) -> Message | Skipped | Failed:
    if is_cut(message):
        return Failed(CUT_INSIDE, source)
    if not isinstance(message, dict):
        return Failed("not a message", source)
    sender = string_at(message, "sender_name") or string_at(message, "senderName")
    text = string_at(message, "content") or string_at(message, "text")
    if text is None:
        return Skipped("no_text", source)
    if at(message, "is_unsent") is True or at(message, "isUnsent") is True:
        return Skipped("deleted", source)
    milliseconds = id_at(message, "timestamp_ms") or id_at(message, "timestamp") or ""
    body = repaired(text)
    name = repaired(sender).text if sender else None
    return Message(
        id=numbered(f"message-{milliseconds or 'undated'}", seen),
        text=body.text,
        source=source,
        network="instagram" if "instagram" in f"{source.path}!{source.member}" else "facebook",
        root_id=thread,
        author=Author(name, name, name) if name else None,
        visibility=Visibility.DIRECT,
        created_at=read_milliseconds(milliseconds, counts),
        links=(link,) if (link := string_at(message, "share", "link")) else (),
        alt_texts=(None,) * (len(list_at(message, "photos")) + len(list_at(message, "videos"))),
        text_fixes=body.fixes,
    )
