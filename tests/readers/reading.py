"""What the tests of the readers share: short ways to write inputs and to look at events."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import zstandard

from socaudit.model import Failed, Message, Note, Opened, ReadEvent, Skipped
from socaudit.readers import Limits, ReadOptions, read

E = TypeVar("E", Message, Skipped, Failed, Note, Opened)

TWCS_HEADER = "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n"


def events(*paths: Path | str, mapping: Path | None = None, limits: Limits | None = None) -> list[ReadEvent]:
    options = ReadOptions(mapping=mapping, limits=limits or Limits())
    return list(read([str(path) for path in paths], options))


def only(kind: type[E], found: list[ReadEvent]) -> list[E]:
    return [event for event in found if isinstance(event, kind)]


def texts(found: list[ReadEvent]) -> list[str]:
    return [message.text for message in only(Message, found)]


def failures(found: list[ReadEvent]) -> list[tuple[str, str]]:
    """Return `(file!member:line, reason)` of every failure, the file without its folder."""
    return [(str(fail.source).rpartition("/data.")[2], fail.reason) for fail in only(Failed, found)]


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def ndjson(*records: Mapping[str, object]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def zipped(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def tarred(members: Mapping[str, str | bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for name, content in members.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def gzipped(content: str | bytes, layers: int = 1) -> bytes:
    data = content.encode() if isinstance(content, str) else content
    for _ in range(layers):
        data = gzip.compress(data, mtime=0)
    return data


def zstd(content: str | bytes) -> bytes:
    """Return one zstd frame with a checksum and without its length, as streams are packed."""
    data = content.encode() if isinstance(content, str) else content
    return zstandard.ZstdCompressor(write_checksum=True, write_content_size=False).compress(data)


def script(name: str, items: object, *, end: str = "") -> str:
    """Return a script file of an X account archive."""
    return f"window.YTD.{name}.part0 = {json.dumps(items, indent=2, ensure_ascii=False)}{end}"
