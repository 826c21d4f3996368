"""`socaudit lint --diff` and `--fix` as a user runs them."""

from __future__ import annotations

import io
import stat
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from socaudit import cli, pipeline, rewriting
from socaudit.cli._rewriting import show_rewrites
from socaudit.config import Config
from socaudit.errors import UsageError

pytestmark = pytest.mark.usefixtures("in_tmp")
BROKEN = "Hi {{ticket.requester.name}}, sorry!\r\nYour parcel, {{first_name}, is late.\r\n"
FIXED = "Hi {{ticket.requester.first_name}}, sorry!\r\nYour parcel, {{first_name}}, is late.\r\n"


def lint(*arguments: Path | str) -> Result:
    return CliRunner().invoke(cli.app, ["lint", *map(str, arguments), "--pack", "templates", "--fail-on", "low"])


def put(name: str, text: str) -> Path:
    path = Path(name)
    path.write_bytes(text.encode())
    return path


def refused(*arguments: Path | str) -> str:
    with pytest.raises(UsageError) as error:
        raise lint(*arguments).exception or AssertionError
    return str(error.value)


def test_the_diff_shows_the_rewrites_and_changes_nothing() -> None:
    path = put("a.md", BROKEN)
    shown = lint(path, "--diff")
    assert shown.exit_code == 1
    head = b"--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n-Hi {{ticket.requester.name}}, sorry!\r\n"
    assert shown.stdout_bytes.startswith(head)
    assert path.read_bytes() == BROKEN.encode()
    assert lint(put("b.md", "Hi {{first_name}}!"), "--diff").stdout == ""


def test_fix_writes_them_and_reports_what_is_left() -> None:
    path = put("a.md", BROKEN + "We wrote to {{customer.email}}.")
    path.chmod(0o640)
    result = lint(path, "--fix")
    assert result.exit_code == 1
    assert path.read_bytes() == (FIXED + "We wrote to {{customer.email}}.").encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert "Fixed 2 places in 1 file." in result.stderr
    assert "SA-TPL-030" in result.stdout
    assert "SA-TPL-035" not in result.stdout
    assert [entry.name for entry in Path().iterdir()] == ["a.md"]


def test_when_all_is_fixed_the_lint_passes_and_has_nothing_more_to_fix() -> None:
    path = put("a.md", BROKEN)
    assert lint(path, "--fix").exit_code == 0
    assert "Fixed" not in lint(path, "--fix").stderr


def test_a_link_to_a_file_stays_one() -> None:
    put("a.md", BROKEN)
    Path("b.md").symlink_to("a.md")
    assert lint("b.md", "--fix").exit_code == 0
    assert Path("b.md").is_symlink()
    assert Path("a.md").read_bytes() == FIXED.encode()


def test_each_system_has_its_own_name_for_the_first_name() -> None:
    response = '[{"title": "a", "folder_id": 1, "content": "Dear {{ticket.requester.name}}, thanks!"}]'
    lint(put("a.json", response), "--fix")
    assert "{{ticket.requester.firstname}}" in Path("a.json").read_text("utf-8")


def test_a_name_that_greets_nobody_and_a_finding_that_is_set_aside_stay() -> None:
    kept = "<!-- socaudit: ignore[SA-TPL-035] the system mends it -->\nThe parcel of {{ticket.requester.name}}: {{x}.\n"
    path = put("a.md", kept)
    lint(path, "--fix")
    assert path.read_bytes() == kept.encode()


def test_what_cannot_be_rewritten_is_refused() -> None:
    assert "standard input cannot be fixed" in refused("-", "--fix")
    path = put("a.md", BROKEN)
    assert "not both" in refused(path, "--fix", "--diff")
    assert "no report" in refused(path, "--diff", "-o", "terminal")


def test_a_file_that_changes_meanwhile_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    path = put("a.md", BROKEN)
    made = rewriting.changes

    def meanwhile(*arguments: object) -> object:
        found = made(*arguments)  # type: ignore[arg-type]  # As they come.
        path.write_text("Somebody saved it.", encoding="utf-8")
        return found

    monkeypatch.setattr(rewriting, "changes", meanwhile)
    assert "a.md: has changed since it was read" in refused(path, "--fix")
    assert path.read_text("utf-8") == "Somebody saved it."


def test_a_file_that_cannot_be_written_is_an_error_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    path = put("a.md", BROKEN)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert "a.md: cannot be written: No space left on device" in refused(path, "--fix")
    assert [entry.name for entry in Path().iterdir()] == ["a.md"]
    assert path.read_bytes() == BROKEN.encode()


class Terminal(io.StringIO):
    """A screen."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_nothing_in_a_diff_steers_it(monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.md", "\x1b[31m" + BROKEN)
    report = pipeline.lint(pipeline.Request(paths=("a.md",), config=Config(packs=("templates",))))
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    show_rewrites(report, None)
    assert "\\x1b[31mHi" in screen.getvalue()
    assert not {"\x1b", "\r"} & set(screen.getvalue())
