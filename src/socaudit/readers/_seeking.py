"""Inputs as files to seek in, for formats that are not written to be read from front to back."""

from __future__ import annotations

from contextlib import closing
from typing import IO

from socaudit.readers._members import spool
from socaudit.readers._streams import Blob, DamagedError, FileStream, Limits, read_up_to


def seekable(blob: Blob, limits: Limits, *, sign: bytes) -> IO[bytes]:
    """Return the file itself where it lies on disk and begins with `sign`, else a copy of what is packed in it.

    Raises:
        DamagedError: it cannot be read to its end.
    """
    if blob.reopens:
        stream = blob.start()
        if isinstance(stream, FileStream) and read_up_to(stream, len(sign)) == sign:
            stream.file.seek(0)
            return stream.file
        stream.close()
    with closing(blob.open(limits)) as unpacked:
        copy, damage = spool(unpacked)
    if damage:
        copy.close()
        raise DamagedError(damage)
    return copy
