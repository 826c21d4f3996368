"""`socaudit detect`: what the detectors see, as NDJSON."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Annotated

import typer

from socaudit.cli._console import fail
from socaudit.cli._options import ConfigFile, Model, configured
from socaudit.errors import EXIT_CLEAN, EXIT_INCOMPLETE, InputError

_BATCH = 512
_STDIN = "-"


def detect(
    path: Annotated[
        str, typer.Argument(help="NDJSON with at least id and text in each line; - is standard input.")
    ] = _STDIN,
    config: ConfigFile = None,
    model: Model = None,
    min_score: Annotated[
        float, typer.Option("--min-score", min=0, max=1, help="Leave out detections below this score.")
    ] = 0.4,
) -> None:
    """Print what the detectors see, one line a message: types, places (code points) and scores, no values."""
    from socaudit.detectors import Detector  # Heavy; --help does not need it.

    settings = configured(config, model=model)
    detector = Detector(model=settings.model, registries=[Path(name) for name in settings.recognizers])
    broken: list[str] = []
    with _opened(path) as file:
        records = _records(file, path, broken)
        while batch := list(islice(records, _BATCH)):
            found = detector.detect([text for _, text in batch])
            for (identity, _), detections in zip(batch, found, strict=True):
                shown = [
                    {
                        "entity_type": detection.entity_type,
                        "start": detection.start,
                        "end": detection.end,
                        "score": round(detection.score, 3),
                        "recognizer": detection.recognizer,
                    }
                    for detection in detections
                    if detection.score >= min_score and detection.entity_type != "CANDIDATE"
                ]
                sys.stdout.write(json.dumps({"id": identity, "detections": shown}) + "\n")
    for problem in broken:
        fail(problem)
    raise typer.Exit(EXIT_INCOMPLETE if broken else EXIT_CLEAN)


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(detect)


def _opened(path: str) -> contextlib.AbstractContextManager[IO[bytes]]:
    if path == _STDIN:
        return contextlib.nullcontext(sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except OSError as problem:
        raise InputError(f"cannot be read: {problem.strerror}", where=path) from None


def _records(lines: Iterable[bytes], path: str, broken: list[str]) -> Iterator[tuple[object, str]]:
    """Yield `(id as given, text)` of each line; what is not such a line is named in `broken`."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            broken.append(f"{path}:{number}: not a JSON object in UTF-8")
            continue
        if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("text"), str):
            broken.append(f"{path}:{number}: a line needs an id and a text")
            continue
        yield record["id"], record["text"]
