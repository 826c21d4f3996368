"""The members of a zip as files to read."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import IO

from socaudit.readers._members import BOMB, CLIMBS, Refused, climbs, member_blob
from socaudit.readers._streams import Blob, ByteStream, DamagedError, Limits

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = 0x1
# How an Excel workbook, a zip itself, begins: with a part that every such package has, or one of its own.
_PACKAGE = re.compile(rb"(?s)PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/|docProps/|xl/)")
_WORKBOOK = re.compile(rb"(?s)PK\x03\x04.{26}xl/(?:workbook|worksheets/|styles|sharedStrings|theme/|_rels/|drawings/)")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

# All that the standard library raises on a damaged archive.
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
    struct.error,
)


class _MemberStream:
    """The unpacked bytes of a member; the archive's faults are DamagedError."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        # `read` would lose what it has when the next block turns out to be damaged.
        self._read: Callable[[int], bytes] = file.read1  # type: ignore[attr-defined] # ZipExtFile has it

    def read(self, size: int, /) -> bytes:
        try:
            return self._read(size)
        except _FAULTS as error:
            raise DamagedError(_wording(error)) from error

    def close(self) -> None:
        self._file.close()


def is_workbook(head: bytes) -> bool:
    """Return whether a zip that begins so is one file to its owner: an Excel workbook."""
    return _PACKAGE.match(head) is not None and _WORKBOOK.search(head) is not None


def open_zip(file: IO[bytes], limits: Limits) -> zipfile.ZipFile:
    """Return the archive in `file`; DamagedError if it is damaged or a bomb as a whole."""
    try:
        archive = zipfile.ZipFile(file)
        size = file.seek(0, 2)
    except _FAULTS as error:
        raise DamagedError(_wording(error)) from error
    members = archive.infolist()
    if len(members) > limits.members:
        raise DamagedError(f"the zip has more than {limits.members} members")
    # A member yields no more bytes than it declares, so the declared sizes are the upper bound. Members
    # that are bombs by themselves are refused by themselves.
    unpacked = sum(info.file_size for info in members if not _is_bomb(info, limits))
    if limits.is_bomb(packed=size, unpacked=unpacked):
        raise DamagedError(BOMB)
    return archive


def zip_members(archive: zipfile.ZipFile, path: str, within: str | None, limits: Limits) -> list[Blob | Refused]:
    """Return the files of an archive, sorted by name; `within` is the member that holds the archive."""
    found: list[Blob | Refused] = []
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        # Not is_dir(): it trips over a member without a name.
        if info.filename.endswith("/"):
            continue
        blob = member_blob(path, within, info.filename, _opener(archive, info))
        reason = _reason_to_refuse(info, limits)
        found.append(Refused(blob, reason) if reason else blob)
    return found


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], ByteStream]:
    def start() -> ByteStream:
        try:
            return _MemberStream(archive.open(info))
        except _FAULTS as error:
            raise DamagedError(_wording(error)) from error

    return start


def _reason_to_refuse(info: zipfile.ZipInfo, limits: Limits) -> str | None:
    if climbs(info.orig_filename) or climbs(info.filename):
        return CLIMBS
    if info.flag_bits & _ENCRYPTED:
        return "the member is encrypted"
    if info.compress_type not in _METHODS:
        return "the member is packed by a method other than deflate"
    if _is_bomb(info, limits):
        return BOMB
    return None


def _is_bomb(info: zipfile.ZipInfo, limits: Limits) -> bool:
    return limits.is_bomb(packed=info.compress_size, unpacked=info.file_size)


def _wording(error: Exception) -> str:
    if isinstance(error, zipfile.BadZipFile) and "CRC" in str(error):
        return "the zip member is damaged: its checksum is wrong"
    return "the zip is cut or damaged"
