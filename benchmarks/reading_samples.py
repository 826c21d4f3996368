"""Exports of any size: the records of a format's fixture, repeated with new ids.

A format whose fixture is called `<format>.json` or `<format>_<anything>.json` (`.ndjson`, `.csv`, `.js`) in one of
FIXTURES needs nothing here; for the others RECIPES says which file it is, and where the list of records stands in it.
What is no text is made (`make`).
"""

from __future__ import annotations

import csv
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, cast

from reading_car import repository
from reading_tables import parquet, workbook

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "readers" / "data"
FIXTURES = (DATA, ROOT / "tests" / "readers" / "tables")
OWN = ROOT / "benchmarks" / "exports"
MAPPING = OWN / "mapping.yaml"
_SUFFIXES = (".ndjson", ".json", ".csv", ".js")
# Keys and columns whose values name a message, the one that it answers, or somebody.
_IDS = re.compile(r"(^|.*[_ ])id(_str)?|.*[a-z](Id|ID)|.* I[dD]|uri|name|inReplyTo|In reply to|Review Link")
# A number stands in quotes until it is written, a text keeps them.
_MARK = re.compile('"\ue000(\\d+)\ue001"|\ue002([^\ue001]+)\ue001')
_PLACE = "\ue003"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a format's fixture is scaled up.

    Args:
        fixture: the file, from the root of the repository.
        at: keys and places that lead to the list of records in a JSON document; None: the largest list under keys only.
        mapping: the mapping file that its reader needs.
        streams: whether its reader holds no more than a record, so that any size must do.
        make: yields a sample of so many bytes, for formats whose records cannot be repeated as text.
    """

    fixture: Path
    at: tuple[str | int, ...] | None = None
    mapping: Path | None = None
    streams: bool = False
    make: Callable[[int], Iterator[bytes]] | None = None


RECIPES = {
    "neutral": Recipe(OWN / "neutral.ndjson", streams=True),
    "twcs": Recipe(ROOT / "fixtures/kittlebrae/x_support.csv", streams=True),
    "mapped_csv": Recipe(OWN / "mapped_csv.csv", mapping=MAPPING, streams=True),
    "mapped_json": Recipe(OWN / "mapped_json.ndjson", mapping=MAPPING, streams=True),
    "mapped_parquet": Recipe(Path("table.parquet"), mapping=MAPPING, make=parquet),
    "mapped_xlsx": Recipe(Path("table.xlsx"), mapping=MAPPING, make=workbook),
    "mastodon_api": Recipe(DATA / "mastodon_context.json"),
    "mastodon_archive": Recipe(DATA / "mastodon_outbox.json", streams=True),
    "reddit_thread": Recipe(DATA / "reddit_thread.json", at=(1, "data", "children")),
    "bluesky_archive": Recipe(Path("bluesky.car"), make=repository),
    "discord_export": Recipe(DATA / "discord_channel.json", streams=True),
    "facebook_download": Recipe(DATA / "facebook_comments.json"),
    "instagram_download": Recipe(DATA / "instagram_posts.json"),
    "meta_graph": Recipe(DATA / "facebook_feed.json"),
    "reddit_request": Recipe(OWN / "reddit_request.csv", streams=True),
    "telegram_export": Recipe(DATA / "telegram_chat.json", streams=True),
    "youtube_api": Recipe(DATA / "youtube_threads.json"),
    "x_scraped": Recipe(DATA / "x_twscrape.ndjson", streams=True),
    "x_archive": Recipe(OWN / "x_archive.js", streams=True),
}


def recipe(name: str) -> Recipe | None:
    """Return how the fixture of a format is scaled up, None if it has none."""
    if name in RECIPES:
        return RECIPES[name]
    names = (f"{name}{mark}{suffix}" for mark in ("", "_*") for suffix in _SUFFIXES)
    found = (path for pattern in names for folder in FIXTURES for path in sorted(folder.glob(pattern)))
    fixture = next(found, None)
    # What stands on lines is read line by line.
    return Recipe(fixture, streams=fixture.suffix in {".ndjson", ".csv"}) if fixture else None


def sample(made: Recipe, size: int) -> Iterator[bytes]:
    """Yield an export of about `size` bytes or a little more, piece by piece."""
    if made.make:
        yield from made.make(size)
        return
    head, body, joint, tail = _parts(made)
    pieces = _MARK.split(body)
    yield head.encode()
    written = len(head) + len(tail)
    for number in count():
        block = (joint if number else "") + _numbered(pieces, number)
        data = block.encode()
        yield data
        written += len(data)
        if written >= size:
            break
    yield tail.encode()


def _numbered(pieces: list[str], number: int) -> str:
    """Return the records with ids of their own: the old one, and ten digits that differ in every repetition."""
    out: list[str] = []
    for place in range(0, len(pieces) - 1, 3):
        text, figure, word = pieces[place : place + 3]
        old = figure or word
        # Reddit's parents are ids behind their kind.
        seed = f"{old.rpartition('_')[2]}.{number}"
        out += [text, old, f"{zlib.crc32(seed.encode()):010}"]
    return "".join(out) + pieces[-1]


def _parts(made: Recipe) -> tuple[str, str, str, str]:
    """Return what stands before the records, the records with marked ids, what joins and what follows them."""
    text = made.fixture.read_text(encoding="utf-8-sig")
    if made.fixture.suffix == ".ndjson":
        records = [_marked(json.loads(line)) for line in text.splitlines()]
        return "", "".join(_dumped(record) + "\n" for record in records), "", ""
    if made.fixture.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(text)))
        named = (zip(rows[0], row, strict=False) for row in rows[1:])
        marked = [[_mark(cell, name) if _IDS.fullmatch(name) else cell for name, cell in row] for row in named]
        return _written(rows[:1]), _written(marked), "", ""
    before, start, document = text.partition("= ") if made.fixture.suffix == ".js" else ("", "", text)
    value = json.loads(document)
    records = _list_in(value, made.at)
    body = ",\n".join(_dumped(_marked(record)) for record in records)
    records[:] = [_PLACE]
    head, tail = _dumped(value).split(f'"{_PLACE}"')
    return before + start + head, body, ",\n", tail


def _list_in(value: Any, at: tuple[str | int, ...] | None) -> list[Any]:
    if at is None:
        return max(_lists(value), key=lambda found: len(_dumped(found)))
    for step in at:
        value = value[step]
    return cast(list[Any], value)


def _lists(value: Any) -> Iterator[list[Any]]:
    """Yield the lists of objects that keys alone lead to."""
    if isinstance(value, list):
        yield value
    elif isinstance(value, dict):
        for under in value.values():
            yield from _lists(under)


def _marked(value: Any) -> Any:
    """Return a record in which every id is marked."""
    if isinstance(value, list):
        return [_marked(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {key: _mark(one, key) if _IDS.fullmatch(key) else _marked(one) for key, one in value.items()}


def _mark(value: Any, key: str) -> Any:
    """Return an id between marks; a name only where it is a path, as Google's are."""
    if isinstance(value, dict | list):
        return _marked(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"\ue000{value}\ue001" if value > 0 else value
    if key == "Review Link":
        return re.sub("(reviewId=|&id=)", "\\1\ue0020\ue001", value)
    named = isinstance(value, str) and value and (key != "name" or "/" in value)
    return f"\ue002{value}\ue001" if named else value


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _written(rows: list[list[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
