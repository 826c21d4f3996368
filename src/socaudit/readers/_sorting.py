"""Which reader gets which file: sniffing, grouping the files of one export, opening archives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TypeAlias

from socaudit.model import Failed, Opened, ReadEvent, Source
from socaudit.readers._archives import archive_kind, open_archive
from socaudit.readers._members import Members, Refused, spool
from socaudit.readers._reader import Head, Input, Reader
from socaudit.readers._streams import HEAD, Blob, ByteStream, DamagedError, Limits, Pushback, Rewound

UNKNOWN = "unknown"
_DEPTH = 2

Readers: TypeAlias = tuple[tuple[str, Reader], ...]
# By the names of a reader and of a folder.
_Beside: TypeAlias = defaultdict[tuple[str, str], list[Blob]]


@dataclass(frozen=True, slots=True)
class Task:
    """One input that has been sniffed: its files, whether anybody knows it, and how to read its events."""

    blobs: tuple[Blob, ...]
    known: bool
    read: Callable[[], Iterator[ReadEvent]]


@dataclass(slots=True)
class _Export:
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
        blob = _reopening(blob, Pushback(data, stream), searched=archive_kind(data) is not None)
    return blob, Head(data, damage)


def _reopening(blob: Blob, stream: ByteStream, *, searched: bool) -> Blob:
    """Return a blob that starts over with `stream`; an archive, which is not read in order, is copied first."""
    if not searched:
        return replace(blob, start=lambda: stream)
    copy, damage = spool(stream)
    return replace(blob, start=lambda: Rewound(copy, damage), reopens=True)


def recognise(head: Head, readers: Readers) -> tuple[str, Reader] | None:
    """Return the first reader that knows an input, with its name."""
    return next((entry for entry in readers if entry[1].knows(head)), None)


def sort_out(blobs: Iterable[Blob | Refused], readers: Readers, limits: Limits, *, depth: int = 0) -> list[Task]:
    """Return what is to be read, in the order of `blobs`; the files of one archive become one task."""
    tasks: list[tuple[int, Task]] = []
    unknown: list[tuple[int, Blob]] = []
    archives: dict[tuple[str, str], _Export] = {}
    beside: _Beside = defaultdict(list)
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
            archives.setdefault((entry[0], _home(blob)), _Export(*entry, place)).blobs.append(blob)
        elif entry:
            if entry[1].explains and entry[1].explains(head):
                beside[entry[0], _home(blob)].append(blob)
            tasks.append((place, _single(blob, *entry, limits, beside)))
        elif kind := archive_kind(head.data):
            tasks.append((place, _archive(blob, kind, readers, limits, depth)))
        elif head.damage:
            tasks.append((place, _refusal(blob, head.damage)))
        else:
            unknown.append((place, blob))
    tasks.extend(_leftovers(unknown, archives))
    tasks.extend((archive.place, _bundle(archive, limits)) for archive in archives.values())
    return [task for _, task in sorted(tasks, key=lambda entry: entry[0])]


def _leftovers(unknown: list[tuple[int, Blob]], archives: dict[tuple[str, str], _Export]) -> Iterator[tuple[int, Task]]:
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


def _home(blob: Blob) -> str:
    return str(PurePosixPath(blob.name).parent)


def _single(blob: Blob, name: str, reader: Reader, limits: Limits, beside: _Beside) -> Task:
    def given(file: Blob) -> Input:
        # Looked at again rather than kept: a folder may hold very many files.
        again, head = look(file, limits)
        return Input(file.source(name), head, (again,))

    def read() -> Iterator[ReadEvent]:
        # By now all files are sorted.
        files = beside.get((name, _home(blob)), ())
        # What explains the others needs no explanation, or each of many would read all.
        others = [] if blob in files else [given(other) for other in files]
        return _run(replace(given(blob), beside=tuple(others)), name, reader)

    return Task((blob,), known=True, read=read)


def _bundle(archive: _Export, limits: Limits) -> Task:
    def read() -> Iterator[ReadEvent]:
        first, head = look(archive.blobs[0], limits)
        files = (first, *archive.blobs[1:])
        return _run(Input(_whole(archive), head, files, archive.others), archive.name, archive.reader)

    return Task(tuple(archive.blobs), known=True, read=read)


def _whole(archive: _Export) -> Source:
    """Return the folder or zip in which the archive lies, as far as it is not a single file."""
    first = archive.blobs[0]
    if len(archive.blobs) + archive.others == 1:
        return first.source(archive.name)
    folder = PurePosixPath(first.name).parent
    steps = 2 if folder.name == "data" else 1
    if first.member is None:
        above = PurePosixPath(first.path).parents
        return Source(str(above[min(steps, len(above)) - 1]), archive.name)
    within = first.member.removesuffix(first.name)
    inside = str(PurePosixPath(first.name).parents[steps - 1])
    member = within.rstrip("!") if inside == "." else within + inside
    return Source(first.path, archive.name, member or None)


def _run(given: Input, name: str, reader: Reader) -> Iterator[ReadEvent]:
    yield Opened(given.source, name)
    yield from reader.read(given)


def _archive(blob: Blob, kind: str, readers: Readers, limits: Limits, depth: int) -> Task:
    if depth >= _DEPTH:
        return _refusal(blob, "an archive in an archive in an archive is not read", kind)

    def read() -> Iterator[ReadEvent]:
        with ExitStack() as stack:
            try:
                members = open_archive(blob, kind, limits, stack)
                tasks = _member_tasks(blob, members, readers, limits, depth + 1)
            except DamagedError as error:
                tasks = [_refusal(blob, str(error), kind)]
            for task in tasks:
                yield from task.read()

    return Task((blob,), known=True, read=read)


def _member_tasks(blob: Blob, members: Members, readers: Readers, limits: Limits, depth: int) -> list[Task]:
    tasks = sort_out(members.files, readers, limits, depth=depth)
    if members.damage:
        tasks.append(_refusal(blob, members.damage, members.kind))
    return tasks or [_stranger(blob)]


def holds_something(blob: Blob, kind: str, readers: Readers, limits: Limits) -> bool:
    """Return whether an archive holds anything that is known, or that would have to be reported as damaged."""
    with ExitStack() as stack:
        try:
            tasks = _member_tasks(blob, open_archive(blob, kind, limits, stack), readers, limits, 1)
        except DamagedError:
            return True
        return any(task.known for task in tasks)
