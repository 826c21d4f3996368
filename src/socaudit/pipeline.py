"""The straight line: read, detect and match, link, judge, report; for threads and for templates."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from socaudit import __version__, keys, readers, templates
from socaudit.config import DEFAULT_PERSONA, Config
from socaudit.coverage import Ledger, Scope
from socaudit.engines import local
from socaudit.keys import Key
from socaudit.model import Coverage, Message, Person, ReadEvent, Report, Rewrite, RuleInfo, RunInfo, Turn
from socaudit.readers import ReadOptions
from socaudit.rulepack import Rulebook, baseline
from socaudit.rulepack.dispositions import PlacedDisposition
from socaudit.stages.decide import Decision, decide
from socaudit.stages.exposure import archive_score, exposures, thread_scores
from socaudit.stages.extract import Recipe
from socaudit.stages.judge import judge
from socaudit.stages.link import link
from socaudit.stages.match import bare_facts
from socaudit.stages.program import Program
from socaudit.stages.suppressions import suppressions, useless
from socaudit.templates import TemplateOptions

# Called with how many messages have gone by so far.
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What to scan and how: the configuration with the command line's flags laid over it."""

    paths: tuple[str, ...]
    config: Config = field(default_factory=Config)
    mapping: Path | None = None
    since: datetime | None = None
    until: datetime | None = None
    jobs: int = 1

    @property
    def scope(self) -> Scope:
        """Return which messages are looked at."""
        return Scope(frozenset(self.config.visibility), self.since, self.until)

    def key(self) -> Key:
        """Return the key of the keyed hashes."""
        return keys.load(Path(self.config.key_file) if self.config.key_file else None)


def scan(request: Request, progress: Progress | None = None) -> Report:
    """Audit exported threads.

    Raises:
        SocauditError: what the user can mend: a path, a rule, the configuration, the model, the key.
    """
    recipe = recipe_of(request.config, request.key())
    accepted = _baselines(request.config, recipe.key, "scan")
    rulebook = recipe.rulebook().for_threads()
    return _audited(request, recipe, rulebook, accepted=accepted, events=_events(request), progress=progress)


def lint(request: Request, progress: Progress | None = None) -> Report:
    """Audit draft templates, by the rules that judge templates; needs no key, and is the same for everybody.

    Raises:
        SocauditError: what the user can mend: a path, a rule, the configuration, the model.
    """
    recipe = recipe_of(request.config, keys.NO_KEY)
    accepted = _baselines(request.config, recipe.key, "lint")
    options = TemplateOptions(mapping=request.mapping, channel=request.config.lint.channel)
    events = templates.read(request.paths, options)
    rulebook = recipe.rulebook().for_templates()
    return _audited(request, recipe, rulebook, accepted=accepted, events=events, progress=progress)


def _audited(  # noqa: PLR0913  # All that the two lines do not share.
    request: Request,
    recipe: Recipe,
    rulebook: Rulebook,
    *,
    accepted: Sequence[PlacedDisposition],
    events: Iterator[ReadEvent],
    progress: Progress | None,
) -> Report:
    """Return what the rules say of what was read."""
    started = datetime.now(UTC)
    program = Program(rulebook)
    ledger = Ledger(request.scope)
    messages = _counted(ledger.admit(events), progress)
    facts = list(local.extract(messages, recipe, program, jobs=request.jobs))
    turns = link(facts, recipe.accounts())
    config = request.config
    judgement = judge(turns, program, recipe.key, handles=config.brand.all_handles, hours=config.hours)
    allow = (*rulebook.allow, *request.config.dispositions(), *accepted, *suppressions(turns))
    book = replace(rulebook, allow=allow)
    persona = request.config.persona
    decision = decide(judgement.findings, book, persona=persona, key=recipe.key, today=started.date())
    coverage = ledger.coverage(turns, judgement.not_evaluated())
    dispositions = (*decision.dispositions, *useless(turns))
    coverage = replace(coverage, dispositions=dispositions, hidden=decision.hidden)
    return _report(_run(started, recipe, rulebook), coverage, rulebook, decision, judgement.people)


@dataclass(frozen=True, slots=True)
class Inspection:
    """How an export was understood, before any detection or rule."""

    coverage: Coverage
    networks: dict[str, int]
    accounts: tuple[tuple[str, str, str, int], ...]
    longest_thread: int
    missing_parents: int


def inspect(request: Request, progress: Progress | None = None) -> Inspection:
    """Read and link only, and tell what was understood; accounts are those taken for the company."""
    recipe = recipe_of(request.config, request.key())
    ledger = Ledger(request.scope)
    messages = _counted(ledger.admit(_events(request)), progress)
    turns = link([bare_facts(message, recipe.key) for message in messages], recipe.accounts())
    return Inspection(
        coverage=ledger.coverage(turns, ()),
        networks=_tally(turn.facts.network for turn in turns),
        accounts=_brand_accounts(turns),
        longest_thread=max(_tally(f"{t.facts.network}\0{t.thread_id}" for t in turns).values(), default=0),
        missing_parents=sum(turn.parent_missing for turn in turns),
    )


def recipe_of(config: Config, key: Key) -> Recipe:
    """Return what detection and matching depend on."""
    return Recipe(
        model=config.model,
        recognizers=config.recognizers,
        packs=config.packs,
        rules=config.rules,
        brand=config.brand,
        key=key,
        persona=config.persona,
        roles=tuple(config.roles.items()),
        placeholders=tuple(config.lint.placeholders.items()),
        links=config.lint.links,
    )


def _baselines(config: Config, key: Key, command: baseline.Command) -> list[PlacedDisposition]:
    return [made for path in config.baseline for made in baseline.load(Path(path), key_id=key.id, command=command)]


def _events(request: Request) -> Iterator[ReadEvent]:
    return readers.read(request.paths, ReadOptions(mapping=request.mapping))


def _counted(messages: Iterable[Message], progress: Progress | None) -> Iterator[Message]:
    for number, message in enumerate(messages, start=1):
        if progress is not None:
            progress(number)
        yield message


def _run(started: datetime, recipe: Recipe, rulebook: Rulebook) -> RunInfo:
    return RunInfo(
        id=str(uuid.uuid4()),
        started_at=started,
        finished_at=datetime.now(UTC),
        version=__version__,
        engine="local",
        model=recipe.model,
        packs=tuple((pack.id, pack.version, pack.digest) for pack in rulebook.packs),
        key_id=recipe.key.id,
        persona=recipe.persona or DEFAULT_PERSONA,
    )


def _report(
    run: RunInfo, coverage: Coverage, rulebook: Rulebook, decision: Decision, people: Mapping[str, Person]
) -> Report:
    findings = decision.findings
    return Report(
        run,
        coverage,
        rule_infos(rulebook),
        findings,
        exposures(findings, people),
        thread_scores(findings),
        archive_score(findings),
    )


def rule_infos(rulebook: Rulebook) -> tuple[RuleInfo, ...]:
    """Return what reports say of each rule, by id."""
    infos = [
        RuleInfo(
            id=rule.id,
            rev=rule.rev,
            pack=entry.pack,
            title=rule.title,
            risk=rule.risk,
            risk_title=rulebook.risks[rule.risk].title,
            family=rulebook.risks[rule.risk].family,
            severity=rule.severity,
            confidence=rule.confidence,
            scope=rule.scope,
            why=rule.why,
            fix=rule.fix,
            refs=tuple(ref.cite for ref in rule.refs if ref.verified),
            rewrites=tuple(Rewrite(one.from_, one.to, one.after, one.formats) for one in rule.rewrite),
        )
        for entry in rulebook.rules
        for rule in [entry.rule]
    ]
    return tuple(sorted(infos, key=lambda info: info.id))


def _tally(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()))


def _brand_accounts(turns: Sequence[Turn]) -> tuple[tuple[str, str, str, int], ...]:
    """Return `(network, handle, basis, messages)` of every account taken for the company."""
    found = _tally(
        f"{t.facts.network}\0{t.facts.account.handle or t.facts.account.key[:8]}\0{t.role_basis}"
        for t in turns
        if t.role == "brand" and t.facts.account
    )
    rows = [(*name.split("\0"), count) for name, count in found.items()]
    return tuple(sorted(((n, h, b, c) for n, h, b, c in rows), key=lambda row: (-row[3], row[:2])))  # type: ignore[misc]
