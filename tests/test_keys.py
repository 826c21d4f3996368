from __future__ import annotations

import os
import pickle
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socaudit import keys
from socaudit.errors import KeyFileError
from socaudit.keys import Key

ONE, OTHER = Key(b"one key of several", "here"), Key(b"another key of several", "there")


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(keys.VARIABLE)


def test_the_key_is_made_on_first_use_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "socaudit" / "key"
    key = keys.load(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert key.place == str(path)
    assert len(key.secret) == 64
    assert [entry.name for entry in path.parent.iterdir()] == ["key"]


def test_the_second_run_finds_the_key_of_the_first(tmp_path: Path) -> None:
    assert keys.load(tmp_path / "key") == keys.load(tmp_path / "key")


def test_two_keys_made_at_different_places_differ(tmp_path: Path) -> None:
    assert keys.load(tmp_path / "a").secret != keys.load(tmp_path / "b").secret


def test_runs_that_start_together_end_with_one_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = 8
    together = Barrier(runs)
    exists = Path.exists

    def late(path: Path, **options: bool) -> bool:
        found = exists(path, **options)
        if path.name == "key":
            together.wait(10)
        return found

    monkeypatch.setattr(Path, "exists", late)
    with ThreadPoolExecutor(runs) as pool:
        made = list(pool.map(keys.load, [tmp_path / "key"] * runs))
    assert len({key.secret for key in made}) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["key"]


def test_without_a_path_the_key_lies_with_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    assert keys.load().place == str(tmp_path / "settings" / "socaudit" / "key")
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert keys.load().place == str(tmp_path / "home" / ".config" / "socaudit" / "key")


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keys.VARIABLE, "sixteen or more characters")
    key = keys.load(tmp_path / "key")
    assert (key.secret, key.place) == (b"sixteen or more characters", keys.VARIABLE)
    assert not (tmp_path / "key").exists()


def test_any_bytes_in_the_environment_can_be_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environb, keys.VARIABLE.encode(), b"\xff\xfe\x80" * 8)
    assert keys.load().secret == b"\xff\xfe\x80" * 8


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_a_key_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    keys.load(tmp_path / "key")
    (tmp_path / "key").chmod(mode)
    with pytest.raises(KeyFileError, match=r"others can read the key.*chmod 600"):
        keys.load(tmp_path / "key")


@pytest.mark.parametrize("secret", ["", "short", "fifteen letters"])
def test_a_short_key_is_refused_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    path = tmp_path / "key"
    path.write_text(secret)
    path.chmod(0o600)
    with pytest.raises(KeyFileError, match="fewer than 16") as refused:
        keys.load(path)
    assert refused.value.where == str(path)
    monkeypatch.setenv(keys.VARIABLE, secret)
    with pytest.raises(KeyFileError, match="environment variable SOCAUDIT_KEY"):
        keys.load(path)


def test_a_key_that_cannot_be_read_or_made_says_where_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KeyFileError, match=r"cannot be read or made.*set SOCAUDIT_KEY"):
        keys.load(tmp_path / "file" / "key")
    (tmp_path / "binary").write_bytes(b"\xff" * 40)
    (tmp_path / "binary").chmod(0o600)
    with pytest.raises(KeyFileError, match="UnicodeDecodeError"):
        keys.load(tmp_path / "binary")


def test_the_secret_shows_in_no_representation() -> None:
    assert "one key" not in repr(ONE)
    assert "one key" not in str(ONE)


def test_a_key_that_has_hashed_can_still_be_sent_to_another_process() -> None:
    ONE.hash("value", "x")
    sent = pickle.loads(pickle.dumps(ONE))  # noqa: S301  # Pickled right here.
    assert sent == ONE
    assert sent.hash("value", "x") == ONE.hash("value", "x")


@given(st.text(), st.text())
def test_hashes_are_stable_and_differ_by_key_purpose_and_value(value: str, other: str) -> None:
    digest = ONE.hash("value", value)
    assert digest == Key(ONE.secret, "elsewhere").hash("value", value)
    assert len(digest) == 32
    assert digest != OTHER.hash("value", value)
    assert digest != ONE.hash("account", value)
    assert (digest == ONE.hash("value", other)) is (value == other)


def test_the_id_names_a_key_and_gives_nothing_away() -> None:
    assert ONE.id == Key(ONE.secret, "elsewhere").id
    assert ONE.id != OTHER.id
    assert len(ONE.id) == 8


def test_a_text_that_cannot_be_encoded_can_be_hashed() -> None:
    assert ONE.hash("value", "\ud800") != ONE.hash("value", "\ud801")
