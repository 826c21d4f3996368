"""Origins: who put a value into a thread first, by the value and by what it is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from socaudit.correlations import Step
from socaudit.model import PRIVATE, PROFILE_FIELDS, Hit, Origin, Role, Turn
from socaudit.selectors import SURE

# The parts that make up a value of a type: whoever knows them all knows the value. Of any other type a part says
# less than the whole: the last four digits of a number do not give the number.
_MAKE_UP = {
    "PERSON": frozenset({"name"}),
    "STREET_ADDRESS": frozenset({"street", "house"}),
    "POSTAL_CODE": frozenset({"outward", "inward"}),
    "EMAIL_ADDRESS": frozenset({"local", "domain"}),
    "ONLINE_HANDLE": frozenset({"local"}),
    "CARD_FRAGMENT": frozenset({"last4"}),
}


class _Mention(NamedTuple):
    """A value or a part of one in a message: its place in the thread, who wrote it, and whether it is sure."""

    place: int
    author: str
    role: Role
    private: bool
    sure: bool


class Origins:
    """What each speaker of a thread had made known before each turn; `incomplete` where a turn is missing."""

    def __init__(self, thread: Sequence[Step]) -> None:
        self.incomplete = any(step.turn.parent_missing for step in thread)
        self._order = {step.turn.facts.id: place for place, step in enumerate(thread)}
        self._posted: dict[str, list[_Mention]] = defaultdict(list)
        self._profiles: set[str] = set()
        for place, step in enumerate(thread):
            private = step.turn.facts.visibility in PRIVATE
            for value in step.turn.facts.values:
                mention = _Mention(place, step.author, step.turn.role, private, value.score >= SURE)
                known = [value.hash, *(f"{kind} {part}" for kind, part in value.parts)]
                if value.field not in PROFILE_FIELDS:
                    for item in known:
                        self._posted[item].append(mention)
                elif step.turn.role is not Role.BRAND:
                    self._profiles.update(known)

    def of(self, step: Step, hit: Hit) -> Origin | None:
        """Return the origin of a hit's value; None for what merely stands in a customer's profile.

        What was said in a direct message is not known to the readers of a public one. A value that is doubtful by
        itself was said before only where it was sure there, and it is new to nobody.
        """
        doubtful = _is_doubtful(step.turn, hit)
        private = step.turn.facts.visibility in PRIVATE
        place = self._order[step.turn.facts.id]
        earlier = [m for m in self._mentions(hit) if m.place < place and (private or not m.private)]
        if doubtful and not any(mention.sure for mention in earlier):
            return None
        others = [mention for mention in earlier if mention.role is not Role.BRAND]
        if step.turn.role is Role.BRAND:
            if others:
                return Origin.BRAND_ECHO
            return None if self._in_profiles(hit, place) else Origin.BRAND_NEW
        strangers = others and all(mention.author != step.author for mention in others)
        return Origin.THIRD_PARTY if strangers else Origin.SELF

    def _mentions(self, hit: Hit) -> list[_Mention]:
        whole = list(self._posted.get(hit.hash, ()))
        parts = _made_up_of(hit)
        if parts and all(part in self._posted for part in parts):
            # Said in pieces: known from when the last piece was first said by anybody but the company.
            firsts = [self._first(part) for part in parts]
            whole += [max(firsts)._replace(private=any(mention.private for mention in firsts))]
        return whole

    def _first(self, part: str) -> _Mention:
        posted = self._posted[part]
        told = [mention for mention in posted if mention.role is not Role.BRAND] or posted
        return next((mention for mention in told if not mention.private), told[0])

    def _in_profiles(self, hit: Hit, place: int) -> bool:
        """Tell whether a customer's profile gives a value, or what their messages left open of it."""
        parts = _made_up_of(hit)
        unsaid = [part for part in parts if not self._told(part, place)]
        return hit.hash in self._profiles or (bool(unsaid) and self._profiles.issuperset(unsaid))

    def _told(self, part: str, place: int) -> bool:
        posted = self._posted.get(part, ())
        return any(m.place < place and m.role is not Role.BRAND and not m.private for m in posted)


def _is_doubtful(turn: Turn, hit: Hit) -> bool:
    """Tell whether the value of a hit is nowhere sure in its own message."""
    scores = [value.score for value in turn.facts.values if value.hash == hit.hash]
    return bool(scores) and max(scores) < SURE


def _made_up_of(hit: Hit) -> list[str]:
    kinds = _MAKE_UP.get(hit.entity_type or "", frozenset())
    return [f"{kind} {part}" for kind, part in hit.parts if kind in kinds]
