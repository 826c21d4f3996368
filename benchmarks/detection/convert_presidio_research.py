"""Turns presidio-research's synth_dataset_v2.json into the NDJSON that `socaudit evaluate` reads.

    python benchmarks/detection/convert_presidio_research.py synth_dataset_v2.json > presidio_research.ndjson
    socaudit evaluate presidio_research.ndjson --labels benchmarks/detection/presidio_research_labels.yaml

Labels stay as they are; ids are the place in the file, counted from 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


def lines(samples: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield a line for each sample (`full_text`, `spans` with `entity_type`, `start_position`, `end_position`)."""
    for number, sample in enumerate(samples):
        spans = [
            {"start": span["start_position"], "end": span["end_position"], "label": span["entity_type"]}
            for span in sample["spans"]
        ]
        yield json.dumps({"id": str(number), "text": sample["full_text"], "spans": spans}) + "\n"


def main() -> None:
    """Convert the file named on the command line to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dataset", type=Path)
    samples = json.loads(parser.parse_args().dataset.read_text(encoding="utf-8"))
    sys.stdout.writelines(lines(samples))


if __name__ == "__main__":
    main()
