"""The house rules that no linter knows."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path("src/socaudit")
PLUGIN_FOLDERS = ("readers", "templates", "detectors", "selectors", "guards", "correlations", "reporters")


def plugins(folder: str) -> list[Path]:
    return sorted(path for path in (SOURCE / folder).glob("*.py") if not path.name.startswith("_"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("folder", PLUGIN_FOLDERS)
def test_plug_ins_never_import_each_other(folder: str) -> None:
    modules = {f"socaudit.{folder}.{path.stem}" for path in plugins(folder)}
    for path in plugins(folder):
        others = modules - {f"socaudit.{folder}.{path.stem}"}
        assert not imported(path) & others, path


def test_help_imports_nothing_heavy() -> None:
    heavy = "['spacy', 'presidio_analyzer', 'pydantic', 're2', 'phonenumbers', 'rich.console']"
    script = f"import sys, socaudit.cli; print([m for m in {heavy} if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)  # noqa: S603
    assert shown.stdout.strip() == "[]"


def test_no_file_is_longer_than_the_ceiling() -> None:
    values_only = SOURCE / "model.py"
    for path in set(SOURCE.rglob("*.py")) - {values_only}:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= 300, f"{path} has {lines} lines: what is the second thing in it?"
