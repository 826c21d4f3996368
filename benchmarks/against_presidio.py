"""The whole audit against Presidio's BatchAnalyzerEngine on the same messages, one process each, in turn.

    python benchmarks/against_presidio.py EXPORT [--runs 5]

Presidio gets its defaults with spaCy's small English model and the texts already read; the audit reads, detects,
matches, links, judges and writes its JSON report; each has one core. Times are those of whole processes, and of
the work alone (without imports and without loading the model); memory is the peak of the process. Prints medians
and ratios.
"""

from __future__ import annotations

import io

from beside import BATCH, PRESIDIO, Figures, Subject, compare, presidio_batch, texts_of, timed


def presidio(path: str) -> Figures:
    """Analyse the texts with Presidio alone."""
    texts = texts_of(path)
    batch = presidio_batch()
    list(batch.analyze_iterator(texts[:1], "en"))
    return timed(lambda: list(batch.analyze_iterator(texts, "en", batch_size=BATCH)), len(texts))


def audit(path: str) -> Figures:
    """Run the whole audit, report included."""
    from socaudit import nlp, pipeline, reporters

    list(nlp.load().entities(["warm"]))
    messages = len(texts_of(path))

    def work() -> None:
        reporters.write(pipeline.scan(pipeline.Request(paths=(path,))), "json", io.StringIO())

    return timed(work, messages)


SUBJECTS = {PRESIDIO: Subject(presidio), "audit": Subject(audit)}

if __name__ == "__main__":
    compare(__file__, SUBJECTS, __doc__.splitlines()[0])
