"""JSON from strangers: strict numbers, bounded depth, fields of any type."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from socaudit.readers._text import clean

# A string with the colon that makes it a key, or a bracket; a string that the end cuts off counts too.
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)(?:"(\s*:)?|\\?\Z)|([{\[])|[}\]]', re.DOTALL)
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


_JSON = re.compile(r"\ufeff?\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")

DECODER = json.JSONDecoder(parse_constant=_refuse)


def is_json(text: str) -> bool:
    """Return whether a file that begins so may be a JSON object, a list of them, or lines of them."""
    return _JSON.match(text) is not None


def parse(text: str) -> Any:
    """Return the JSON value that `text` is; ValueError tells the fault without showing the text."""
    try:
        return scrub(DECODER.decode(text), text)
    except (ValueError, RecursionError) as error:
        raise ValueError(fault(error)) from None


def fault(error: ValueError | RecursionError, start: int = 0) -> str:
    """Return what the decoder complains about in the value at `start`, without anything of the text."""
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg}, character {error.pos - start + 1}"
    if isinstance(error, RecursionError):
        return "not readable: nested too deeply"
    # A number with thousands of digits, or NaN.
    return "not readable: a number that JSON does not have or that is too long"


def scrub(value: Any, text: str) -> Any:
    """Return `value`, decoded from `text`, without lone surrogates."""
    return _scrubbed(value) if _ESCAPED_SURROGATE.search(text) else value


def _scrubbed(value: Any) -> Any:
    """Clean a freshly decoded value in place, however deep it is."""
    whole = [value]
    parts: list[Any] = [whole]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            cleaned = {clean(key): _cleaned(inner) for key, inner in part.items()}
            part.clear()
            part.update(cleaned)
            parts.extend(inner for inner in part.values() if isinstance(inner, (dict, list)))
        else:
            part[:] = [_cleaned(inner) for inner in part]
            parts.extend(inner for inner in part if isinstance(inner, (dict, list)))
    return whole[0]


def _cleaned(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def top_keys(text: str) -> Iterator[str]:
    """Yield the keys of the object that `text` begins with, even when it is damaged or cut."""
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[1] is None:
            depth += 1 if token[3] else -1
            if not depth:
                return
        elif token[2] and depth == 1:
            yield token[1]


def at(value: object, *keys: str) -> object:
    """Return what lies under `keys` in nested objects, None where one of them is missing."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def string_at(value: object, *keys: str) -> str | None:
    """Return the non-empty string under `keys`, None where there is none."""
    found = at(value, *keys)
    return found if isinstance(found, str) and found else None


def list_at(value: object, *keys: str) -> list[object]:
    """Return the list under `keys`, an empty one where there is none."""
    found = at(value, *keys)
    return found if isinstance(found, list) else []


def id_at(value: object, *keys: str) -> str | None:
    """Return the id under `keys`, a non-empty string or a whole number; None where there is none."""
    found = at(value, *keys)
    number = isinstance(found, int) and not isinstance(found, bool)
    return str(found) if number else string_at(value, *keys)
