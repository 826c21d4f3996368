"""Likeness: which rules hold of an account whose handle looks like the company's, now that the company is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from socaudit.keys import Key
from socaudit.model import Hit, Match, Role, Turn
from socaudit.stages.program import Program

FIELD = "author.handle"
_LONGEST = 50


class Likenesses:
    """Settles the matches that were made without knowing the company's handles: the configured and the found ones."""

    def __init__(self, program: Program, key: Key, turns: Sequence[Turn], configured: Iterable[str]) -> None:
        self._program = program
        self._key = key
        found = (turn.facts.account for turn in turns if turn.role is Role.BRAND)
        self._handles = {*configured, *(account.handle for account in found if account and account.handle)}
        self._compare: dict[object, Callable[[str], str | None]] = {}

    def settled(self, match: Match, turn: Turn) -> Match | None:
        """Return a match with its handles compared: None if one looks like no handle of the company."""
        likeness = self._program.likeness(match.name)
        if not likeness or match.unjudged:
            return match
        if not self._handles:
            return replace(match, unjudged="no_brand_handle")
        handle = turn.facts.account.handle if turn.facts.account else None
        hits = []
        for selector, make in likeness.items():
            if make not in self._compare:
                self._compare[make] = make(self._handles)
            own = self._compare[make](handle or "")
            if own is None:
                return None
            hits.append(self._hit(selector, handle or "", own))
        return replace(match, hits=(*match.hits, *hits))

    def _hit(self, selector: str, handle: str, own: str) -> Hit:
        shown = f"@{handle.lstrip('@')[:_LONGEST]}"
        return Hit(
            selector=selector,
            field=FIELD,
            start=0,
            end=len(handle),
            hash=self._key.hash("said", handle.casefold()),
            masked=shown,
            evidence=f"{shown} looks like @{own[:_LONGEST]}",
            marked=(0, len(shown)),
        )
