"""Where: which messages a rule or signal is about, and may be about while roles and threads are not known."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from socaudit.model import Facts, Kind, Role, Scope, Turn
from socaudit.rulepack import LoadedRule, LoadedSignal
from socaudit.rulepack.schema import Matching, Where


def where_of(entry: LoadedRule | LoadedSignal) -> Where:
    """Return which messages a rule or signal is about."""
    return matching_of(entry).where


def matching_of(entry: LoadedRule | LoadedSignal) -> Matching:
    """Return what a rule or signal is about."""
    return entry.rule if isinstance(entry, LoadedRule) else entry.signal


def judges(entry: LoadedRule | LoadedSignal, facts: Facts) -> bool:
    """Tell whether a rule or signal is for such a message at all: templates are judged by rules that say so."""
    if isinstance(entry, LoadedSignal):
        return True
    if facts.kind is Kind.TEMPLATE:
        return entry.judges_templates
    return entry.rule.scope is not Scope.TEMPLATE


def misfit(where: Where, turn: Turn) -> str | None:
    """Return the first key of `where` that keeps a turn out, or None if it is about the turn."""
    if where.role and turn.role not in where.role:
        return "role"
    if (key := next(_misfits(where, turn.facts), None)) is not None:
        return key
    if where.opener is not None and turn.opener is not where.opener:
        return "opener"
    return "orphan" if where.orphan is not None and turn.parent_missing is not where.orphan else None


def may_concern(entry: LoadedRule | LoadedSignal, facts: Facts, roles: AbstractSet[Role]) -> bool:
    """Tell whether a rule or signal can be about a message whose thread is not known, given who may have written it."""
    where = where_of(entry)
    spoken = not where.role or not roles.isdisjoint(where.role)
    return spoken and judges(entry, facts) and not any(_misfits(where, facts))


def _misfits(where: Where, facts: Facts) -> Iterator[str]:
    """Yield the keys of `where` that keep a message out whatever its thread."""
    verified = bool(facts.account and facts.account.verified)
    tests = (
        ("visibility", facts.visibility in where.visibility),
        ("kind", not where.kind or facts.kind in where.kind),
        ("network", not where.network or facts.network in where.network),
        ("verified", where.verified is None or verified is where.verified),
        ("deleted", where.deleted is None or (facts.deleted_at is not None) is where.deleted),
        ("edited", where.edited is None or (facts.edited_at is not None) is where.edited),
    )
    return (key for key, fits in tests if not fits)


def would_fit(where: Where, turn: Turn) -> bool:
    """Tell whether all but the role fits, which nobody knows."""
    return turn.role is Role.UNKNOWN and misfit(where.model_copy(update={"role": ()}), turn) is None
