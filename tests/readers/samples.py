"""Invented exports: of each format that is a JSON document or lines of JSON, as values to write out; tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
TABLES = Path(__file__).parent / "tables"


def sample(name: str) -> Any:
    """Return the JSON value in a fixture; one for each line of NDJSON."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()] if name.endswith(".ndjson") else json.loads(text)


def written(name: str, value: Any) -> str:
    """Return a value as a fixture of that name is written."""
    if name.endswith(".ndjson"):
        return "".join(json.dumps(record) + "\n" for record in value)
    return json.dumps(value, indent=1)
