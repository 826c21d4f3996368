"""What every test runs in: a fixed key, an empty home for settings, no network."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import NoReturn

import pytest

TEST_KEY = "a key for tests only, of no other use"


@pytest.fixture(autouse=True)
def settings_of_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in [*os.environ]:
        if name.startswith("SOCAUDIT_") or name in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("SOCAUDIT_KEY", TEST_KEY)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test, and nothing that it runs, reach for the network."""

    def refuse(*_args: object, **_options: object) -> NoReturn:
        raise AssertionError("something reaches for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.fixture
def in_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run the test in an empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
