"""`measure`: a number of a group against a limit: how long, how many turns, what share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from socaudit.correlations import REGISTRY, CorrelationKind, Fired, Group, Step, Unjudged
from socaudit.model import Scope
from socaudit.rulepack.hours import Hours
from socaudit.rulepack.schema import CorrelationSpec, Names, parse_duration


def _number_or_time(value: object) -> object:
    return value if isinstance(value, int) else parse_duration(value)


Limit = Annotated[timedelta | int, BeforeValidator(_number_or_time)]
Share = Annotated[float, Field(gt=0, le=1)]

# What each number needs beside its own name, and what it may have.
_OPTIONS = {
    "latency": ({"after", "over"}, {"up_to", "open_hours"}),
    "turns": ({"over"}, {"up_to"}),
    "share": ({"among", "at_least"}, {"min"}),
    "copies": ({"at_least"}, {"min"}),
}
_SCOPES = {
    "latency": frozenset({Scope.THREAD}),
    "turns": frozenset({Scope.THREAD, Scope.AUTHOR}),
    "share": frozenset({Scope.THREAD, Scope.AUTHOR, Scope.ARCHIVE}),
    "copies": frozenset({Scope.ARCHIVE}),
}


class MeasureSpec(CorrelationSpec):
    """One of four numbers.

    `latency` is the time from the first `after` to the first such message behind it, `turns` how many such messages
    there are, `share` what part of those `among` them are such, `copies` what part of them is nearly the same. With
    `open_hours`, time in which the company is not there (by the configuration) is no latency.
    """

    kind: ClassVar[str] = "measure"
    scopes: ClassVar[frozenset[Scope]] = frozenset().union(*_SCOPES.values())
    latency: str | None = None
    turns: Names | None = None
    share: Names | None = None
    copies: str | None = None
    after: str | None = None
    among: str | None = None
    over: Limit = 0
    up_to: Limit | None = None
    at_least: Share = 1
    min: Annotated[int, Field(ge=1)] = 1
    open_hours: bool = False

    @property
    def number(self) -> str:
        """Return which number is measured."""
        return next(number for number in _OPTIONS if getattr(self, number) is not None)

    def references(self) -> Iterator[str]:
        """Yield the names of what is measured."""
        yield from super().references()
        yield from (*(self.turns or ()), *(self.share or ()))
        yield from filter(None, (self.latency, self.copies, self.after, self.among))

    def works_at(self) -> frozenset[Scope]:
        """Return the scopes at which this number means something."""
        return super().works_at() & _SCOPES[self.number]

    def keeps(self) -> frozenset[str]:
        """Return what of every message this needs: copies are told by their wording."""
        return super().keeps() | ({"wording"} if self.copies else set())

    @model_validator(mode="after")
    def _options_fit(self) -> MeasureSpec:
        given = self.model_fields_set & {*_OPTIONS, *(o for need, may in _OPTIONS.values() for o in need | may)}
        numbers = sorted(given & _OPTIONS.keys())
        if len(numbers) != 1:
            raise ValueError(f"measure one of {', '.join(_OPTIONS)}, not {len(numbers)}")
        needed, possible = _OPTIONS[numbers[0]]
        if missing := sorted(needed - given):
            raise ValueError(f"{numbers[0]} needs {' and '.join(missing)}")
        if extra := sorted(given - needed - possible - {numbers[0]}):
            raise ValueError(f"{numbers[0]} has no {' or '.join(extra)}")
        kind = timedelta if self.latency else int
        if not all(isinstance(limit, kind) for limit in (self.over, self.up_to or self.over)):
            raise ValueError(f"{numbers[0]} is compared with {'a time such as 6h' if self.latency else 'a number'}")
        return self


def judge(spec: MeasureSpec, group: Group) -> Iterator[Fired | Unjudged]:
    """Yield a Fired if the number lies beyond its limit, or why nobody knows it."""
    if spec.latency:
        yield from _latency(spec, spec.latency, group)
    elif spec.turns:
        found = _holding(spec.turns, group.steps)
        if _beyond(spec, len(found)):
            yield Fired(tuple(found), count=len(found))
    elif spec.share:
        among = [step for step in group.steps if spec.among in step.matches]
        yield from _share(spec, _holding(spec.share, among), len(among))
    elif spec.copies:
        among = [step for step in group.steps if spec.copies in step.matches and step.wording]
        often = Counter(step.wording for step in among)
        yield from _share(spec, [(step, spec.copies) for step in among if often[step.wording] > 1], len(among))


def _latency(spec: MeasureSpec, reply: str, group: Group) -> Iterator[Fired | Unjudged]:
    steps = group.steps
    begun = next((place for place, step in enumerate(steps) if spec.after in step.matches), len(steps))
    ended = next((step for step in steps[begun + 1 :] if reply in step.matches), None)
    if ended is None or spec.after is None:
        return
    asked = steps[begun]
    if asked.at is None or ended.at is None:
        yield Unjudged("no_timestamp")
    elif _beyond(spec, _lasted(asked.at, ended.at, group.hours if spec.open_hours else None)):
        yield Fired(((asked, spec.after), (ended, reply)), count=1)


def _lasted(begun: datetime, ended: datetime, hours: Hours | None) -> timedelta:
    return hours.between(begun, ended) if hours else ended - begun


def _holding(names: Sequence[str], steps: Sequence[Step]) -> list[tuple[Step, str]]:
    """Return the steps in which any of the names holds, each with the first that does."""
    found = ((step, next((name for name in names if name in step.matches), None)) for step in steps)
    return [(step, name) for step, name in found if name is not None]


def _beyond(spec: MeasureSpec, number: timedelta | int) -> bool:
    above, below = spec.over, spec.up_to
    return number > above and (below is None or number <= below)  # type: ignore[operator]  # The options fit.


def _share(spec: MeasureSpec, found: Sequence[tuple[Step, str]], among: int) -> Iterator[Fired]:
    if among >= spec.min and found and len(found) >= spec.at_least * among:
        yield Fired(tuple(found), count=len(found))


REGISTRY.register("measure")(CorrelationKind(MeasureSpec, judge))
