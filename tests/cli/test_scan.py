"""`socaudit scan` as a user runs it, in this process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from socaudit import cli, reporters
from socaudit.errors import SocauditError

FIXTURE = Path("fixtures/kittlebrae")
PHONE = "07700 900123"


UNSURE = "schema: socaudit/1\npack: {id: own, version: '1', title: Own rules}\nrules:\n" + "".join(
    f"""\
- id: MY-TST-00{number}
  title: Somebody says sorry
  scope: message
  severity: low
  confidence: low
  persona: {persona}
  risk: leaving
  match: {{said: {{phrases: [sorry]}}}}
  message: x
  why: y
  fix: z
"""
    for number, persona in enumerate(("regular", "auditor"))
)


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """One customer's complaint with a phone number, and the brand's admission."""
    records = [
        {
            "id": "1",
            "text": f"still no broadband!! ring me on {PHONE}",
            "network": "x",
            "visibility": "public",
            "role": "customer",
            "created_at": "2026-03-02T10:00:00Z",
            "author": {"id": "c1", "handle": "grumpy"},
        },
        {
            "id": "2",
            "parent_id": "1",
            "text": "Sorry. We overcharged you, that was our mistake.",
            "network": "x",
            "visibility": "public",
            "role": "brand",
            "created_at": "2026-03-02T11:00:00Z",
            "author": {"id": "b", "handle": "AcmeHelp"},
        },
    ]
    path = tmp_path / "posts.ndjson"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


def scanned(*arguments: object) -> dict[str, object]:
    result = run("scan", *arguments, "-o", "json")
    assert result.exit_code in {0, 1, 3}, result.output
    report: dict[str, object] = json.loads(result.stdout)
    return report


def test_a_scan_ends_with_zero_unless_asked_to_fail(posts: Path) -> None:
    assert run("scan", posts).exit_code == 0


@pytest.mark.parametrize(("level", "code"), [("medium", 1), ("critical", 0)])
def test_fail_on_turns_findings_at_or_above_it_into_exit_code_one(posts: Path, level: str, code: int) -> None:
    assert run("scan", posts, "--fail-on", level).exit_code == code


def test_fail_on_can_stand_in_the_configuration(posts: Path, tmp_path: Path) -> None:
    config = tmp_path / "own.yaml"
    config.write_text("fail_on: low\n")
    assert run("scan", posts, "--config", config).exit_code == 1


def test_a_night_makes_no_reply_slow_where_the_configuration_gives_hours(posts: Path, tmp_path: Path) -> None:
    posts.write_text(posts.read_text().replace("02T10:00:00Z", "02T16:00:00Z").replace("02T11:00:00Z", "03T10:00:00Z"))
    config = tmp_path / "own.yaml"
    slow = {}
    for zone in ("UTC", "Asia/Tokyo"):
        config.write_text(f"hours: {{zone: {zone}, open: {{mon-fri: '09:00-17:00'}}}}\n")
        slow[zone] = "SA-SVC-011" in str(scanned(posts, "--config", config)["findings"])
    # From four to ten the next morning is two hours of UTC's day and eight of Tokyo's.
    assert slow == {"UTC": False, "Asia/Tokyo": True}
    assert "SA-SVC-011" in str(scanned(posts)["findings"])


def test_no_value_is_shown_in_any_output_unless_asked_for(posts: Path, tmp_path: Path) -> None:
    names = reporters.REGISTRY.names()
    run("scan", posts, *(f"-o{name}={tmp_path / name}" for name in names))
    for name in names:
        shown = (tmp_path / name).read_text(encoding="utf-8")
        assert "900123" not in shown
        assert "grumpy" not in shown
        assert shown


def test_the_help_names_every_format() -> None:
    shown = run("scan", "--help").stdout
    assert [name for name in reporters.REGISTRY.names() if name not in shown] == []


def test_show_values_shows_them(posts: Path) -> None:
    assert PHONE in run("scan", posts, "--show-values", "-o", "json").stdout


def test_show_values_refuses_standard_input() -> None:
    with pytest.raises(SocauditError, match="standard input"):
        CliRunner().invoke(cli.app, ["scan", "-", "--show-values"], catch_exceptions=False)


def test_standard_input_is_read(posts: Path) -> None:
    result = CliRunner().invoke(cli.app, ["scan", "-", "-o", "json"], input=posts.read_bytes())
    assert json.loads(result.stdout)["coverage"]["messages"]["scanned"] == 2


def test_several_outputs_are_written_in_one_run(posts: Path, tmp_path: Path) -> None:
    report, text = tmp_path / "out.json", tmp_path / "out.txt"
    result = run("scan", posts, "-o", f"json={report}", "-o", f"terminal={text}")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert json.loads(report.read_text())["schema"] == "socaudit/report/1"
    assert "Verdict" in text.read_text()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("-o", "pdf"), "no report format is called 'pdf'"),
        (("-o", "json=/nowhere/at/all.json"), "the folder of the output file is not there"),
        (("-o", "json", "-o", "terminal"), "only one report can go to standard output"),
        (("-o", "json=a.out", "-o", "sarif=./a.out"), "two reports would be written to the same file"),
        (("--since", "yesterday"), "'yesterday' is no time"),
        (("--pack", "personel_data"), "personel_data"),
        (("--config", "missing.yaml"), "there is no such configuration file"),
        (("--model", "no_such_model"), "no_such_model"),
    ],
)
def test_a_wrong_option_is_an_error_that_names_it(posts: Path, arguments: tuple[str, ...], problem: str) -> None:
    result = run("scan", posts, *arguments)
    assert isinstance(result.exception, SocauditError)
    assert problem in str(result.exception)


def test_since_and_until_count_what_they_leave_out(posts: Path) -> None:
    coverage = scanned(posts, "--since", "2026-03-02T10:30")["coverage"]
    assert coverage["messages"]["skipped"] == {"before_since": 1}  # type: ignore[index]
    coverage = scanned(posts, "--until", "2026-03-02")["coverage"]
    assert coverage["messages"]["skipped"] == {"after_until": 2}  # type: ignore[index]


def test_visibility_widens_a_scan_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "direct.ndjson"
    path.write_text(json.dumps({"id": "1", "text": "my pin is 4821", "visibility": "direct"}) + "\n")
    assert scanned(path)["coverage"]["messages"]["skipped"] == {"direct": 1}  # type: ignore[index]
    assert scanned(path, "--visibility", "direct")["coverage"]["messages"]["scanned"] == 1  # type: ignore[index]


EVERYBODY = ("public", "unlisted", "followers", "direct", "internal", "unknown")


@pytest.mark.parametrize(
    ("options", "scanned_of"),
    [
        ((), {"public", "unlisted", "unknown"}),
        (("--include-private",), set(EVERYBODY)),
        (("--visibility", "public", "--include-private"), {"public", "followers", "direct", "internal"}),
        (("--visibility", "direct", "--include-private"), {"followers", "direct", "internal"}),
        (("--visibility", "direct"), {"direct"}),
    ],
)
@pytest.mark.parametrize("command", ["scan", "inspect"])
def test_private_messages_are_scanned_only_when_asked_and_the_report_says_so(
    tmp_path: Path, command: str, options: tuple[str, ...], scanned_of: set[str]
) -> None:
    path = tmp_path / "posts.ndjson"
    records = [{"id": str(n), "text": "my pin is 4821", "visibility": word} for n, word in enumerate(EVERYBODY)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    private = sorted(scanned_of & {"followers", "direct", "internal"})
    note = ", ".join(f"{word} 1" for word in private)
    if command == "inspect":
        shown = run("inspect", path, *options).stdout
        assert (f"scanned because that was asked for: {note}" in shown) is bool(private)
        assert f"{len(scanned_of)} to scan of 6 read" in shown
        return
    report = scanned(path, *options)
    (entry,) = report["coverage"]["inputs"]  # type: ignore[index]
    assert (entry["scanned"], entry["skipped"]) == (
        len(scanned_of),
        dict.fromkeys(sorted({*EVERYBODY} - scanned_of), 1),
    )
    assert [text for text in entry["notes"] if "asked for" in text] == [
        f"messages that are not public, scanned because that was asked for: {note}" for _ in private[:1]
    ]
    found = {place["message_id"] for finding in report["findings"] for place in finding["locations"]}  # type: ignore[attr-defined]
    assert found == {str(EVERYBODY.index(word)) for word in scanned_of}


def test_the_private_ones_come_on_top_of_what_the_configuration_names(posts: Path, tmp_path: Path) -> None:
    settings = tmp_path / "own.yaml"
    settings.write_text("visibility: [unlisted]\n")
    direct = tmp_path / "direct.ndjson"
    direct.write_text(json.dumps({"id": "9", "text": "hello", "visibility": "direct"}) + "\n")
    messages = scanned(posts, direct, "--config", settings, "--include-private")["coverage"]["messages"]  # type: ignore[index]
    assert (messages["scanned"], messages["skipped"]) == (1, {"public": 2})


def test_the_report_says_what_was_deleted_or_edited_since(tmp_path: Path) -> None:
    path = tmp_path / "posts.ndjson"
    post = {"text": "my pin is 4821", "network": "x", "visibility": "public", "author": {"id": "c", "handle": "jo"}}
    records = [
        {**post, "id": "1", "created_at": "2026-03-01T10:00:00Z", "deleted_at": "2026-03-02T10:00:00Z"},
        {**post, "id": "2", "created_at": "2026-03-03T10:00:00Z"},
        {**post, "id": "3", "created_at": "2026-03-03T11:00:00Z", "version_of": "2", "text": "my pin is 4822"},
        {**post, "id": "4", "created_at": "2026-03-04T10:00:00Z", "edited_at": "2026-03-05T10:00:00Z"},
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    report = scanned(path)
    places = [place for finding in report["findings"] for place in finding["locations"]]  # type: ignore[attr-defined]
    assert {place["message_id"]: place["state"] for place in places} == {
        "1": "deleted",
        "2": "replaced",
        "3": None,
        "4": "edited",
    }
    shown = run("scan", path).stdout
    lines = [line for line in shown.splitlines() if "2026-03-01 10:00" in line or "2026-03-03 10:00" in line]
    assert any(", deleted since" in line for line in lines)
    assert any(", edited since" in line for line in lines)


def test_only_the_chosen_pack_runs(posts: Path) -> None:
    packs = [pack["id"] for pack in scanned(posts, "--pack", "admissions")["run"]["packs"]]  # type: ignore[index]
    assert packs == ["admissions"]


def test_rules_of_the_users_own_run_beside_the_shipped_ones(posts: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "schema: socaudit/1\npack: {id: own, version: 0.1.0, title: Own rules}\nrules:\n"
        "- id: MY-BRO-001\n  title: Somebody writes broadband\n  scope: message\n  severity: info\n"
        "  confidence: high\n  risk: leaving\n  match: {word: {phrases: [broadband]}}\n"
        "  message: x\n  why: y\n  fix: z\n  tests: {hit: ['C 0h: broadband'], miss: ['C 0h: hello']}\n"
    )
    assert "MY-BRO-001" in {f["rule_id"] for f in scanned(posts, "--rules", own)["findings"]}  # type: ignore[attr-defined]


def test_two_processes_find_what_one_finds() -> None:
    one, two = (scanned(FIXTURE, "--config", FIXTURE / "socaudit.yaml", "-j", jobs) for jobs in (1, 2))
    for report in (one, two):
        report.pop("run")
    assert one == two


def test_what_the_configuration_allows_is_counted_and_not_shown(posts: Path, tmp_path: Path) -> None:
    config = tmp_path / "own.yaml"
    reason = "reason: the number of the village fair"
    entries = ("rule: SA-PII-010, value: +44 7700 900123", "rule: SA-ADM-001, thread: '9'")
    config.write_text("allow:\n" + "".join(f"- {{{entry}, {reason}}}\n" for entry in entries))
    before, after = scanned(posts), scanned(posts, "--config", config)
    rules = [[f["rule_id"] for f in report["findings"]] for report in (before, after)]  # type: ignore[attr-defined]
    assert set(rules[0]) - set(rules[1]) == {"SA-PII-010"}
    assert [(use["state"], use["place"]) for use in after["coverage"]["dispositions"]] == [  # type: ignore[index]
        ("applied", f"{config}:2"),
        ("unused", f"{config}:3"),
    ]
    shown = " ".join(run("scan", posts, "--config", config).stdout.split())
    assert "1 finding: the number of the village fair (SA-PII-010," in shown
    assert "fits nothing: the number of the village fair (SA-ADM-001," in shown


def test_the_persona_decides_what_is_shown_and_the_report_says_so(posts: Path, tmp_path: Path) -> None:
    own = tmp_path / "rules.yaml"
    own.write_text(UNSURE)
    counts = {}
    for persona in ("regular", "pedantic", "auditor"):
        report = scanned(posts, "--rules", own, "--persona", persona)
        mine = [f for f in report["findings"] if f["rule_id"].startswith("MY-")]  # type: ignore[attr-defined]
        counts[persona] = (len(mine), report["coverage"]["hidden"], report["run"]["persona"])  # type: ignore[index]
    assert counts == {"regular": (0, 1, "regular"), "pedantic": (1, 0, "pedantic"), "auditor": (2, 0, "auditor")}
    assert "1 finding that persona regular does not show" in run("scan", posts, "--rules", own).stdout


def test_a_persona_that_is_not_there_is_an_error(posts: Path) -> None:
    problem = run("scan", posts, "--persona", "auditr").exception
    assert isinstance(problem, SocauditError)
    assert "did you mean 'auditor'" in str(problem)
