"""Draft templates: from named paths to messages of the company, each piece of text with its place in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from socaudit.errors import InputError
from socaudit.model import Failed, Message, Opened, ReadEvent, Source
from socaudit.readers import Blob, NamedPath, Refused, in_order, named_paths, whole_text
from socaudit.templates._channels import network
from socaudit.templates._format import FORMATS, Format, TemplateOptions
from socaudit.templates._page import UNKNOWN_NETWORK, Page, messages
from socaudit.templates._text import Lines
from socaudit.templates._tree import UnreadableError

__all__ = ["FORMATS", "Format", "Lines", "TemplateOptions", "read", "reread"]

_DEFAULTS = TemplateOptions()
_UNKNOWN = "unknown"
Formats = Sequence[tuple[str, Format]]


def read(paths: Sequence[str], options: TemplateOptions = _DEFAULTS) -> Iterator[ReadEvent]:
    """Return the events of all files, in an order that does not depend on the order of `paths`.

    Args:
        paths: files and folders, or `-` for standard input, which is read as text.
        options: the mapping file, if any, and the limits.

    Returns:
        For each file an Opened, then its Message, Skipped and Failed events. Every message has an id of its own;
        templates of one name share their `root_id`.

    Raises:
        InputError: a path does not exist, cannot be read, or holds nothing that a format knows.
        RuleError: the mapping file is wrong.
    """
    built = [(name, factory(options)) for name, factory in FORMATS.items()]
    formats = sorted(built, key=lambda entry: (entry[1].last, entry[0]))
    named = named_paths(paths)
    opened = {_name(file): _opened(file, formats, options) for file in in_order(named)}
    for path in named:
        _check(path, opened, formats)
    return _numbered(event for events in opened.values() for event in events)


def _name(file: Blob | Refused) -> str:
    return file.blob.name if isinstance(file, Refused) else file.name


def _check(path: NamedPath, opened: dict[str, list[ReadEvent]], formats: Formats) -> None:
    """Raise InputError for a path that gives nothing that a format knows."""
    firsts = (opened[name][0] for name in path.names)
    if not any(isinstance(first, Opened) and first.format for first in firsts):
        what = "the folder holds" if path.folder else "holds"
        hint = f"formats: {', '.join(name for name, _ in formats)}"
        raise InputError(f"{what} no templates in a format that is known", where=path.shown, hint=hint)


def _opened(file: Blob | Refused, formats: Formats, options: TemplateOptions) -> list[ReadEvent]:
    """Return the events of one file; it is small, and read whole."""
    if isinstance(file, Refused):
        source = file.blob.source(_UNKNOWN)
        return [Opened(source, _UNKNOWN), Failed(file.reason, source)]
    path = PurePath(file.path)
    suffix = path.suffix.lower() if file.reopens else ".txt"
    asked = [] if file.ignored else [(name, one) for name, one in formats if suffix in one.suffixes]
    if not asked:
        return [Opened(file.source(_UNKNOWN), None)]
    text, problem = whole_text(file, options.limits)
    channel = network(options.channel) if options.channel else UNKNOWN_NETWORK
    for name, one in asked:
        page = Page(file.source(name), path.stem, suffix, text, channel)
        if problem:
            return [Opened(page.source, name), Failed(problem, page.source)]
        if one.knows(page):
            return [Opened(page.source, name), *_events(page, one)]
    return [Opened(file.source(_UNKNOWN), None)]


def reread(source: Source, text: str, options: TemplateOptions = _DEFAULTS) -> list[ReadEvent]:
    """Return the messages, and what is skipped or failed, of a file that has been read if it held this text."""
    path = PurePath(source.path)
    page = Page(replace(source, line=None), path.stem, path.suffix.lower(), text)
    return list(_events(page, FORMATS[source.format](options)))


def _events(page: Page, known: Format) -> Sequence[ReadEvent]:
    try:
        return messages(page, known.drafts(page))
    except UnreadableError as error:
        return [page.failed(error)]


def _numbered(events: Iterator[ReadEvent]) -> Iterator[ReadEvent]:
    """Yield the events with ids that are unique: a name that is taken gets a number."""
    seen: Counter[str] = Counter()
    for event in events:
        if isinstance(event, Message):
            seen[event.id] += 1
            count = seen[event.id]
            yield event if count == 1 else replace(event, id=f"{event.id} ({count})")
        else:
            yield event
