"""JSON from strangers: strict numbers, bounded depth, fields of any type."""

from __future__ import annotations

import json
import re
from typing import Any

from socaudit.readers._text import clean

_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


DECODER = json.JSONDecoder(parse_constant=_refuse)


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
    match value:
        case str():
            return clean(value)
        case list():
            return [_scrubbed(part) for part in value]
        case dict():
            return {clean(key): _scrubbed(part) for key, part in value.items()}
    return value


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
