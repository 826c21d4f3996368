from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from socaudit.registry import Registry

PLUGIN = "from plugged import REGISTRY\nREGISTRY.register({name!r})({value})\n"


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry[int]]:
    folder = tmp_path / "plugged"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        "from socaudit.registry import Registry\nREGISTRY = Registry(__name__, 'thing')\n"
    )
    (folder / "zebra.py").write_text(PLUGIN.format(name="alpha", value=1))
    (folder / "ant.py").write_text(PLUGIN.format(name="omega", value=2))
    (folder / "_shared.py").write_text("raise RuntimeError('not a plug-in')\n")
    monkeypatch.syspath_prepend(tmp_path)
    import plugged  # type: ignore[import-not-found]  # noqa: PLC0415  # Written by this fixture.

    yield plugged.REGISTRY
    for name in [name for name in sys.modules if name.partition(".")[0] == "plugged"]:
        del sys.modules[name]


def test_a_file_in_the_folder_is_all_that_a_plug_in_needs(registry: Registry[int]) -> None:
    assert list(registry.items()) == [("alpha", 1), ("omega", 2)]


def test_nothing_is_imported_before_the_first_look_up(registry: Registry[int]) -> None:
    assert "plugged.ant" not in sys.modules
    assert registry["omega"] == 2
    assert "plugged.ant" in sys.modules


def test_names_come_sorted(registry: Registry[int]) -> None:
    registry.register("beta")(3)
    assert registry.names() == ["alpha", "beta", "omega"]


def test_two_plug_ins_of_one_name_are_an_error(registry: Registry[int]) -> None:
    registry.register("beta")(3)
    with pytest.raises(ValueError, match="thing 'beta' is registered twice"):
        registry.register("beta")(4)


def test_an_unknown_name_is_a_key_error(registry: Registry[int]) -> None:
    with pytest.raises(KeyError):
        registry["nothing"]
