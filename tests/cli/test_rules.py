"""`socaudit rules show|new|lint|schema|test` as an author of rules runs them, in this process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from socaudit import cli
from socaudit.errors import RuleError, SocauditError, UsageError
from socaudit.rulepack.skeleton import skeleton

HOUSE = """\
schema: socaudit/1
pack: {id: house, version: 0.1.0, title: House rules, extends: [admissions, social_engineering]}
overrides:
  SA-ADM-001: {severity: critical}
  SA-ADM-004: {off: we publish our backlog}
rules:
- id: ACME-SVC-002
  title: Nobody answers a complaint
  scope: thread
  severity: low
  confidence: medium
  risk: unanswered
  params: {limit: 24h}
  refs: [a law that nobody has checked, {cite: A checked law, verified: true}]
  correlate:
    type: absent
    after: social_engineering.complaint
    expect: social_engineering.brand_reply
    within: $limit
  message: "Nothing within {limit}."
  why: w
  fix: f
  tests:
    hit: ["C 0h: your service is useless\\nEND 12h", "C 0h: lovely day\\nEND 30h"]
    miss: ["C 0h: your service is useless\\nB 1h: sorry\\nEND 40h"]
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, ["rules", *map(str, arguments)])


@pytest.fixture
def house(in_tmp: Path) -> Path:
    path = in_tmp / "house" / "own.yaml"
    path.parent.mkdir()
    path.write_text(HOUSE)
    return path


def test_show_gives_every_value_with_its_origin(house: Path) -> None:
    shown = run("show", "sa-adm-001", "--rules", house.parent).stdout
    assert "severity     critical             house/own.yaml:4, overrides high of " in shown
    assert "fault.yaml:" in shown
    assert "not written: the default" in shown
    for heading in ("match  (", "Why it matters", "What to do", "Risk", "Fires on", "Stays silent on"):
        assert f"\n{heading}" in shown


def test_show_tells_parameters_parts_and_which_references_reports_show(house: Path) -> None:
    shown = run("show", "ACME-SVC-002", "--rules", house).stdout
    assert "$limit       24h                  house/own.yaml:13" in shown
    assert "within: 24h" in shown
    assert "social_engineering.complaint  (" in shown
    assert "a law that nobody has checked  (not verified: not shown in reports)\n  A checked law\n" in shown
    assert "Nothing within 24h." in shown
    assert "match  (" not in shown


def test_show_says_that_a_rule_is_off_and_why(house: Path) -> None:
    assert (
        "switched off: we publish our backlog (house/own.yaml:5)" in run("show", "SA-ADM-004", "--rules", house).stdout
    )


def test_show_of_an_unknown_rule_suggests_one() -> None:
    problem = run("show", "SA-ADM-01").exception
    assert isinstance(problem, UsageError)
    assert "did you mean 'SA-ADM-001'" in str(problem)


def test_list_marks_what_takes_no_part_in_an_ordinary_scan(house: Path) -> None:
    shown = " ".join(run("list", "--rules", house).stdout.split())
    assert "[off: we" in shown
    house.write_text(HOUSE.replace("  risk:", "  persona: auditor\n  risk:"))
    shown = " ".join(run("list", "--rules", house).stdout.split())
    assert "--persona auditor]" in shown


def test_new_writes_a_rule_that_passes_its_tests_and_needs_no_advice(in_tmp: Path) -> None:
    result = run("new", "ACME-SVC-001", "--pack", "my-house")
    assert "Wrote my-house/acme-svc-001.yaml." in result.stdout
    assert run("new", "ACME-SVC-002", "--pack", "my-house").exit_code == 0
    tested = run("test", in_tmp / "my-house")
    assert (tested.exit_code, "6 passed, 0 failed" in tested.stdout) == (0, True)
    linted = run("lint", "my-house")
    assert (linted.exit_code, linted.stdout) == (0, "rules: 2, advice: 0\n")


def test_new_joins_the_pack_that_is_there(house: Path) -> None:
    house.write_text(HOUSE.replace("0.1.0", "2.3.0"))
    assert run("new", "ACME-SVC-003", "--pack", "house").exit_code == 0
    assert "version: 2.3.0, title: House rules" in (house.parent / "acme-svc-003.yaml").read_text()


def test_a_skeleton_takes_no_notice_of_files_that_are_none_of_the_packs(in_tmp: Path) -> None:
    (in_tmp / "a.yaml").write_text("pack: [")
    (in_tmp / "b.yaml").write_text("- a list\n")
    (in_tmp / "c.yaml").write_text("pack: {id: other, version: 9.9.9, title: Another}\n")
    assert "version: 0.1.0, title: Rules of our own" in skeleton("ACME-SVC-001", "house", in_tmp)


@pytest.mark.parametrize(
    ("rule_id", "pack", "said"),
    [
        ("acme-1", "house", "is not a rule id"),
        ("ACME-SVC-001", "My House", "is not a pack id"),
        ("SA-ADM-001", "house", "there is a rule SA-ADM-001 already"),
        ("ACME-SVC-001", "admissions", "is a pack that ships"),
    ],
)
def test_new_refuses_what_would_not_load(in_tmp: Path, rule_id: str, pack: str, said: str) -> None:
    problem = run("new", rule_id, "--pack", pack).exception
    assert isinstance(problem, UsageError)
    assert said in str(problem)
    assert list(in_tmp.iterdir()) == []


def test_lint_ends_with_one_if_there_is_advice_and_with_an_error_if_a_rule_does_not_load(house: Path) -> None:
    house.write_text(HOUSE.replace("rules:\n", "lexicons: {idle: [fine]}\nrules:\n"))
    result = run("lint", "house")
    assert (result.exit_code, result.stdout) == (
        1,
        "house/own.yaml:6: no selector uses the lexicon 'house.idle'\nrules: 1, advice: 1\n",
    )
    house.write_text(HOUSE.replace("severity: low", "severity: lwo"))
    assert isinstance(run("lint", "house").exception, RuleError)


def test_schema_is_json_that_names_the_kinds() -> None:
    schema = json.loads(run("schema").stdout)
    assert {"regex", "entities", "absent", "count", "Rule"} <= set(schema["$defs"])


def test_a_failed_case_shows_what_matched_and_which_part_was_missing(house: Path) -> None:
    result = run("test", house)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == f"FAILED ACME-SVC-002 hit 1 ({house}:7) did not fire"
    assert lines[1:5] == [
        "    C 0h: your service is useless",
        "        social_engineering.complaint: matches",
        "            read: 'your service is useless'",
        "            anger: 'useless'",
    ]
    assert "        social_engineering.brand_reply: does not match" in lines
    assert "            not about this message: role is customer, not brand" in lines
    assert "    all parts are there, but not in the order, time or number that 'absent' asks for" in lines
    assert "    no message matches social_engineering.complaint" in lines
    assert "passed" not in lines[0]


def test_verbose_shows_the_cases_that_passed_too(house: Path) -> None:
    house.write_text(HOUSE.replace("END 12h", "END 48h").replace('", "C 0h: lovely day\\nEND 30h', ""))
    result = run("test", "-v", house)
    assert result.exit_code == 0
    assert f"passed ACME-SVC-002 hit 1 ({house}:7) fired" in result.stdout
    assert f"passed ACME-SVC-002 miss 1 ({house}:7) stayed silent" in result.stdout


def test_guards_that_took_a_hit_back_are_named(in_tmp: Path) -> None:
    run("new", "ACME-SVC-001", "--pack", "house")
    path = in_tmp / "house" / "acme-svc-001.yaml"
    path.write_text(path.read_text().replace("So sorry. We'll call", "If it fails, we'll call"))
    shown = run("test", path).stdout
    assert '        promise: "we\'ll call you", taken back by conditional\n        missing: promise\n' in shown


def test_a_problem_of_the_rules_is_still_an_error(in_tmp: Path) -> None:
    assert isinstance(run("test", in_tmp / "nowhere").exception, SocauditError)
