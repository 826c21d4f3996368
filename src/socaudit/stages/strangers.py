"""Strangers: what a company writes to people who had not addressed it, person by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from socaudit.correlations import Step
from socaudit.model import Role, Turn


def approached(archive: Sequence[Step]) -> dict[str, list[Step]]:
    """Return the company's messages by the person they approach, without those to people who had addressed a company.

    The company approaches whom it names first in a post of its own, or whose post it answers although that names no
    account. Who mentioned anybody's handle or answered the company before, in any thread, is no stranger: better to
    miss one than to blame a reply.

    Args:
        archive: a company's steps, in time order; the order is kept.
    """
    by_id = {step.turn.facts.id: step.turn for step in archive}
    acquainted: set[str] = set()
    found: dict[str, list[Step]] = defaultdict(list)
    for step in archive:
        turn = step.turn
        if turn.role is Role.BRAND:
            person = _approached_by(turn, by_id)
            if person is not None and person not in acquainted:
                found[person].append(step)
        elif turn.facts.account is not None and _addresses(turn, by_id):
            acquainted.add(turn.facts.account.key)
    return found


def _approached_by(turn: Turn, by_id: Mapping[str, Turn]) -> str | None:
    """Return the key of the account that a company's message approaches."""
    facts = turn.facts
    if facts.parent_id is None:
        return facts.addressed[0] if facts.addressed else None
    parent = by_id.get(facts.parent_id)
    if parent is None or parent.role is Role.BRAND or parent.facts.account is None or _addresses(parent, by_id):
        return None
    return parent.facts.account.key


def _addresses(turn: Turn, by_id: Mapping[str, Turn]) -> bool:
    """Tell whether a post names an account, or answers the company or what nobody can see."""
    facts = turn.facts
    if facts.addressed or facts.parent_id is None:
        return bool(facts.addressed)
    parent = by_id.get(facts.parent_id)
    return parent is None or parent.role is Role.BRAND
