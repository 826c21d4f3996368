"""The items of one long JSON array inside a file, one at a time."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple

from socaudit.readers._json import DECODER, fault, scrub
from socaudit.readers._streams import CHUNK, Blob, ByteStream, DamagedError, Limits

_SPACE = re.compile(r"[\s,]*")
_RAW = re.compile("[\ud800-\udfff]")
_NEAR = 16
_PREFIX = 4096


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the array stands in a file, and what its items look like.

    Args:
        before: what stands before its bracket.
        following: the comma before an item that can be recognised; reading goes on there behind a damaged one.
        alone: whether the array is all that the file may hold.
    """

    before: re.Pattern[str]
    following: re.Pattern[str]
    alone: bool = False


class Item(NamedTuple):
    """One item and its place in the array from 0, or the problem that it has instead."""

    place: int
    value: object
    problem: str | None = None


class Buffer:
    """The part of a stream that is being looked at, as text; bytes that are not UTF-8 are surrogates."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self.text = ""
        self.at = 0
        self.ended = False

    def more(self) -> bool:
        """Drop what lies behind, read as much again as is held; False at the end of the stream."""
        wanted = max(CHUNK, len(self.text) - self.at)
        parts = [self.text[self.at :]]
        while wanted > 0 and not self.ended:
            data = self._stream.read(wanted)
            wanted -= len(data)
            self.ended = not data
            parts.append(self._decoder.decode(data, final=self.ended))
        self.text, self.at = "".join(parts), 0
        return not self.ended or len(parts[-1]) > 0

    def skip(self) -> str:
        """Step over space and commas; return the character behind them, none at the end."""
        while True:
            found = _SPACE.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if self.ended:
                return ""
            self.more()


def items(blob: Blob, limits: Limits, layout: Layout) -> Iterator[Item]:
    """Yield the items of the array that `layout` describes, and of others that follow it at once.

    An item that is damaged, not UTF-8, nested too deeply or too long comes as its problem and reading
    goes on at the next one that can be found; so does the end of a file that is cut.
    """
    index = 0
    try:
        with closing(blob.open(limits)) as stream:
            buffer = Buffer(stream)
            buffer.more()
            found = layout.before.search(buffer.text)
            buffer.at = found.end() if found else 0
            if buffer.skip() != "[":
                yield Item(0, None, "there is no list where the messages should be")
                return
            buffer.at += 1
            while (sign := buffer.skip()) != "]" or _another(buffer):
                if not sign:
                    yield Item(index, None, "the file is cut")
                    return
                if sign == "]":
                    continue
                item = next_item(buffer, index, limits)
                yield item
                if item.problem and not _recover(buffer, layout):
                    return
                index += 1
            if layout.alone and buffer.skip():
                yield Item(index, None, "something else stands behind the list")
    except DamagedError as error:
        yield Item(index, None, str(error))


def values_behind(blob: Blob, limits: Limits, key: re.Pattern[str]) -> Iterator[tuple[str, Item]]:
    """Yield `(key, value)` for every match of `key` outside the values before, wherever they stand in the file."""
    index = 0
    damaged = False
    try:
        with closing(blob.open(limits)) as stream:
            buffer = Buffer(stream)
            buffer.more()
            while found := _seek(buffer, key):
                item = next_item(buffer, index, limits)
                yield found[0], item
                damaged = item.problem is not None
                index += 1
            if not damaged and not buffer.text.rstrip("; \t\r\n").endswith("]"):
                yield "", Item(index, None, "the file is cut")
    except DamagedError as error:
        yield "", Item(index, None, str(error))


def _another(buffer: Buffer) -> bool:
    """Step over the end of a list, and into the one that follows it: pages that were put into one file."""
    buffer.at += 1
    follows = buffer.skip() == "["
    buffer.at += follows
    return follows


def next_item(buffer: Buffer, place: int, limits: Limits) -> Item:
    while True:
        try:
            value, end = DECODER.raw_decode(buffer.text, buffer.at)
        except (ValueError, RecursionError) as error:
            if fault := _fault(error, buffer, limits):
                return Item(place, None, fault)
            buffer.more()
            continue
        text = buffer.text[buffer.at : end]
        if not text.isascii() and _RAW.search(text):
            return Item(place, None, "the item holds bytes that are not UTF-8")
        buffer.at = end
        return Item(place, scrub(value, text))


def _fault(error: ValueError | RecursionError, buffer: Buffer, limits: Limits) -> str | None:
    """Return what is wrong with an item, None if it may only go on behind the end of the buffer."""
    if not isinstance(error, json.JSONDecodeError):
        return fault(error)
    if len(buffer.text) - buffer.at > limits.line:
        return "the item is longer than the limit"
    if not error.msg.startswith("Unterminated string") and error.pos < len(buffer.text) - _NEAR:
        return fault(error, buffer.at)
    return "the file ends inside an item" if buffer.ended else None


def _recover(buffer: Buffer, layout: Layout) -> bool:
    """Step to the next item that can be recognised behind a damaged item; False if there is none."""
    buffer.at += 1
    return _seek(buffer, layout.following) is not None


def _seek(buffer: Buffer, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Step behind the next match of `pattern`; None if there is none."""
    while True:
        found = pattern.search(buffer.text, buffer.at)
        if found:
            buffer.at = found.end()
            return found
        if buffer.ended:
            return None
        # The beginning of a match may be held already, its end not yet.
        buffer.at = max(buffer.at, len(buffer.text) - _PREFIX)
        buffer.more()
