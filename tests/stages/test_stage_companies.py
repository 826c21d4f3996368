from __future__ import annotations

from pathlib import Path

import pytest

from builders import KEY, message, rule, rulebook, worker
from socaudit.correlations import Step
from socaudit.model import Message, Role
from socaudit.stages.accounts import KnownAccounts
from socaudit.stages.companies import split
from socaudit.stages.judge import Judgement, judge
from socaudit.stages.link import link
from socaudit.stages.match import bare_facts
from socaudit.stages.program import Program

ACME = message("a1", "hello", by="acme")
BOLT = message("b1", "hello", by="bolt")


def archives(*messages: Message, own: tuple[str, ...] = ()) -> tuple[dict[str, list[str]], list[str]]:
    """Return the message ids by the handle of their company, and those of no company."""
    roles = {} if own else {"acme": Role.BRAND, "bolt": Role.BRAND}
    known = KnownAccounts.of(KEY, handles={"*": own}, roles=roles)
    turns = link([bare_facts(one, KEY) for one in messages], known)
    found, unknown = split([Step(turn, {}) for turn in turns])
    ids = {company.handle: [step.turn.facts.id for step in steps] for company, steps in found.items()}
    return ids, [step.turn.facts.id for step in unknown]


def test_where_one_company_speaks_everything_is_its_own() -> None:
    assert archives(ACME, message("1", "late")) == ({"acme": ["1", "a1"]}, [])


def test_where_nobody_knows_of_a_company_the_archive_is_one() -> None:
    assert archives(message("1", "late"), message("2", "@acme late")) == ({"": ["1", "2"]}, [])


def test_a_thread_belongs_to_whom_speaks_and_whom_is_addressed_in_it() -> None:
    answered = message("1", "late"), message("2", "sorry", by="acme", parent_id="1", hours=1)
    addressed = message("3", "late @Bolt, and @Acme knows"), message("4", "late")
    found, unknown = archives(ACME, BOLT, *answered, *addressed)
    assert found == {"acme": ["1", "2", "3", "a1"], "bolt": ["3", "b1"]}
    assert unknown == ["4"]


def test_the_configured_handles_are_one_company() -> None:
    assert archives(ACME, BOLT, message("1", "late"), own=("acme", "bolt")) == ({"acme": ["1", "a1", "b1"]}, [])


def test_a_company_without_an_account_has_no_archive_of_its_own() -> None:
    nameless = message("n", "thanks", by=None, role=Role.BRAND, role_basis="export")
    assert archives(nameless, ACME, message("1", "late")) == ({"acme": ["1", "a1", "n"]}, [])


COUNTED = "signals: {late: {where: {role: customer}, match: {l: {regex: late}}}}\nrules:\n" + rule(
    None, scope="archive", correlate="{type: count, of: late, min: 3}"
)


def judged(folder: Path, *messages: Message) -> Judgement:
    program = Program(rulebook(folder, COUNTED))
    known = KnownAccounts.of(KEY, handles={}, roles={"acme": Role.BRAND, "bolt": Role.BRAND})

    return judge(link(list(worker(program, {}).facts(messages)), known), program, KEY)


@pytest.mark.parametrize(("third", "labels"), [("acme", ["@acme: mine.late"]), ("bolt", [])])
def test_what_is_said_to_one_company_never_counts_against_another(
    tmp_path: Path, third: str, labels: list[str]
) -> None:
    said = [message(str(i), f"@{to} late", by=f"p{i}", hours=i) for i, to in enumerate(["acme", "acme", third])]
    judgement = judged(tmp_path, ACME, BOLT, *said)
    assert [finding.subject.label for finding in judgement.findings] == labels
    assert judgement.not_evaluated() == ()


def test_a_thread_of_nobody_knows_which_company_is_not_evaluated(tmp_path: Path) -> None:
    lost = message("1", "late"), message("2", "late", hours=1, by="lee", parent_id="1"), message("3", "fine", hours=2)
    judgement = judged(tmp_path, ACME, BOLT, *lost)
    assert [(n.rule_id, n.reason, n.count) for n in judgement.not_evaluated()] == [("MY-ADM-001", "unknown_company", 1)]


def test_one_thread_of_two_companies_gives_each_its_own_finding(tmp_path: Path) -> None:
    said = [message(str(i), "@acme @bolt late", by=f"p{i}", hours=i) for i in range(3)]
    findings = judged(tmp_path, ACME, BOLT, *said).findings
    assert len({finding.fingerprint for finding in findings}) == 2
