from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from builders import KEY, message, rule, rulebook, worker
from socaudit.errors import ConfigError, RuleError, UsageError
from socaudit.model import Finding, Subject
from socaudit.rulepack import baseline
from socaudit.stages.accounts import KnownAccounts
from socaudit.stages.judge import judge
from socaudit.stages.link import link
from socaudit.stages.program import Program

TODAY = date(2026, 3, 2)


@pytest.fixture
def findings(tmp_path: Path) -> list[Finding]:
    program = Program(rulebook(tmp_path, "rules:\n" + rule("{said: {entities: PHONE_NUMBER}}")))
    messages = [message(str(n), f"call 0770090012{n}", by=f"sam_{n}") for n in range(3)]
    values = {f"0770090012{n}": "PHONE_NUMBER" for n in range(3)}
    turns = link(list(worker(program, values).facts(messages)), KnownAccounts.of(KEY, handles={}, roles={}))
    return judge(turns, program, KEY).findings


def written(findings: list[Finding], path: Path, day: date = TODAY) -> str:
    text = baseline.of_findings(findings, key_id=KEY.id, command="scan", today=day, old=path)
    path.write_text(text, encoding="utf-8")
    return text


def test_a_baseline_names_each_finding_and_nothing_of_what_was_found(findings: list[Finding], tmp_path: Path) -> None:
    text = written(findings, tmp_path / "b.yaml")
    loaded = baseline.load(tmp_path / "b.yaml", key_id=KEY.id, command="scan")
    assert {made.disposition.fingerprint for made in loaded} == {finding.fingerprint for finding in findings}
    assert [made.place for made in loaded] == [f"{tmp_path / 'b.yaml'}:{line}" for line in (7, 8, 9)]
    assert {key for entry in yaml.safe_load(text)["allow"] for key in entry} == {
        "rule",
        "fingerprint",
        "reason",
        "added",
    }
    assert "sam_" not in text
    assert "0770" not in text


def test_its_order_is_always_the_same(findings: list[Finding], tmp_path: Path) -> None:
    assert written(findings, tmp_path / "a.yaml") == written(findings[::-1], tmp_path / "b.yaml")


def test_templates_are_named(findings: list[Finding], tmp_path: Path) -> None:
    named = [replace(findings[0], subject=Subject("template", "Refund: late #1"))]
    written(named, tmp_path / "b.yaml")
    (made,) = baseline.load(tmp_path / "b.yaml", key_id=KEY.id, command="scan")
    assert made.disposition.template == "Refund: late #1"


def test_written_anew_it_keeps_what_people_put_in_and_drops_what_is_gone(
    findings: list[Finding], tmp_path: Path
) -> None:
    path = tmp_path / "b.yaml"
    first = written(findings[:2], path).splitlines()
    kept = f"{first[-1][:-1].replace(baseline.REASON, 'ticket 17 settles it')}, until: 2027-01-31}}"
    path.write_text("\n".join([*first[:-1], kept]), encoding="utf-8")
    fingerprint = yaml.safe_load(kept)[0]["fingerprint"]
    left = [finding for finding in findings if finding.fingerprint == fingerprint] + findings[2:]
    written(left, path, day=date(2026, 5, 1))
    entries = {entry["fingerprint"]: entry for entry in yaml.safe_load(path.read_text("utf-8"))["allow"]}
    assert entries.keys() == {finding.fingerprint for finding in left}
    assert entries[fingerprint]["reason"] == "ticket 17 settles it"
    assert entries[fingerprint]["until"] == date(2027, 1, 31)
    assert entries[fingerprint]["added"] == TODAY
    assert entries[findings[2].fingerprint]["added"] == date(2026, 5, 1)


def test_without_findings_it_is_empty_and_can_be_read(tmp_path: Path) -> None:
    written([], tmp_path / "b.yaml")
    assert baseline.load(tmp_path / "b.yaml", key_id=KEY.id, command="scan") == ()


def test_another_key_is_told_and_the_other_command_is_not_its_business(findings: list[Finding], tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    written(findings, path)
    with pytest.raises(ConfigError, match="another key"):
        baseline.load(path, key_id="0" * 8, command="scan")
    assert baseline.load(path, key_id="0" * 8, command="lint") == ()
    assert baseline.writer(path) == "scan"


def test_a_baseline_that_is_not_there_or_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such baseline"):
        baseline.load(tmp_path / "b.yaml", key_id=KEY.id, command="scan")
    (tmp_path / "b.yaml").write_text("rules: []\n", encoding="utf-8")
    with pytest.raises(RuleError):
        written([], tmp_path / "b.yaml")
    assert (tmp_path / "b.yaml").read_text("utf-8") == "rules: []\n"


def test_more_than_it_could_be_read_with_is_not_written(
    findings: list[Finding], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(baseline, "MAX_BYTES", 300)
    with pytest.raises(UsageError, match="3 findings are more"):
        written(findings, tmp_path / "b.yaml")
