"""The detection stage against Presidio's BatchAnalyzerEngine on the same messages, one process each, in turn.

    python benchmarks/detection_speed.py MESSAGES [--runs 5]

Both sides find personal data in texts already read: Presidio with its defaults and spaCy's small English model,
the detectors with the default model, on one core each; the detectors once more with two processes on two cores.
Prints what loading the model costs (for two cores: and all else that comes first), messages for each second, and
the peak memory of the largest process. On a machine that others use too, compare messages for each second of the
processor. Everything that is loaded at the first text that needs it counts as work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from typing import Any

from beside import BASELINE, BATCH, PRESIDIO, Figures, Subject, compare, presidio_batch, spent, texts_of, timed

# As many as the engine gives to a process at a time.
CHUNK = 512
PROCESSES = 2


def presidio(path: str) -> Figures:
    """Analyse the texts with Presidio."""
    texts = texts_of(path)
    started = spent()
    import spacy

    spacy.load(BASELINE)
    loaded = spent() - started
    batch = presidio_batch()
    list(batch.analyze_iterator(texts[:1], "en"))
    work = timed(lambda: list(batch.analyze_iterator(texts, "en", batch_size=BATCH)), len(texts))
    return {"model cpu s": loaded, **work}


def one_core(path: str) -> Figures:
    """Find personal data with the detectors, in this process."""
    texts = texts_of(path)
    started = spent()
    from socaudit import nlp

    nlp.load()
    loaded = spent() - started
    detect(texts[:1])
    return {"model cpu s": loaded, **timed(lambda: [detect(chunk) for chunk in chunks(texts)], len(texts))}


def two_cores(path: str) -> Figures:
    """Find personal data with the detectors, in two processes; processor seconds are those of the mean core."""
    texts = texts_of(path)
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        loaded = max(pool.map(detect, [texts[:1]] * PROCESSES))
        used: list[float] = []
        work = timed(lambda: used.extend(pool.map(detect, chunks(texts))), len(texts))
    busy = (sum(used) + work["work cpu s"]) / PROCESSES
    return {"model cpu s": loaded, **work, "work cpu s": busy, "messages/cpu s": len(texts) / busy}


def detect(texts: Sequence[str]) -> float:
    """Find personal data in some texts, and drop it; return the processor seconds that this took."""
    started = spent()
    for _ in _detector().detect(texts):
        pass
    return spent() - started


@cache
def _detector() -> Any:  # The class is imported where its import is measured.
    from socaudit.detectors import Detector

    return Detector()


def chunks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the texts some at a time."""
    return (texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK))


SUBJECTS = {
    PRESIDIO: Subject(presidio),
    "one core": Subject(one_core),
    "two cores": Subject(two_cores, cores=PROCESSES),
}

if __name__ == "__main__":
    compare(__file__, SUBJECTS, __doc__.splitlines()[0])
