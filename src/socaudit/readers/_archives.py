"""Archives that hold files: told by how they begin, opened where they lie or as a copy that can be searched."""

from __future__ import annotations

from contextlib import ExitStack
from typing import IO

from socaudit.readers._members import Members, spool
from socaudit.readers._streams import Blob, DamagedError, FileStream, Limits, read_up_to
from socaudit.readers._tar import is_tar, tar_members
from socaudit.readers._zip import SIGNATURES, is_workbook, open_zip, zip_members

ZIP = "zip"
TAR = "tar"
_HEADER = 512


def archive_kind(head: bytes) -> str | None:
    """Return what archive a file is that begins so, None if it is none: a workbook is one file to its owner."""
    if head.startswith(SIGNATURES):
        return None if is_workbook(head) else ZIP
    return TAR if is_tar(head) else None


def open_archive(blob: Blob, kind: str, limits: Limits, stack: ExitStack) -> Members:
    """Return the members of an archive, which can be read as long as `stack` is open; DamagedError if none can be."""
    file, damage = _seekable(blob, kind, limits)
    stack.callback(file.close)
    if kind == TAR:
        files, fault = tar_members(file, blob.path, blob.member, limits)
        return Members(kind, files, damage or fault)
    if damage:
        # The list of its members was at the end.
        raise DamagedError(damage)
    archive = stack.enter_context(open_zip(file, limits))
    return Members(kind, zip_members(archive, blob.path, blob.member, limits))


def _seekable(blob: Blob, kind: str, limits: Limits) -> tuple[IO[bytes], str | None]:
    """Return an archive as a file to seek in: the file itself where it lies open on disk, else a copy."""
    stream = blob.start()
    if isinstance(stream, FileStream) and blob.reopens and archive_kind(read_up_to(stream, _HEADER)) == kind:
        stream.file.seek(0)
        return stream.file, None
    stream.close()
    return spool(blob.open(limits))
