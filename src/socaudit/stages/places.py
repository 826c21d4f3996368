"""Places: who speaks, as a report may name them, and where in a message a finding's evidence stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from socaudit.correlations import Step
from socaudit.model import TEXT_FIELD, Hit, Kind, Location, Role
from socaudit.stages.layout import region


def speaker(step: Step, *, suspected: bool = False) -> str:
    """Return the name of a message's author: a pseudonym, or the handle of the company or of a suspect."""
    account = step.turn.facts.account
    if account is None:
        return "the company" if step.turn.facts.kind is Kind.TEMPLATE else "unknown author"
    suspect = suspected and step.turn.role is Role.THIRD_PARTY
    if account.handle and (step.turn.role is Role.BRAND or suspect):
        return f"@{account.handle.lstrip('@')}"
    return f"person-{account.key[:8]}"


def locations(step: Step, hits: Iterable[Hit], *, said_by: str) -> list[Location]:
    """Return the places of the hits in a message; without hits, the message as a whole."""
    facts = step.turn.facts
    whole = Location(
        network=facts.network,
        message_id=facts.id,
        field="text",
        start=0,
        end=0,
        entity_type=None,
        masked="",
        evidence="",
        marked=(0, 0),
        role=step.turn.role,
        speaker=said_by,
        created_at=facts.created_at,
        permalink=facts.permalink,
        source=facts.source,
        text_hash=facts.text_hash,
        region=region(facts.layout, TEXT_FIELD, 0, 0),
        state=step.turn.state,
    )
    found = [
        replace(
            whole,
            field=hit.field,
            start=hit.start,
            end=hit.end,
            entity_type=hit.entity_type,
            masked=hit.masked,
            evidence=hit.evidence,
            marked=hit.marked,
            value_hash=hit.hash if hit.entity_type else "",
            region=region(facts.layout, hit.field, hit.start, hit.end),
        )
        for hit in hits
    ]
    return found or [whole]
