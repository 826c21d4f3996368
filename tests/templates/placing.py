"""What the tests of the template formats share: files of one template, and where its words stand."""

from __future__ import annotations

from pathlib import Path

from socaudit.model import Failed, Message, ReadEvent, Region, Skipped
from socaudit.stages.layout import region
from socaudit.templates import TemplateOptions, read
from socaudit.templates._text import Lines


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def events(*paths: Path, mapping: Path | None = None) -> list[ReadEvent]:
    return list(read([str(path) for path in paths], TemplateOptions(mapping=mapping)))


def templates(*paths: Path, mapping: Path | None = None) -> list[Message]:
    return [event for event in events(*paths, mapping=mapping) if isinstance(event, Message)]


def skipped(*paths: Path) -> list[str]:
    return [event.reason for event in events(*paths) if isinstance(event, Skipped)]


def failures(*paths: Path) -> list[tuple[int | None, str]]:
    return [(event.source.line, event.reason) for event in events(*paths) if isinstance(event, Failed)]


def place(message: Message, word: str, *, field: str = "text") -> Region | None:
    """Return where the first of a word in a field stands, as the layout tells."""
    text = message.text if field == "text" else message.links[int(field.partition(".")[2])]
    start = text.index(word)
    return region(message.layout, field, start, start + len(word))


def standing(source: str, word: str) -> Region:
    """Return where the first of a word stands in a file, as an editor shows it."""
    start = source.index(word)
    lines = Lines(source)
    return Region(*lines.at(start), *lines.at(start + len(word)))
