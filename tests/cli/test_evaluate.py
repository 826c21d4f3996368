"""`evaluate` as a user runs it, in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from socaudit import cli
from socaudit.cli import evaluate
from socaudit.errors import SocauditError

# Found: 1 and 2. Found as something else: 3, a miss and a false alarm. 4 is a false alarm on a clean message.
LINES = [
    {"id": 1, "text": "mail jo@example.com", "spans": [{"start": 5, "end": 19, "label": "EMAIL_ADDRESS"}]},
    {"id": 2, "text": "\U0001f600 07700 900123", "spans": [{"start": 2, "end": 14, "entity_type": "PHONE_NUMBER"}]},
    {"id": "\x1b3", "text": "mail kim@example.org", "spans": [{"start": 5, "end": 20, "label": "AGE"}]},
    {"id": 4, "text": "mail kim@example.org", "spans": []},
    {"id": 5, "text": "nothing here", "spans": []},
]


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(cli.app, ["evaluate", *(str(argument) for argument in arguments)], input=given)


def written(path: Path, *lines: object) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    return written(tmp_path / "set.ndjson", *LINES)


def test_json_holds_scores_clean_messages_and_mistakes(labelled: Path) -> None:
    result = run(labelled, "--output", "json")
    assert result.exit_code == 0, result.output
    shown = json.loads(result.stdout)
    assert shown["set"] == {"messages": 5, "failed": 0, "clean": 2, "labels": 3, "ignored": 0}
    total = shown["scores"]["overlap_typed"]["total"]
    assert (total["hits"], total["missed"], total["false_alarms"]) == (2, 1, 2)
    assert total["f2"]["value"] == 0.625
    assert total["f2"]["low"] is not None
    assert shown["clean_flagged"]["count"] == 1
    [sure] = shown["reliability"]["bins"]
    assert (sure["from"], sure["to"], sure["count"], sure["right"]) == (0.9, 1.0, 4, 0.5)
    assert shown["reliability"]["expected_calibration_error"] == pytest.approx(sure["mean_score"] - 0.5, abs=1e-3)
    assert [(miss["id"], miss["start"], miss["end"]) for miss in shown["misses"]] == [("\x1b3", 5, 20)]
    assert [alarm["id"] for alarm in shown["false_alarms"]] == [4, "\x1b3"]
    assert shown["false_alarms"][0]["text"] == "mail [EMAIL_ADDRESS]"
    assert "example.org" not in result.stdout


def test_the_terminal_shows_the_same_masked_and_harmless(labelled: Path) -> None:
    result = run(labelled)
    assert result.exit_code == 0
    for text in (
        "overlap, typed",
        "characters",
        "PHONE_NUMBER",
        "0.625",
        "1 of 2",
        "0.9-1.0",
        "calibration error: 0.4",
        "4:5-20",
        "\\x1b3:5-20 AGE (seen as EMAIL_ADDRESS)",
        "mail [EMAIL_ADDRESS]",
    ):
        assert text in result.stdout
    for secret in ("example.org", "\x1b"):
        assert secret not in result.stdout


def test_progress_counts_every_message(labelled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []

    @contextmanager
    def progress(_what: str) -> Iterator[Callable[[int], None]]:
        yield counted.append

    monkeypatch.setattr(evaluate, "progress", progress)
    run(labelled)
    assert counted == [1, 2, 3, 4, 5]


def test_standard_input_serves_as_well(labelled: Path) -> None:
    assert run("-o", "json", given=labelled.read_bytes()).stdout == run(labelled, "-o", "json").stdout


def test_values_are_shown_on_request_only(labelled: Path) -> None:
    assert "mail kim@example.org" in run(labelled, "--show-values").stdout


def test_without_mistakes_or_resamples_their_parts_are_left_out(labelled: Path) -> None:
    result = run(labelled, "--worst", 0, "--bootstrap", 0)
    assert "Worst" not in result.stdout
    assert "share 0.500\n" in result.stdout
    assert json.loads(run(labelled, "--bootstrap", 0, "-o", "json").stdout)["clean_flagged"]["share"]["low"] is None


def test_a_minimum_score_leaves_detections_out(labelled: Path) -> None:
    shown = json.loads(run(labelled, "--min-score", 1, "-o", "json").stdout)
    assert shown["scores"]["overlap_typed"]["total"]["hits"] == 0


def test_a_map_says_what_foreign_labels_stand_for(tmp_path: Path) -> None:
    spans = [{"start": 5, "end": 19, "label": "MAIL"}, {"start": 0, "end": 4, "label": "VERB"}]
    path = written(tmp_path / "set.ndjson", {"id": 1, "text": "mail jo@example.com", "spans": spans})
    meaning = tmp_path / "map.yaml"
    meaning.write_text("types: {MAIL: EMAIL_ADDRESS}\nignore: [VERB]\n")
    shown = json.loads(run(path, "--labels", meaning, "-o", "json").stdout)
    assert shown["scores"]["exact_typed"]["total"]["hits"] == 1
    assert shown["set"]["ignored"] == 1


def test_a_label_that_stands_for_nothing_ends_the_command_at_its_place(tmp_path: Path) -> None:
    spans = [{"start": 0, "end": 4, "label": "VERB"}]
    path = written(tmp_path / "set.ndjson", LINES[0], {"id": 1, "text": "mail", "spans": spans})
    problem = run(path).exception
    assert isinstance(problem, SocauditError)
    assert "set.ndjson:2: label 'VERB'" in str(problem)
    assert "--labels" in str(problem)


def test_broken_lines_are_named_the_rest_is_scored_and_the_end_is_incomplete(tmp_path: Path) -> None:
    path = tmp_path / "set.ndjson"
    unlabelled = b'{"id": 1, "text": "mail jo@example.com"}\n'
    outside = b'{"id": 1, "text": "x", "spans": [{"start": 0, "end": 9, "label": "AGE"}]}\n'
    path.write_bytes(json.dumps(LINES[0]).encode() + b'\n{"id": 2,\n\n["text"]\n' + unlabelled + outside)
    result = run(path, "-o", "json")
    assert result.exit_code == 3
    shown = json.loads(result.stdout)
    assert (shown["set"]["messages"], shown["set"]["failed"]) == (1, 4)
    for number in (2, 4, 5, 6):
        assert f"set.ndjson:{number}:" in result.stderr


@pytest.mark.parametrize("content", [b"", b"{}\n"])
def test_a_set_without_a_message_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "set.ndjson"
    path.write_bytes(content)
    problem = run(path).exception
    assert isinstance(problem, SocauditError)
    assert "holds no labelled message" in str(problem)


def test_a_missing_file_is_an_error() -> None:
    assert isinstance(run("nowhere.ndjson").exception, SocauditError)
