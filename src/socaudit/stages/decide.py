"""Decide: which findings a report shows, after what somebody has decided of them and what its reader wants to see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from socaudit.detectors import ENTITY_TYPES
from socaudit.keys import Key
from socaudit.model import DispositionState, DispositionUse, Finding
from socaudit.rulepack import Rulebook
from socaudit.rulepack.dispositions import Disposition, PlacedDisposition
from socaudit.rulepack.suggest import suggestion
from socaudit.stages.match import value_hash


@dataclass(frozen=True, slots=True)
class Decision:
    """The findings to show, how many the persona does not show, and what came of each disposition."""

    findings: tuple[Finding, ...]
    hidden: int
    dispositions: tuple[DispositionUse, ...]


def decide(findings: Iterable[Finding], book: Rulebook, *, persona: str, key: Key, today: date) -> Decision:
    """Return what is left of the findings.

    Args:
        findings: what the rules say, in the report's order.
        book: the rules that took part, and all dispositions; each of these is counted by itself, so that one which
            another makes needless still counts as used.
        persona: whose report it is.
        key: of the keyed hashes, for dispositions by value.
        today: dispositions that ended before this day set nothing aside.

    Raises:
        ConfigError: there is no such persona.
    """
    reader = book.persona(persona)
    rules = [entry.rule.id for entry in book.rules]
    found = list(findings)
    uses = []
    aside: set[str] = set()
    known = {finding.fingerprint: [finding] for finding in found}
    for placed in book.allow:
        fits, named = _fitting(placed.disposition, key), placed.disposition.fingerprint
        # A baseline has thousands of entries, each about one finding.
        fitting = {one.fingerprint for one in (found if named is None else known.get(named, ())) if fits(one)}
        use = _use(placed, len(fitting), rules, today)
        uses.append(use)
        if use.state is DispositionState.APPLIED:
            aside |= fitting
    left = [finding for finding in found if finding.fingerprint not in aside]
    shown = tuple(finding for finding in left if reader.sees(finding.severity, finding.confidence))
    return Decision(shown, len(left) - len(shown), tuple(uses))


def _use(placed: PlacedDisposition, count: int, rules: Collection[str], today: date) -> DispositionUse:
    made = placed.disposition
    state = DispositionState.APPLIED if count else DispositionState.UNUSED
    if made.until is not None and made.until < today:
        state = DispositionState.EXPIRED
    unknown = [f"no rule {rule!r} takes part{suggestion(rule, rules)}" for rule in made.rule if rule not in rules]
    note = "; ".join(unknown) or None
    return DispositionUse(placed.place, made.rule, made.reason, made.until, state, count, note)


def _fitting(made: Disposition, key: Key) -> Callable[[Finding], bool]:
    """Return whether a finding has every anchor that a disposition gives."""
    # How a value is normalised depends on its type, which nobody has to say.
    values = {value_hash(key, kind, made.value) for kind in ENTITY_TYPES} if made.value is not None else None

    def fits(finding: Finding) -> bool:
        return (
            finding.rule_id in made.rule
            and made.fingerprint in {None, finding.fingerprint}
            and (made.template is None or _is_template(made.template, finding))
            and made.thread in {None, finding.thread_id}
            and (made.author is None or _name(made.author) == _author(finding))
            and (made.message is None or made.message in {place.message_id for place in finding.locations})
            and (values is None or _only(values, finding))
        )

    return fits


def _is_template(pattern: str, finding: Finding) -> bool:
    """Tell whether a finding is about a template of that name, which may be a shell pattern."""
    subject = finding.subject
    return subject.kind == "template" and (subject.label == pattern or fnmatchcase(subject.label, pattern))


def _author(finding: Finding) -> str:
    return _name(finding.locations[0].speaker) if finding.locations else ""


def _name(shown: str) -> str:
    return shown.lstrip("@").casefold()


def _only(values: Collection[str], finding: Finding) -> bool:
    """Tell whether a finding is about these values and no other."""
    about: Sequence[str] = [place.value_hash for place in finding.locations if place.value_hash]
    return bool(about) and all(value in values for value in about)
