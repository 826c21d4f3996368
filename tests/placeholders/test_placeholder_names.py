from __future__ import annotations

import pytest

from socaudit.detectors import ENTITY_TYPES
from socaudit.errors import ConfigError
from socaudit.model import RECORD, SAFE
from socaudit.placeholders import Names
from socaudit.placeholders._names import table


def test_the_table_names_entity_types_only() -> None:
    assert set(table().kinds.values()) <= {*ENTITY_TYPES, SAFE, RECORD}


@pytest.mark.parametrize("kind", ["PHONE", "unknown", "broken"])
def test_an_entry_of_no_known_kind_is_an_error(kind: str) -> None:
    with pytest.raises(ConfigError, match=r"lint: placeholders: cf\.x"):
        Names({"cf.x": kind}).checked(ENTITY_TYPES)


def test_entries_of_known_kinds_pass() -> None:
    names = Names({"a": SAFE, "b": RECORD, "c": "PERSON"})
    assert names.checked(ENTITY_TYPES) == names
