"""Ways to pack a byte stream, each unpacked a little at a time: gzip, zstd, bzip2, xz."""

from __future__ import annotations

import bz2
import lzma
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

# As many bytes as any of the signatures below takes.
SIGNATURE = 10
# All that the engines raise on damaged bytes.
FAULTS = (zlib.error, lzma.LZMAError, OSError, ValueError, EOFError)

# Dumps of whole subreddits are packed with it; what a frame declares is only taken as far as it is used.
_WINDOW = 1 << 31
# A zstd block of four bytes becomes up to 128 KiB, and the library hands over all that a piece becomes.
_PIECE = 1 << 10
_XZ_MEMORY = 1 << 28


class Engine(Protocol):
    """Unpacks one member of a stream; speaks as the standard library's bz2 and lzma do."""

    @property
    def eof(self) -> bool:
        """Tell whether the member has ended."""
        ...

    @property
    def needs_input(self) -> bool:
        """Tell whether nothing more comes without more bytes."""
        ...

    @property
    def unused_data(self) -> bytes:
        """Return the bytes behind the end of the member."""
        ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Return at most so many unpacked bytes; one of FAULTS if the member is damaged."""
        ...


@dataclass(frozen=True, slots=True)
class Packing:
    """A way to pack a stream: its name, how its members begin, what unpacks one, the byte that may fill gaps."""

    name: str
    signature: re.Pattern[bytes]
    engine: Callable[[], Engine]
    padding: bytes = b""


class _Gzip:
    def __init__(self) -> None:
        self._engine = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._engine.eof

    @property
    def needs_input(self) -> bool:
        return not self._engine.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._engine.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        return self._engine.decompress(self._engine.unconsumed_tail + data, max_length)


class _Zstd:
    def __init__(self) -> None:
        import zstandard  # noqa: PLC0415  # Most exports do without.

        self._engine = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
        self._fault = zstandard.ZstdError
        self._packed, self._at = b"", 0
        self._ready, self._given = b"", 0

    @property
    def eof(self) -> bool:
        return self._engine.eof and self._given == len(self._ready)

    @property
    def needs_input(self) -> bool:
        return self._at == len(self._packed) and self._given == len(self._ready)

    @property
    def unused_data(self) -> bytes:
        return self._engine.unused_data + self._packed[self._at :]

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        if data:
            self._packed, self._at = self._packed[self._at :] + data, 0
        while self._given == len(self._ready) and self._at < len(self._packed) and not self._engine.eof:
            self._unpack_piece()
        start = self._given
        self._given = min(start + max_length, len(self._ready))
        return self._ready[start : self._given]

    def _unpack_piece(self) -> None:
        piece = self._packed[self._at : self._at + _PIECE]
        self._at += len(piece)
        try:
            self._ready, self._given = self._engine.decompress(piece), 0
        except self._fault as error:
            raise ValueError(str(error)) from error


PACKINGS = (
    Packing("gzip", re.compile(rb"\x1f\x8b\x08"), _Gzip, padding=b"\0"),
    # A frame, or one for others to skip, such as the table of a seekable file.
    Packing("zstd", re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), _Zstd),
    Packing("bzip2", re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), bz2.BZ2Decompressor),
    Packing("xz", re.compile(rb"\xfd7zXZ\0"), lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY), padding=b"\0"),
)


def packing_of(start: bytes) -> Packing | None:
    """Return how a stream that begins so is packed, None if it is not."""
    return next((packing for packing in PACKINGS if packing.signature.match(start)), None)
