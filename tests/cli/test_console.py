"""What the commands share: output files and progress."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from socaudit.cli._console import progress, write_file
from socaudit.errors import UsageError


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_an_output_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("the old report")
    with pytest.raises(UnicodeEncodeError):
        write_file(path, "half \ud800 a report")
    assert path.read_text() == "the old report"
    assert list(tmp_path.iterdir()) == [path]
    write_file(path, "a report")
    assert path.read_text() == "a report"


def test_a_folder_that_is_not_there_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere/report\.json: cannot be written"):
        write_file(tmp_path / "nowhere" / "report.json", "a report")


def test_a_link_leads_to_its_file_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "report.json")
    write_file(tmp_path / "link.json", "a report")
    assert (tmp_path / "report.json").read_text() == "a report"
    assert (tmp_path / "link.json").is_symlink()


def test_a_pipe_is_written_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(pipe, "a report\r\n")
    assert os.read(reader, 99) == b"a report\r\n"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_folder_is_no_output_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Is a directory"):
        write_file(tmp_path, "a report")


def test_progress_is_shown_on_a_terminal_and_on_stderr_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress("Reading") as count:
        assert count is not None
        for number in range(1, 201):
            count(number)
    assert "Reading" in terminal.getvalue()
    assert capsys.readouterr().out == ""


def test_no_progress_is_shown_in_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress("Reading") as count:
        assert count is None
