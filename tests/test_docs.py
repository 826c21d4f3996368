"""The documentation tells the truth about this commit."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from socaudit import __version__, cli, evaluation, readers
from socaudit.detectors import Detector
from socaudit.model import Author, Failed, Message, Role
from socaudit.nlp import classifier_meta

DOCUMENTS = [Path("README.md"), *sorted(Path("docs").rglob("*.md"))]
COMMAND = re.compile(r"^\$ (socaudit .*)$", re.MULTILINE)


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, f"docs/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    return script("reference")


@pytest.fixture(scope="module")
def detection() -> ModuleType:
    return script("detection")


def test_the_command_line_reference_is_what_the_code_says(reference: ModuleType) -> None:
    assert Path("docs/cli.md").read_text(encoding="utf-8") == reference.cli_reference()


def test_the_rule_reference_is_what_the_packs_say(reference: ModuleType) -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in Path("docs/rules").iterdir()}
    assert written == reference.rule_pages()


def test_the_tables_of_the_detection_page_are_what_recognizers_and_benchmarks_say(detection: ModuleType) -> None:
    text = Path("docs/detection.md").read_text(encoding="utf-8")
    assert text == detection.page(text)
    with pytest.raises(ValueError, match="peers"):
        detection.page(text.replace("<!-- peers -->", ""))


def test_every_label_of_the_classifier_is_explained_where_rules_and_training_are() -> None:
    labels = set(classifier_meta()["labels"])
    guide = Path("docs/writing-rules.md").read_text(encoding="utf-8")
    table = guide[guide.index("## What sentences say") : guide.index("## What takes a hit back")]
    assert labels <= set(re.findall(r"`(\w+)`", table))
    recipe = Path("training/README.md").read_text(encoding="utf-8")
    table = recipe[recipe.index("What counts as each label") :]
    assert labels == set(re.findall(r"`(\w+)`", table))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:post ?code|zip)\b(?: is| was)?\s*(?P<value>[a-z]{3}\d)", ["post code", "zip"]),
        (r"\b(?:code)(?:\s*(?:is|was|=))\s*(?P<value>\d+)", ["code"]),
        (r"licen[cs]e|this is|[^\d\n]{0,9}|(?<!no )dob", ["licence", "license", "this is", "dob"]),
        (r"\bcard\b[^.\n]{0,20}?\bend(?:ing|s) (?:in)?", ["card", "ending", "ends"]),
    ],
)
def test_context_words_are_read_off_the_expressions(detection: ModuleType, pattern: str, words: list[str]) -> None:
    assert detection.words(re.compile(pattern)) == words


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


def test_the_record_and_the_mapping_of_the_formats_page_are_read(tmp_path: Path) -> None:
    text = Path("docs/formats.md").read_text(encoding="utf-8")
    record = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    mapping = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert record is not None
    assert mapping is not None
    (tmp_path / "posts.ndjson").write_text(record[1].replace("\n", " ") + "\n")
    (tmp_path / "map.yaml").write_text(mapping[1])
    (tmp_path / "export.csv").write_text(
        "Message ID,Subject,Content,In reply to,Conversation,From,Date,Time,Direction,Message Type\n"
        "1,Tap,hello,,c,jo,31/03/2026,14:05,Inbound,Tweet\n"
    )
    read = list(readers.read([str(tmp_path)], readers.ReadOptions(mapping=tmp_path / "map.yaml")))
    messages = {event.id: event for event in read if isinstance(event, Message)}
    assert messages["17"].author == Author("9", "jo", "Jo", "Leeds", False)
    assert messages["1"].role is Role.CUSTOMER
    assert str(messages["1"].created_at) == "2026-03-31 13:05:00+00:00"
    assert not [event for event in read if isinstance(event, Failed)]


def test_the_label_and_the_registry_of_the_detection_page_are_read(tmp_path: Path) -> None:
    text = Path("docs/detection.md").read_text(encoding="utf-8")
    record = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    registry = re.search(r"```yaml\n(# own-recognizers.yaml.*?)```", text, re.DOTALL)
    assert record is not None
    assert registry is not None
    message = evaluation.labelled(json.loads(record[1]))
    (tmp_path / "own-recognizers.yaml").write_text(registry[1])
    detector = Detector(registries=[tmp_path / "own-recognizers.yaml"])
    order, hamper = detector.detect([message.text, "it was HMP7788 that broke"])
    assert [(one.start, one.end, (one.entity_type,)) for one in order] == [
        (label.start, label.end, label.types) for label in message.labels
    ]
    assert [(one.entity_type, one.score) for one in hamper] == [("CUSTOMER_REFERENCE", 0.8)]
