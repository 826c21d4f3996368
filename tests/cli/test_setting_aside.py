"""Suppressions, `allow` and baselines as users of `lint` and `scan` meet them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from socaudit import cli
from socaudit.errors import UsageError

pytestmark = pytest.mark.usefixtures("in_tmp")
BAD = "We wrote to {{customer.email}} about it."
TWO = f"""\
templates:
- name: Late parcel
  body: |
    Hi {{{{first_name}}}}, sorry!

    {BAD}
- name: Lost parcel
  body: {BAD}
"""


def run(command: str, *arguments: Path | str) -> Result:
    return CliRunner().invoke(cli.app, [command, *map(str, arguments)])


def lint(*arguments: Path | str) -> Result:
    return run("lint", *arguments, "--pack", "templates")


def report(*arguments: Path | str) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(lint(*arguments, "-o", "json").stdout)
    return shown


def found(*arguments: Path | str) -> list[tuple[str, str]]:
    return [(finding["rule_id"], finding["subject"]["label"]) for finding in report(*arguments)["findings"]]


def uses(*arguments: Path | str) -> list[tuple[str, int]]:
    return [(use["state"], use["findings"]) for use in report(*arguments)["coverage"]["dispositions"]]


def put(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def baseline() -> Path:
    """A baseline of the two templates."""
    written = lint(put("a.yaml", TWO), "--write-baseline", "b.yaml")
    assert (written.exit_code, written.stdout) == (0, "")
    assert "Wrote 2 findings to b.yaml" in written.stderr
    return Path("b.yaml")


def test_what_is_in_the_baseline_is_set_aside_and_what_is_new_is_not(baseline: Path) -> None:
    assert lint("a.yaml", "--baseline", baseline).exit_code == 0
    put("c.yaml", f"New: {BAD}")
    assert found("a.yaml", "c.yaml", "--baseline", baseline) == [("SA-TPL-030", "New")]


@pytest.mark.parametrize(
    "files",
    [
        {"a.yaml": TWO.replace("sorry!", "we are very sorry.\n    Truly.")},
        {"a.yaml": TWO.replace("\n", "\n    ")},
        {"a.yaml": TWO.replace("- name: Lost parcel", "# A note.\n\n- name: Lost parcel")},
        {"deep/one.md": f"---\ntitle: Late parcel\n---\nBye. {BAD}\n", "b/two.yml": f"Lost parcel: >-\n {BAD}\n"},
        {
            "x.json": json.dumps(
                {"macros": [{"name": "Lost parcel", "body": BAD}, {"name": "Late parcel", "body": BAD}]}
            )
        },
    ],
    ids=["an edit elsewhere", "indented anew", "lines moved", "moved to other files", "moved to another format"],
)
def test_a_baseline_outlives_edits_that_are_none_to_what_it_is_about(baseline: Path, files: dict[str, str]) -> None:
    Path("a.yaml").unlink()
    paths = [put(name, text) for name, text in files.items()]
    assert sorted(found(*paths)) == [("SA-TPL-030", "Late parcel"), ("SA-TPL-030", "Lost parcel")]
    assert found(*paths, "--baseline", baseline) == []
    assert uses(*paths, "--baseline", baseline) == [("applied", 1), ("applied", 1)]


def test_what_was_mended_is_reported_as_needless(baseline: Path) -> None:
    put("a.yaml", TWO.replace(f"body: {BAD}", "body: Sorry!"))
    assert uses("a.yaml", "--baseline", baseline) == [("applied", 1), ("unused", 0)]
    shown = lint("a.yaml", "--baseline", baseline).stdout
    assert "fits nothing: in the baseline (SA-TPL-030, b.yaml:8)" in shown


def test_a_sentence_that_stands_twice_in_a_template_counts_once() -> None:
    twice = put("a.md", f"{BAD}\n\nSorry!\n\n{BAD}\n\nWe wrote to {{{{customer.email}}}}.")
    lint(twice, "--write-baseline", "b.yaml")
    assert uses(twice, "--baseline", "b.yaml") == [("applied", 1), ("applied", 1)]
    put("a.md", f"{BAD}\n")
    assert sorted(uses(twice, "--baseline", "b.yaml")) == [("applied", 1), ("unused", 0)]


def test_many_entries_of_a_baseline_are_one_line_of_the_report(baseline: Path) -> None:
    shown = " ".join(lint("a.yaml", "--baseline", baseline).stdout.split())
    assert "Allowed 2 findings: in the baseline (2 entries in b.yaml)" in shown


def test_the_configuration_names_baselines_counted_from_its_folder(baseline: Path) -> None:
    put("conf/socaudit.yaml", "baseline: ../b.yaml\n")
    assert lint("a.yaml", "--config", "conf/socaudit.yaml").exit_code == 0
    # Written anew, a baseline does not leave out what it held before.
    again = lint("a.yaml", "--config", "conf/socaudit.yaml", "--write-baseline", baseline)
    assert "Wrote 2 findings" in again.stderr


def test_a_baseline_is_read_or_written(baseline: Path) -> None:
    with pytest.raises(UsageError, match="read or written"):
        raise lint("a.yaml", "--baseline", baseline, "--write-baseline", "c.yaml").exception or AssertionError


def test_a_flag_does_not_take_the_baseline_of_the_other_command(baseline: Path) -> None:
    with pytest.raises(UsageError, match="written by socaudit lint"):
        raise run("scan", "a.yaml", "--baseline", baseline).exception or AssertionError


def test_findings_of_a_scan_are_set_aside_and_lint_does_not_mind_its_baseline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOCAUDIT_KEY", "a key that only tests use")
    text = "still no broadband!! ring me on 07700 900123"
    post = {"id": "1", "network": "x", "text": text, "visibility": "public", "role": "customer"}
    put("e.ndjson", json.dumps(post))
    assert run("scan", "e.ndjson", "--pack", "personal_data", "--fail-on", "info").exit_code == 1
    assert run("scan", "e.ndjson", "--pack", "personal_data", "--write-baseline", "s.yaml").exit_code == 0
    assert "0770" not in Path("s.yaml").read_text("utf-8")
    put("socaudit.yaml", "baseline: s.yaml\n")
    assert run("scan", "e.ndjson", "--pack", "personal_data", "--fail-on", "info").exit_code == 0
    assert run("lint", put("a.yaml", TWO), "--pack", "templates").exit_code == 1


def test_a_suppression_in_a_template_sets_its_findings_aside_with_the_reason() -> None:
    note = "  # socaudit: ignore[SA-TPL-030] the field holds our own address\n"
    suppressed = put("a.yaml", TWO.replace("- name: Late parcel\n", "- name: Late parcel\n" + note))
    assert found(suppressed) == [("SA-TPL-030", "Lost parcel")]
    assert "1 finding: the field holds our own address (SA-TPL-030, a.yaml:3)" in " ".join(
        lint(suppressed).stdout.split()
    )


@pytest.mark.parametrize(
    ("note", "state", "told"),
    [
        (
            "ignore[SA-TPL-035] the braces are right",
            "unused",
            "nothing: the braces are right (SA-TPL-035, a.md:1)",
        ),
        ("ignore[SA-TPL-030] was a test until 2020-01-31", "expired", "expired on 2020-01-31, 1 finding shown again"),
        ("ignore[SA-TPL-030]", "unused", "it gives no reason: write behind the brackets why"),
        ("ignore[SA-TLP-030] the field is ours", "unused", "no rule 'SA-TLP-030' takes part, did you mean"),
    ],
)
def test_a_suppression_that_does_nothing_is_reported_with_its_line(note: str, state: str, told: str) -> None:
    path = put("a.md", f"<!-- socaudit: {note} -->\n{BAD}\n")
    assert [use[0] for use in uses(path)] == [state]
    assert found(path) == [("SA-TPL-030", "a")]
    assert told in " ".join(lint(path).stdout.split())


@pytest.mark.parametrize("name", ["Lost parcel", "Lost*"])
def test_the_configuration_allows_by_the_name_of_a_template(name: str) -> None:
    put("socaudit.yaml", f"allow: [{{rule: SA-TPL-030, template: {name}, reason: goes to a private channel}}]\n")
    assert found(put("a.yaml", TWO)) == [("SA-TPL-030", "Late parcel")]
