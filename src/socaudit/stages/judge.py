"""Judge: the rules over single messages in their threads, over threads, authors and the archive."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from socaudit import correlations
from socaudit.correlations import Fired, Group, Step, Unjudged
from socaudit.keys import Key
from socaudit.model import Finding, Hit, Match, NotEvaluated, Origin, Person, Scope, Turn
from socaudit.rulepack import LoadedRule, LoadedSignal
from socaudit.rulepack.hours import Hours
from socaudit.rulepack.schema import ISSUE, CorrelationSpec
from socaudit.stages import slots
from socaudit.stages.companies import Company, split
from socaudit.stages.findings import Findings
from socaudit.stages.grouping import compared, grouped, parts
from socaudit.stages.likeness import Likenesses
from socaudit.stages.origins import Origins
from socaudit.stages.people import people
from socaudit.stages.program import Program
from socaudit.stages.where import judges, matching_of, misfit, where_of, would_fit
from socaudit.stages.wording import with_wordings

_NOBODY = Company()


@dataclass
class Judgement:
    """Findings, how often each rule could not be judged, and by pseudonym what else is known of exposed people."""

    findings: list[Finding] = field(default_factory=list)
    unjudged: Counter[tuple[str | None, str]] = field(default_factory=Counter)
    people: dict[str, Person] = field(default_factory=dict)

    def not_evaluated(self) -> tuple[NotEvaluated, ...]:
        """Return the counts in a stable order."""
        order = sorted(self.unjudged.items(), key=lambda item: (item[0][0] or "", item[0][1]))
        return tuple(NotEvaluated(rule, reason, count) for (rule, reason), count in order)


def judge(  # noqa: PLR0913  # All that a judgement rests on.
    turns: Sequence[Turn],
    program: Program,
    key: Key,
    *,
    ends: Mapping[str, datetime] | None = None,
    handles: Iterable[str] = (),
    hours: Hours | None = None,
) -> Judgement:
    """Return what the rules say of an archive.

    Args:
        turns: all turns, by thread and within a thread in time order.
        program: the compiled rules.
        key: for fingerprints.
        ends: when the archive ends, by network; None: with its last message.
        handles: the company's, as configured; those of its accounts in the archive are known anyway.
        hours: when the company answers; None: always.
    """
    likenesses = Likenesses(program, key, turns, handles)
    return _Court(turns, program, key, ends=ends or _export_ends(turns), likenesses=likenesses, hours=hours).sit()


class _Court:
    """One judgement in the making."""

    def __init__(  # noqa: PLR0913  # As above.
        self,
        turns: Sequence[Turn],
        program: Program,
        key: Key,
        *,
        ends: Mapping[str, datetime],
        likenesses: Likenesses,
        hours: Hours | None,
    ) -> None:
        book = program.rulebook
        self._findings = Findings(key, book.risks, ends)
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
        self._hours = hours
        self._likenesses = likenesses
        self._asked = {name: asked for name in sorted(self._wanted) if (asked := program.asked(name))}
        threads = grouped(turns, lambda turn: (turn.facts.network, turn.thread_id))
        self._threads = {place: self._raising([*self._seen(thread)]) for place, thread in threads.items()}
        steps = [step for thread in self._threads.values() for step in thread]
        self._templates = sorted((step for step in steps if step.is_template), key=_when)
        self._steps = [step for step in steps if not step.is_template]

    def sit(self) -> Judgement:
        """Judge every scope in turn."""
        for thread in self._threads.values():
            self._judge_messages(thread)
            self._correlate(self._correlated(Scope.THREAD), [step for step in thread if not step.is_template])
        authors = [sorted(author, key=_when) for author in grouped(self._steps, lambda step: step.author).values()]
        for author in authors:
            self._correlate(self._correlated(Scope.AUTHOR), author)
        self._judge_archive()
        self._judge_templates()
        self._judgement.findings = self._findings.sorted()
        signals = self._program.rulebook.signals
        self._judgement.people = people(self._judgement.findings, authors, self._threads, signals, self._ends)
        return self._judgement

    def _judge_archive(self) -> None:
        """Judge each company's archive, whole and split further, and say what could be anybody's."""
        rules = self._correlated(Scope.ARCHIVE)
        if not rules:
            return
        kept = (fact for _, spec in rules for fact in spec.keeps())
        archives, unknown = split(compared(sorted(self._steps, key=_when), kept))
        for company, archive in archives.items():
            self._correlate([pair for pair in rules if pair[1].by == "company"], archive, company)
            for issue in self._program.rulebook.issues:
                named = [(rule, spec.resolved({ISSUE: issue})) for rule, spec in rules if spec.by == ISSUE]
                raising = [step for step in archive if issue in step.issues]
                self._correlate(named, raising, replace(company, issue=issue))
            for by, part in parts(archive):
                self._correlate([pair for pair in rules if pair[1].by == by], part, company)
        for thread in grouped(unknown, lambda step: (step.turn.facts.network, step.turn.thread_id)).values():
            present = {name for step in thread for name in step.matches}
            present |= {ISSUE} if thread[0].issues else set()
            for rule, spec in rules:
                if not present.isdisjoint(spec.references()):
                    self._judgement.unjudged[rule.rule.id, "unknown_company"] += 1

    def _judge_templates(self) -> None:
        """Judge all templates together, and those of one network that have nearly the same wording."""
        rules = self._correlated(Scope.TEMPLATE)
        self._correlate([pair for pair in rules if pair[1].by == "company"], self._templates)
        alike = [pair for pair in rules if pair[1].by == "wording"]
        worded = with_wordings(self._templates) if alike else []
        copies = grouped((step for step in worded if step.wording), lambda s: (s.turn.facts.network, s.wording))
        for group in copies.values():
            self._correlate(alike, group)

    def _wanted_names(self) -> set[str]:
        """Return what can matter: message rules, questions, what tells of people, what correlations refer to."""
        wanted = {rule.rule.id for rule in self._plain}
        signals = self._program.rulebook.signals
        wanted |= {name for name, entry in signals.items() if entry.signal.check or entry.signal.hook}
        wanted |= {name for name, entry in self._entries.items() if matching_of(entry).asks}
        for rule in self._program.rulebook.rules:
            if rule.correlation is not None:
                wanted |= set(rule.correlation.references()) - {ISSUE}
        return wanted | set(self._program.rulebook.issues)

    def _correlated(self, scope: Scope) -> list[tuple[LoadedRule, CorrelationSpec]]:
        rules = self._program.rulebook.rules
        return [(rule, rule.correlation) for rule in rules if rule.correlation and rule.rule.scope is scope]

    def _raising(self, steps: Sequence[Step]) -> list[Step]:
        """Return the steps with the issues of their threads."""
        known = set(self._program.rulebook.issues)
        if not known:
            return list(steps)
        raised: dict[tuple[str, str], set[str]] = defaultdict(set)
        for step in steps:
            raised[step.turn.facts.network, step.turn.thread_id] |= known & step.matches.keys()
        issues = {thread: frozenset(found) for thread, found in raised.items()}
        return [replace(step, issues=issues[step.turn.facts.network, step.turn.thread_id]) for step in steps]

    def _seen(self, thread: Sequence[Turn]) -> Iterator[Step]:
        """Yield a thread's turns with the matches that hold in them, now that roles and questions are known."""
        holding = [self._holding(turn) for turn in thread]
        asked = [frozenset(kind for name in names for kind in self._asks(name)) for names in holding]
        answers = slots.answers(thread, asked)
        for turn, matches in zip(thread, holding, strict=True):
            answered = answers.get(turn.facts.id, {})
            sifted = (self._answering(match, answered) for match in matches.values())
            yield Step(turn, {match.name: match for match in sifted if match is not None})

    def _asks(self, name: str) -> tuple[str, ...]:
        return matching_of(self._entries[name]).asks

    def _answering(self, match: Match, answered: slots.Answers) -> Match | None:
        """Return a match without the values that answer nothing, where it wants answers; None if it no longer holds."""
        selectors = self._asked.get(match.name)
        if selectors is None:
            return match
        hits = slots.typed(match.hits, selectors, answered)
        return replace(match, hits=hits) if self._holds(match, hits) else None

    def _holds(self, match: Match, hits: Iterable[Hit]) -> bool:
        """Tell whether a match still holds with only these of its hits."""
        return self._entries[match.name].condition.holds({*match.against, *(hit.selector for hit in hits)})

    def _holding(self, turn: Turn) -> Mapping[str, Match]:
        """Return the matches that hold in a turn by its role; what answers a question is not known yet."""
        candidates = [match for match in turn.facts.matches if match.name in self._wanted]
        candidates += [Match(name, ()) for name in self._matchless]
        holding: dict[str, Match] = {}
        for match in candidates:
            entry = self._entries[match.name]
            where = where_of(entry)
            if not judges(entry, turn.facts):
                continue
            if misfit(where, turn) is None:
                self._hold(self._likenesses.settled(match, turn), holding)
            elif match.hits and would_fit(where, turn) and self._answering(match, {}) is not None:
                # Where nobody is known to ask, nothing answers.
                self._unjudged(match.name, "unknown_role")
        return holding

    def _hold(self, match: Match | None, holding: dict[str, Match]) -> None:
        if match is not None and match.unjudged:
            self._unjudged(match.name, match.unjudged)
        elif match is not None:
            holding[match.name] = match

    def _unjudged(self, name: str, reason: str) -> None:
        self._judgement.unjudged[name if name in self._rule_ids else None, reason] += 1

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
                if match is not None and step.is_template:
                    self._findings.add_template(rule, step, match)
                elif match is not None:
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
        if self._holds(match, sure):
            return replace(match, hits=tuple(sure))
        if self._holds(match, (hit for hit, _ in hits)):
            self._judgement.unjudged[rule.rule.id, "missing_parent"] += 1
        return None

    def _correlate(
        self,
        rules: Sequence[tuple[LoadedRule, CorrelationSpec]],
        steps: Sequence[Step],
        company: Company = _NOBODY,
    ) -> None:
        group = Group(tuple(steps), self._ends, self._hours)
        present = {name for step in steps for name in step.matches}
        for rule, spec in rules:
            if present.isdisjoint(spec.references()) or (spec.unless in present and not spec.unless_between):
                continue
            for outcome in correlations.REGISTRY[spec.kind].judge(spec, group):
                match outcome:
                    case Fired():
                        self._findings.add_correlated(rule, outcome, steps, company=company)
                    case Unjudged(reason):
                        self._judgement.unjudged[rule.rule.id, reason] += 1


def _export_ends(turns: Iterable[Turn]) -> dict[str, datetime]:
    ends: dict[str, datetime] = {}
    for turn in turns:
        at = turn.facts.created_at
        if at is not None:
            ends[turn.facts.network] = max(at, ends.get(turn.facts.network, at))
    return ends


def _when(step: Step) -> tuple[float, str, str]:
    return (step.at.timestamp() if step.at else 0.0, step.turn.facts.network, step.turn.facts.id)
