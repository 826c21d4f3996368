"""Byte streams: files, what they are packed in, and the limits that hostile input runs into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from socaudit.model import Source
from socaudit.readers._packing import FAULTS, SIGNATURE, Packing, packing_of

CHUNK = 1 << 16
HEAD = 1 << 16
LAYERS = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may ask of this machine before it is refused.

    Args:
        line: bytes of one line or one JSON item; a longer one fails, reading goes on behind it.
        document: bytes of a JSON document that makes sense only as a whole; a longer one ends there.
        unpacked: bytes that a container may unpack to however well it is packed.
        ratio: how many times its own size a container may unpack to, once past `unpacked`.
        members: how many members an archive may have.
    """

    line: int = 16 << 20
    document: int = 64 << 20
    unpacked: int = 1 << 28
    ratio: int = 200
    members: int = 100_000

    def is_bomb(self, *, packed: int, unpacked: int) -> bool:
        """Return whether `packed` bytes that become `unpacked` bytes are a decompression bomb."""
        return unpacked > self.unpacked and unpacked > self.ratio * packed


class DamagedError(Exception):
    """A recognised input cannot be read (any further); the text says why, without its contents."""


class ByteStream(Protocol):
    """Bytes from front to back; `read` returns at least one byte until the end, then none."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end; DamagedError where the rest is unreadable."""
        ...

    def close(self) -> None:
        """Release what lies below."""
        ...


class Pushback:
    """A stream that starts with bytes which were read from it before."""

    def __init__(self, head: bytes, rest: ByteStream) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int, /) -> bytes:
        """Return the next bytes."""
        if not self._head:
            return self._rest.read(size)
        data, self._head = self._head[:size], self._head[size:]
        return data

    def close(self) -> None:
        """Close the stream below."""
        self._rest.close()


class FileStream:
    """An open file (or standard input) whose errors are DamagedError."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        # A short read is as good as a full one, and loses nothing when the next one fails.
        self._read: Callable[[int], bytes] = getattr(file, "read1", file.read)

    def read(self, size: int, /) -> bytes:
        """Return the next bytes."""
        try:
            return self._read(size)
        except OSError as error:
            raise DamagedError(f"cannot be read: {error.strerror}") from error

    def close(self) -> None:
        """Close the file."""
        self.file.close()


class Rewound:
    """A temporary copy from its start; stays open, so that it can be read again. Ends in `damage`, if there is any."""

    def __init__(self, file: IO[bytes], damage: str | None) -> None:
        file.seek(0)
        self._file = file
        self._damage = damage

    def read(self, size: int, /) -> bytes:
        """Return the next bytes."""
        data = self._file.read(size)
        if not data and self._damage:
            raise DamagedError(self._damage)
        return data

    def close(self) -> None:
        """Leave the copy open; it goes with its last user."""


class Unpacked:
    """The bytes inside a packed stream of one or several members."""

    def __init__(self, packing: Packing, rest: ByteStream, limits: Limits) -> None:
        self._packing = packing
        self._rest = rest
        self._limits = limits
        self._engine = packing.engine()
        self._pending = b""
        self._packed = 0
        self._unpacked = 0

    def read(self, size: int, /) -> bytes:
        """Return the next unpacked bytes; DamagedError if the stream is cut, damaged or a bomb."""
        while not self._engine.eof or self._next_member():
            packed = self._pending or (self._fetch() if self._engine.needs_input else b"")
            waits = not packed and self._engine.needs_input
            self._pending = b""
            try:
                data = self._engine.decompress(packed, size)
            except FAULTS as error:
                raise DamagedError(f"the {self._packing.name} stream is damaged") from error
            if data:
                self._unpacked += len(data)
                if self._limits.is_bomb(packed=self._packed, unpacked=self._unpacked):
                    raise DamagedError("unpacks to far more than its size: a decompression bomb")
                return data
            if waits and not self._engine.eof:
                raise DamagedError(f"the {self._packing.name} stream is cut")
        return b""

    def close(self) -> None:
        """Close the stream below."""
        self._rest.close()

    def _fetch(self) -> bytes:
        data = self._rest.read(CHUNK)
        self._packed += len(data)
        return data

    def _next_member(self) -> bool:
        """Find the next member behind the padding of the last one; False at the end."""
        data = self._engine.unused_data.lstrip(self._packing.padding)
        while not data:
            fetched = self._fetch()
            if not fetched:
                return False
            data = fetched.lstrip(self._packing.padding)
        self._engine = self._packing.engine()
        self._pending = data
        return True


def read_up_to(stream: ByteStream, size: int) -> bytes:
    """Return the next `size` bytes, fewer only at the end."""
    parts: list[bytes] = []
    while size > 0 and (data := stream.read(size)):
        parts.append(data)
        size -= len(data)
    return b"".join(parts)


def peel(stream: ByteStream, limits: Limits) -> ByteStream:
    """Return the stream inside all that `stream` is packed in."""
    for _ in range(LAYERS + 1):
        start = read_up_to(stream, SIGNATURE)
        stream = Pushback(start, stream)
        packing = packing_of(start)
        if packing is None:
            return stream
        stream = Unpacked(packing, stream, limits)
    raise DamagedError(f"packed more than {LAYERS} times over")


@dataclass(frozen=True, slots=True)
class Blob:
    """One file or archive member that can be opened.

    Args:
        path: the file as shown to the user.
        member: its name inside the archive, if it is in one.
        name: where it stands among its siblings, with slashes; groups the files of one archive.
        start: opens it, compression included.
        reopens: whether `start` can be called twice (standard input cannot).
        ignored: listed without being opened: hidden files, dangling links, pipes inside a folder.
    """

    path: str
    member: str | None
    name: str
    start: Callable[[], ByteStream]
    reopens: bool = True
    ignored: bool = False

    def open(self, limits: Limits) -> ByteStream:
        """Open it at its first byte, unpacked; DamagedError if that fails."""
        stream = self.start()
        try:
            return peel(stream, limits)
        except DamagedError:
            stream.close()
            raise

    def source(self, kind: str, *, line: int | None = None, pointer: str | None = None) -> Source:
        """Return a place in it, for a reader called `kind`."""
        return Source(self.path, kind, self.member, line, pointer)


def file_stream(path: Path) -> FileStream:
    """Open a file on disk; DamagedError if that is not allowed."""
    try:
        return FileStream(path.open("rb", buffering=0))
    except OSError as error:
        raise DamagedError(f"cannot be read: {error.strerror}") from error
