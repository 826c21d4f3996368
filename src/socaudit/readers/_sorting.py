"""Which reader gets which file: sniffing, grouping the files of one archive, opening zips."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import IO, TypeAlias

from socaudit.model import Failed, Opened, ReadEvent, Source
from socaudit.readers._reader import Head, Input, Reader
from socaudit.readers._streams import (
    HEAD,
    ZIP,
    Blob,
    ByteStream,
    DamagedError,
    FileStream,
    Limits,
    Pushback,
    Rewound,
)
from socaudit.readers._zip import Refused, member_blobs, open_zip, spool

UNKNOWN = "unknown"
_ZIP_DEPTH = 2

Readers: TypeAlias = tuple[tuple[str, Reader], ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One input that has been sniffed: its files, whether anybody knows it, and how to read its events."""

    blobs: tuple[Blob, ...]
    known: bool
    read: Callable[[], Iterator[ReadEvent]]


@dataclass(slots=True)
class _Archive:
    """The files of one archive as they are found."""

    name: str
    reader: Reader
    place: int
    blobs: list[Blob] = field(default_factory=list)
    others: int = 0


def look(blob: Blob, limits: Limits) -> tuple[Blob, Head]:
    """Return how an input begins, and the blob to read it from (standard input opens only once)."""
    data = b""
    damage = None
    stream: ByteStream | None = None
    try:
        stream = blob.open(limits)
        while len(data) < HEAD and (more := stream.read(HEAD - len(data))):
            data += more
    except DamagedError as error:
        damage = str(error)
    if stream is not None and blob.reopens:
        stream.close()
    elif stream is not None:
        blob = _reopening(blob, Pushback(data, stream), is_zip=data.startswith(ZIP))
    return blob, Head(data, damage)


def _reopening(blob: Blob, stream: ByteStream, *, is_zip: bool) -> Blob:
    """Return a blob that starts over with `stream`; a zip is read from its end, so it is copied first."""
    if not is_zip:
        return replace(blob, start=lambda: stream)
    try:
        copy = spool(stream)
    except DamagedError:
        return replace(blob, start=lambda: stream)
    return replace(blob, start=lambda: Rewound(copy), reopens=True)


def recognise(head: Head, readers: Readers) -> tuple[str, Reader] | None:
    """Return the first reader that knows an input, with its name."""
    return next((entry for entry in readers if entry[1].knows(head)), None)


def sort_out(blobs: Iterable[Blob | Refused], readers: Readers, limits: Limits, *, depth: int = 0) -> list[Task]:
    """Return what is to be read, in the order of `blobs`; the files of one archive become one task."""
    tasks: list[tuple[int, Task]] = []
    unknown: list[tuple[int, Blob]] = []
    archives: dict[tuple[str, str], _Archive] = {}
    for place, candidate in enumerate(blobs):
        if isinstance(candidate, Refused):
            tasks.append((place, _refusal(candidate.blob, candidate.reason)))
            continue
        if candidate.ignored:
            unknown.append((place, candidate))
            continue
        blob, head = look(candidate, limits)
        entry = recognise(head, readers)
        if entry and entry[1].gathers:
            home = str(PurePosixPath(blob.name).parent)
            archives.setdefault((entry[0], home), _Archive(*entry, place)).blobs.append(blob)
        elif entry:
            tasks.append((place, _single(blob, *entry, limits)))
        elif head.data.startswith(ZIP):
            tasks.append((place, _zip(blob, readers, limits, depth)))
        elif head.damage:
            tasks.append((place, _refusal(blob, head.damage)))
        else:
            unknown.append((place, blob))
    tasks.extend(_leftovers(unknown, archives))
    tasks.extend((archive.place, _bundle(archive, limits)) for archive in archives.values())
    return [task for _, task in sorted(tasks, key=lambda entry: entry[0])]


def _leftovers(
    unknown: list[tuple[int, Blob]], archives: dict[tuple[str, str], _Archive]
) -> Iterator[tuple[int, Task]]:
    """Yield the unknown files that belong to no archive; count those that do."""
    for place, blob in unknown:
        owner = next(
            (
                archive
                for (_, home), archive in archives.items()
                if archive.reader.gathers and archive.reader.gathers(home, blob.name)
            ),
            None,
        )
        if owner is None:
            yield place, _stranger(blob)
        else:
            owner.others += 1


def _stranger(blob: Blob) -> Task:
    opened = Opened(blob.source(UNKNOWN), None)
    return Task((blob,), known=False, read=lambda: iter((opened,)))


def _refusal(blob: Blob, reason: str, kind: str | None = None) -> Task:
    source = blob.source(kind or UNKNOWN)
    events = (Opened(source, kind), Failed(reason, source))
    return Task((blob,), known=True, read=lambda: iter(events))


def _single(blob: Blob, name: str, reader: Reader, limits: Limits) -> Task:
    def read() -> Iterator[ReadEvent]:
        # Looked at again rather than kept: a folder may hold very many files.
        again, head = look(blob, limits)
        return _run(Input(blob.source(name), head, (again,)), name, reader)

    return Task((blob,), known=True, read=read)


def _bundle(archive: _Archive, limits: Limits) -> Task:
    def read() -> Iterator[ReadEvent]:
        first, head = look(archive.blobs[0], limits)
        files = (first, *archive.blobs[1:])
        return _run(Input(_whole(archive), head, files, archive.others), archive.name, archive.reader)

    return Task(tuple(archive.blobs), known=True, read=read)


def _whole(archive: _Archive) -> Source:
    """Return the folder or zip in which the archive lies, as far as it is not a single file."""
    first = archive.blobs[0]
    if len(archive.blobs) + archive.others == 1:
        return first.source(archive.name)
    folder = PurePosixPath(first.name).parent
    steps = 2 if folder.name == "data" else 1
    if first.member is None:
        return Source(str(PurePosixPath(first.path).parents[steps - 1]), archive.name)
    within = first.member.removesuffix(first.name)
    inside = str(PurePosixPath(first.name).parents[steps - 1])
    member = within.rstrip("!") if inside == "." else within + inside
    return Source(first.path, archive.name, member or None)


def _run(given: Input, name: str, reader: Reader) -> Iterator[ReadEvent]:
    yield Opened(given.source, name)
    yield from reader.read(given)


def _zip(blob: Blob, readers: Readers, limits: Limits, depth: int) -> Task:
    if depth >= _ZIP_DEPTH:
        return _refusal(blob, "a zip in a zip in a zip is not read", "zip")

    def read() -> Iterator[ReadEvent]:
        with ExitStack() as stack:
            try:
                tasks = _zip_tasks(blob, readers, limits, depth, stack)
            except DamagedError as error:
                yield from _refusal(blob, str(error), "zip").read()
                return
            for task in tasks:
                yield from task.read()

    return Task((blob,), known=True, read=read)


def _zip_tasks(blob: Blob, readers: Readers, limits: Limits, depth: int, stack: ExitStack) -> list[Task]:
    file = stack.enter_context(_seekable(blob, limits))
    archive = stack.enter_context(open_zip(file, limits))
    members = member_blobs(archive, blob.path, blob.member, limits)
    return sort_out(members, readers, limits, depth=depth + 1) or [_stranger(blob)]


def holds_something(blob: Blob, readers: Readers, limits: Limits) -> bool:
    """Return whether a zip holds anything that is known, or that would have to be reported as damaged."""
    with ExitStack() as stack:
        try:
            tasks = _zip_tasks(blob, readers, limits, 0, stack)
        except DamagedError:
            return True
        return any(task.known for task in tasks)


def _seekable(blob: Blob, limits: Limits) -> IO[bytes]:
    """Return a zip as a file to seek in: the file itself where it lies open on disk, else a copy."""
    stream = blob.start()
    if isinstance(stream, FileStream) and blob.reopens and stream.read(len(ZIP[0])) in ZIP:
        stream.file.seek(0)
        return stream.file
    stream.close()
    return spool(blob.open(limits))
