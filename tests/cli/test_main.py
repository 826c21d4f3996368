"""`main`: errors end once, in one line each, without a traceback or a value."""

from __future__ import annotations

import io
import sys

import pytest

from socaudit import __version__, cli, pipeline

PHONE = "07700 900123"


def ended(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["socaudit", *arguments])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    return int(stop.value.code or 0)


def test_an_error_of_ours_is_one_line_and_exit_code_two(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(monkeypatch, "scan", "nowhere.csv") == 2
    shown = capsys.readouterr().err
    assert shown.startswith("socaudit: error: nowhere.csv:")
    assert len(shown.splitlines()) == 1


def test_a_wrong_option_is_exit_code_two(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ended(monkeypatch, "scan", "--no-such-option") == 2


def test_an_internal_error_tells_the_place_and_no_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise LookupError(PHONE)

    monkeypatch.setattr(pipeline, "scan", broken)
    assert ended(monkeypatch, "scan", "fixtures/kittlebrae") == 70
    shown = capsys.readouterr().err
    assert "LookupError" in shown
    assert PHONE not in shown
    assert "Traceback" not in shown


def test_control_characters_in_a_path_never_reach_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(monkeypatch, "scan", "no\x1b[31mwhere") == 2
    assert "\x1b" not in capsys.readouterr().err


def test_ctrl_c_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "scan", stopped)
    assert ended(monkeypatch, "scan", "fixtures/kittlebrae") == 130
    assert "Traceback" not in capsys.readouterr().err


def test_version_is_shown_alone(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == f"socaudit {__version__}\n"


def test_a_reader_that_has_gone_ends_the_run_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(pipeline, "scan", gone)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert ended(monkeypatch, "scan", "fixtures/kittlebrae") == 70
