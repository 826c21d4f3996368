"""Repositories of Bluesky accounts of any size: CAR files with posts under one branch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import libipld

POST = "app.bsky.feed.post"
# What seven bits hold; the eighth says that more follow.
_SEVEN = 0x7F
# Of a post with what stands around it, roughly.
_BYTES = 220


def repository(size: int) -> Iterator[bytes]:
    """Yield a repository of about `size` bytes: the header, the commit, the branch, the posts."""
    posts = [_block(_post(number)) for number in range(max(1, size // _BYTES))]
    branch = _block({"l": None, "e": [_entry(number, cid) for number, (cid, _) in enumerate(posts)]})
    commit = _block({"did": "did:plc:lumen", "rev": "3k", "version": 3, "prev": None, "data": branch[0], "sig": b"1"})
    yield _framed(libipld.encode_dag_cbor({"roots": [commit[0]], "version": 1}))
    for cid, data in (commit, branch, *posts):
        yield _framed(cid + data)


def _post(number: int) -> dict[str, object]:
    text = f"Sorry about that! Number {number} is with our team, we write as soon as we know more."
    return {"$type": POST, "text": text, "langs": ["en"], "createdAt": "2026-03-01T10:00:00.000Z"}


def _entry(number: int, cid: bytes) -> dict[str, object]:
    return {"p": 0, "k": f"{POST}/{number:013}".encode(), "v": cid, "t": None}


def _block(value: Any) -> tuple[bytes, bytes]:
    data = libipld.encode_dag_cbor(value)
    # CID version 1, DAG-CBOR, SHA-256 of 32 bytes.
    return b"\x01\x71\x12\x20" + hashlib.sha256(data).digest(), data


def _framed(data: bytes) -> bytes:
    """Return a block behind its length, seven bits to a byte."""
    size, prefix = len(data), bytearray()
    while size > _SEVEN:
        prefix.append(size & _SEVEN | 0x80)
        size >>= 7
    return bytes([*prefix, size]) + data
