"""What to hide or delete: the messages that should not stay as they are, each with who can act."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from socaudit.model import PROFILE_FIELDS, Finding, Location, Report, Role, Scope, Severity
from socaudit.reporters._order import worst_first

_FAMILIES = ("personal_data", "social_engineering")
# Said of personal data, not showing any: a complaint or a request about it has to be answered, not hidden.
_NOT_SHOWN = {"data_complaint", "data_request", "moved_to_dm"}
_ASKS = {"ask_secret", "ask_pii_public"}
_LURES = {"ask_secret", "interloper_in_window"}
_COMPANY = ("delete or edit", "company: its own post")
_STRANGER = ("check the account and report it", "company reports, network removes")
_CUSTOMER = ("hide, and ask the author to delete", "company hides, author deletes")


@dataclass(frozen=True, slots=True)
class Item:
    """One message to act on, and the findings that say why, worst first."""

    place: Location
    thread_id: str | None
    findings: tuple[tuple[Finding, Location], ...]

    @property
    def severity(self) -> Severity:
        """Return the severity of the worst finding."""
        return self.findings[0][0].severity

    @property
    def action(self) -> tuple[str, str]:
        """Return what to do with the message, and who can."""
        if self.place.role is Role.BRAND:
            return _COMPANY
        suspected = any(_suspected(finding, place) for finding, place in self.findings)
        return _STRANGER if suspected else _CUSTOMER


def takedown(report: Report) -> list[Item]:
    """Return the messages to hide, delete or report, most urgent first.

    A message is on the list for a value that stands in it, for what a rule found in it alone, for a secret that it asks
    for, or for a stranger who wrote it. Admissions and failures of service are not: deleting them repairs nothing and
    may destroy evidence.
    """
    families = {rule.id: rule.family for rule in report.rules}
    items: dict[tuple[str, str], list[tuple[Finding, Location]]] = {}
    for finding in worst_first(report.findings):
        if families[finding.rule_id] in _FAMILIES and finding.risk not in _NOT_SHOWN:
            for place in filter(partial(_concerned, finding), finding.locations):
                items.setdefault((place.network, place.message_id), []).append((finding, place))
    return [Item(found[0][1], _thread(found), tuple(found)) for found in items.values()]


def _concerned(finding: Finding, place: Location) -> bool:
    # A draft is not public yet, and a profile is no message.
    if finding.scope is Scope.TEMPLATE or place.field in PROFILE_FIELDS:
        return False
    alone = finding.scope is Scope.MESSAGE
    asks = finding.risk in _ASKS and place.role is Role.BRAND
    return alone or asks or place.entity_type is not None or _suspected(finding, place)


def _suspected(finding: Finding, place: Location) -> bool:
    """Return whether a stranger wrote the message to deceive, or may have."""
    if finding.risk == "impersonator":
        return place.role is not Role.BRAND
    return finding.risk in _LURES and place.role in {Role.THIRD_PARTY, Role.UNKNOWN}


def _thread(found: list[tuple[Finding, Location]]) -> str | None:
    return next((finding.thread_id for finding, _ in found if finding.thread_id), None)
