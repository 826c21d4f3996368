"""Where a finding stands in a file, and what it says in one plain line: for the formats that machines pass on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from socaudit.model import Finding, InputCoverage, Location, Region, Source
from socaudit.reporters._text import BLANKS, plain, visible

_STDIN = "-"


@dataclass(frozen=True, slots=True)
class Spot:
    """A file, as the user named it, and the place in it as far as known; lines and columns count from 1."""

    path: str
    line: int | None = None
    region: Region | None = None


def spot(place: Location) -> Spot | None:
    """Return where a location stands in a file; None for standard input.

    Lines of an archive's member are no lines of the archive.
    """
    path = file_path(place.source)
    if path is None:
        return None
    if place.region is not None:
        return Spot(path, place.region.line, place.region)
    return Spot(path, place.source.line if place.source.member is None else None)


def address(place: Location) -> str:
    """Return where a location stands, as people write it: `path:line:column`, or as far as known."""
    if place.region is None:
        return str(place.source).removeprefix("./")
    return f"{place.source.path.removeprefix('./')}:{place.region.line}:{place.region.column}"


def first_spot(finding: Finding) -> Spot | None:
    """Return the first place of a finding that stands in a file."""
    return next((found for place in finding.locations if (found := spot(place))), None)


def file_path(source: Source | InputCoverage) -> str | None:
    """Return a path in the form that code hosts compare: no `./` before it; None for standard input."""
    if source.path == _STDIN:
        return None
    return source.path.removeprefix("./") or None


def quotation(place: Location) -> str:
    """Return the masked evidence on one line with the hit between » and «; empty where there is none."""
    text = place.evidence.translate(BLANKS)
    start, end = sorted(min(max(offset, 0), len(text)) for offset in place.marked)
    if start == end:
        return visible(text).strip()
    return f"{visible(text[:start])}»{visible(text[start:end])}«{visible(text[end:])}".strip()


def told(finding: Finding) -> str:
    """Return what was found, with the words of the first message that has any."""
    quoted = next((words for place in finding.locations if (words := quotation(place))), "")
    return f"{_sentence(finding.message)} In: {quoted}" if quoted else _sentence(finding.message)


def _sentence(text: str) -> str:
    line = plain(text)
    return line if line.endswith((".", "!", "?")) else f"{line}."


def joined(*parts: str) -> str:
    """Return the parts that say something, with a blank between them."""
    return " ".join(part for part in parts if part)


def damaged(inputs: Iterable[InputCoverage]) -> list[tuple[InputCoverage, str]]:
    """Return the inputs that could not be read whole, with what went wrong, in the order of the paths."""
    return [
        (entry, plain("; ".join(entry.errors)) or f"{entry.failed:,} of its records could not be read")
        for entry in sorted(inputs, key=lambda entry: (entry.path, entry.member or ""))
        if entry.failed or entry.errors
    ]
