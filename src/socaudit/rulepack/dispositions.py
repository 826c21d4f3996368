"""Dispositions: what somebody has decided about findings of a rule, why, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from pydantic import model_validator

from socaudit.rulepack.schema import Names, Reason, Spec

ANCHORS = ("fingerprint", "template", "author", "thread", "message", "value")


class Disposition(Spec):
    """Findings of the rules that are known and accepted.

    Every anchor that is given must fit. Text is gone when findings are judged, so an anchor is what a report shows
    (fingerprint, template by name or shell pattern, thread, message id, and the author as the handle or pseudonym
    shown), or a whole `value`, which is compared by its keyed hash. An entry counts to the end of the day `until`
    (UTC); `added` is when it was made.
    """

    rule: Names
    fingerprint: str | None = None
    template: str | None = None
    author: str | None = None
    thread: str | None = None
    message: str | None = None
    value: str | None = None
    reason: Reason
    until: date | None = None
    added: date | None = None

    @model_validator(mode="after")
    def _has_an_anchor(self) -> Self:
        if all(getattr(self, anchor) is None for anchor in ANCHORS):
            raise ValueError(f"say which findings: {', '.join(ANCHORS[:-1])} or {ANCHORS[-1]}")
        return self


@dataclass(frozen=True, slots=True)
class PlacedDisposition:
    """A disposition and where it is written, as `path:line`."""

    disposition: Disposition
    place: str
