"""CSV as it is found: records across lines, bare carriage returns, damaged rows that cost only themselves."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from socaudit.readers._text import Line

DELIMITERS = (",", ";", "\t", "|")

# Stands for a carriage return inside a field while the csv module, which would end the row there, is at
# work. A lone surrogate cannot be in decoded text.
_RETURN = "\udc0d"


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the line that it starts in and its cells by column, or the problem that it has instead."""

    line: int
    cells: dict[str, str]
    problem: str | None = None


class _BadLineError(Exception):
    """A line inside a record cannot be read."""


class _Feed:
    """Hands physical lines to the csv module and remembers which of them the current record took."""

    def __init__(self, source: Iterator[Line]) -> None:
        self._source = source
        self._again: deque[Line] = deque()
        self.taken: list[Line] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._source)
        self.taken.append(line)
        if line.problem:
            raise _BadLineError(line.problem)
        end = "\n" if line.ended else ""
        text = line.text
        if "\r" not in text:
            return text + end
        if text.endswith("\r"):
            text, end = text[:-1], "\r\n"
        return text.replace("\r", _RETURN) + end

    def give_back(self) -> None:
        """Offer all lines of the current record but its first once more, as records of their own."""
        self._again.extendleft(reversed(self.taken[1:]))


def header(text: str, delimiter: str) -> list[str]:
    """Return the names in the first row of `text`, none if that is no row."""
    lines = (line + "\n" for line in text.lstrip("\r\n").split("\n"))
    try:
        return [name.strip() for name in next(csv.reader(lines, delimiter=delimiter, strict=True))]
    except csv.Error:
        return []


def best_delimiter(text: str, wanted: Iterable[str]) -> str:
    """Return the delimiter under which the first row of `text` holds most of the `wanted` names."""
    names = set(wanted)
    return max(DELIMITERS, key=lambda delimiter: len(names.intersection(header(text, delimiter))))


def records(
    source: Iterator[Line], *, delimiter: str, columns: Sequence[str], required: Sequence[str]
) -> Iterator[Record]:
    """Yield the records below the header; none if the header is damaged or lacks one of `columns`.

    A record may lack cells at its end that are not `required` (spreadsheets leave empty ones out), unless
    the file ends in it. One that is wrong comes as its problem; when it spans several lines, only the
    first is given up, so that a quote that nobody closes does not swallow the records behind it.
    """
    feed = _Feed(source)
    rows = _rows(feed, delimiter)
    line, top, problem = next(rows, (1, [], None))
    names = [name.strip() for name in top]
    missing = [name for name in columns if name not in names]
    if problem or missing:
        yield Record(line, {}, problem or f"the header lacks the column {', '.join(missing)}")
        return
    needed = 1 + max(names.index(name) for name in required)
    for line, cells, damage in rows:
        enough = needed if feed.taken[-1].ended else len(names)
        fault = damage
        if not fault and not enough <= len(cells) <= len(names):
            fault = f"the row has {len(cells)} cells, the header {len(names)}"
        if fault:
            feed.give_back()
            yield Record(line, {}, fault)
        else:
            yield Record(line, dict(zip(names, cells, strict=False)))


def _rows(feed: _Feed, delimiter: str) -> Iterator[tuple[int, list[str], str | None]]:
    """Yield `(first line, cells, problem)` of every row that is not blank."""
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _BadLineError) as error:
            yield feed.taken[0].number, [], _wording(error)
            continue
        if cells:
            yield feed.taken[0].number, [cell.replace(_RETURN, "\r") for cell in cells], None


def _wording(error: Exception) -> str:
    if isinstance(error, _BadLineError):
        return str(error)
    if "field larger" in str(error):
        return "a field is longer than the limit, or a quote is never closed"
    if "unexpected end" in str(error):
        return "the file ends inside a quoted field"
    return "the quotes of the row do not match"
