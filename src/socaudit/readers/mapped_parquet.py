"""Any Parquet file, with a mapping file (`--map`); needs pyarrow, `socaudit[parquet]`.

columns: {id: message_id, text: body, author_handle: author.username, created_at: created_at}
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from socaudit.errors import InputError, SocauditError
from socaudit.readers._mapped import reader_of_rows
from socaudit.readers._reader import READERS, Head, Reader, ReadOptions
from socaudit.readers._rows import Container, Layout, Record, Row, Table, steps
from socaudit.readers._seeking import seekable
from socaudit.readers._streams import Blob, DamagedError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import parquet as pq

FORMAT = "mapped_parquet"

_SIGN = b"PAR1"
_BATCH = 1024
_DAMAGED = "the Parquet file is cut or damaged"
_NO_PYARROW = "is Parquet, which cannot be read without pyarrow"
_ADVICE = "pip install 'socaudit[parquet]'"


@READERS.register(FORMAT)
def mapped_parquet(options: ReadOptions) -> Reader:
    """Return the reader of Parquet with a mapping."""
    container = Container(FORMAT, "Parquet", holds=_holds, knows=_knows, names=_names, rows=_rows)
    reader = reader_of_rows(container, options)

    def complaint(blob: Blob, head: Head) -> SocauditError | None:
        if head.data.startswith(_SIGN) and find_spec("pyarrow") is None:
            return InputError(_NO_PYARROW, hint=_ADVICE)
        return reader.complaint(blob, head)

    return replace(reader, complaint=complaint)


def _holds(head: Head, _layout: Layout) -> bool:
    return head.data.startswith(_SIGN)


def _knows(head: Head, _layout: Layout, _columns: tuple[str, ...], _required: tuple[str, ...]) -> bool:
    # Its names stand at its end; whether they are the right ones shows when it is read.
    return head.data.startswith(_SIGN)


def _names(table: Table) -> list[str]:
    try:
        with ExitStack() as stack:
            paths = [path for field in _open(table, stack).schema_arrow for path in _paths(field)]
    except DamagedError:
        # What is wrong is told where it is read.
        return list(table.columns)
    asked = [column for column in table.columns if ".".join(steps(column)) in paths]
    return list(dict.fromkeys([*asked, *paths]))


def _paths(field: pa.Field[Any]) -> list[str]:
    """Return the paths to what lies in a column."""
    import pyarrow as pa  # noqa: PLC0415 (an extra, and slow to import)

    kind = field.type
    while pa.types.is_list(kind) or pa.types.is_large_list(kind):
        kind = kind.value_type
    if not pa.types.is_struct(kind):
        return [field.name]
    return [f"{field.name}.{path}" for inner in kind.fields for path in _paths(inner)]


def _rows(table: Table) -> Iterator[Row]:
    number = 0
    missing = [column for column in table.columns if column not in _names(table)]
    if missing:
        yield Row(table.blob.source(FORMAT), {}, f"the file lacks the column {', '.join(missing)}")
        return
    try:
        with ExitStack() as stack:
            for record in _records(table, stack):
                yield Row(table.blob.source(FORMAT, pointer=f"/{number}"), record)
                number += 1
    except DamagedError as error:
        yield Row(table.blob.source(FORMAT, pointer=f"/{number}"), {}, str(error))


def _records(table: Table, stack: ExitStack) -> Iterator[Record]:
    file = _open(table, stack)
    heads = {*table.columns, *(steps(column)[0] for column in table.columns)}
    wanted = [name for name in file.schema_arrow.names if not heads or name in heads]
    for group in range(file.num_row_groups):
        batches = file.iter_batches(_BATCH, row_groups=[group], columns=wanted)
        while records := _next(batches):
            yield from records


def _next(batches: Iterator[pa.RecordBatch]) -> list[Record]:
    """Return the next rows, none at the end; DamagedError where they cannot be read."""
    try:
        batch = next(batches, None)
        return [] if batch is None else [*_in_microseconds(batch).to_pylist()]
    except Exception as error:  # pyarrow raises anything on a damaged file.
        raise DamagedError(_DAMAGED) from error


def _in_microseconds(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return a batch without nanoseconds, for which Python has no type."""
    import pyarrow as pa  # noqa: PLC0415 (as above)

    fields = [
        field.with_type(pa.timestamp("us", field.type.tz)) if pa.types.is_timestamp(field.type) else field
        for field in batch.schema
    ]
    return batch.cast(pa.schema(fields), safe=False)


def _open(table: Table, stack: ExitStack) -> pq.ParquetFile:
    """Return the open file; DamagedError if it is none, or cannot be read here."""
    try:
        from pyarrow import parquet as pq  # noqa: PLC0415 (as above)
    except ImportError:
        raise DamagedError(f"{_NO_PYARROW}: {_ADVICE}") from None
    file = stack.enter_context(closing(seekable(table.blob, table.limits, sign=_SIGN)))
    try:
        return stack.enter_context(pq.ParquetFile(file, page_checksum_verification=True))
    except Exception as error:  # pyarrow raises anything on a damaged file.
        raise DamagedError(_DAMAGED) from error
