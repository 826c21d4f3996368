"""Where: which messages a rule or signal is about, once roles and threads are known."""

from __future__ import annotations

from socaudit.model import Kind, Role, Scope, Turn
from socaudit.rulepack import LoadedRule, LoadedSignal
from socaudit.rulepack.schema import Matching, Where


def where_of(entry: LoadedRule | LoadedSignal) -> Where:
    """Return which messages a rule or signal is about."""
    return matching_of(entry).where


def matching_of(entry: LoadedRule | LoadedSignal) -> Matching:
    """Return what a rule or signal is about."""
    return entry.rule if isinstance(entry, LoadedRule) else entry.signal


def judges(entry: LoadedRule | LoadedSignal, turn: Turn) -> bool:
    """Tell whether a rule or signal is for such a message at all: templates are judged by rules that say so."""
    if isinstance(entry, LoadedSignal):
        return True
    if turn.facts.kind is Kind.TEMPLATE:
        return entry.judges_templates
    return entry.rule.scope is not Scope.TEMPLATE


def misfit(where: Where, turn: Turn) -> str | None:
    """Return the first key of `where` that keeps a turn out, or None if it is about the turn."""
    facts = turn.facts
    verified = bool(facts.account and facts.account.verified)
    tests = (
        ("role", not where.role or turn.role in where.role),
        ("visibility", facts.visibility in where.visibility),
        ("kind", not where.kind or facts.kind in where.kind),
        ("network", not where.network or facts.network in where.network),
        ("opener", where.opener is None or turn.opener is where.opener),
        ("verified", where.verified is None or verified is where.verified),
        ("orphan", where.orphan is None or turn.parent_missing is where.orphan),
        ("deleted", where.deleted is None or (facts.deleted_at is not None) is where.deleted),
        ("edited", where.edited is None or (facts.edited_at is not None) is where.edited),
    )
    return next((key for key, fits in tests if not fits), None)


def would_fit(where: Where, turn: Turn) -> bool:
    """Tell whether all but the role fits, which nobody knows."""
    return turn.role is Role.UNKNOWN and misfit(where.model_copy(update={"role": ()}), turn) is None
