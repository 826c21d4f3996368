"""Rewrites: what is wrong in templates and can be put right without looking, in the source file and nowhere else."""

from __future__ import annotations

import codecs
import difflib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import re2

from socaudit.errors import UsageError
from socaudit.keys import NO_KEY
from socaudit.model import Location, Message, Report, Rewrite
from socaudit.stages.layout import region
from socaudit.stages.match import fields, text_hash
from socaudit.templates import Lines, TemplateOptions, reread

_STDIN = "-"
# How a text can stand in its file: as it is, or with the escapes of JSON and YAML, or of CSV. What fits is tried out.
_SPELLINGS: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
    lambda text: text.replace('"', '""').replace("'", "''"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """A file of templates before and after its rewrites, and how many places those put right."""

    path: Path
    raw: bytes
    before: str
    after: str
    places: int

    @property
    def rewritten(self) -> bytes:
        """Return the bytes of the file after its rewrites."""
        return _encoded(self.after, self.raw)

    def diff(self) -> str:
        """Return the rewrites as a unified diff, which `patch` understands."""
        old, new = (_lines(text) for text in (self.before, self.after))
        name = self.path.as_posix()
        lines = difflib.unified_diff(old, new, f"a/{name}", f"b/{name}")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


@dataclass(frozen=True, slots=True)
class _Edit:
    """What becomes of a span of a field of a template, and of the same span in the file."""

    template: int
    field: str
    start: int
    end: int
    to: str
    source: tuple[int, int]
    spelt: str = ""


def refuse_stdin(paths: Iterable[str]) -> None:
    """Raise UsageError if a path is standard input, which cannot be read again and written back."""
    if _STDIN in paths:
        raise UsageError("standard input cannot be fixed: it cannot be read again", hint="name the file")


def changes(report: Report, options: TemplateOptions) -> list[Change]:
    """Return what the rewrites of the rules make of the files, by path; where none is sure to fit, nothing changes.

    Args:
        report: what `lint` found.
        options: how it read the templates.

    Raises:
        UsageError: a file has gone or changed since.
    """
    rewrites = {rule.id: rule.rewrites for rule in report.rules if rule.rewrites}
    wanted: dict[str, list[tuple[Location, Sequence[Rewrite]]]] = {}
    for finding in report.findings:
        for place in finding.locations if finding.rule_id in rewrites else ():
            if place.region is not None:
                wanted.setdefault(place.source.path, []).append((place, rewrites[finding.rule_id]))
    made = (_changed(Path(path), some, options) for path, some in sorted(wanted.items()))
    return [change for change in made if change.places]


def _changed(path: Path, wanted: Sequence[tuple[Location, Sequence[Rewrite]]], options: TemplateOptions) -> Change:
    """Return a file with every rewrite after which it says what it should, and nothing else is other than before."""
    raw = _read(path)
    before = _decoded(raw)
    if _encoded(before, raw) != raw:
        raise _stale(path)

    def templates(text: str) -> list[Message]:
        return [one for one in reread(wanted[0][0].source, text, options) if isinstance(one, Message)]

    known, lines = templates(before), Lines(before)
    done: list[_Edit] = []
    places = 0
    for place, rewrites in wanted:
        home = _home(place, known)
        if home is None:
            raise _stale(path)
        edits = list(_edits(place, home, known[home], rewrites, lines))
        for spelling in _SPELLINGS if edits and not _overlap(edits, done) else ():
            tried = [*done, *(replace(edit, spelt=spelling(edit.to)) for edit in edits)]
            if _contents(templates(_applied(before, tried))) == _expected(known, tried):
                done, places = tried, places + 1
                break
    return Change(path, raw, before, _applied(before, done), places)


def _home(place: Location, known: Sequence[Message]) -> int | None:
    """Return the template that a location is in; those of one text are told apart by where they stand."""
    for number, message in enumerate(known):
        if text_hash(NO_KEY, message) == place.text_hash:
            at = region(message.layout, place.field, place.start, place.end)
            if at == place.region:
                return number
    return None


def _edits(place: Location, home: int, message: Message, rewrites: Sequence[Rewrite], lines: Lines) -> Iterator[_Edit]:
    """Yield what the first rewrite that fits makes of a location."""
    text = dict(fields(message))[place.field]
    found = text[place.start : place.end]
    for rewrite in rewrites:
        if rewrite.formats and place.source.format not in rewrite.formats:
            continue
        if not _compiled(f"(?:{rewrite.after})$").search(text[: place.start]):
            continue
        some = [(match.span(), match.expand(rewrite.to)) for match in _compiled(rewrite.pattern).finditer(found)]
        for (start, end), to in some:
            first, last, least = _least(text, place.start + start, place.start + end, to)
            yield _Edit(home, place.field, first, last, least, _source(message, place.field, first, last, lines))
        if some:
            return


@cache
def _compiled(pattern: str) -> Any:
    return re2.compile(pattern)


def _least(text: str, start: int, end: int, to: str) -> tuple[int, int, str]:
    """Return a span and what it becomes without what stays as it is at both ends."""
    while start < end and to and text[start] == to[0]:
        start, to = start + 1, to[1:]
    while start < end and to and text[end - 1] == to[-1]:
        end, to = end - 1, to[:-1]
    return start, end, to


def _source(message: Message, field: str, start: int, end: int, lines: Lines) -> tuple[int, int]:
    """Return the offsets of a span in the file; what is put in between goes right behind what stands before it."""
    before = start == end and start > 0
    at = region(message.layout, field, start - before, end)
    assert at is not None  # noqa: S101  # The location has a region in this field.
    stop = lines.offset(at.end_line, at.end_column)
    return (stop if before else lines.offset(at.line, at.column)), stop


def _overlap(edits: Iterable[_Edit], done: Sequence[_Edit]) -> bool:
    """Tell whether an edit touches what another has changed: the next run sees what is left to do."""
    return any(
        edit.source[0] <= other.source[1] and other.source[0] <= edit.source[1] for edit in edits for other in done
    )


def _applied(text: str, edits: Iterable[_Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: edit.source, reverse=True):
        text = text[: edit.source[0]] + edit.spelt + text[edit.source[1] :]
    return text


def _contents(messages: Iterable[Message]) -> list[tuple[object, dict[str, str]]]:
    """Return all that is read of templates but where it stands."""
    return [((one.id, one.network, one.visibility, one.lang), dict(fields(one))) for one in messages]


def _expected(known: Iterable[Message], edits: Iterable[_Edit]) -> list[tuple[object, dict[str, str]]]:
    contents = _contents(known)
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        texts = contents[edit.template][1]
        text = texts[edit.field]
        texts[edit.field] = text[: edit.start] + edit.to + text[edit.end :]
    return contents


def _stale(path: Path) -> UsageError:
    return UsageError("has changed since it was read, and is left as it is", where=str(path), hint="lint it again")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise _stale(path) from None


_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def _encoding(raw: bytes) -> tuple[bytes, str]:
    """Return the byte order mark of a file, if it has one, and its encoding."""
    return next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), (b"", "utf-8"))


def _decoded(raw: bytes) -> str:
    mark, encoding = _encoding(raw)
    return raw.removeprefix(mark).decode(encoding, "replace")


def _encoded(text: str, raw: bytes) -> bytes:
    mark, encoding = _encoding(raw)
    return mark + text.encode(encoding)


def _lines(text: str) -> list[str]:
    """Return the lines as `patch` counts them, with their ends."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]
