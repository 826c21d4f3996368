"""Suppressions in place: `socaudit: ignore[SA-TPL-001] reason`, wherever a file says what is not published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from socaudit.model import Suppression
from socaudit.rulepack.schema import SHORTEST_REASON
from socaudit.templates._extents import Span, extents
from socaudit.templates._text import Lines, Text

KEY = "socaudit"
# In a comment, as a key and its value, or in a cell: quotes stand around the key, around the whole, or nowhere.
_MARK = re.compile(rf"(?P<jinja>\{{#-?[ \t]*)?(?P<open>[\"']?)\b{KEY}(?P<close>[\"']?)[ \t]*:")
_ENTRY = re.compile(r"[\s\[,-]*(?P<quote>[\"']?)ignore\b(?:\[(?P<rules>[^\]\r\n]*)\])?")
_REASONS: Mapping[str, re.Pattern[str]] = {
    '"': re.compile(r'(?:\\.|[^"\\\r\n])*'),
    "'": re.compile(r"[^'\r\n]*"),
    "": re.compile(r".*?(?=[ \t]*(?:-->|[-~]?#\}|\*/|\r|\n|\Z))"),
    "cell": re.compile(r"[^,;\t\r\n]*"),
}
_UNTIL = re.compile(r"[,;(]?[ \t]*\buntil[ \t]+(\d{4}-\d{2}-\d{2})\)?[ \t]*\Z")
_TABLES = frozenset({".csv", ".tsv"})


def suppressions(source: str, suffix: str, texts: Sequence[Sequence[Text]]) -> list[tuple[Suppression, ...]]:
    """Return what the source of a file says of findings, for each of its templates.

    Args:
        source: the file's text.
        suffix: its ending.
        texts: what is published of each template, its body first.
    """
    made: list[list[Suppression]] = [[] for _ in texts]
    found = list(_written(source, suffix)) if texts else []
    if not found:
        return [() for _ in texts]
    owned = extents(source, suffix, [some[0].start for some in texts])
    published = [(run.source, run.source_end) for some in texts for text in some for run in text.runs]
    for offset, hidden, said in found:
        seen = not hidden and any(start <= offset < end for start, end in published)
        fault = "it stands in the text and would be published: put it into a comment" if seen else said.fault
        made[_owner(source, owned, offset)].append(Suppression(said.line, said.rules, said.reason, said.until, fault))
    return [tuple(some) for some in made]


def _written(source: str, suffix: str) -> Iterator[tuple[int, bool, Suppression]]:
    """Yield `(offset, whether it is a comment wherever it stands, what it says)`."""
    lines = Lines(source)
    for mark in _MARK.finditer(source):
        around = mark["open"] if not mark["close"] else ""
        at = mark.end()
        while entry := _ENTRY.match(source, at):
            quote = entry["quote"] or around or ("cell" if suffix in _TABLES else "")
            reason = _REASONS[quote].match(source, entry.end())
            at = reason.end() + (quote in {'"', "'"}) if reason else entry.end()
            line, _ = lines.at(entry.start("quote"))
            yield mark.start(), mark["jinja"] is not None, _said(line, entry["rules"], reason[0] if reason else "")


def _said(line: int, rules: str | None, reason: str) -> Suppression:
    """Return what a suppression says, and what it lacks."""
    named = tuple(rule for rule in re.split(r"[,\s]+", rules or "") if rule)
    until, fault = None, ""
    if ending := _UNTIL.search(reason):
        reason = reason[: ending.start()]
        try:
            until = date.fromisoformat(ending[1])
        except ValueError:
            fault = f"there is no day {ending[1]}"
    reason = reason.strip(" \t-:,")
    if not named:
        fault = "it names no rule: write ignore[SA-...-000]"
    elif len(reason) < SHORTEST_REASON:
        fault = "it gives no reason: write behind the brackets why the finding is accepted"
    return Suppression(line, named, reason, until, fault)


def _owner(source: str, owned: Sequence[Span], offset: int) -> int:
    """Return the template that an offset stands in; between two, the next one, unless it is indented as a part."""
    for number, (start, end) in enumerate(owned):
        if offset < end:
            within = start <= offset or number == 0
            return number if within or _indent(source, offset) <= _indent(source, start) else number - 1
    return len(owned) - 1


def _indent(source: str, offset: int) -> int:
    line = source[source.rfind("\n", 0, offset) + 1 : offset]
    return len(line) - len(line.lstrip(" "))
