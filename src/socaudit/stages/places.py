"""Places: who speaks, as a report may name them, and where in a message a finding's evidence stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from socaudit.correlations import Step
from socaudit.model import TEXT_FIELD, Hit, Kind, Location, Region, Role
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


def apart(places: Iterable[Location]) -> tuple[Location, ...]:
    """Return the places without those within another; those that overlap are one, where the first of them stood.

    A detected value stays a place of its own, for its hash tells what it is: words within it go, words around it stay.
    A message as a whole goes where something in it is named.
    """
    every = list(dict.fromkeys(places))
    named = {_message(place) for place in every if place.start < place.end}
    ranked = [(rank, p) for rank, p in enumerate(every) if p.start < p.end or _message(p) not in named]
    ranked.sort(key=lambda pair: (*_text(pair[1]), pair[1].start, -pair[1].end, not pair[1].value_hash))
    texts = groupby(ranked, key=lambda pair: _text(pair[1]))
    found = [pair for _, stand in texts for pair in _apart_in_text(stand)]
    return tuple(place for _, place in sorted(found, key=lambda pair: pair[0]))


def _apart_in_text(ranked: Iterable[tuple[int, Location]]) -> Iterator[tuple[int, Location]]:
    """Yield the places of one text, which come by where they begin, the longest first."""
    value_ends = -1
    words: tuple[int, Location] | None = None
    for rank, place in ranked:
        if place.value_hash:
            value_ends = max(value_ends, place.end)
            yield rank, place
        elif words and place.start < words[1].end:
            words = min(rank, words[0]), _joined(words[1], place)
        elif place.end > value_ends:
            if words:
                yield words
            words = rank, place
    if words:
        yield words


def _joined(left: Location, right: Location) -> Location:
    """Return one place for two that overlap, with the words of the longer."""
    longer = max(left, right, key=lambda place: place.end - place.start)
    last = max(left, right, key=lambda place: place.end)
    return replace(longer, start=left.start, end=last.end, region=_spanning(left.region, last.region))


def _spanning(first: Region | None, last: Region | None) -> Region | None:
    return replace(first, end_line=last.end_line, end_column=last.end_column) if first and last else None


def _message(place: Location) -> tuple[str, str]:
    return place.network, place.message_id


def _text(place: Location) -> tuple[str, str, str]:
    return place.network, place.message_id, place.field
