"""Rule tests: every transcript of every rule, through the same line as a scan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from socaudit import transcripts
from socaudit.engines import local
from socaudit.errors import RuleError, SocauditError
from socaudit.model import Facts, Turn
from socaudit.rulepack import LoadedRule, LoadedSignal, Rulebook
from socaudit.rulepack.schema import ISSUE
from socaudit.stages.accounts import KnownAccounts
from socaudit.stages.extract import Recipe
from socaudit.stages.judge import judge
from socaudit.stages.link import link
from socaudit.stages.match import Traced
from socaudit.stages.program import Program
from socaudit.stages.where import misfit, where_of
from socaudit.transcripts import Transcript, TranscriptError

# Where the company's own pages are, in transcripts.
OWN_HOSTS = ("example.com",)


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
class Seen:
    """What a rule, or a part of its correlation, saw in one message.

    `outside` says what of `where` keeps the message out; `hits` are `(selector, masked text, guards that dropped it)`;
    `lacks` the parts of the condition that do not hold.
    """

    name: str
    outside: str | None
    hits: tuple[tuple[str, str, tuple[str, ...]], ...]
    lacks: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Tell whether it matched the message."""
        return self.outside is None and not self.lacks


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case.

    `fired` are all rules that fired, `matched` the rules and signals in each message, `seen` an explanation of each.
    """

    case: Case
    fired: tuple[str, ...]
    matched: tuple[tuple[str, ...], ...] = field(default=())
    seen: tuple[tuple[Seen, ...], ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Tell whether the rule did what the case expects."""
        return (self.case.rule.rule.id in self.fired) is self.case.expected

    @property
    def failed(self) -> bool:
        """Tell whether it did not, and nobody knew of that."""
        return not self.passed and not self.case.known_gap


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


def run(recipe: Recipe, program: Program, chosen: Sequence[Case], *, explain_all: bool = False) -> Iterator[Outcome]:
    """Yield the outcome of each case; all messages are detected and matched in one stream, as in a scan.

    Args:
        recipe: what detection and matching depend on.
        program: the compiled rules of that recipe.
        chosen: the cases to run.
        explain_all: explain every outcome, and not only those that failed.

    Raises:
        RuleError: transcripts that cannot be read, each with the place of its rule.
    """
    recipe = replace(recipe, links=OWN_HOSTS)
    read = _read(chosen)
    stream = (message for transcript in read for message in transcript.messages)
    facts = local.extract(stream, recipe, program)
    archives = [[next(facts) for _ in transcript.messages] for transcript in read]
    outcomes = [
        Outcome(case, _fired(archive, transcript, recipe, program), _matched(archive))
        for case, transcript, archive in zip(chosen, read, archives, strict=True)
    ]
    open_ = [place for place, outcome in enumerate(outcomes) if explain_all or outcome.failed]
    told = _explained([(chosen[place], read[place], archives[place]) for place in open_], recipe, program)
    explained = dict(zip(open_, told, strict=True))
    for place, outcome in enumerate(outcomes):
        yield replace(outcome, seen=explained.get(place, ()))


def _explained(
    failed: Sequence[tuple[Case, Transcript, Sequence[Facts]]], recipe: Recipe, program: Program
) -> list[tuple[tuple[Seen, ...], ...]]:
    """Return, for each case and each of its messages, what the rule's parts saw there."""
    if not failed:
        return []
    messages = [message for _, transcript, _ in failed for message in transcript.messages]
    parts = [_parts(case.rule, program.rulebook) for case, transcript, _ in failed for _ in transcript.messages]
    names = [[name for name, entry in some.items() if entry.selectors] for some in parts]
    traces = zip(parts, recipe.worker(program).traces(messages, names), strict=True)
    told = []
    for _, transcript, archive in failed:
        turns = {turn.facts.id: turn for turn in _linked(archive, transcript, recipe)}
        rows = [next(traces) for _ in archive]
        told.append(
            tuple(
                tuple(_seen(name, entry, turns[facts.id], traced.get(name)) for name, entry in some.items())
                for facts, (some, traced) in zip(archive, rows, strict=True)
            )
        )
    return told


def _parts(rule: LoadedRule, book: Rulebook) -> dict[str, LoadedRule | LoadedSignal]:
    """Return what can match a message for a rule: the rule itself, or what its correlation names."""
    if rule.correlation is None:
        return {rule.rule.id: rule}
    entries: dict[str, LoadedRule | LoadedSignal] = {
        **book.signals,
        **{entry.rule.id: entry for entry in book.rules},
    }
    named = (book.issues if name == ISSUE else (name,) for name in rule.correlation.references())
    return {name: entries[name] for names in named for name in names}


def _seen(name: str, entry: LoadedRule | LoadedSignal, turn: Turn, traced: Traced | None) -> Seen:
    where = where_of(entry)
    key = misfit(where, turn)
    outside = None
    if key is not None:
        values = {"role": turn.role, "opener": turn.opener}
        wanted = getattr(where, key)
        some = ", ".join(wanted) if isinstance(wanted, tuple) else str(wanted).lower()
        value = values.get(key, getattr(turn.facts, key, "not so"))
        outside = f"{key} is {str(value).lower()}, not {some}"
    hits, lacks = (traced.hits, traced.lacks) if traced else ((), ())
    return Seen(name, outside, hits, lacks)


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


def _linked(archive: Sequence[Facts], transcript: Transcript, recipe: Recipe) -> list[Turn]:
    return link(archive, KnownAccounts.of(recipe.key, handles={}, roles=transcript.roles))


def _fired(archive: Sequence[Facts], transcript: Transcript, recipe: Recipe, program: Program) -> tuple[str, ...]:
    judgement = judge(_linked(archive, transcript, recipe), program, recipe.key, ends=transcript.ends)
    return tuple(sorted({finding.rule_id for finding in judgement.findings}))


def _matched(archive: Sequence[Facts]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(match.name for match in facts.matches) for facts in archive)
