"""The recipes of docs/ci.md, run as far as a machine without a code host can run them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

BAD = "---\ntitle: Refund\n---\nHi {{first_name}},\n\nplease reply with your account number.\n"
GOOD = "---\ntitle: Refund\n---\nHi {{first_name}},\n\nwe have sent you a private message.\n"
ROOT = Path.cwd()


def recipe(heading: str) -> Any:  # YAML is what it is.
    """Return the YAML under a heading of the page."""
    text = Path("docs/ci.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {heading}$.*?```yaml\n(.*?)```", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return yaml.safe_load(found[1])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with a bad template, and a file that is none."""
    folder = tmp_path / "project"
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / "refund.md").write_text(BAD)
    (folder / "README.md").write_text("Please reply with your account number.\n")
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment with this socaudit on its path, and what GitHub sets."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "socaudit").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m socaudit "$@"\n')
    (programs / "socaudit").chmod(0o755)
    runner = {name: str(tmp_path / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    return {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "HOME": str(tmp_path),
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_ACTION_PATH": str(ROOT),
        **runner,
    }


def bash(script: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # Our own script.
        ["/bin/bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def inputs(**given: str) -> dict[str, str]:
    """Return the environment of the Action's last step, with its inputs filled as a runner fills them."""
    action = yaml.safe_load(Path("action.yml").read_text(encoding="utf-8"))
    assert set(given) <= {name.replace("-", "_") for name in action["inputs"]}
    values = {name: given.get(name.replace("-", "_"), spec.get("default")) for name, spec in action["inputs"].items()}
    step = action["runs"]["steps"][-1]
    return {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: values[found[1]], text)
        for name, text in step["env"].items()
    }


def act(folder: Path, environment: dict[str, str], **given: str) -> subprocess.CompletedProcess[str]:
    step = yaml.safe_load(Path("action.yml").read_text(encoding="utf-8"))["runs"]["steps"][-1]
    return bash(step["run"], folder, {**environment, **inputs(**given)})


def test_the_action_annotates_sums_up_writes_sarif_and_fails(project: Path, environment: dict[str, str]) -> None:
    given = next(step["with"] for step in recipe("GitHub")["jobs"]["templates"]["steps"] if "with" in step)
    done = act(project, environment, **given)
    assert done.returncode == 1, done.stderr
    assert "::error file=templates/refund.md,line=6,endLine=6,col=1,endColumn=12,title=SA-TPL-001%3A" in done.stdout
    assert "README.md" not in done.stdout
    assert Path(environment["GITHUB_OUTPUT"]).read_text() == f"sarif={given['sarif']}\n"
    assert Path(environment["GITHUB_STEP_SUMMARY"]).read_text().startswith("## socaudit: HIGH, ")
    log = json.loads((project / given["sarif"]).read_text())
    assert "SA-TPL-001" in {result["ruleId"] for result in log["runs"][0]["results"]}


def test_the_action_lets_no_template_command_the_runner(project: Path, environment: dict[str, str]) -> None:
    (project / "templates" / "refund.md").write_text(
        "please reply with your account number\n\n::set-output name=a::b\n"
    )
    lines = act(project, environment, paths="templates").stdout.splitlines()
    (stop,) = [line for line in lines if line.startswith("::stop-commands::")]
    resumed = lines.index(f"::{stop.removeprefix('::stop-commands::')}::")
    assert lines.index(stop) == 0
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines[resumed + 1 :])


def test_the_action_passes_where_nothing_is_wrong_and_takes_lists(project: Path, environment: dict[str, str]) -> None:
    (project / "templates" / "refund.md").write_text(GOOD)
    (project / "own.yaml").write_text("brand: {names: [Acme]}\n")
    given = {
        "paths": "templates\nREADME.md\n",
        "config": "own.yaml",
        "args": "--persona\nregular",
        "fail_on": "critical",
    }
    done = act(project, environment, **given)
    assert done.returncode == 0, done.stderr
    assert "title=SA-TPL-001" in done.stdout
    assert not Path(environment["GITHUB_OUTPUT"]).exists()


def test_the_action_says_what_is_wrong_with_its_inputs(project: Path, environment: dict[str, str]) -> None:
    done = act(project, environment, paths="nowhere")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert done.stdout == ""


def test_the_job_for_gitlab_writes_both_reports_and_fails(project: Path, environment: dict[str, str]) -> None:
    wanted = recipe("GitLab")
    job = yaml.safe_load(Path(wanted["include"][0]["local"]).read_text(encoding="utf-8"))
    done = bash(job["socaudit-lint"]["script"][-1], project, {**environment, **job["variables"], **wanted["variables"]})
    assert done.returncode == 1, done.stderr
    reports = job["socaudit-lint"]["artifacts"]["reports"]
    entries = json.loads((project / reports["codequality"]).read_text())
    assert ("SA-TPL-001", "templates/refund.md", 6) in {
        (entry["check_name"], entry["location"]["path"], entry["location"]["lines"]["begin"]) for entry in entries
    }
    assert "SA-TPL-001 line 6" in (project / reports["junit"]).read_text()


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=Jo", "-c", "user.email=jo@example.com")
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
        # The packages that these tests run with serve the hook's own environment, too.
        "PYTHONPATH": sysconfig.get_path("purelib"),
    }
    return subprocess.run(  # noqa: S603  # Our own arguments.
        [shutil.which("git") or "git", *who, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Return a repository with this socaudit, tagged as in the recipe."""
    folder = tmp_path / "socaudit"
    folder.mkdir()
    for name in ("src", "rules"):
        shutil.copytree(name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(name, folder)
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "x"), ("tag", "v0.1.0")):
        assert git(folder, *arguments).returncode == 0
    return folder


@pytest.mark.slow
def test_the_hook_refuses_a_bad_template_and_passes_it_once_mended(project: Path, published: Path) -> None:
    config = recipe("pre-commit")
    config["repos"][0]["repo"] = str(published)
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    git(project, "init", "-q")
    git(project, "add", ".")
    hook = project / ".git" / "hooks" / "pre-commit"
    hook.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pre_commit run\n')
    hook.chmod(0o755)
    refused = git(project, "commit", "-m", "Add a template")
    said = refused.stdout + refused.stderr
    assert refused.returncode == 1, said
    assert "refund.md:6:1" in said
    assert "Ask in a private channel of your own" in " ".join(said.split())
    assert "README.md" not in said
    (project / "templates" / "refund.md").write_text(GOOD)
    git(project, "add", ".")
    passed = git(project, "commit", "-m", "Add a template")
    assert passed.returncode == 0, passed.stdout + passed.stderr
