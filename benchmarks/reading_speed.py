"""How fast and in how much memory every format is read, beside the plain parser of what it is written in.

    python benchmarks/reading_speed.py [--size 2] [--runs 3] [--write]
    python benchmarks/reading_speed.py --memory [--size 1000] [--format NAME ...]

The first measures messages and MB a second on a sample of so many MB, and the ratio to `json.loads` (for CSV: the csv
module) over the same bytes, in turn in one process; best of the runs, in seconds of the processor. `--write` puts the
table into docs/formats.md. The second writes an export of so many MB of every format that streams, plain and as zstd,
reads it in a process of its own and prints the peak of its memory; exit code 1 if one takes more than LIMIT, for zstd
beside its window.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import zstandard

from reading_samples import ROOT, Recipe, recipe, sample
from socaudit import readers
from socaudit.model import Failed, Message

LIMIT = 400
MB = 1_000_000
WINDOW_LOG = 27
# Messages that show which fields there are, so that looking costs nothing beside the reading itself.
ENOUGH = 200
PAGE = ROOT / "docs" / "formats.md"
BEGIN, END = "<!-- reading: begin -->", "<!-- reading: end -->"
# What a message may say beside its id and text, in the words of the neutral record.
FIELDS: dict[str, Callable[[Message], object]] = {
    "parent": lambda m: m.parent_id,
    "root": lambda m: m.root_id,
    "author id": lambda m: m.author and m.author.id != m.author.handle,
    "handle": lambda m: m.author and m.author.handle,
    "name": lambda m: m.author and m.author.name,
    "place": lambda m: m.author and m.author.location,
    "verified": lambda m: m.author and m.author.verified is not None,
    "role": lambda m: m.role,
    "visibility": lambda m: m.visibility != "unknown",
    "time": lambda m: m.created_at,
    "edited": lambda m: m.edited_at,
    "deleted": lambda m: m.deleted_at,
    "versions": lambda m: m.version_of,
    "language": lambda m: m.lang,
    "links": lambda m: m.links,
    "pictures": lambda m: m.alt_texts,
    "permalink": lambda m: m.permalink,
}


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=float, help="MB of a sample [2; with --memory 1000]")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--format", action="append", help="only this format; repeatable")
    parser.add_argument("--write", action="store_true", help="put the table into docs/formats.md")
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--read", nargs=2, metavar=("PATH", "MAPPING"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        _read_and_tell(*options.read)
        return
    names = options.format or readers.READERS.names()
    if options.memory:
        sys.exit(_memory(names, int((options.size or 1000) * MB)))
    table = "\n".join(_table(names, int((options.size or 2) * MB), options.runs))
    sys.stdout.write(table + "\n")
    if options.write:
        write_table(table)


def write_table(table: str) -> None:
    """Put the table between its marks in the page on formats."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{rest.partition(END)[2]}", "utf-8")


def _table(names: list[str], size: int, runs: int) -> Iterator[str]:
    yield "| format | fields obtained | fields that none tells | sample | messages/s | MB/s | of the plain parser |"
    yield "|---|---|---|---|---|---|---|"
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            made = recipe(name)
            if made is None:
                raise SystemExit(f"{name} has no fixture: see benchmarks/reading_samples.py")
            path = Path(folder) / f"{name}{made.fixture.suffix}"
            path.write_bytes(b"".join(sample(made, size)))
            yield _row(name, made, path, runs)


def _row(name: str, made: Recipe, path: Path, runs: int) -> str:
    size = path.stat().st_size
    spent: list[float] = []
    plain: list[float] = []
    counts: Counter[str] = Counter()
    for _ in range(runs):
        started = time.process_time()
        counts = read_all(path, made)
        spent.append(time.process_time() - started)
        started = time.process_time()
        parsed = parse(path)
        plain.append(time.process_time() - started)
    if counts["failed"]:
        raise SystemExit(f"{name}: {counts['failed']} records of the sample fail")
    best = min(spent)
    obtained = [field for field in FIELDS if counts[field]]
    lacking = [field for field in FIELDS if not counts[field]]
    ratio = f"{min(plain) / best:.2f} ({parsed})" if parsed else "none"
    cells = (
        f"`{name}`",
        ", ".join(obtained),
        ", ".join(lacking),
        f"{size / MB:.1f} MB",
        f"{counts['messages'] / best:,.0f}",
    )
    return f"| {' | '.join(cells)} | {size / MB / best:.1f} | {ratio} |"


def read_all(path: Path, made: Recipe) -> Counter[str]:
    """Read an export to its end; return how many messages, failures, and messages with each field it holds."""
    counts: Counter[str] = Counter()
    for event in readers.read([str(path)], readers.ReadOptions(mapping=made.mapping)):
        if isinstance(event, Failed):
            counts["failed"] += 1
        if not isinstance(event, Message):
            continue
        counts["messages"] += 1
        if counts["messages"] <= ENOUGH:
            counts.update(field for field, value in FIELDS.items() if value(event))
    return counts


def parse(path: Path) -> str:
    """Parse the same bytes with the plain parser of their kind; return what that is called."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            for _ in csv.reader(file):
                pass
        return "csv"
    if path.suffix == ".ndjson":
        with path.open("rb") as file:
            for line in file:
                json.loads(line)
        return "json.loads"
    if path.suffix in {".json", ".js"}:
        data = path.read_bytes()
        json.loads(data if path.suffix == ".json" else data.partition(b"= ")[2])
        return "json.loads"
    return ""


def _memory(names: list[str], size: int) -> int:
    """Print the peak of every format that streams; return 1 if one is too high."""
    worst = 0
    sys.stdout.write(f"{'format':24}{'MB':>8}{'messages':>12}{'s':>8}{'peak MB':>10}{'allowed':>10}\n")
    for name in names:
        made = recipe(name)
        if made is None or not made.streams:
            continue
        for packed in (False, True):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / name
                allowed = LIMIT + _write(path, made, size, packed=packed) / MB
                told = _in_a_process(path, made)
            worst = max(worst, told["peak MB"] > allowed)
            row = (size / MB, told["messages"], told["s"], told["peak MB"], allowed)
            sys.stdout.write(f"{name + ('.zst' if packed else ''):24}{row[0]:8.0f}{row[1]:12,.0f}")
            sys.stdout.write(f"{row[2]:8.1f}{row[3]:10.0f}{row[4]:10.0f}\n")
            sys.stdout.flush()
    return worst


def _write(path: Path, made: Recipe, size: int, *, packed: bool) -> int:
    """Write an export; return the bytes of the window that its packing declares."""
    with path.open("wb") as file:
        if not packed:
            file.writelines(sample(made, size))
            return 0
        parameters = zstandard.ZstdCompressionParameters.from_level(1, window_log=WINDOW_LOG, enable_ldm=True)
        with zstandard.ZstdCompressor(compression_params=parameters).stream_writer(file) as packer:
            for data in sample(made, size):
                packer.write(data)
    return 1 << WINDOW_LOG


def _in_a_process(path: Path, made: Recipe) -> dict[str, float]:
    command = [sys.executable, __file__, "--read", str(path), str(made.mapping or "")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{path.name} failed: {done.stderr}")
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _read_and_tell(path: str, mapping: str) -> None:
    """Read an export in this process and tell what that took."""
    counts: Counter[str] = Counter()
    options = readers.ReadOptions(mapping=Path(mapping) if mapping else None)
    for event in readers.read([path], options):
        counts[type(event).__name__] += 1
    if counts["Failed"]:
        raise SystemExit(f"{counts['Failed']} records fail")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"messages": counts["Message"], "s": time.process_time(), "peak MB": peak}))


if __name__ == "__main__":
    main()
