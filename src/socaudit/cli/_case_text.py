"""What `rules test` says of a case: what matched where, or which part of a condition was missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socaudit.ruletest import Outcome, Seen


# Keys of correlations that name what need not, or must not, be there.
_NOT_NEEDED = ("expect", "unless", "before")


def case_text(outcome: Outcome) -> Iterator[str]:
    """Yield the lines of a case that failed, is a known gap, or was explained because somebody asked."""
    case = outcome.case
    if case.known_gap:
        state = "is closed: move it to the others" if outcome.passed else "is still open"
        yield f"known gap {case.name} {state}"
    elif not outcome.passed:
        yield f"FAILED {case.name} ({case.rule.place}) {'did not fire' if case.expected else 'fired'}"
    elif outcome.seen:
        yield f"passed {case.name} ({case.rule.place}) {'fired' if case.expected else 'stayed silent'}"
    for line, seen in zip(_messages(case.text), outcome.seen, strict=False):
        yield f"    {line}"
        for part in seen:
            yield from _part(part, alone=case.rule.correlation is None)
    if outcome.seen and case.rule.correlation is not None:
        yield from _together(outcome)


def _messages(transcript: str) -> list[str]:
    lines = (line.strip() for line in transcript.strip().splitlines())
    return [line for line in lines if line and not line.startswith(("---", "END"))]


def _part(seen: Seen, *, alone: bool) -> Iterator[str]:
    indent = " " * 8
    if not alone:
        yield f"{indent}{seen.name}: {'matches' if seen.holds else 'does not match'}"
        indent += " " * 4
    if seen.outside is not None:
        yield f"{indent}not about this message: {seen.outside}"
        return
    for selector, masked, guards in seen.hits:
        taken = f", taken back by {' and '.join(guards)}" if guards else ""
        yield f"{indent}{selector}: {masked!r}{taken}"
    if seen.lacks:
        yield f"{indent}missing: {', '.join(seen.lacks)}"


def _together(outcome: Outcome) -> Iterator[str]:
    """Say which part of a correlation no message gives, or that they do not stand as it wants."""
    parts = {part.name: False for seen in outcome.seen for part in seen}
    for seen in outcome.seen:
        parts |= {part.name: True for part in seen if part.holds}
    correlate = outcome.case.rule.correlation
    named = [getattr(correlate, key, None) for key in _NOT_NEEDED]
    needless = {name for one in named for name in (one if isinstance(one, tuple) else (one,))}
    absent = [name for name, found in parts.items() if not found and name not in needless]
    kind = correlate.kind if correlate else ""
    if absent:
        yield f"    no message matches {' or '.join(absent)}"
    elif outcome.case.rule.rule.id not in outcome.fired:
        yield f"    all parts are there, but not in the order, time or number that {kind!r} asks for"
