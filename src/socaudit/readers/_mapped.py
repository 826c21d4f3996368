"""Readers of containers that hold records of any making, by a mapping file; see `_mapping` for its keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from socaudit.errors import ConfigError, InputError, SocauditError
from socaudit.model import Failed, Note, ReadEvent
from socaudit.readers._mapped_messages import Meaning
from socaudit.readers._mapping import Mapping, load_mapping
from socaudit.readers._reader import Head, Input, Reader, ReadOptions
from socaudit.readers._rows import Container, Layout, Table, quoted
from socaudit.readers._streams import Blob, Limits
from socaudit.readers._text import notes

_ADVICE = "say with --map FILE which {} holds what; socaudit inspect --suggest-map writes a first one"


def reader_of_rows(container: Container, options: ReadOptions) -> Reader:
    """Return the reader of a container; without `--map` it knows nothing but says what is missing."""
    if options.mapping is None:

        def needs_mapping(_blob: Blob, head: Head) -> SocauditError | None:
            if not container.holds(head, Layout()):
                return None
            word = "column" if container.fixed else "value"
            return InputError(f"is {container.called} and holds nothing that a reader knows", hint=_ADVICE.format(word))

        return Reader(
            knows=lambda _: False, read=lambda _: iter(()), complaint=needs_mapping, last=True, container=container
        )
    mapped = _Mapped(container, options.mapping, load_mapping(options.mapping), options.limits)
    return Reader(knows=mapped.knows, read=mapped.read, complaint=mapped.complaint, last=True, container=container)


@dataclass(frozen=True, slots=True)
class _Mapped:
    container: Container
    path: Path
    mapping: Mapping
    limits: Limits

    def knows(self, head: Head) -> bool:
        """Tell a file of this making that may have the mapped columns, as far as its first bytes show them."""
        return self.container.knows(head, self.mapping.layout, self._columns(), self._required())

    def complaint(self, blob: Blob, head: Head) -> SocauditError | None:
        """Name the mapped columns that a file lacks, and those that it has."""
        # What cannot be opened twice is judged as it is read.
        if not blob.reopens or not (self.knows(head) or self.container.holds(head, self.mapping.layout)):
            return None
        names = self.container.names(self._table(blob, head))
        # Records of JSON leave out what is empty; what they must have is what makes a message.
        wanted = self._columns() if self.container.fixed else self._required()
        missing = [name for name in wanted if name not in names]
        if not missing:
            return None
        word = "column" if self.container.fixed else "value"
        return ConfigError(
            f"the input lacks the {word} {quoted(missing)}", where=str(self.path), hint=f"it has {quoted(names)}"
        )

    def read(self, given: Input) -> Iterator[ReadEvent]:
        """Yield the events of each row, and notes on what was not understood."""
        counts: Counter[str] = Counter()
        meaning = Meaning(self.mapping)
        rows = 0
        for row in self.container.rows(self._table(given.blob, given.head)):
            rows += not row.problem
            if row.problem:
                yield Failed(row.problem, row.source)
            else:
                yield from meaning.events(row.record, row.source, counts)
        yield from notes(counts, given.source)
        if rows and meaning.unseen and not self.container.fixed:
            yield Note(f"no record has a value at {quoted(sorted(meaning.unseen))}", given.source)

    def _columns(self) -> tuple[str, ...]:
        return self.mapping.columns.named()

    def _required(self) -> tuple[str, ...]:
        return (*self.mapping.columns.id, *self.mapping.columns.text)

    def _table(self, blob: Blob, head: Head) -> Table:
        return Table(blob, head, self.limits, self.mapping.layout, self._columns(), self._required())
