from __future__ import annotations

from pathlib import Path

import pytest
from samples import DATA, TABLES

from socaudit.readers import Head, ReadOptions
from socaudit.readers._reader import build_readers

SAMPLES = sorted([*DATA.iterdir(), *TABLES.iterdir()])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_no_format_takes_the_files_of_another(path: Path) -> None:
    readers = build_readers(ReadOptions())
    head = Head(path.read_bytes())
    assert len([name for name, reader in readers if reader.knows(head) and not reader.last]) == 1
