"""JSON as a tree whose strings know where they stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from json.decoder import scanstring  # type: ignore[attr-defined]  # The stubs leave it out.
from json.scanner import py_make_scanner  # type: ignore[attr-defined]  # As above.
from typing import Any

from socaudit.templates._text import Piece, Text, of_pieces
from socaudit.templates._tree import Tree, UnreadableError

_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


def json_tree(source: str) -> Tree:
    """Return what a JSON document holds.

    Raises:
        UnreadableError: it is no JSON, or nested too deeply.
    """
    decoder = JSONDecoder(strict=False)

    def placed(text: str, start: int, strict: bool = True) -> tuple[Any, int]:
        _, end = scanstring(text, start, strict)
        return string(text, start, end - 1), end

    # The scanner that is written in Python asks the decoder how strings are read; the one in C does not.
    decoder.parse_string = placed  # type: ignore[attr-defined]  # As above.
    decoder.scan_once = py_make_scanner(decoder)  # type: ignore[attr-defined]  # As above.
    try:
        tree: Tree = decoder.decode(source)
    except JSONDecodeError as error:
        raise UnreadableError(f"not JSON: {error.msg}", error.pos) from None
    except (RecursionError, ValueError):
        raise UnreadableError("not JSON that can be read: too deep, or a number too long", 0) from None
    return tree


def string(source: str, start: int, end: int) -> Text:
    """Return the JSON string between two offsets of the source, which exclude its quotes."""
    return of_pieces(_pieces(source, start, end), start=start)


def _pieces(source: str, start: int, end: int) -> Iterator[Piece]:
    at = start
    for escape in _ESCAPE.finditer(source, start, end):
        yield Piece(source[at : escape.start()], at, escape.start())
        # A half of a pair without the other could be written nowhere.
        decoded = _SURROGATE.sub("\ufffd", json.loads(f'"{escape[0]}"'))
        yield Piece(decoded, escape.start(), escape.end())
        at = escape.end()
    yield Piece(source[at:end], at, end)
