"""Findings: fingerprints, subjects, locations and messages of the rules that fired."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from socaudit.correlations import Fired, Step
from socaudit.keys import Key
from socaudit.model import TEXT_FIELD, Confidence, Finding, Hit, Kind, Location, Match, Role, Scope, Subject
from socaudit.rulepack import LoadedRule
from socaudit.rulepack.pack import Risk
from socaudit.rulepack.placeholders import ANY_HIT
from socaudit.stages.companies import Company
from socaudit.stages.places import apart, locations, speaker
from socaudit.stages.window import spelled, window

# A finding about thousands of messages names the first of them; its message gives the number.
MOST_LOCATIONS = 50
MOST_VALUES = 5
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")
# Whoever poses as the company is shown by handle: somebody has to report the account.
_SUSPECT_RISKS = {"impersonator"}
# The kind of selector whose hits are each a thing of its own, as values are.
_PLACEHOLDERS = "placeholder"
_HOME = {"STREET_ADDRESS", "POSTAL_CODE", "LOCATION"}
# Between a street and its postcode stands a town or two.
_ONE_ADDRESS = 40
_ABOUT_PEOPLE = {"personal_data", "social_engineering"}


class Findings:
    """Collects findings; the same anchor gives the same fingerprint, and counts once."""

    def __init__(self, key: Key, risks: Mapping[str, Risk], ends: Mapping[str, datetime]) -> None:
        self._key = key
        self._ends = ends
        self._risks = risks
        self._found: dict[str, Finding] = {}

    def sorted(self) -> list[Finding]:
        """Return the findings, worst first, then in time order."""
        return sorted(
            self._found.values(),
            key=lambda f: (
                -f.severity.rank,
                -f.confidence.rank,
                f.rule_id,
                f.created_at.timestamp() if f.created_at else 0.0,
                f.fingerprint,
            ),
        )

    def add_message(self, rule: LoadedRule, step: Step, match: Match, thread: Sequence[Step]) -> None:
        """Add what a rule found in one message: a finding for each value, or one for what was said."""
        for hits in _by_value(match.hits):
            anchor = hits[0].hash if hits else ""
            facts = step.turn.facts
            self._add(
                rule,
                anchor=(facts.network, facts.id, anchor),
                subject=self._subject(rule, [step], thread),
                locations=locations(step, hits, said_by=_name(rule, step)),
                message=_render(rule.rule.message, hits, {"count": str(len(hits))}),
                lowered=match.lowered,
                step=step,
            )

    def add_template(self, rule: LoadedRule, step: Step, match: Match) -> None:
        """Add what a rule found in one template: a finding for each value and each sentence that says it.

        A finding about the same sentence in another template of that name is the same one, and stands there too.
        """
        name = step.turn.thread_id
        for place, hits in _by_sentence(rule, match).items():
            # Editors show where it begins.
            places = sorted(hits, key=_place)
            anchor = (name, *place)
            known = self._found.get(self._fingerprint(rule, anchor))
            self._add(
                rule,
                anchor=anchor,
                subject=Subject("template", name),
                locations=[*(known.locations if known else ()), *locations(step, places, said_by=_name(rule, step))],
                message=_render(rule.rule.message, hits, {"count": str(len(hits))}),
                lowered=match.lowered,
                step=step,
            )

    def add_correlated(self, rule: LoadedRule, fired: Fired, group: Sequence[Step], *, company: Company) -> None:
        """Add what a correlation found in a thread, an author or a company's archive."""
        first = fired.evidence[0][0]
        steps = {(step.turn.facts.network, step.turn.facts.id): step for step, _ in fired.evidence}
        if rule.rule.scope is Scope.THREAD:
            anchor: tuple[str, ...] = (first.turn.facts.network, first.turn.thread_id, fired.key)
        elif rule.rule.scope is Scope.AUTHOR:
            anchor = (first.author, fired.key)
        elif rule.rule.scope is Scope.TEMPLATE:
            anchor = (first.turn.thread_id, fired.key)
        else:
            anchor = (company.key, company.issue, fired.key, first.turn.facts.network, first.turn.facts.id)
        places = [
            location
            for step, name in fired.evidence[:MOST_LOCATIONS]
            for location in locations(step, _told_by(step.matches[name].hits), said_by=_name(rule, step))
        ]
        self._add(
            rule,
            anchor=anchor,
            subject=self._subject(rule, list(steps.values()), group, key=_archive_label(company, fired)),
            locations=places[:MOST_LOCATIONS],
            message=self._told(rule, fired, steps.values(), group),
            lowered=fired.lowered,
            step=first,
        )

    def _add(  # noqa: PLR0913  # All that the two kinds of finding do not share.
        self,
        rule: LoadedRule,
        *,
        anchor: tuple[str, ...],
        subject: Subject,
        locations: Sequence[Location],
        message: str,
        lowered: bool,
        step: Step,
    ) -> None:
        fingerprint = self._fingerprint(rule, anchor)
        spec = rule.rule
        scope = Scope.TEMPLATE if step.turn.facts.kind is Kind.TEMPLATE else spec.scope
        self._found[fingerprint] = Finding(
            fingerprint=fingerprint,
            rule_id=spec.id,
            risk=spec.risk,
            severity=spec.severity,
            confidence=_lower(spec.confidence) if lowered else spec.confidence,
            scope=scope,
            subject=subject,
            message=message,
            fix=spec.fix,
            thread_id=step.turn.thread_id if scope in {Scope.MESSAGE, Scope.THREAD} else None,
            created_at=step.at,
            locations=apart(locations),
        )

    def _fingerprint(self, rule: LoadedRule, anchor: tuple[str, ...]) -> str:
        return self._key.hash("finding", "\0".join((rule.rule.id, *anchor)))

    def _told(self, rule: LoadedRule, fired: Fired, steps: Iterable[Step], group: Sequence[Step]) -> str:
        """Return the message of a correlation; only a thread tells how long its first message stood unanswered."""
        numbers = _numbers(fired, steps)
        if rule.rule.scope is Scope.THREAD and "{window}" in rule.rule.message:
            numbers["window"] = spelled(window(fired.evidence[0][0], group, self._ends))
        return _render(rule.rule.message, (), numbers)

    def _subject(self, rule: LoadedRule, steps: Sequence[Step], group: Sequence[Step], *, key: str = "") -> Subject:
        if rule.rule.scope is Scope.ARCHIVE:
            return Subject("archive", key)
        if rule.rule.scope is Scope.TEMPLATE:
            return Subject("template", steps[0].turn.thread_id)
        about_people = self._risks[rule.rule.risk].family in _ABOUT_PEOPLE
        speakers = [s for s in steps if s.turn.role is not Role.BRAND]
        if not speakers and about_people and rule.rule.scope is not Scope.AUTHOR:
            speakers = _addressee(steps[0], group)
        chosen = (speakers or steps)[0]
        if chosen.turn.role is Role.BRAND:
            return Subject("brand", _name(rule, chosen))
        if chosen.turn.facts.account is None:
            # Nobody knows how many people these are: they add up to no one.
            return Subject("unknown", _name(rule, chosen))
        if rule.rule.risk in _SUSPECT_RISKS:
            return Subject("suspect", _name(rule, chosen))
        return Subject("person", _name(rule, chosen))


def _told_by(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return what to show of a message in a group: the first thing said, or each value that one selector saw."""
    values: dict[str, Hit] = {}
    for hit in hits:
        if hit.selector == hits[0].selector and hit.entity_type is not None:
            values.setdefault(hit.hash, hit)
    return [*values.values()][:MOST_VALUES] or hits[:1]


def _name(rule: LoadedRule, step: Step) -> str:
    return speaker(step, suspected=rule.rule.risk in _SUSPECT_RISKS)


def _archive_label(company: Company, fired: Fired) -> str:
    what = dict.fromkeys((company.handle and f"@{company.handle}", company.issue, fired.key))
    return ": ".join(filter(None, what))


def _addressee(step: Step, thread: Sequence[Step]) -> list[Step]:
    """Return the person whom a brand's message answers, or else who opened the thread."""
    people = [other for other in thread if other.turn.role is not Role.BRAND]
    answered = [other for other in people if other.turn.facts.id == step.turn.facts.parent_id]
    return answered or people[:1]


def _by_value(hits: Sequence[Hit]) -> list[list[Hit]]:
    """Split the hits of a match into findings: by value for detections, all in one for what was said.

    Hits of further selectors go with each of them.
    """
    values = [hit for hit in hits if hit.entity_type is not None]
    said = [hit for hit in hits if hit.entity_type is None]
    if not values:
        return [said]
    groups: dict[str, list[Hit]] = {}
    homes = _homes(values)
    for hit in values:
        groups.setdefault(homes.get(hit, hit.hash), []).append(hit)
    return [[*group, *said] for group in groups.values()]


def _by_sentence(rule: LoadedRule, match: Match) -> dict[tuple[str, str], list[Hit]]:
    """Split the hits of a match in a template by sentence and value, or by sentence for what was said.

    Of what was said, the sentences count that make the rule hold by themselves; where none does, all are one.
    """
    values = [hit for hit in match.hits if hit.entity_type or rule.selectors[hit.selector].kind == _PLACEHOLDERS]
    said = [hit for hit in match.hits if hit not in values]
    homes = _homes(values)
    found: dict[tuple[str, str], list[Hit]] = {}
    for hit in values or said:
        sentence = "" if rule.selectors[hit.selector].whole else hit.sentence
        found.setdefault((sentence, homes.get(hit, hit.hash) if values else ""), []).append(hit)
    if values:
        return {place: [*hits, *said] for place, hits in found.items()}
    telling = {place: hits for place, hits in found.items() if rule.condition.holds(_present(match, hits))}
    return telling or {(said[0].sentence if said else "", ""): said}


def _place(hit: Hit) -> tuple[bool, str, int, int]:
    return hit.field != TEXT_FIELD, hit.field, hit.start, hit.end


def _present(match: Match, hits: Iterable[Hit]) -> set[str]:
    return {*match.against, *(hit.selector for hit in hits)}


def _homes(values: Sequence[Hit]) -> dict[Hit, str]:
    """Return for the parts of an address that stand together the first one's value: one home is one finding."""
    homes: dict[Hit, str] = {}
    home: list[Hit] = []
    for hit in sorted((hit for hit in values if hit.entity_type in _HOME), key=lambda hit: (hit.field, hit.start)):
        last = home[-1] if home else hit
        close = hit.field == last.field and hit.start - last.end <= _ONE_ADDRESS
        # A second street is a second home.
        if not close or hit.entity_type in {part.entity_type for part in home}:
            home = []
        home.append(hit)
        homes[hit] = home[0].hash
    return homes


def _numbers(fired: Fired, steps: Iterable[Step]) -> dict[str, str]:
    seen = list(steps)
    names = dict.fromkeys(step.turn.thread_id for step in seen)
    times = [step.at for step in seen if step.at]
    hours = (max(times) - min(times)).total_seconds() / 3600 if times else 0
    return {
        "count": str(fired.count),
        "kinds": ", ".join(kind.rpartition(".")[2].replace("_", " ") for kind in fired.kinds),
        "authors": str(len({step.author for step in seen})),
        "days": str(len({at.date() for at in times})),
        "hours": f"{hours:.0f}",
        "names": ", ".join(f"'{name}'" for name in names),
    }


def _render(template: str, hits: Sequence[Hit], numbers: Mapping[str, str]) -> str:
    """Fill a rule's message; the loader has checked its placeholders."""

    def fill(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[0][0]
        name, _, attribute = found[1].partition(".")
        if not attribute:
            return numbers.get(name, "")
        chosen = [hit for hit in hits if name in (hit.selector, ANY_HIT)]
        if attribute == "types":
            return ", ".join(sorted({h.entity_type.lower().replace("_", " ") for h in chosen if h.entity_type}))
        if attribute == "note":
            return ", ".join(dict.fromkeys(hit.note for hit in chosen if hit.note))
        return min(chosen, key=lambda hit: (hit.field, hit.start)).masked if chosen else "..."

    return _PLACEHOLDER.sub(fill, template)


def _lower(confidence: Confidence) -> Confidence:
    return list(Confidence)[max(0, confidence.rank - 1)]
