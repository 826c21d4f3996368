"""What the members of all archives have in common; nothing is ever written to disk under a name from an archive."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from socaudit.readers._streams import CHUNK, Blob, ByteStream, DamagedError

BOMB = "unpacks to far more than its size: a decompression bomb"
CLIMBS = "the member's path climbs out of the archive"

_IN_MEMORY = 16 << 20
_CLIMBING = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)")


@dataclass(frozen=True, slots=True)
class Refused:
    """A member that must not or cannot be read, and why."""

    blob: Blob
    reason: str


@dataclass(frozen=True, slots=True)
class Members:
    """The files of an archive of some kind, sorted by name; `damage` says why there may be more of them."""

    kind: str
    files: list[Blob | Refused]
    damage: str | None = None


def climbs(name: str) -> bool:
    """Return whether a member's name leads out of its archive."""
    return bool(_CLIMBING.search(name))


def member_blob(path: str, within: str | None, name: str, start: Callable[[], ByteStream]) -> Blob:
    """Return a member as a file; `within` is the member that holds the archive, if one does."""
    ignored = any(part.startswith(".") and part != "." for part in name.split("/"))
    return Blob(path, name if within is None else f"{within}!{name}", name, start, ignored=ignored)


def spool(stream: ByteStream) -> tuple[IO[bytes], str | None]:
    """Return a seekable copy of `stream`, in memory or in an unnamed temporary file, and why it ends too soon."""
    copy = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the caller closes it)
    damage = None
    try:
        while data := stream.read(CHUNK):
            copy.write(data)
    except DamagedError as error:
        damage = str(error)
    copy.seek(0)
    return copy, damage
