from __future__ import annotations

from dataclasses import replace

import pytest

from socaudit.model import Finding, Location, Role, RuleInfo, Scope, Severity, Subject

from . import sample
from .test_csv_report import rows


def listed(*findings: Finding, rules: tuple[RuleInfo, ...] = ()) -> list[dict[str, str]]:
    infos = rules or (sample.PHONE, sample.SECRET, sample.LURE, sample.FAULT, sample.SLOW)
    return rows(replace(sample.report(), rules=infos, findings=findings), "takedown")


def by(role: Role, **changes: object) -> Location:
    return replace(sample.location(role=role), **changes)  # type: ignore[arg-type]  # Changes are named by the caller.


def rule(risk: str, family: str = "social_engineering") -> RuleInfo:
    return sample.rule(risk=risk, family=family)


def action(found: Finding, info: RuleInfo) -> str:
    (row,) = listed(found, rules=(info,))
    return row["action"]


def test_one_message_is_one_row_with_all_that_is_wrong_with_it() -> None:
    phone = sample.finding(sample.location())
    secret = sample.finding(sample.location("code ****", entity_type="CREDENTIAL"), info=sample.SECRET)
    (row,) = listed(phone, secret)
    assert row["severity"] == "critical"
    assert row["rules"] == "SA-PII-009; SA-PII-001"
    assert row["why"] == "A secret is public; Customer publishes personal data"
    assert row["kinds"] == "credential; phone number"
    assert row["evidence"] == "code »****«; call me on »*******«"
    assert row["fix"] == sample.SECRET.fix
    assert row["message_id"] == "1790000000000000002"
    assert row["thread_id"] == "1790000000000000001"


def test_the_most_urgent_message_comes_first() -> None:
    mild = sample.finding(sample.location(message_id="1"), severity=Severity.LOW)
    bad = sample.finding(sample.location(message_id="2"), severity=Severity.CRITICAL)
    assert [row["message_id"] for row in listed(mild, bad)] == ["2", "1"]


def test_who_wrote_it_decides_what_to_do_and_who_can() -> None:
    own = listed(sample.finding(by(Role.BRAND)))[0]
    theirs = listed(sample.finding(by(Role.CUSTOMER)))[0]
    assert (own["action"], own["who"]) == ("delete or edit", "company: its own post")
    assert (theirs["action"], theirs["who"]) == ("hide, and ask the author to delete", "company hides, author deletes")


@pytest.mark.parametrize(
    ("risk", "role"),
    [
        ("impersonator", Role.THIRD_PARTY),
        ("impersonator", Role.CUSTOMER),
        ("ask_secret", Role.THIRD_PARTY),
        ("ask_secret", Role.UNKNOWN),
        ("interloper_in_window", Role.THIRD_PARTY),
    ],
)
def test_a_stranger_who_deceives_is_reported(risk: str, role: Role) -> None:
    info = rule(risk)
    suspect = sample.finding(
        by(role, entity_type=None), info=info, scope=Scope.THREAD, subject=Subject("suspect", "@corvane_help")
    )
    assert action(suspect, info) == "check the account and report it"


def test_the_company_that_asks_for_a_secret_deletes_the_question() -> None:
    info = rule("ask_secret")
    asked = sample.finding(by(Role.BRAND, entity_type=None), info=info, scope=Scope.THREAD)
    assert action(asked, info) == "delete or edit"


def test_a_complaint_that_a_stranger_answered_stays() -> None:
    answered = sample.finding(by(Role.CUSTOMER, entity_type=None), info=sample.LURE, scope=Scope.THREAD)
    assert listed(answered) == []


@pytest.mark.parametrize("info", [sample.FAULT, sample.SLOW], ids=lambda info: info.risk)
def test_admissions_and_failures_of_service_are_not_to_be_deleted(info: RuleInfo) -> None:
    assert listed(sample.finding(by(Role.BRAND), info=info)) == []


@pytest.mark.parametrize("risk", ["data_complaint", "data_request", "moved_to_dm"])
def test_what_only_speaks_of_personal_data_stays(risk: str) -> None:
    info = rule(risk, "personal_data")
    assert listed(sample.finding(sample.location(), info=info), rules=(info,)) == []


def test_a_profile_is_no_message_to_hide() -> None:
    assert listed(sample.finding(sample.location(field="author.name"))) == []


def test_a_draft_is_not_public_yet() -> None:
    info = rule("ask_pii_public", "personal_data")
    assert listed(sample.finding(by(Role.BRAND), info=info, scope=Scope.TEMPLATE), rules=(info,)) == []


def test_a_finding_over_many_messages_lists_those_in_which_a_value_stands() -> None:
    pieces = [by(Role.CUSTOMER, message_id="1"), by(Role.CUSTOMER, message_id="2", entity_type=None)]
    info = rule("mosaic")
    mosaic = sample.finding(*pieces, info=info, scope=Scope.AUTHOR, thread_id=None)
    (row,) = listed(mosaic, rules=(info,))
    assert (row["message_id"], row["thread_id"]) == ("1", "")
