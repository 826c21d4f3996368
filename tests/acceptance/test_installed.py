"""Wheel, sdist and checkout all carry their packs and work on their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--outdir", str(folder), "."], check=True, capture_output=True)  # noqa: S603
    return folder


@pytest.mark.parametrize("pattern", ["*.whl", "*.tar.gz"])
def test_what_is_built_installs_into_an_empty_venv_and_scans(built: Path, pattern: str, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    (package,) = built.glob(pattern)
    install = [home / "bin/python", "-m", "pip", "install", "--quiet", "--constraint", "constraints.txt", package]
    subprocess.run([str(part) for part in install], check=True, capture_output=True)  # noqa: S603
    posts = tmp_path / "posts.ndjson"
    record = {"id": "1", "text": "ring me on 07700 900123", "role": "customer", "visibility": "public"}
    posts.write_text(json.dumps(record) + "\n")
    environment = {"PATH": os.environ["PATH"], "SOCAUDIT_KEY": "a key that is long enough", "HOME": str(tmp_path)}
    done = subprocess.run(  # noqa: S603
        [str(home / "bin/socaudit"), "scan", str(posts), "-o", "json"],
        check=True,
        capture_output=True,
        cwd=tmp_path,
        env=environment,
    )
    report = json.loads(done.stdout)
    assert [finding["rule_id"] for finding in report["findings"]] == ["SA-PII-010"]
    assert len(report["rules"]) >= 15


def test_the_wheel_with_its_model_stays_small(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert "socaudit/models/social_ner/weights.npz" in archive.namelist()
    assert wheel.stat().st_size < 40_000_000
