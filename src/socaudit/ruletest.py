"""Rule tests: every transcript of every rule, through the same line as a scan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from socaudit import transcripts
from socaudit.engines import local
from socaudit.errors import RuleError, SocauditError
from socaudit.model import Facts
from socaudit.rulepack import LoadedRule
from socaudit.stages.extract import Recipe
from socaudit.stages.judge import judge
from socaudit.stages.link import KnownAccounts, link
from socaudit.stages.program import Program
from socaudit.transcripts import Transcript, TranscriptError


@dataclass(frozen=True, slots=True)
class Case:
    """One transcript of a rule: `expected` is whether it must fire, `known_gap` that it may do otherwise."""

    rule: LoadedRule
    number: int
    text: str
    expected: bool
    known_gap: bool

    @property
    def name(self) -> str:
        """Return `SA-ADM-001 hit 2`."""
        kind = ("hit" if self.expected else "miss") if not self.known_gap else self._gap
        return f"{self.rule.rule.id} {kind} {self.number}"

    @property
    def _gap(self) -> str:
        return "todo_hit" if self.expected else "todo_miss"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case; `fired` are all rules that fired, `matched` the rules and signals in each message."""

    case: Case
    fired: tuple[str, ...]
    matched: tuple[tuple[str, ...], ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Tell whether the rule did what the case expects."""
        return (self.case.rule.rule.id in self.fired) is self.case.expected


def cases(rules: Sequence[LoadedRule]) -> Iterator[Case]:
    """Yield the transcripts of the rules, in order."""
    for rule in rules:
        tests = rule.rule.tests
        for expected, known_gap, texts in (
            (True, False, tests.hit),
            (False, False, tests.miss),
            (True, True, tests.todo_hit),
            (False, True, tests.todo_miss),
        ):
            for number, text in enumerate(texts, start=1):
                yield Case(rule, number, text, expected, known_gap)


def run(recipe: Recipe, program: Program, chosen: Sequence[Case]) -> Iterator[Outcome]:
    """Yield the outcome of each case; all messages are detected and matched in one stream, as in a scan.

    Raises:
        RuleError: transcripts that cannot be read, each with the place of its rule.
    """
    read = _read(chosen)
    stream = (message for transcript in read for message in transcript.messages)
    facts = local.extract(stream, recipe, program)
    for case, transcript in zip(chosen, read, strict=True):
        archive = [next(facts) for _ in transcript.messages]
        yield Outcome(case, _fired(archive, transcript, recipe, program), _matched(archive))


def _read(chosen: Sequence[Case]) -> list[Transcript]:
    read: list[Transcript] = []
    problems: list[SocauditError] = []
    for place, case in enumerate(chosen):
        try:
            read.append(transcripts.parse(case.text, f"t{place}"))
        except TranscriptError as error:
            problems.append(SocauditError(f"{case.name}: {error}", where=str(case.rule.place)))
    if problems:
        raise RuleError(problems)
    return read


def _fired(archive: Sequence[Facts], transcript: Transcript, recipe: Recipe, program: Program) -> tuple[str, ...]:
    known = KnownAccounts.of(recipe.key, handles={}, roles=transcript.roles)
    judgement = judge(link(archive, known), program, recipe.key, ends=transcript.ends)
    return tuple(sorted({finding.rule_id for finding in judgement.findings}))


def _matched(archive: Sequence[Facts]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(match.name for match in facts.matches) for facts in archive)
