"""What every test runs in: a fixed key, an empty home for settings, no network."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest

from socaudit import rulepack
from socaudit.rulepack import Rulebook
from socaudit.stages.program import Program

TEST_KEY = "a key for tests only, of no other use"


@pytest.fixture(autouse=True, scope="session")
def shipped_rules_made_once() -> Iterator[None]:
    """Load and compile the shipped packs once in a process: no test changes them, and each time takes five seconds."""
    books: dict[Any, Rulebook] = {}
    programs: dict[Any, Program] = {}

    def load(paths: Sequence[Path], vocabulary: Any, *, shipped: tuple[str, ...] | None) -> Rulebook:
        if paths:
            return rulepack.load(paths, vocabulary, shipped=shipped)
        if shipped not in books:
            books[shipped] = rulepack.load(paths, vocabulary, shipped=shipped)
        return books[shipped]

    def program(book: Rulebook) -> Program:
        known = {id(rule) for whole in books.values() for rule in whole.rules}
        if not all(id(rule) in known for rule in book.rules):
            return Program(book)
        key = (book.digest, tuple(entry.rule.id for entry in book.rules))
        if key not in programs:
            programs[key] = Program(book)
        return programs[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("socaudit.stages.extract.load", load)
        patch.setattr("socaudit.pipeline.Program", program)
        yield


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
