"""Slots: what the company asks for in public gives the bare or doubtful value that answers it a type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

from socaudit.model import CANDIDATE, PRIVATE, PROFILE_FIELDS, Hit, Role, Turn, Value
from socaudit.selectors import SURE

# The answer stands in one of so many messages of the person asked, within such a time.
MESSAGES = 3
WITHIN = timedelta(days=7)
# Types that are words, and types that may be either; all others hold a digit.
_WORDS = frozenset({"PERSON", "LOCATION"})
_EITHER = frozenset({"CREDENTIAL", "ONLINE_HANDLE"})
_BARE_WORDS = "bare_words"
_LABEL = re.compile(r"\[[A-Z_]+\]")

Place: TypeAlias = tuple[str, int, int]
Answers: TypeAlias = Mapping[Place, str]


def answers(thread: Sequence[Turn], asked: Sequence[frozenset[str]]) -> dict[str, dict[Place, str]]:
    """Return what in a thread answers a question of the company: the type of each value, by message id and place.

    Args:
        thread: its turns in time order.
        asked: the entity types that each turn asks for; CANDIDATE stands for any.
    """
    found: dict[str, dict[Place, str]] = {}
    for place, types in enumerate(asked):
        if types and thread[place].role is Role.BRAND:
            for turn, answer in _answers_to(thread, place, types):
                found.setdefault(turn.facts.id, {}).update(answer)
    return found


def typed(hits: Sequence[Hit], selectors: Mapping[str, frozenset[str]], answered: Answers) -> tuple[Hit, ...]:
    """Return the hits of a match, those of `selectors` only where they answer a question, with the type asked for.

    Args:
        hits: of one message.
        selectors: which of the selectors want an answer, and the entity types that each accepts.
        answered: the type of each value of that message that is an answer.
    """
    kept: dict[object, Hit] = {}
    for number, hit in enumerate(hits):
        accepted = selectors.get(hit.selector)
        place = hit.field, hit.start, hit.end
        key = hit.selector, place
        if accepted is None:
            kept[number] = hit
        elif answered.get(place) in accepted and (hit.entity_type == answered[place] or key not in kept):
            kept[key] = _retyped(hit, answered[place])
    return tuple(kept.values())


def _answers_to(
    thread: Sequence[Turn], question: int, types: frozenset[str]
) -> Iterator[tuple[Turn, dict[Place, str]]]:
    """Yield the turns that answer a question, each with its values, until all that was asked for is said."""
    asking = thread[question].facts
    person = _asked_person(thread, question)
    missing, read = set(types), 0
    for turn in thread[question + 1 :]:
        facts = turn.facts
        if facts.created_at and asking.created_at and facts.created_at - asking.created_at > WITHIN:
            return
        theirs = _author(turn) == person or facts.parent_id == asking.id
        if turn.role is Role.BRAND or facts.visibility in PRIVATE or not theirs:
            continue
        answer = dict(_values(facts.values, missing))
        if answer:
            yield turn, answer
            missing -= {CANDIDATE, *answer.values()}
        read += 1
        if read == MESSAGES or not missing:
            return


def _asked_person(thread: Sequence[Turn], question: int) -> str | None:
    """Return whom a question is put to: who is answered, up the replies, or else who spoke last."""
    by_id = {turn.facts.id: turn for turn in thread[:question]}
    above = by_id.get(thread[question].facts.parent_id or "")
    while above is not None and above.role is Role.BRAND:
        above = by_id.pop(above.facts.parent_id or "", None)
    spoken = (turn for turn in reversed(thread[:question]) if turn.role is not Role.BRAND)
    asked = above or next(spoken, None)
    return _author(asked) if asked else None


def _author(turn: Turn) -> str:
    return turn.facts.account.key if turn.facts.account else turn.facts.id


def _values(values: Sequence[Value], missing: set[str]) -> Iterator[tuple[Place, str]]:
    """Yield the values of one message that answer what is still missing, each with its type."""
    said = [value for value in values if value.field not in PROFILE_FIELDS and not value.brand_own]
    sure = [value for value in said if value.score >= SURE and value.entity_type != CANDIDATE]
    loose = [value for value in said if value not in sure and not any(_overlap(value, other) for other in sure)]
    if CANDIDATE in missing:
        # A first name or a town in passing is no answer.
        telling = (value for value in sure if value.entity_type not in _WORDS or len(value.parts) > 1)
        yield from ((_place(value), value.entity_type) for value in telling)
        guessed = {_place(value): value.entity_type for value in loose if value.entity_type != CANDIDATE}
        bare = (_place(value) for value in loose if value.entity_type == CANDIDATE)
        yield from ((place, guessed.get(place, CANDIDATE)) for place in bare)
    for entity_type in sorted(missing - {CANDIDATE}):
        whole = [value for value in sure if value.entity_type == entity_type]
        own = [value for value in loose if value.entity_type == entity_type]
        fitting = whole or (own or [value for value in loose if _fits(value, entity_type)])[:1]
        loose = [value for value in loose if not any(_overlap(value, taken) for taken in fitting)]
        yield from ((_place(value), entity_type) for value in fitting)


def _fits(value: Value, entity_type: str) -> bool:
    words = value.recognizer == _BARE_WORDS or value.entity_type in _WORDS
    return entity_type in _EITHER or words is (entity_type in _WORDS)


def _overlap(one: Value, other: Value) -> bool:
    return one.field == other.field and one.start < other.end and other.start < one.end


def _place(value: Value) -> Place:
    return value.field, value.start, value.end


def _retyped(hit: Hit, entity_type: str) -> Hit:
    """Return the hit as a value of the type; where its evidence names the type, it names the new one."""
    start, end = hit.marked
    if hit.entity_type == entity_type:
        return hit
    if not _LABEL.fullmatch(hit.evidence, start, end):
        return replace(hit, entity_type=entity_type)
    label = f"[{entity_type}]"
    evidence = hit.evidence[:start] + label + hit.evidence[end:]
    return replace(hit, entity_type=entity_type, masked=label, evidence=evidence, marked=(start, start + len(label)))
