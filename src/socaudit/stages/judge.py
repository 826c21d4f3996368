"""Judge: the rules over single messages in their threads, over threads, authors and the archive."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from socaudit import correlations
from socaudit.correlations import Fired, Group, Step, Unjudged
from socaudit.keys import Key
from socaudit.model import Finding, Match, NotEvaluated, Origin, Role, Scope, Turn
from socaudit.rulepack import LoadedRule, LoadedSignal
from socaudit.rulepack.schema import Where
from socaudit.stages.findings import Findings
from socaudit.stages.origins import Origins
from socaudit.stages.program import Program


@dataclass
class Judgement:
    """Findings, and how often each rule could not be judged."""

    findings: list[Finding] = field(default_factory=list)
    unjudged: Counter[tuple[str | None, str]] = field(default_factory=Counter)

    def not_evaluated(self) -> tuple[NotEvaluated, ...]:
        """Return the counts in a stable order."""
        order = sorted(self.unjudged.items(), key=lambda item: (item[0][0] or "", item[0][1]))
        return tuple(NotEvaluated(rule, reason, count) for (rule, reason), count in order)


def judge(
    turns: Sequence[Turn], program: Program, key: Key, *, ends: Mapping[str, datetime] | None = None
) -> Judgement:
    """Return what the rules say of an archive.

    Args:
        turns: all turns, by thread and within a thread in time order.
        program: the compiled rules.
        key: for fingerprints.
        ends: when the archive ends, by network; None: with its last message.
    """
    return _Court(turns, program, key, ends or _export_ends(turns)).sit()


class _Court:
    """One judgement in the making."""

    def __init__(self, turns: Sequence[Turn], program: Program, key: Key, ends: Mapping[str, datetime]) -> None:
        book = program.rulebook
        self._findings = Findings(key, book.risks)
        self._judgement = Judgement()
        self._program = program
        self._entries: dict[str, LoadedRule | LoadedSignal] = {
            **book.signals,
            **{rule.rule.id: rule for rule in book.rules},
        }
        self._rule_ids = {rule.rule.id for rule in book.rules}
        self._plain = [r for r in book.rules if r.correlation is None]
        self._wanted = self._wanted_names()
        self._matchless = [name for name in sorted(self._wanted) if not self._entries[name].selectors]
        self._ends = ends
        self._steps = [Step(turn, self._holding(turn)) for turn in turns]

    def sit(self) -> Judgement:
        """Judge every scope in turn."""
        for thread in _grouped(self._steps, lambda step: (step.turn.facts.network, step.turn.thread_id)):
            self._judge_messages(thread)
            self._correlate(Scope.THREAD, thread)
        for author in _grouped(self._steps, lambda step: step.author):
            self._correlate(Scope.AUTHOR, sorted(author, key=_when))
        self._correlate(Scope.ARCHIVE, sorted(self._steps, key=_when))
        self._judgement.findings = self._findings.sorted()
        return self._judgement

    def _wanted_names(self) -> set[str]:
        """Return the rules and signals that can matter: message rules, and what correlations refer to."""
        wanted = {rule.rule.id for rule in self._plain}
        for rule in self._program.rulebook.rules:
            if rule.correlation is not None:
                wanted |= set(rule.correlation.references())
        return wanted

    def _holding(self, turn: Turn) -> Mapping[str, Match]:
        """Return the matches that hold in a turn, now that its role is known."""
        candidates = [match for match in turn.facts.matches if match.name in self._wanted]
        candidates += [Match(name, ()) for name in self._matchless]
        holding = {}
        for match in candidates:
            where = where_of(self._entries[match.name])
            if misfit(where, turn) is None:
                holding[match.name] = match
            elif (
                turn.role is Role.UNKNOWN and match.hits and misfit(where.model_copy(update={"role": ()}), turn) is None
            ):
                self._judgement.unjudged[match.name if match.name in self._rule_ids else None, "unknown_role"] += 1
        return holding

    def _judge_messages(self, thread: Sequence[Step]) -> None:
        origins: Origins | None = None
        for rule in self._plain:
            asked = self._program.origins(rule.rule.id)
            for step in thread:
                match = step.matches.get(rule.rule.id)
                if match is None:
                    continue
                if asked:
                    origins = origins or Origins(thread)
                    match = self._with_origin(rule, match, step, asked, origins)
                if match is not None:
                    self._findings.add_message(rule, step, match, thread)

    def _with_origin(
        self,
        rule: LoadedRule,
        match: Match,
        step: Step,
        asked: Mapping[str, frozenset[Origin]],
        origins: Origins,
    ) -> Match | None:
        """Return the match with the hits that have the origin asked for; None if it no longer holds."""
        seen = [(hit, origins.of(step, hit) if hit.selector in asked else None) for hit in match.hits]
        hits = [(h, origin) for h, origin in seen if h.selector not in asked or origin in asked[h.selector]]
        # What the customer had posted may stand in the part that is missing.
        sure = [hit for hit, origin in hits if not (origins.incomplete and origin is Origin.BRAND_NEW)]
        if rule.condition.holds({hit.selector for hit in sure}):
            return Match(match.name, tuple(sure), match.lowered)
        if rule.condition.holds({hit.selector for hit, _ in hits}):
            self._judgement.unjudged[rule.rule.id, "missing_parent"] += 1
        return None

    def _correlate(self, scope: Scope, steps: Sequence[Step]) -> None:
        group = Group(tuple(steps), self._ends)
        present = {name for step in steps for name in step.matches}
        for rule in self._program.rulebook.rules:
            spec = rule.correlation
            if spec is None or rule.rule.scope is not scope or present.isdisjoint(spec.references()):
                continue
            for outcome in correlations.REGISTRY[spec.kind].judge(spec, group):
                match outcome:
                    case Fired():
                        self._findings.add_correlated(rule, outcome, steps)
                    case Unjudged(reason):
                        self._judgement.unjudged[rule.rule.id, reason] += 1


def where_of(entry: LoadedRule | LoadedSignal) -> Where:
    """Return which messages a rule or signal is about."""
    return entry.rule.where if isinstance(entry, LoadedRule) else entry.signal.where


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
    )
    return next((key for key, fits in tests if not fits), None)


def _would_fit(where: Where, turn: Turn) -> bool:
    return misfit(where.model_copy(update={"role": ()}), turn) is None


def _export_ends(turns: Iterable[Turn]) -> dict[str, datetime]:
    ends: dict[str, datetime] = {}
    for turn in turns:
        at = turn.facts.created_at
        if at is not None:
            ends[turn.facts.network] = max(at, ends.get(turn.facts.network, at))
    return ends


def _when(step: Step) -> tuple[float, str, str]:
    return (step.at.timestamp() if step.at else 0.0, step.turn.facts.network, step.turn.facts.id)


def _grouped(steps: Iterable[Step], by: object) -> Iterator[list[Step]]:
    groups: dict[object, list[Step]] = defaultdict(list)
    for step in steps:
        groups[by(step)].append(step)  # type: ignore[operator]
    yield from groups.values()
