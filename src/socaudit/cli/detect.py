"""`socaudit detect`: what the detectors see, as NDJSON."""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from socaudit.cli._console import fail
from socaudit.cli._ndjson import STDIN, opened, records
from socaudit.cli._options import ConfigFile, Model, configured
from socaudit.errors import EXIT_CLEAN, EXIT_INCOMPLETE

_BATCH = 512


def detect(
    path: Annotated[
        str, typer.Argument(help="NDJSON with at least id and text in each line; - is standard input.")
    ] = STDIN,
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
    with opened(path) as file:
        lines = records(file, path, broken)
        while batch := list(islice(lines, _BATCH)):
            found = detector.detect([record["text"] for _, record in batch])
            for (_, record), detections in zip(batch, found, strict=True):
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
                sys.stdout.write(json.dumps({"id": record["id"], "detections": shown}) + "\n")
    for problem in broken:
        fail(problem)
    raise typer.Exit(EXIT_INCOMPLETE if broken else EXIT_CLEAN)


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(detect)
