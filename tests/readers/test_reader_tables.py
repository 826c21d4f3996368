"""What holds for every CSV that a service exports: a cut costs what is behind it, a wrong cell its row at most."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import events, only, put, texts
from samples import TABLES

from socaudit.errors import InputError
from socaudit.model import Failed, Message, Opened, ReadEvent, Visibility

NAMES = sorted(path.name for path in TABLES.iterdir())
OPEN = (Visibility.PUBLIC, Visibility.UNLISTED, Visibility.UNKNOWN)
CELLS = st.sampled_from(["", " ", "zz", "-1", "9" * 400, "1e999", "true", "\x00", '"', "5\n6", "Publicly", "\ufffd"])


def read(content: str | bytes) -> list[ReadEvent]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            return events(put(Path(folder), "data.csv", content))
        except InputError as error:
            str(error).encode()
            return []


def rows_of(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((TABLES / name).read_text(encoding="utf-8"), newline="")))


def written(rows: list[list[str]], delimiter: str = ",") -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


def said(found: list[ReadEvent]) -> list[tuple[str, str, str | None, Visibility]]:
    return [(m.id, m.text, m.role, m.visibility) for m in only(Message, found)]


@pytest.mark.parametrize("name", NAMES)
def test_the_samples_are_whole(name: str) -> None:
    found = read((TABLES / name).read_bytes())
    assert isinstance(found[0], Opened)
    assert found[0].format == name.removesuffix(".csv")
    assert only(Message, found)
    assert not only(Failed, found)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_order_of_columns_delimiter_case_and_encoding_do_not_matter(name: str, delimiter: str, encoding: str) -> None:
    turned = [row[::-1] for row in rows_of(name)]
    turned[0] = [cell.upper() for cell in turned[0]]
    assert said(read(written(turned, delimiter).encode(encoding))) == said(read(written(rows_of(name))))


@pytest.mark.parametrize("name", NAMES)
def test_a_cut_file_gives_the_rows_before_the_cut_and_says_that_it_is_cut(name: str) -> None:
    content = (TABLES / name).read_text(encoding="utf-8")
    whole = read(content)
    for end in range(content.index("\n") + 1, len(content) - 1, 3):
        found = read(content[:end])
        at = [event.source.line or 0 for event in found if not isinstance(event, Opened)]
        last = min((fail.source.line or 0 for fail in only(Failed, found)), default=max(at, default=0))
        before = [event for event in whole if isinstance(event, Message) and (event.source.line or 0) < last]
        assert said(found)[: len(before)] == said(list(before))
        # Nothing tells that the last cell of a row is cut.
        rows = list(csv.reader(io.StringIO(content[:end], newline="")))
        assert len(rows[-1]) == len(rows[0]) or only(Failed, found), end


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=st.data())
def test_a_row_with_wrong_cells_never_becomes_public_or_changes_sides(name: str, chance: st.DataObject) -> None:
    rows = rows_of(name)
    whole = only(Message, read(written(rows)))
    private = {message.text for message in whole if message.visibility not in OPEN}
    sides = {message.text: message.role for message in whole if message.text and message.role}
    for _ in range(chance.draw(st.integers(1, 3), label="changes")):
        row = rows[chance.draw(st.integers(1, len(rows) - 1), label="row")]
        row[chance.draw(st.integers(0, len(row) - 1), label="cell")] = chance.draw(CELLS, label="content")
    found = read(written(rows))
    for event in found:
        repr(event).encode()
    for message in only(Message, found):
        assert message.text not in private or message.visibility not in OPEN
        assert message.role is None or sides.get(message.text, message.role) is message.role


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=st.data())
def test_flipped_bytes_give_events_or_an_input_error(name: str, chance: st.DataObject) -> None:
    data = bytearray((TABLES / name).read_bytes())
    for place, byte in chance.draw(
        st.lists(st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255)), min_size=1, max_size=6), label="flips"
    ):
        data[place] = byte
    for event in read(bytes(data)):
        repr(event).encode()


@pytest.mark.parametrize("name", NAMES)
def test_a_row_that_is_too_long_costs_only_itself(name: str) -> None:
    rows = rows_of(name)
    short = next(row for row in rows[1:] if "\n" not in "".join(row))
    found = read(written([*rows[:2], [*short, "and", "more"], *rows[2:]]))
    assert texts(found) == texts(read(written(rows)))
    assert only(Failed, found)[0].reason == f"the row has {len(rows[0]) + 2} cells, the header {len(rows[0])}"
