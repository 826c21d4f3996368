"""Verification: which questions of a call centre a stranger could answer from what one person has made public."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from socaudit.correlations import Step
from socaudit.model import Check, Location, Role
from socaudit.stages.places import locations, speaker

# So many posts are named for each question.
MOST_PLACES = 5


def checks_passed(author: Sequence[Step], questions: Mapping[str, str]) -> tuple[Check, ...]:
    """Return the questions that a person's public messages and profile answer, by name, each with the posts.

    Args:
        author: the person's turns in time order.
        questions: what a call centre asks, by the name of the signal that answers it.
    """
    found: dict[str, dict[str, Location]] = defaultdict(dict)
    for step in author:
        if step.turn.role is Role.BRAND:
            continue
        for name in questions.keys() & step.matches.keys():
            for hit in step.matches[name].hits:
                # A value said again, or a profile seen again, tells nothing new.
                [place] = locations(step, [hit], said_by=speaker(step))
                found[questions[name]].setdefault(hit.hash, place)
    return tuple(
        Check(question, tuple(sorted(places.values(), key=_in_time)[:MOST_PLACES]))
        for question, places in sorted(found.items())
    )


def _in_time(place: Location) -> tuple[float, str, str, str, int]:
    at = place.created_at.timestamp() if place.created_at else 0.0
    return at, place.network, place.message_id, place.field, place.start
