from __future__ import annotations

from pathlib import Path

import pytest

import socaudit
from socaudit.errors import ConfigError
from socaudit.rulepack.shipped import CLOCKS, PERSONAS, RISKS, RuleFile, rule_files, shipped_rules


def _touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def _names(home: Path, packs: list[str], *paths: Path) -> list[str]:
    return [str(file.path.relative_to(home.parent)) for file in rule_files(home, packs, paths)]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in (
        RISKS,
        CLOCKS,
        PERSONAS,
        "two_words/b.yaml",
        "two_words/a.yml",
        "one/sub/c.yaml",
        "one/.hidden/d.yaml",
        "one/notes.md",
    ):
        _touch(tmp_path / "rules" / name)
    return tmp_path / "rules"


def test_a_checkout_uses_its_own_rules() -> None:
    assert shipped_rules() == Path(socaudit.__file__).parents[2] / "rules"


def test_in_a_source_tree_a_stale_copy_in_the_package_never_wins(tmp_path: Path) -> None:
    package = tmp_path / "src" / "socaudit"
    _touch(package / "rules" / RISKS)
    _touch(tmp_path / "pyproject.toml")
    live = _touch(tmp_path / "rules" / RISKS).parent
    assert shipped_rules(package) == live


def test_a_source_tree_without_its_rules_is_an_error_rather_than_a_stale_copy(tmp_path: Path) -> None:
    package = tmp_path / "src" / "socaudit"
    _touch(package / "rules" / RISKS)
    _touch(tmp_path / "pyproject.toml")
    with pytest.raises(ConfigError, match="missing"):
        shipped_rules(package)


def test_an_installed_package_uses_the_copy_inside_it(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "socaudit"
    _touch(tmp_path / "rules" / RISKS)
    inside = _touch(package / "rules" / RISKS).parent
    assert shipped_rules(package) == inside


def test_for_the_default_all_packs_are_read_in_the_order_of_their_names_without_the_base_files(home: Path) -> None:
    expected = ["rules/one/sub/c.yaml", "rules/two_words/a.yml", "rules/two_words/b.yaml"]
    assert _names(home, ["default"]) == expected


def test_packs_are_named_by_id_whatever_the_folder_joins_words_with(home: Path) -> None:
    (home / "two_words").rename(home / "two-words")
    assert _names(home, ["two_words"]) == _names(home, ["two-words"]) != []
    assert _names(home, []) == []


def test_an_unknown_pack_is_an_error_with_a_suggestion(home: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        _names(home, ["two_wrds"])
    assert str(caught.value) == (
        "there is no shipped pack 'two_wrds', did you mean 'two_words'? (shipped packs: one, two_words)"
    )


def test_the_users_files_come_after_and_each_file_once(home: Path, tmp_path: Path) -> None:
    mine = _touch(tmp_path / "mine" / "x.yaml")
    _touch(tmp_path / "mine" / "sub" / "y.yaml")
    found = _names(home, ["one"], mine.parent, mine, tmp_path / "mine" / "sub" / ".." / "x.yaml", home)
    assert found == [
        "rules/one/sub/c.yaml",
        "mine/sub/y.yaml",
        "mine/x.yaml",
        "rules/two_words/a.yml",
        "rules/two_words/b.yaml",
    ]


def test_files_named_one_by_one_belong_to_their_folder_and_shipped_ones_stay_shipped(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _touch(tmp_path / "x.yaml")
    monkeypatch.chdir(tmp_path)
    mine, theirs = rule_files(home, [], [Path("x.yaml"), home / "two_words" / "b.yaml"])
    assert mine == RuleFile(Path("x.yaml"), tmp_path.resolve(), shipped=False)
    assert theirs.shipped


def test_a_path_that_is_not_there_or_holds_nothing_is_an_error(home: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone: there is no such rule file or folder"):
        _names(home, [], tmp_path / "gone")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match=r"empty: the folder holds no rule files"):
        _names(home, [], tmp_path / "empty")
