"""The local engine: batches of messages become facts in this process, or in several on this machine."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from socaudit.model import Facts, Message
from socaudit.stages.extract import Recipe, Worker
from socaudit.stages.program import Program

BATCH = 512
# So many batches for each process wait or are done at a time: memory stays flat on any archive.
_AHEAD = 2

_recipe: Recipe | None = None
_worker: Worker | None = None


def extract(messages: Iterable[Message], recipe: Recipe, program: Program, *, jobs: int = 1) -> Iterator[Facts]:
    """Yield the facts of all messages, in their order.

    Args:
        messages: as they are read; never more than a few batches are held.
        recipe: what detection and matching depend on.
        program: the compiled rules of that recipe, for this process.
        jobs: how many processes detect and match.
    """
    batches = _batched(messages)
    if jobs == 1:
        worker: Worker | None = None
        for batch in batches:
            worker = worker or recipe.worker(program)
            yield from worker.facts(batch)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (recipe,)) as pool:
        waiting: deque[Future[list[Facts]]] = deque()
        for batch in batches:
            waiting.append(pool.submit(_facts, batch))
            if len(waiting) > jobs * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _batched(messages: Iterable[Message]) -> Iterator[list[Message]]:
    stream = iter(messages)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _start(recipe: Recipe) -> None:
    global _recipe  # noqa: PLW0603  # A worker process has no other place for what it is given once.
    _recipe = recipe


def _facts(batch: list[Message]) -> list[Facts]:
    # Built with the first batch: what goes wrong there reaches the user as it is, not as a broken pool.
    global _worker  # noqa: PLW0603  # As above.
    if _recipe is None:
        raise RuntimeError("the worker process was not started")
    _worker = _worker or _recipe.worker(Program(_recipe.rulebook()))
    return list(_worker.facts(batch))
