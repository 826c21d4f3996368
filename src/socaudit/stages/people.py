"""People: what strangers could make of the posts of each person whom a finding is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from socaudit.correlations import Step
from socaudit.model import Finding, Person
from socaudit.rulepack import LoadedSignal
from socaudit.stages.places import speaker
from socaudit.stages.verification import checks_passed
from socaudit.stages.window import windows


def people(
    findings: Iterable[Finding],
    authors: Iterable[Sequence[Step]],
    threads: Mapping[tuple[str, str], Sequence[Step]],
    signals: Mapping[str, LoadedSignal],
    ends: Mapping[str, datetime],
) -> dict[str, Person]:
    """Return what is known of exposed people beside their findings, by pseudonym.

    Args:
        findings: all findings.
        authors: the turns of each author in time order.
        threads: all threads, by network and id.
        signals: those that say what they tell of a person.
        ends: when the export ends, by network.
    """
    exposed = {finding.subject.label for finding in findings if finding.subject.kind == "person"}
    questions = {name: entry.signal.check for name, entry in signals.items() if entry.signal.check}
    hooks = frozenset(name for name, entry in signals.items() if entry.signal.hook)
    return {
        speaker(author[0]): Person(checks_passed(author, questions), windows(author, threads, hooks, ends))
        for author in authors
        if speaker(author[0]) in exposed
    }
