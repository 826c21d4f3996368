"""`socaudit --help` against importing what draws it (typer and rich), in turn, each in a process of its own.

    python benchmarks/start_up.py [--runs 15]

Prints the median processor seconds of both and their ratio; 3 is the most that it may be.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys

SIDES = {
    "import typer, rich": ["-c", "import typer, rich"],
    "socaudit --help": ["-m", "socaudit", "--help"],
}


def spent(arguments: list[str]) -> float:
    """Return the processor seconds of this interpreter with these arguments."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def main() -> None:
    """Measure both sides in turn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15)
    runs: dict[str, list[float]] = {name: [] for name in SIDES}
    for _ in range(parser.parse_args().runs):
        for name, arguments in SIDES.items():
            runs[name].append(spent(arguments))
    medians = {name: statistics.median(found) for name, found in runs.items()}
    for name, seconds in medians.items():
        sys.stdout.write(f"{name:20}{seconds:8.3f} cpu s\n")
    sys.stdout.write(f"ratio{medians['socaudit --help'] / medians['import typer, rich']:23.2f}\n")


if __name__ == "__main__":
    main()
