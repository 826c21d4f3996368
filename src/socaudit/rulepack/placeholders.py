"""What may stand in braces in a rule's message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from socaudit.rulepack.condition import Condition
from socaudit.rulepack.suggest import suggestion

OF_CORRELATION: tuple[str, ...] = ("count", "kinds", "authors", "days", "hours")
# How long the first message of the evidence stood without a reply of the company.
OF_THREAD: tuple[str, ...] = (*OF_CORRELATION, "window")
# Which templates the finding is about.
OF_TEMPLATES: tuple[str, ...] = ("count", "names")
# What messages call the numbers of a finding.
NUMBERS = frozenset((*OF_THREAD, *OF_TEMPLATES))
# Stands for whatever selector hit first, where a condition leaves it open which one does.
ANY_HIT = "hit"
_BRACE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


def of_match(condition: Condition) -> tuple[str, ...]:
    """Return what a rule with `condition` may write in braces; what must not be there has no text."""
    names = (ANY_HIT, *sorted(condition.positive)) if condition.positive else ()
    return ("count", *(f"{name}.{part}" for name in names for part in ("text", "types", "note")))


def faults(template: str, allowed: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield `(offset, problem)` for each placeholder that is not in `allowed` and each stray brace."""
    for found in _BRACE.finditer(template):
        if found[0] in ("{", "}"):
            yield found.start(), f"a single {found[0]!r}: write {found[0] * 2!r} for the sign itself"
        elif found[1] is not None and found[1] not in allowed:
            yield found.start(), f"nothing fills the placeholder {found[0]!r}{suggestion(found[1], allowed)}"


def names(template: str) -> set[str]:
    """Return everything that stands in braces."""
    return {found[1] for found in _BRACE.finditer(template) if found[1]}


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return the template with the placeholders that `values` has; the others stay."""

    def fill(found: re.Match[str]) -> str:
        value = values.get(found[1] or "")
        return found[0] if value is None else value.replace("{", "{{").replace("}", "}}")

    return _BRACE.sub(fill, template)
