"""The benchmark of reading: every format has a sample that can be scaled, and its row in the documentation."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from socaudit.model import Failed, Message, Opened
from socaudit.readers import READERS, ReadOptions, read

NAMES = READERS.names()
SIZE = 100_000


@pytest.fixture
def samples(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend("benchmarks")
    return importlib.import_module("reading_samples")


@pytest.mark.parametrize("name", NAMES)
def test_the_sample_of_every_format_is_read_whole_and_its_messages_differ(
    tmp_path: Path, samples: ModuleType, name: str
) -> None:
    recipe = samples.recipe(name)
    assert recipe is not None, f"{name} has no fixture that benchmarks/reading_samples.py finds"
    path = tmp_path / f"sample{recipe.fixture.suffix}"
    path.write_bytes(b"".join(samples.sample(recipe, SIZE)))
    events = list(read([str(path)], ReadOptions(mapping=recipe.mapping)))
    ids = [event.id for event in events if isinstance(event, Message)]
    assert {event.format for event in events if isinstance(event, Opened)} == {name}
    assert [event.reason for event in events if isinstance(event, Failed)] == []
    assert ids
    assert path.stat().st_size >= SIZE * 0.9
    # Some fixtures say one message twice, or one without an id.
    assert len(set(ids)) > len(ids) / 2


def test_the_documentation_names_every_format_once_in_the_table_of_speeds() -> None:
    page = Path("docs/formats.md").read_text("utf-8")
    table = page.partition("<!-- reading: begin -->")[2].partition("<!-- reading: end -->")[0]
    rows = [line.split("`")[1] for line in table.splitlines() if line.startswith("| `")]
    assert rows == NAMES
