"""The documentation tells the truth about this commit."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from socaudit import __version__, cli

DOCUMENTS = [Path("README.md"), *sorted(Path("docs").glob("*.md"))]
COMMAND = re.compile(r"^\$ (socaudit .*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", "docs/reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_command_line_reference_is_what_the_code_says(reference: ModuleType) -> None:
    assert Path("docs/cli.md").read_text(encoding="utf-8") == reference.cli_reference()


def test_the_rule_reference_is_what_the_packs_say(reference: ModuleType) -> None:
    assert Path("docs/rules.md").read_text(encoding="utf-8") == reference.rule_reference()


def examples() -> list[str]:
    """Return every `$ socaudit ...` line of the prose; the generated reference shows forms, not examples."""
    prose = [path for path in DOCUMENTS if path.name != "cli.md"]
    return sorted({found for path in prose for found in COMMAND.findall(path.read_text(encoding="utf-8"))})


def test_the_readme_has_examples_to_run() -> None:
    assert len(COMMAND.findall(Path("README.md").read_text(encoding="utf-8"))) >= 3


@pytest.mark.parametrize("line", examples())
def test_examples_in_the_documentation_run(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("fixtures", "rules"):
        (tmp_path / name).symlink_to(Path(name).resolve())
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli.app, shlex.split(line)[1:])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code in {0, 1}, result.output


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


def test_the_changelog_knows_this_version() -> None:
    assert f"## [{__version__}]" in Path("CHANGELOG.md").read_text(encoding="utf-8")
