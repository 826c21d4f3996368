"""JSON documents that make sense only as a whole: read whole, or as far as they go before a cut or a fault."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from socaudit.model import Failed
from socaudit.readers._json import DECODER, fault, scrub
from socaudit.readers._streams import CHUNK, Blob, DamagedError, Limits

CUT_INSIDE = "the file is cut or damaged inside this record"

# The key of objects that the damage lies in; no network uses it.
_CUT = "\0cut"
_MARK = f"{json.dumps(_CUT)}:true}}"

# Below what the decoder bears, which depends on who called it.
_DEPTH = 600
_SPACE = re.compile(r"\s*")
_TOKEN = re.compile(
    r'\s*(?:(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+")|(?P<open>[\[{])|(?P<close>[\]}])|(?P<sign>[,:])'
    r"|(?P<scalar>true|false|null|-?\d{1,4000}+(?!\d)(?:\.\d+)?(?:[eE][+-]?\d+)?))",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as far as it could be read; what is wrong from which line on, None if nothing is.

    `start` is the line in which it starts.
    """

    value: Any
    problem: str | None = None
    line: int | None = None
    start: int = 1

    def failures(self, blob: Blob, kind: str) -> Iterator[Failed]:
        """Yield the damage, if there is any, as a reader called `kind` tells it."""
        if self.problem:
            yield Failed(self.problem, blob.source(kind, line=self.line))


def is_cut(value: object) -> bool:
    """Return whether the document is damaged inside this object, so that it may lack any field."""
    return isinstance(value, dict) and _CUT in value


def document(blob: Blob, limits: Limits) -> Document:
    """Return the JSON document in a file; a damaged one ends before the damage, in objects that `is_cut` tells."""
    return document_of(*whole_text(blob, limits))


def documents(blob: Blob, limits: Limits) -> Iterator[Document]:
    """Yield the documents in a file: one, unless somebody put several behind one another; damage ends the last."""
    text, problem = whole_text(blob, limits)
    place, start = 0, 1
    while True:
        begins = _behind_space(text, place)
        start += text.count("\n", place, begins)
        try:
            value, end = DECODER.raw_decode(text, begins)
        except (ValueError, RecursionError):
            break
        place = _behind_space(text, end)
        line = start + text.count("\n", begins, place)
        last = place == len(text)
        damage = problem if last else None
        yield Document(scrub(value, text[begins:end]), damage, line if damage else None, start)
        if last:
            return
        start = line
    rest = document_of(text[begins:], problem)
    yield replace(rest, line=start + (rest.line or 1) - 1, start=start)


def _behind_space(text: str, place: int) -> int:
    return _SPACE.match(text, place).end()  # type: ignore[union-attr] # it matches anywhere


def document_of(text: str, problem: str | None = None) -> Document:
    """Return the JSON document that `text` is, as far as it goes; `problem` tells why there is no more of it."""
    try:
        value = scrub(DECODER.decode(text), text)
    except (ValueError, RecursionError) as error:
        return _beginning(text, error, problem)
    return Document(value, problem, _line(text, len(text)) if problem else None)


def _line(text: str, end: int) -> int:
    return 1 + text.count("\n", 0, end)


def whole_text(blob: Blob, limits: Limits) -> tuple[str, str | None]:
    """Return the text of a file up to the first byte that cannot be read, and what is wrong with that one."""
    raw = bytearray()
    problem = None
    try:
        with closing(blob.open(limits)) as stream:
            while len(raw) <= limits.document and (data := stream.read(CHUNK)):
                raw += data
    except DamagedError as error:
        problem = str(error)
    if len(raw) > limits.document:
        problem = "the document is longer than the limit: save it in parts, or with one record to a line"
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if wide else "utf-8"
    data = bytes(raw[: limits.document]).removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(encoding), problem
    except UnicodeDecodeError as error:
        text = data[: error.start].decode(encoding)
        # A character that only lacks its end was cut with the file.
        cut = problem or error.end == len(data)
        return text, problem if cut else f"the document is not {encoding} behind character {len(text)}"


def _beginning(text: str, error: ValueError | RecursionError, problem: str | None) -> Document:
    """Return what stands before the damage, with every bracket closed that is open there."""
    broken = isinstance(error, json.JSONDecodeError)
    end = error.pos if isinstance(error, json.JSONDecodeError) else len(text)
    place, stack = _scan(text, end)
    if not problem and broken and not _ends(text, end):
        problem = fault(error)
    elif not problem:
        problem = "the file is cut" if broken else fault(error)
    head = text[:place].rstrip()
    for sign in reversed(stack):
        comma = "" if head.endswith(("{", "[")) else ","
        head += comma + _MARK if sign == "{" else "]"
    try:
        value = scrub(DECODER.decode(head), head)
    except (ValueError, RecursionError):
        value = None
    return Document(value, problem, _line(text, place))


def _ends(text: str, end: int) -> bool:
    """Return whether a fault at `end` is that the text ends there: inside a string, or where more was due."""
    rest = text[end:].strip()
    if rest.startswith('"'):
        return not _TOKEN.match(rest)
    return any(word.startswith(rest) for word in ("true", "false", "null", "-"))


def _scan(text: str, end: int) -> tuple[int, list[str]]:
    """Return where the last whole value before `end` ends, and the brackets that are open there."""
    stack: list[str] = []
    place = at = 0
    key = False
    while token := _TOKEN.match(text, at, end):
        at = token.end()
        if token["open"]:
            if len(stack) == _DEPTH:
                break
            stack.append(token["open"])
            key = token["open"] == "{"
        elif token["close"] and stack:
            stack.pop()
        elif token["sign"]:
            key = token["sign"] == "," and stack[-1:] == ["{"]
            continue
        elif (key and token["string"]) or (token["scalar"] and at == len(text)):
            continue
        place = at
    return place, stack
