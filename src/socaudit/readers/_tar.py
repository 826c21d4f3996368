"""The members of a tar as files to read."""

from __future__ import annotations

import tarfile
from collections.abc import Callable
from typing import IO

from socaudit.readers._members import CLIMBS, Refused, climbs, member_blob
from socaudit.readers._streams import Blob, ByteStream, DamagedError, Limits

_FAULTS = (tarfile.TarError, OSError, EOFError, ValueError, OverflowError)


class _MemberStream:
    """The bytes of one member, which lie in the archive as they are."""

    def __init__(self, file: IO[bytes], start: int, size: int) -> None:
        self._file = file
        self._at = start
        self._end = start + size

    def read(self, size: int, /) -> bytes:
        wanted = min(size, self._end - self._at)
        try:
            self._file.seek(self._at)
            data = self._file.read(wanted)
        except OSError as error:
            raise DamagedError(f"cannot be read: {error.strerror}") from error
        if wanted and not data:
            raise DamagedError("the archive ends inside this member")
        self._at += len(data)
        return data

    def close(self) -> None:
        """Leave the archive open for the other members."""


def is_tar(head: bytes) -> bool:
    """Return whether a file begins with the header of a member, by its checksum."""
    try:
        tarfile.TarInfo.frombuf(head[: tarfile.BLOCKSIZE], "utf-8", "replace")
    except _FAULTS:
        return False
    return True


def tar_members(
    file: IO[bytes], path: str, within: str | None, limits: Limits
) -> tuple[list[Blob | Refused], str | None]:
    """Return the members of the archive in `file`, sorted by name, and why there may be more of them."""
    found: list[Blob | Refused] = []
    damage: str | None = None
    try:
        archive = tarfile.open(fileobj=file, mode="r:", encoding="utf-8", errors="replace")  # noqa: SIM115 (not its file)
        for count, info in enumerate(archive):
            if count == limits.members:
                raise DamagedError(f"the tar has more than {limits.members} members")
            if not info.isdir():
                found.append(_member(file, info, path, within))
        # The library takes any header that it cannot read for the end.
        file.seek(archive.offset)
        if file.read(tarfile.BLOCKSIZE) != bytes(tarfile.BLOCKSIZE):
            damage = f"the tar is cut or damaged at byte {archive.offset}"
    except _FAULTS:
        damage = "the tar is cut or damaged"
    return sorted(found, key=_name), damage


def _member(file: IO[bytes], info: tarfile.TarInfo, path: str, within: str | None) -> Blob | Refused:
    name = info.name.removeprefix("./")
    blob = member_blob(path, within, name, _opener(file, info))
    if climbs(name):
        return Refused(blob, CLIMBS)
    if info.issym() or info.islnk():
        return Refused(blob, "the member is a link")
    if not info.isreg() or info.issparse():
        return Refused(blob, "the member is no ordinary file")
    return blob


def _opener(file: IO[bytes], info: tarfile.TarInfo) -> Callable[[], ByteStream]:
    return lambda: _MemberStream(file, info.offset_data, info.size)


def _name(file: Blob | Refused) -> str:
    return file.blob.name if isinstance(file, Refused) else file.name
