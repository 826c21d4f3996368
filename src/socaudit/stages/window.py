"""Windows: how long a customer's post stood without the company's reply, and who else spoke meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from socaudit.correlations import Step
from socaudit.model import PRIVATE, Role, Visibility, Window
from socaudit.stages.places import speaker

_MINUTES = timedelta(hours=2)
_HOURS = timedelta(days=2)


def window(opening: Step, thread: Sequence[Step], ends: Mapping[str, datetime]) -> Window | None:
    """Return the window that a message opens, None where it or the reply carries no time.

    Args:
        opening: the message that a stranger could use, or the first that shows it.
        thread: the turns of its thread in time order.
        ends: when the export ends, by network.
    """
    facts = opening.turn.facts
    if facts.created_at is None:
        return None
    place = next(place for place, step in enumerate(thread) if step.turn.facts.id == facts.id)
    later = thread[place + 1 :]
    reply = next((number for number, step in enumerate(later) if _is_reply(step)), len(later))
    answered = later[reply].at if reply < len(later) else None
    if reply < len(later) and answered is None:
        return None
    open_to = (step for step in later[:reply] if step.turn.facts.visibility not in PRIVATE)
    others = [step for step in open_to if step.author != opening.author and step.turn.role is not Role.BRAND]
    return Window(
        network=facts.network,
        thread_id=opening.turn.thread_id,
        message_id=facts.id,
        opened_at=facts.created_at,
        answered_at=answered,
        seen_until=max(facts.created_at, answered or ends.get(facts.network, facts.created_at)),
        others=tuple(dict.fromkeys(speaker(step) for step in others)),
    )


def _is_reply(step: Step) -> bool:
    """Tell whether the company answers, in public or in private; a note among its agents is no answer."""
    return step.turn.role is Role.BRAND and step.turn.facts.visibility is not Visibility.INTERNAL


def windows(
    author: Sequence[Step],
    threads: Mapping[tuple[str, str], Sequence[Step]],
    hooks: frozenset[str],
    ends: Mapping[str, datetime],
) -> tuple[Window, ...]:
    """Return the windows that a person's posts opened, the longest first: one a thread, from its first hook.

    Args:
        author: the person's turns in time order.
        threads: all threads, by network and id.
        hooks: the signals that tell a post that a stranger could use.
        ends: when the export ends, by network.
    """
    opening: dict[tuple[str, str], Step] = {}
    for step in author:
        if step.turn.role is not Role.BRAND and not hooks.isdisjoint(step.matches):
            opening.setdefault((step.turn.facts.network, step.turn.thread_id), step)
    found = [window(step, threads[thread], ends) for thread, step in opening.items()]
    return tuple(sorted(filter(None, found), key=lambda w: (-w.length, w.network, w.thread_id)))


def spelled(found: Window | None) -> str:
    """Return how long a window stood open, in words for a finding's message."""
    if found is None:
        return "an unknown time"
    length = found.length
    if length < _MINUTES:
        number, unit = length / timedelta(minutes=1), "minute"
    elif length < _HOURS:
        number, unit = length / timedelta(hours=1), "hour"
    else:
        number, unit = length / timedelta(days=1), "day"
    count = f"{number:.0f} {unit}{'' if round(number) == 1 else 's'}"
    return count if found.answered_at else f"more than {count}"
