"""Suppressions: what templates say of findings in them becomes dispositions like any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from socaudit.model import DispositionState, DispositionUse, Suppression, Turn
from socaudit.rulepack.dispositions import Disposition, PlacedDisposition


def suppressions(turns: Iterable[Turn]) -> Iterator[PlacedDisposition]:
    """Yield the dispositions that stand in templates; each is about the template that it stands in."""
    for turn, place, said in _said(turns):
        if not said.fault:
            made = Disposition(rule=said.rules, message=turn.facts.id, reason=said.reason, until=said.until)
            yield PlacedDisposition(made, place)


def useless(turns: Iterable[Turn]) -> Iterator[DispositionUse]:
    """Yield what became of those that lack something: nothing."""
    for _, place, said in _said(turns):
        if said.fault:
            reason = said.reason or "no reason"
            yield DispositionUse(place, said.rules, reason, said.until, DispositionState.UNUSED, 0, said.fault)


def _said(turns: Iterable[Turn]) -> Iterator[tuple[Turn, str, Suppression]]:
    for turn in turns:
        for said in turn.facts.suppressions:
            yield turn, str(replace(turn.facts.source, line=said.line, pointer=None)), said
