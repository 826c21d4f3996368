"""One rule in plain text: every value with its origin, then why, fix, references and examples."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import yaml

from socaudit.rulepack import LoadedRule, Place, Rulebook

_WIDTH = 100
_KEYS = ("scope", "also", "severity", "confidence", "risk", "persona", "rev")
_STRUCTURED = ("where", "match", "condition", "guards", "correlate")


def rule_text(entry: LoadedRule, book: Rulebook) -> Iterator[str]:
    """Yield the lines that describe a rule as it is after all overrides."""
    rule = entry.rule
    yield f"{rule.id}  {rule.title}"
    if entry.off is not None:
        yield f"switched off: {entry.off} ({_near(entry.places['off'])})"
    yield f"pack {entry.pack}, {_near(entry.place)}"
    yield ""
    for key in _KEYS:
        value = getattr(rule, key)
        if value or key in entry.places:
            yield _line(key, ", ".join(value) if isinstance(value, tuple) else value, entry)
    for name, value in rule.params.items():
        yield _line(f"params.{name}", value, entry, shown=f"${name}")
    written = rule.model_dump(mode="json", exclude_unset=True, include=set(_STRUCTURED))
    for key in _STRUCTURED:
        if key in entry.places and key in written:
            yield ""
            yield f"{key}  ({_origin(key, entry)})"
            yield textwrap.indent(yaml.safe_dump(written[key], sort_keys=False, width=_WIDTH).rstrip(), "    ")
    yield from _signals(entry, book)
    risk = book.risks[rule.risk]
    yield from _told("What it says", rule.message)
    yield from _told("Risk", f"{risk.title}. {risk.definition}")
    yield from _told("Why it matters", rule.why)
    yield from _told("What to do", rule.fix)
    yield from _references(entry)
    for title, transcripts in (("Fires on", rule.tests.hit), ("Stays silent on", rule.tests.miss)):
        if transcripts:
            yield ""
            yield title
        for transcript in transcripts:
            first, *rest = transcript.strip().splitlines()
            yield f"  - {first}"
            yield from (f"    {line}" for line in rest)


def _line(key: str, value: object, entry: LoadedRule, *, shown: str | None = None) -> str:
    return f"{shown or key:<12} {value!s:<20} {_origin(key, entry)}"


def _origin(key: str, entry: LoadedRule) -> str:
    place = entry.places.get(key)
    if place is None:
        return "not written: the default"
    before = entry.replaced.get(key)
    if before is None:
        return _near(place)
    value, _, where = before.rpartition(" (")
    path, _, line = where.rstrip(")").rpartition(":")
    return f"{_near(place)}, overrides {value} of {_near(Place(path, int(line)))}"


def _near(place: Place) -> str:
    """Return a place as short as it can be written from the working folder."""
    path = Path(place.path).resolve()
    if path.is_relative_to(Path.cwd()):
        return f"{path.relative_to(Path.cwd())}:{place.line}"
    return str(place)


def _signals(entry: LoadedRule, book: Rulebook) -> Iterator[str]:
    names = list(dict.fromkeys(entry.correlation.references())) if entry.correlation else []
    if names:
        yield ""
        yield "built on"
    rules = {other.rule.id: other for other in book.rules}
    for name in names:
        place = book.signals[name].place if name in book.signals else rules[name].place
        yield f"    {name}  ({_near(place)})"


def _told(title: str, text: str) -> Iterator[str]:
    yield ""
    yield title
    yield textwrap.fill(" ".join(text.split()), _WIDTH, initial_indent="  ", subsequent_indent="  ")


def _references(entry: LoadedRule) -> Iterator[str]:
    if entry.rule.refs:
        yield ""
        yield "References"
    for reference in entry.rule.refs:
        yield f"  {reference.cite}" + ("" if reference.verified else "  (not verified: not shown in reports)")
