"""`socaudit evaluate`: how well the detectors do on a labelled set."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socaudit.cli._console import fail, progress, utf8_stdout
from socaudit.cli._ndjson import STDIN, opened, records
from socaudit.cli._options import ConfigFile, Model, configured
from socaudit.errors import EXIT_CLEAN, EXIT_INCOMPLETE, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from socaudit.config import Config
    from socaudit.evaluation import Labelled, LabelMap
    from socaudit.model import Detection

_BATCH = 512


class Output(StrEnum):
    """The forms of the result."""

    TERMINAL = "terminal"
    JSON = "json"


def evaluate(
    path: Annotated[
        str, typer.Argument(help="NDJSON with id, text and spans (start, end, label); - is standard input.")
    ] = STDIN,
    config: ConfigFile = None,
    model: Model = None,
    labels: Annotated[
        Path | None,
        typer.Option("--labels", metavar="FILE", help="Map of the set's labels to our entity types (YAML)."),
    ] = None,
    min_score: Annotated[
        float, typer.Option("--min-score", min=0, max=1, help="Leave out detections below this score.")
    ] = 0.4,
    bootstrap: Annotated[
        int, typer.Option("--bootstrap", min=0, max=100_000, help="Resamples for the 95 % intervals; 0: none.")
    ] = 1000,
    worst: Annotated[
        int, typer.Option("--worst", min=0, help="How many misses and how many false alarms to list.")
    ] = 10,
    output: Annotated[Output, typer.Option("--output", "-o", help="How to print the result.")] = Output.TERMINAL,
    show_values: Annotated[
        bool, typer.Option("--show-values", help="Show personal data in clear. Mind where the output goes.")
    ] = False,
) -> None:
    """Score the detectors on a labelled set: precision, recall, F1 and F2, clean messages flagged, mistakes."""
    from socaudit import evaluation  # Slow to import; --help is not.

    settings = configured(config, model=model)
    broken: list[str] = []
    messages = _labelled(path, evaluation.load(labels) if labels else evaluation.OURS, broken)
    with progress("Detecting") as count:
        found = _detected(messages, settings, count)
    options = evaluation.Options(min_score=min_score, resamples=bootstrap, worst=worst, show_values=show_values)
    result = evaluation.evaluate(messages, found, options)
    utf8_stdout()
    if output is Output.JSON:
        shown = evaluation.record(result, model=settings.model, failed=len(broken))
        sys.stdout.write(json.dumps(shown, indent=2) + "\n")
    else:
        from socaudit.cli import _evaluation_tables

        _evaluation_tables.show(result)
    for problem in broken:
        fail(problem)
    raise typer.Exit(EXIT_INCOMPLETE if broken else EXIT_CLEAN)


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(evaluate)


def _labelled(path: str, meaning: LabelMap, broken: list[str]) -> list[Labelled]:
    """Return the messages of a labelled set; lines that are none are named in `broken`."""
    from socaudit.evaluation import LineError, UnknownLabelError, labelled

    messages = []
    with opened(path) as file:
        for where, record in records(file, path, broken):
            try:
                messages.append(labelled(record, meaning))
            except LineError as problem:
                broken.append(f"{where}: {problem}")
            except UnknownLabelError as unknown:
                raise InputError(
                    f"label {str(unknown)!r} is no entity type of ours",
                    where=where,
                    hint="--labels FILE says what labels stand for",
                ) from None
    if not messages:
        raise InputError("holds no labelled message", where=path, hint="; ".join(broken[:1]) or None)
    return messages


def _detected(
    messages: Sequence[Labelled], settings: Config, count: Callable[[int], None] | None
) -> list[tuple[Detection, ...]]:
    from socaudit.detectors import Detector

    detector = Detector(model=settings.model, registries=[Path(name) for name in settings.recognizers])
    found: list[tuple[Detection, ...]] = []
    texts = iter([message.text for message in messages])
    while batch := list(islice(texts, _BATCH)):
        for detections in detector.detect(batch):
            found.append(detections)
            if count is not None:
                count(len(found))
    return found
