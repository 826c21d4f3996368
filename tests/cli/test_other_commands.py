"""`detect`, `inspect`, `init`, `doctor` and `rules` as a user runs them, in this process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from socaudit import cli
from socaudit.errors import SocauditError

FIXTURE = Path("fixtures/kittlebrae")


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=given)


def test_detect_prints_types_places_and_scores_but_no_value() -> None:
    line = json.dumps({"id": 7, "text": "mail jo@example.com \U0001f600 or 07700 900123"}).encode() + b"\n"
    result = run("detect", given=line)
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert record["id"] == 7
    found = {(d["entity_type"], d["start"], d["end"]) for d in record["detections"]}
    assert found == {("EMAIL_ADDRESS", 5, 19), ("PHONE_NUMBER", 25, 37)}
    assert set(record["detections"][0]) == {"entity_type", "start", "end", "score", "recognizer"}
    assert "900123" not in result.stdout


def test_detect_prints_one_line_a_message_even_where_nothing_is_found() -> None:
    result = run("detect", given=b'{"id": "a", "text": ""}\n{"id": "b", "text": "hello"}\n')
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "b"]


def test_detect_reads_on_behind_a_broken_line_names_it_and_ends_incomplete(tmp_path: Path) -> None:
    path = tmp_path / "in.ndjson"
    path.write_bytes(b'{"id": 1, "text": "x"}\n{"id": 2,\n\n["text"]\n\xff\n{"id": 3, "text": "y"}\n')
    result = run("detect", path)
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 2
    for number in (2, 4, 5):
        assert f"in.ndjson:{number}:" in result.stderr


def test_detect_of_a_missing_file_is_an_error() -> None:
    result = run("detect", "nowhere.ndjson")
    assert isinstance(result.exception, SocauditError)


def test_inspect_shows_how_an_export_is_understood() -> None:
    result = run("inspect", FIXTURE, "--config", FIXTURE / "socaudit.yaml")
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    for text in ("twcs", "neutral", "2026-03-30", "brand", "customer", "@KittlebraeHelp", "not in the export"):
        assert text in shown


def test_inspect_of_a_damaged_file_is_incomplete_and_names_the_place(tmp_path: Path) -> None:
    path = tmp_path / "posts.ndjson"
    path.write_text('{"id": "1", "text": "hello"}\n{"id": "2", "te')
    result = run("inspect", path)
    assert result.exit_code == 3
    assert "posts.ndjson:2" in result.stdout


def test_inspect_names_each_input_with_its_notes_and_lists_unknown_files_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for n in range(30):
        Path(f"posts-{n:02}.ndjson").write_text(f'{{"id": "{n}", "text": "hello"}}\n')
        Path(f"picture-{n:02}.png").write_bytes(b"\x89PNG")
    result = run("inspect", ".")
    assert result.exit_code == 0
    rows = result.stdout.splitlines()
    for n in range(30):
        (row,) = [row for row in rows if f"posts-{n:02}.ndjson" in row and " neutral " in row]
        assert row.split()[-5:] == ["1", "1", "0", "0", "0"]
        assert sum(f"posts-{n:02}.ndjson: 1 messages do not say" in row for row in rows) == 1
    start = rows.index("  No reader knows 30 of the files:")
    assert [row.strip() for row in rows[start + 1 : start + 31]] == [f"./picture-{n:02}.png" for n in range(30)]
    assert result.stdout.count(".png") == 30


def test_inspect_suggests_a_mapping_that_a_scan_takes(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Message ID,Message,Direction\n1,Still no water here,Inbound\n2,Sorry about that,Outbound\n")
    suggested = run("inspect", path, "--suggest-map")
    assert suggested.exit_code == 0
    mapping = tmp_path / "map.yaml"
    mapping.write_text(suggested.stdout)
    shown = " ".join(run("inspect", path, "--map", mapping).stdout.split())
    assert "mapped_csv 2 2" in shown
    assert "brand 1" in shown


def test_a_mapping_is_suggested_for_one_file_at_a_time(tmp_path: Path) -> None:
    assert isinstance(run("inspect", tmp_path, tmp_path, "--suggest-map").exception, SocauditError)


def test_init_writes_a_configuration_that_a_scan_accepts(tmp_path: Path) -> None:
    path = tmp_path / "socaudit.yaml"
    assert run("init", path).exit_code == 0
    assert run("doctor", "--config", path).exit_code == 0


def test_init_never_replaces_a_file_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "socaudit.yaml"
    path.write_text("fail_on: high\n")
    assert isinstance(run("init", path).exception, SocauditError)
    assert path.read_text() == "fail_on: high\n"
    assert run("init", path, "--force").exit_code == 0


def test_doctor_names_model_key_and_rules() -> None:
    result = run("doctor")
    assert result.exit_code == 0
    for text in ("model", "social_textcat", "SOCAUDIT_KEY", "rules in 9 packs", "never used"):
        assert text in result.stdout


def test_doctor_says_what_is_wrong_and_checks_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "socaudit.yaml"
    path.write_text("model: no_such_model\n")
    result = run("doctor", "--config", path)
    assert result.exit_code == 2
    assert "PROBLEM  model" in result.stdout
    assert "ok       key" in result.stdout


def test_rules_list_names_every_rule_with_its_risk() -> None:
    result = run("rules", "list", "--pack", "admissions")
    assert result.exit_code == 0
    assert "SA-ADM-001" in result.stdout
    assert "SA-PII-010" not in result.stdout


OWN_PACK = """\
schema: socaudit/1
pack: {{id: own, version: 0.1.0, title: Own rules}}
rules:
- id: MY-TST-001
  title: Somebody writes purple
  scope: message
  severity: info
  confidence: high
  risk: leaving
  match: {{colour: {{phrases: [purple]}}}}
  message: x
  why: y
  fix: z
  tests:
    hit: ['{hit}']
    miss: ['C 0h: green']
    todo_hit: ['C 0h: violet']
"""


@pytest.mark.parametrize(("hit", "code", "shown"), [("C 0h: purple", 0, "2 passed"), ("C 0h: red", 1, "did not fire")])
def test_rules_test_runs_the_transcripts_of_the_users_pack(tmp_path: Path, hit: str, code: int, shown: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN_PACK.format(hit=hit))
    result = run("rules", "test", path)
    assert result.exit_code == code
    assert shown in result.stdout
    assert "known gap MY-TST-001 todo_hit 1 is still open" in result.stdout


def test_a_transcript_that_cannot_be_read_is_an_error_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN_PACK.format(hit="Customer says purple"))
    problem = run("rules", "test", path).exception
    assert isinstance(problem, SocauditError)
    assert "own.yaml:4" in str(problem)
    assert "MY-TST-001 hit 1" in str(problem)


def test_all_transcripts_of_the_shipped_packs_pass() -> None:
    result = run("rules", "test")
    assert result.exit_code == 0, result.stdout


def test_python_dash_m_runs_the_same_command_line() -> None:
    done = subprocess.run([sys.executable, "-m", "socaudit", "--version"], check=True, capture_output=True, text=True)
    assert done.stdout.startswith("socaudit ")
