"""The page on lint tells the truth: its example, its configuration, its limits."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from socaudit import pipeline
from socaudit.config import Config, load

PAGE = Path("docs/lint.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def linted(path: Path, config: Config) -> set[str]:
    return {finding.rule_id for finding in pipeline.lint(pipeline.Request(paths=(str(path),), config=config)).findings}


def test_the_first_template_has_the_findings_that_the_page_names(tmp_path: Path) -> None:
    template = tmp_path / "late.md"
    template.write_text(block("markdown"), encoding="utf-8")
    section = PAGE.split("## Your first template")[1].split("\n## ")[0]
    assert linted(template, Config()) == set(re.findall(r"SA-[A-Z]+-\d+", section))


def test_the_configuration_is_read_and_holds(tmp_path: Path) -> None:
    path = tmp_path / "socaudit.yaml"
    path.write_text(block("yaml"), encoding="utf-8")
    template = tmp_path / "own.md"
    template.write_text("Hi {{first_name}}, call 020 7946 0123 or see https://help.acme.example. ^{{agent.initials}}")
    assert linted(template, load(path)) == set()
    template.write_text("Hi {{first_name}}, see https://acme.example.net about {{cf.line_number}}. ^{{agent.initials}}")
    assert linted(template, load(path)) == {"SA-TPL-030", "SA-TPL-043"}
    template.write_text("Hi {{first_name}}, " + "all shops are open on the bank holiday, " * 8)
    assert linted(template, load(path)) == {"SA-TPL-040"}


def test_the_limits_are_those_of_the_rule() -> None:
    rules = yaml.safe_load(Path("rules/templates/channels.yaml").read_text(encoding="utf-8"))["rules"]
    (limits,) = (rule["match"]["rest"]["length"] for rule in rules if rule["id"] == "SA-TPL-040")
    table = PAGE.split("## Limits by channel")[1].split("\n## ")[0]
    shown = {
        name: int(number.replace(",", ""))
        for names, number in re.findall(r"\| (`[^|]+) \| ([\d,]+)", table)
        for name in re.findall(r"`(\w+)`", names)
    }
    assert shown == {name: limit for name, limit in limits.items() if name != "unknown"}
