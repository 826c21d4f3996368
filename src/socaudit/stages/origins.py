"""Origins: who put a value into a thread first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from socaudit.correlations import Step
from socaudit.model import PROFILE_FIELDS, Hit, Origin, Role

# Parts that say as much as the whole: all name words, the street. Others only stand for a fragment.
_TELLING_PARTS = {"name", "street"}
_FRAGMENTS = {"CARD_FRAGMENT": "last4"}


class Origins:
    """What each speaker of a thread had made known before each turn; `incomplete` where a turn is missing."""

    def __init__(self, thread: Sequence[Step]) -> None:
        self.incomplete = any(step.turn.parent_missing for step in thread)
        self._order = {step.turn.facts.id: place for place, step in enumerate(thread)}
        self._posted: dict[str, list[tuple[int, str, Role]]] = defaultdict(list)
        self._profiles: set[str] = set()
        for place, step in enumerate(thread):
            for value in step.turn.facts.values:
                known = [value.hash, *(f"{kind} {part}" for kind, part in value.parts)]
                if value.field not in PROFILE_FIELDS:
                    for item in known:
                        self._posted[item].append((place, step.author, step.turn.role))
                elif step.turn.role is not Role.BRAND:
                    self._profiles.update(known)

    def of(self, step: Step, hit: Hit) -> Origin | None:
        """Return the origin of a hit's value; None for what merely stands in a customer's profile."""
        place = self._order[step.turn.facts.id]
        earlier = [entry for entry in self._mentions(hit) if entry[0] < place]
        others = [entry for entry in earlier if entry[2] is not Role.BRAND]
        if step.turn.role is Role.BRAND:
            if others:
                return Origin.BRAND_ECHO
            return None if self._in_profiles(hit) else Origin.BRAND_NEW
        strangers = others and all(author != step.author for _, author, _ in others)
        return Origin.THIRD_PARTY if strangers else Origin.SELF

    def _mentions(self, hit: Hit) -> list[tuple[int, str, Role]]:
        whole = list(self._posted.get(hit.hash, ()))
        telling = self._telling(hit)
        if telling and all(part in self._posted for part in telling):
            # Said in pieces: known from when the last piece was first said by anybody but the company.
            whole += [max(self._first(part) for part in telling)]
        return whole

    def _first(self, part: str) -> tuple[int, str, Role]:
        posted = self._posted[part]
        return next((entry for entry in posted if entry[2] is not Role.BRAND), posted[0])

    def _in_profiles(self, hit: Hit) -> bool:
        telling = self._telling(hit)
        return hit.hash in self._profiles or (bool(telling) and self._profiles.issuperset(telling))

    @staticmethod
    def _telling(hit: Hit) -> list[str]:
        fragment = _FRAGMENTS.get(hit.entity_type or "")
        return [f"{kind} {part}" for kind, part in hit.parts if kind in _TELLING_PARTS or kind == fragment]
