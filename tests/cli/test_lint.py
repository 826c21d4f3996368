"""`socaudit lint` as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from socaudit import cli

YAML = """\
templates:
- name: Late parcel
  body: |
    Hi {{ticket.requester.first_name}}, sorry!

    We wrote to {{ticket.requester.email}} about it.
    Nobody answered.
- name: Opening hours
  body: We are open every day.
"""


def lint(*arguments: Path | str) -> Result:
    return CliRunner().invoke(cli.app, ["lint", *map(str, arguments), "--pack", "templates"])


def report(*arguments: Path | str) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(lint(*arguments, "-o", "json").stdout)
    return shown


def fingerprints(*arguments: Path | str) -> dict[str, str]:
    return {finding["rule_id"]: finding["fingerprint"] for finding in report(*arguments)["findings"]}


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_placeholder_that_would_publish_personal_data_fails_the_lint(in_tmp: Path) -> None:
    result = lint(put(in_tmp, "replies.yaml", YAML))
    assert result.exit_code == 1
    assert "{{ticket.requester.email}}" in result.output
    assert "Late parcel" in result.output


def test_clean_templates_pass(in_tmp: Path) -> None:
    assert lint(put(in_tmp, "a.md", "Hi {{first_name}}, we are open every day.")).exit_code == 0


@pytest.mark.parametrize(("wanted", "code"), [("low", 1), ("medium", 0)])
def test_fail_on_says_what_fails(in_tmp: Path, wanted: str, code: int) -> None:
    assert lint(put(in_tmp, "a.md", "Dear {{customer.last_name}}!"), "--fail-on", wanted).exit_code == code


def test_damage_is_never_a_silent_pass(in_tmp: Path) -> None:
    put(in_tmp, "a.md", "Hi")
    put(in_tmp, "b.yaml", "a: {{b}} c")
    assert lint(in_tmp).exit_code == 3


def test_internal_templates_are_counted_and_not_judged(in_tmp: Path) -> None:
    shown = report(put(in_tmp, "a.md", "---\npublic: false\n---\nMail {{customer.email}}"))
    assert shown["findings"] == []
    assert shown["coverage"]["messages"]["skipped"] == {"internal": 1}


def test_a_finding_names_its_template_and_line(in_tmp: Path) -> None:
    (finding,) = report(put(in_tmp, "replies.yaml", YAML))["findings"]
    assert finding["scope"] == "template"
    assert finding["subject"] == {"kind": "template", "label": "Late parcel"}
    assert finding["locations"][0]["entity_type"] == "EMAIL_ADDRESS"
    assert finding["locations"][0]["masked"] == "{{ticket.requester.email}}"


def test_findings_keep_their_fingerprints_without_any_key(in_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(in_tmp, "replies.yaml", YAML)
    before = fingerprints(path)
    monkeypatch.delenv("SOCAUDIT_KEY")
    assert fingerprints(path) == before
    monkeypatch.setenv("SOCAUDIT_KEY", "another key that is long enough")
    assert fingerprints(path) == before
    assert not list(in_tmp.rglob("key"))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("Nobody answered.", "Nobody has answered yet."),
        lambda text: text.replace("sorry!", "so sorry!"),
        lambda text: text.replace("    ", "        "),
        lambda text: text.replace("body: |", "body: >"),
        lambda text: "# a comment\n" + text,
        lambda text: text.replace("- name: Late", "- name: First\n  body: Hi\n- name: Late"),
    ],
)
def test_fingerprints_outlast_edits_elsewhere_and_new_indentation(in_tmp: Path, change: Any) -> None:
    before = fingerprints(put(in_tmp, "replies.yaml", YAML))
    changed = change(YAML)
    assert changed != YAML
    assert fingerprints(put(in_tmp, "replies.yaml", changed)) == before != {}


def test_fingerprints_outlast_a_move_to_another_file_and_format(in_tmp: Path) -> None:
    before = fingerprints(put(in_tmp, "replies.yaml", YAML))
    body = "Hi!\n\nWe wrote to {{ticket.requester.email}} about it."
    assert fingerprints(put(in_tmp, "moved/late.md", f"---\ntitle: Late parcel\n---\n{body}")) == before
    assert fingerprints(put(in_tmp, "a.json", json.dumps([{"name": "Late parcel", "body": body}]))) == before


def test_each_sentence_and_each_value_is_a_finding_of_its_own(in_tmp: Path) -> None:
    text = "Mail {{customer.email}} or {{customer.phone}}. Mail {{customer.email}} again."
    found = report(put(in_tmp, "a.md", text))["findings"]
    assert sorted(finding["locations"][0]["start"] for finding in found) == [5, 27, 52]


def test_one_sentence_in_two_templates_of_a_name_is_one_finding_in_two_places(in_tmp: Path) -> None:
    put(in_tmp, "a/late.md", "Mail {{customer.email}}.")
    put(in_tmp, "b/late.md", "Hello. Mail {{customer.email}}.")
    (finding,) = report(in_tmp)["findings"]
    assert [Path(place["source"]["path"]).parent.name for place in finding["locations"]] == ["a", "b"]


def test_what_is_the_companys_own_is_no_leak(in_tmp: Path) -> None:
    text = "Call 020 7946 0123, write to help@acme.example or to 4 Mill Lane, Kendal LA9 4AB."
    path = put(in_tmp, "a.md", text)
    assert lint(path).exit_code == 1
    brand = "phones: [020 7946 0123]\n  addresses: [help@acme.example, '4 Mill Lane, Kendal LA9 4AB']"
    config = put(in_tmp, "own.yml", f"brand:\n  {brand}\n")
    assert report(path, "--config", config)["findings"] == []


def test_the_configuration_says_what_placeholders_of_ones_own_hold(in_tmp: Path) -> None:
    path = put(in_tmp, "a.md", "See {{cf.region_note}} and {{cf.line_no}}.")
    assert set(fingerprints(path)) == {"SA-TPL-034"}
    config = put(in_tmp, "own.yml", "lint: {placeholders: {cf.region_*: safe, cf.line_no: PHONE_NUMBER}}\n")
    assert set(fingerprints(path, "--config", config)) == {"SA-TPL-030"}


def test_detectors_see_no_names_in_placeholders(in_tmp: Path) -> None:
    assert report(put(in_tmp, "a.md", 'Hi {{first_name | fallback:"07700 900123"}}.'))["findings"] == []


def test_a_template_that_needs_no_model_imports_neither_spacy_nor_presidio(in_tmp: Path) -> None:
    path = put(in_tmp, "replies.yaml", YAML)
    script = (
        "import sys; from socaudit import pipeline\n"
        f"report = pipeline.lint(pipeline.Request(paths=({str(path)!r},)))\n"
        "print(len(report.findings), [m for m in ('spacy', 'presidio_analyzer') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)  # noqa: S603
    assert shown.stdout.strip() == "1 []"


def test_templates_of_one_channel_that_say_nearly_the_same_are_one_finding_in_both_places(in_tmp: Path) -> None:
    text = "The lockers at the station are open day and night, and cost nothing."
    paths = [put(in_tmp, f"{name}.md", f"---\nchannel: {channel}\n---\n{text}") for name, channel in ("ax", "bx", "cm")]
    (finding,) = report(*paths)["findings"]
    assert finding["rule_id"] == "SA-TPL-050"
    assert "'a', 'b'" in finding["message"]
    assert [place["message_id"] for place in finding["locations"]] == ["a", "b"]
    before = finding["fingerprint"]
    put(in_tmp, "b.md", f"---\nchannel: x\n---\n\n\n{text}")
    assert report(*paths)["findings"][0]["fingerprint"] == before


def test_the_configured_channel_limits_templates_that_name_none(in_tmp: Path) -> None:
    path = put(in_tmp, "a.md", "All lockers are open. " * 14)
    assert fingerprints(path) == {}
    config = put(in_tmp, "own.yml", "lint: {channel: Twitter}\n")
    before = fingerprints(path, "--config", config)
    assert set(before) == {"SA-TPL-040"}
    put(in_tmp, "a.md", "So: all lockers are open. " * 14)
    assert fingerprints(path, "--config", config) == before
