"""Repositories of the AT Protocol as CAR files: blocks by their hashes, and the tree that names the records.

The form: https://ipld.io/specs/transport/car/carv1/ and https://atproto.com/specs/repository.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, NamedTuple

from socaudit.readers._json import at, list_at
from socaudit.readers._streams import CHUNK, Blob, ByteStream, DamagedError, Limits, read_up_to

# A version 1 CID of a DAG-CBOR block under SHA-256, the only ones that such a repository has.
_CID = b"\x01\x71\x12\x20"
_CID_SIZE = len(_CID) + 32
_VARINT_SIZE = 5
# The type of a record, which DAG-CBOR puts before all longer keys.
_TYPE = re.compile(rb"e\$type(?:[\x60-\x77]|\x78.)(?=[a-z])", re.DOTALL)


class Record(NamedTuple):
    """One record: its collection and key as a path, and its value; None where it is missing or damaged."""

    path: str
    value: object


@dataclass(frozen=True, slots=True)
class Repository:
    """The blocks of a file as far as it could be read; `problem` says why there are no more of them."""

    root: bytes | None
    blocks: dict[bytes, bytes]
    problem: str | None

    def block(self, cid: object) -> Any:
        """Return the value of a block, an empty one where it was not kept, None where it is missing or damaged."""
        import libipld  # noqa: PLC0415 (start-up stays light)

        data = self.blocks.get(cid) if isinstance(cid, bytes) else None
        if not data:
            return None if data is None else {}
        try:
            return libipld.decode_dag_cbor(data)
        except (ValueError, RecursionError):
            return None

    def records(self) -> Iterator[Record]:
        """Yield the records in the order of their paths; a branch that is missing or damaged has an empty path."""
        open_ = [_Link(at(self.block(self.root), "data"))]
        seen: set[object] = set()
        while open_:
            link = open_.pop()
            value = self.block(link.cid)
            if link.path:
                yield Record(link.path, value)
            elif not isinstance(value, dict) or link.cid in seen:
                # A branch never stands in two places; one that does could stand in millions.
                yield Record("", None)
            else:
                seen.add(link.cid)
                open_.extend(reversed(list(_links(value))))


class _Link(NamedTuple):
    """What a branch leads to: a record by its path, or a further branch, which has none."""

    cid: object
    path: str = ""


def _links(branch: object) -> Iterator[_Link]:
    """Yield what a branch leads to, in order; of its path a record leaves out what it shares with the one before."""
    if at(branch, "l") is not None:
        yield _Link(at(branch, "l"))
    path = b""
    for entry in list_at(branch, "e"):
        shared, rest = at(entry, "p"), at(entry, "k")
        path = path[: shared if isinstance(shared, int) else 0] + (rest if isinstance(rest, bytes) else b"")
        yield _Link(at(entry, "v"), path.decode("utf-8", "replace") or "?")
        if at(entry, "t") is not None:
            yield _Link(at(entry, "t"))


def repository(blob: Blob, limits: Limits, kept: tuple[bytes, ...]) -> Repository:
    """Return the repository in a file; of records whose type is none of `kept` only the hash is held."""
    blocks: dict[bytes, bytes] = {}
    root: bytes | None = None
    held = 0
    try:
        with closing(blob.open(limits)) as stream:
            root = _root(_section(stream, limits) or b"")
            while section := _section(stream, limits):
                cid, data = section[:_CID_SIZE], section[_CID_SIZE:]
                if not cid.startswith(_CID):
                    raise DamagedError("the file holds what is no block of a repository")
                if hashlib.sha256(data).digest() != cid[len(_CID) :]:
                    continue
                kind = _TYPE.search(data)
                blocks[cid] = b"" if kind and not data.startswith(kept, kind.end()) else data
                held += len(blocks[cid])
                if held > limits.document:
                    raise DamagedError("the repository is longer than the limit")
    except DamagedError as error:
        return Repository(root, blocks, str(error))
    return Repository(root, blocks, None)


def _root(section: bytes) -> bytes | None:
    """Return the CID of the commit, which follows the only list in the header."""
    start = section.find(_CID)
    return section[start : start + _CID_SIZE] if start >= 0 else None


def _section(stream: ByteStream, limits: Limits) -> bytes | None:
    """Return the next section of a file, None at its end; DamagedError where it is cut."""
    size = 0
    for place in range(_VARINT_SIZE):
        byte = stream.read(1)
        if not byte and not place:
            return None
        if not byte:
            raise DamagedError("the file is cut")
        size |= (byte[0] & 0x7F) << (7 * place)
        if byte[0] < 0x80:  # noqa: PLR2004 (the bit that says that more follow)
            break
    if not _CID_SIZE < size <= max(limits.line, CHUNK):
        raise DamagedError("the file holds what is no block of a repository")
    section = read_up_to(stream, size)
    if len(section) < size:
        raise DamagedError("the file is cut")
    return section
