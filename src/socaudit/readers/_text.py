"""Text out of bytes: lines of bounded length, and strings that can always be written out again."""

from __future__ import annotations

import codecs
import html
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

from socaudit.model import Note, Source
from socaudit.readers._reader import BOMS
from socaudit.readers._streams import CHUNK, Blob, ByteStream, DamagedError, Limits, read_up_to

_SURROGATE = re.compile("[\ud800-\udfff]")


class Line(NamedTuple):
    """One line: its number from 1, its text without the line feed, or the problem that it has instead."""

    number: int
    text: str
    problem: str | None = None
    ended: bool = True


def clean(text: str) -> str:
    """Return `text` with lone surrogates, which no output could encode, as U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def unescape(text: str) -> str:
    """Return `text` with HTML entities resolved, as the networks' own exports need it."""
    return html.unescape(text) if "&" in text else text


def notes(counts: Counter[str], source: Source) -> Iterator[Note]:
    """Yield one note for each thing that was counted about an input, in the order of their wording."""
    for what, count in sorted(counts.items()):
        yield Note(f"{what}: {count}", source)


def lines(blob: Blob, limits: Limits, encoding: str = "utf-8") -> Iterator[Line]:
    """Yield the lines of a file, whatever byte order mark it has.

    A line that is too long, holds NUL bytes or cannot be decoded comes as its problem. Damage (a cut
    zstd stream) is the problem of the last line. A carriage return alone does not end a line.
    """
    number = 0
    try:
        with closing(blob.open(limits)) as stream:
            chunks, encoding = _utf8_chunks(stream, encoding)
            for raw, ended in _split(chunks, limits.line):
                number += 1
                yield _decode(number, raw, ended=ended, encoding=encoding)
    except DamagedError as error:
        yield Line(number + 1, "", str(error))


def _decode(number: int, raw: bytes | None, *, ended: bool, encoding: str) -> Line:
    if raw is None:
        return Line(number, "", "the line is longer than the limit", ended)
    if b"\0" in raw:
        return Line(number, "", "the line holds NUL bytes", ended)
    try:
        return Line(number, raw.decode(encoding), None, ended)
    except UnicodeDecodeError as error:
        return Line(number, "", f"byte {error.start + 1} of the line is not {encoding}", ended)


def _utf8_chunks(stream: ByteStream, encoding: str) -> tuple[Iterator[bytes], str]:
    """Return the chunks behind the byte order mark and the encoding that they are in.

    Encodings in which a line feed is not the byte 0x0A are turned into UTF-8 on the way.
    """
    start = read_up_to(stream, 3)
    for mark, marked in BOMS:
        if start.startswith(mark):
            encoding = marked
    if encoding == "utf-8-sig":
        return _chunks(b"", stream), "utf-8"
    if encoding == "utf-16" or "\n".encode(encoding) != b"\n":
        return _transcoded(_chunks(start, stream), encoding), "utf-8"
    return _chunks(start, stream), encoding


def _chunks(start: bytes, stream: ByteStream) -> Iterator[bytes]:
    if start:
        yield start
    while data := stream.read(CHUNK):
        yield data


def _transcoded(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _split(chunks: Iterator[bytes], limit: int) -> Iterator[tuple[bytes | None, bool]]:
    """Yield `(line, whether it ended in a line feed)`; None for a line longer than `limit`."""
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        first, *others = chunk.split(b"\n")
        size += len(first)
        if size <= limit:
            held.append(first)
        else:
            held.clear()
        if not others:
            continue
        yield (None if size > limit else b"".join(held)), True
        *whole, rest = others
        for line in whole:
            yield (None if len(line) > limit else line), True
        held, size = [rest], len(rest)
    if size:
        yield (None if size > limit else b"".join(held)), False
