"""What a reader is, and the registry that the formats file themselves in."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from socaudit.errors import SocauditError
from socaudit.model import ReadEvent, Source
from socaudit.readers._streams import Blob, Limits
from socaudit.registry import Registry

if TYPE_CHECKING:
    from socaudit.readers._rows import Container

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are to be read: a mapping file for what no reader knows, and the limits."""

    mapping: Path | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Head:
    """The first bytes of an input, unpacked; `damage` says why there are no more of them."""

    data: bytes
    damage: str | None = None

    def text(self, encoding: str = "utf-8") -> str:
        """Return the bytes as text: a byte order mark beats `encoding`, what cannot be read is U+FFFD."""
        return _decoded(self.data, encoding)


@lru_cache(maxsize=4)
def _decoded(data: bytes, encoding: str) -> str:
    """Return a head as text; each reader in turn asks for that of the same file."""
    for mark, marked in BOMS:
        if data.startswith(mark):
            return data.decode(marked, "replace")
    return data.decode(encoding, "replace")


@dataclass(frozen=True, slots=True)
class Input:
    """What one reader reads at once: a file, or the files of one archive.

    Args:
        source: the input as a whole, as a report names it.
        head: how the first file begins.
        files: the files that the reader recognised, in the order of their names.
        others: how many more files belong to the archive without being recognised.
        beside: inputs in the same folder that explain this one.
    """

    source: Source
    head: Head
    files: tuple[Blob, ...]
    others: int = 0
    beside: tuple[Input, ...] = ()

    @property
    def blob(self) -> Blob:
        """Return the (first) file."""
        return self.files[0]


def _no_complaint(_blob: Blob, _head: Head) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Reader:
    """One input format.

    Args:
        knows: tells from the first bytes whether an input is of this format.
        read: yields the events of an input but Opened; damage comes as Failed.
        complaint: what to tell a user who named such an input and would not get what was meant.
        last: asked after every other reader.
        gathers: tells whether the file of the second name belongs to the archive in the folder of the
            first; None for formats whose inputs are single files.
        container: for records of any making, how they come out of a file without a mapping.
        explains: tells whether an input only explains others of the format in its folder: who their accounts are.
    """

    knows: Callable[[Head], bool]
    read: Callable[[Input], Iterator[ReadEvent]]
    complaint: Callable[[Blob, Head], SocauditError | None] = _no_complaint
    last: bool = False
    gathers: Callable[[str, str], bool] | None = None
    container: Container | None = None
    explains: Callable[[Head], bool] | None = None


ReaderFactory: TypeAlias = Callable[[ReadOptions], Reader]
READERS: Registry[ReaderFactory] = Registry("socaudit.readers", "reader")


def build_readers(options: ReadOptions) -> tuple[tuple[str, Reader], ...]:
    """Return every reader by name, in the order in which they are asked; ConfigError for a bad mapping."""
    built = [(name, factory(options)) for name, factory in READERS.items()]
    return tuple(sorted(built, key=lambda entry: (entry[1].last, entry[0])))
