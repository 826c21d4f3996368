"""What a rule or signal saw in a message, whether or not it holds: for the authors of rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from socaudit.selectors import Found, View
from socaudit.stages.matcher import Matcher, Sought
from socaudit.stages.reading import Reading, within

_Seen = tuple[str, View, Found, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Trace:
    """What a rule or signal saw in one message: spans by selector, the guards that took each back, what is lacking."""

    spans: tuple[_Seen, ...]
    lacks: tuple[str, ...]


def trace(matcher: Matcher, reading: Reading) -> Trace:
    """Return what a matcher saw in a message, whether or not its condition holds."""
    for one in matcher.sought:
        if one.selector.parsed:
            reading.parse(one.number)
    hits = matcher.hits(reading)[0]
    seen = [
        (one.name, view, span, _guards_of(matcher, one, view, span))
        for one in matcher.sought
        for view, span in reading.found(one.number)
    ]
    spans = tuple(
        (local, view, span, guards or (() if (local, view, span) in hits else _guards_within(seen, view, span)))
        for local, view, span, guards in seen
    )
    return Trace(spans, matcher.condition.lacks({local for local, _, _ in hits}))


def _guards_of(matcher: Matcher, one: Sought, view: View, span: Found) -> tuple[str, ...]:
    """Return the names of the guards that drop a hit."""
    if not one.guarded:
        return ()
    return tuple(name for name, guard, drops in matcher.guards if drops and guard(view.folded.text, *span.folded))


def _guards_within(seen: Iterable[_Seen], view: View, span: Found) -> tuple[str, ...]:
    """Return the guards that take back words of a sentence, and with them what it reads like."""
    return tuple(
        sorted({name for _, v, s, names in seen if v is view and within(s.folded, span.folded) for name in names})
    )
