from __future__ import annotations

from pathlib import Path

import pytest

from builders import KEY, message, rule, rulebook, turns
from socaudit.errors import RuleError
from socaudit.stages.judge import judge
from socaudit.stages.program import Program

TYPES = {
    "14 Maple Street": "STREET_ADDRESS",
    "9 Larkspur Close": "STREET_ADDRESS",
    "Springfield": "LOCATION",
    "65801": "POSTAL_CODE",
    "07700 900123": "PHONE_NUMBER",
}
VALUES = "{v: {entities: [STREET_ADDRESS, LOCATION, POSTAL_CODE, PHONE_NUMBER]}}"
FAR = "and then nobody came for a very long time indeed "


@pytest.mark.parametrize(
    ("text", "homes"),
    [
        ("14 Maple Street, Springfield 65801", [3]),
        ("14 Maple Street 65801", [2]),
        ("14 Maple Street, ring 07700 900123, 65801", [1, 2]),
        ("14 Maple Street or 9 Larkspur Close, Springfield 65801", [1, 3]),
        (f"14 Maple Street {FAR} 65801", [1, 1]),
        ("65801, yes, 65801", [2]),
        ("07700 900123", [1]),
    ],
)
def test_the_parts_of_one_address_are_one_finding(tmp_path: Path, text: str, homes: list[int]) -> None:
    compiled = Program(rulebook(tmp_path, "rules:\n" + rule(VALUES, risk="pii_customer")))
    found = judge(turns(compiled, [message("1", text)], types=TYPES), compiled, KEY).findings
    assert sorted(len(f.locations) for f in found) == homes


def test_an_address_keeps_its_fingerprint_when_a_postcode_joins_it(tmp_path: Path) -> None:
    compiled = Program(rulebook(tmp_path, "rules:\n" + rule(VALUES, risk="pii_customer")))
    texts = ["14 Maple Street", "14 Maple Street, Springfield 65801"]
    [one], [other] = (
        judge(turns(compiled, [message("1", text)], types=TYPES), compiled, KEY).findings for text in texts
    )
    assert one.fingerprint == other.fingerprint


LURE = """
signals:
  asked: {where: {role: customer}, hook: true, match: {a: {regex: late}}}
  lure: {where: {role: third_party}, match: {l: {regex: whatsapp}}}
  address: {where: {role: customer}, check: First line of the address, match: {h: {entities: STREET_ADDRESS}}}
rules:
"""
OPEN = "{type: ordered, steps: [asked, lure]}"


def test_a_thread_tells_how_long_its_first_message_waited_for_the_company(tmp_path: Path) -> None:
    compiled = Program(
        rulebook(
            tmp_path, LURE + rule(None, scope="thread", risk="mosaic", correlate=OPEN, message="{window}, {count}")
        )
    )
    thread = [
        message("1", "late at 14 Maple Street"),
        message("2", "whatsapp me", by="lee", hours=1, parent_id="1"),
        message("3", "hello", by="acme", hours=5, parent_id="1"),
    ]
    judgement = judge(turns(compiled, thread, types=TYPES), compiled, KEY)
    [finding] = judgement.findings
    assert finding.message == "5 hours, 1"
    person = judgement.people[finding.subject.label]
    assert [check.question for check in person.checks] == ["First line of the address"]
    assert [(window.message_id, len(window.others)) for window in person.windows] == [("1", 1)]
    [waiting] = judge(turns(compiled, [*thread[:2], message("9", by="acme")], types=TYPES), compiled, KEY).findings
    assert waiting.message == "more than 60 minutes, 1"


def test_only_exposed_people_are_described(tmp_path: Path) -> None:
    compiled = Program(rulebook(tmp_path, LURE + rule("{a: {regex: whatsapp}}", risk="mosaic")))
    judgement = judge(
        turns(compiled, [message("1", "at 14 Maple Street"), message("2", by="acme")], types=TYPES), compiled, KEY
    )
    assert judgement.people == {}


def test_no_other_scope_tells_how_long_something_waited(tmp_path: Path) -> None:
    counting = rule(None, scope="author", correlate="{type: count, of: asked}", message="{window}")
    with pytest.raises(RuleError, match=r"nothing fills the placeholder '\{window\}'"):
        rulebook(tmp_path, LURE + counting)
