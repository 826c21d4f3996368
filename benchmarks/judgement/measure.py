"""How often the rules are right: precision and recall of each label on labelled transcripts.

    python benchmarks/judgement/measure.py benchmarks/judgement/replies_tune.ndjson [--whole] [--mistakes]

A set is NDJSON of `{"id", "thread", "labels"}`: a transcript, and the risks (or names of signals, such as `deflection`)
that hold for the brand's last message in it; with `--whole`, for the thread as a whole. A label that no row carries is
not measured. `--mistakes` prints what was judged otherwise: never for a set that is kept for measuring.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from socaudit import transcripts
from socaudit.config import Config
from socaudit.engines import local
from socaudit.keys import Key
from socaudit.model import Facts, Finding, Role
from socaudit.pipeline import recipe_of
from socaudit.stages.accounts import KnownAccounts
from socaudit.stages.extract import Recipe
from socaudit.stages.judge import judge
from socaudit.stages.link import link
from socaudit.stages.program import Program
from socaudit.transcripts import Transcript

# Hashes never leave this process: any key will do.
KEY = Key(b"judgement is measured here", "benchmark")


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled transcript."""

    id: str
    thread: str
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and the labels that the rules give it."""

    row: Row
    found: frozenset[str]


def read(path: Path) -> list[Row]:
    """Read a labelled set."""
    lines = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return [Row(line["id"], line["thread"], frozenset(line["labels"])) for line in lines]


def judged(rows: Sequence[Row], *, whole: bool) -> Iterator[Judged]:
    """Yield what the shipped rules say of each row; all messages are detected and matched in one stream."""
    recipe = recipe_of(Config(), KEY)
    program = Program(recipe.rulebook())
    texts = [transcripts.parse(row.thread, f"t{place}") for place, row in enumerate(rows)]
    facts = local.extract((message for each in texts for message in each.messages), recipe, program)
    for row, transcript in zip(rows, texts, strict=True):
        archive = [next(facts) for _ in transcript.messages]
        findings = _findings(archive, transcript, recipe, program)
        yield Judged(row, frozenset(_labels(archive, findings, None if whole else _asked_about(transcript))))


def _findings(
    archive: Sequence[Facts], transcript: Transcript, recipe: Recipe, program: Program
) -> tuple[Finding, ...]:
    known = KnownAccounts.of(recipe.key, handles={}, roles=transcript.roles)
    return tuple(judge(link(archive, known), program, recipe.key, ends=transcript.ends).findings)


def _asked_about(transcript: Transcript) -> str:
    """Return the id of the brand's last message."""
    brands = {handle for handle, role in transcript.roles.items() if role is Role.BRAND}
    return next(m.id for m in reversed(transcript.messages) if m.author and m.author.handle in brands)


def _labels(archive: Sequence[Facts], findings: Sequence[Finding], message: str | None) -> Iterator[str]:
    """Yield the risks found, and the bare names of signals that matched."""
    for finding in findings:
        if message is None or any(location.message_id == message for location in finding.locations):
            yield finding.risk
    for facts in archive:
        if message is None or facts.id == message:
            yield from (match.name.split(".")[-1] for match in facts.matches)


def table(results: Sequence[Judged]) -> Iterator[str]:
    """Yield the lines of the table: label, examples, found, precision, recall."""
    right, found = Counter[str](), Counter[str]()
    examples = Counter(label for each in results for label in each.row.labels)
    for each in results:
        found.update(each.found & examples.keys())
        right.update(each.found & each.row.labels)
    yield f"{'label':26} {'examples':>8} {'found':>6} {'precision':>9} {'recall':>7}"
    for label in sorted(examples):
        precision = f"{right[label] / found[label]:.2f}" if found[label] else "-"
        recall = right[label] / examples[label]
        yield f"{label:26} {examples[label]:8} {found[label]:6} {precision:>9} {recall:7.2f}"


def mistakes(results: Sequence[Judged]) -> Iterator[str]:
    """Yield what was missed and what was found wrongly, with its transcript."""
    measured = frozenset(label for each in results for label in each.row.labels)
    for each in results:
        missed = sorted(each.row.labels - each.found)
        wrong = sorted((each.found & measured) - each.row.labels)
        if missed or wrong:
            yield f"{each.row.id} missed: {', '.join(missed) or '-'}; wrong: {', '.join(wrong) or '-'}"
            yield f"    {each.row.thread}"


def main() -> None:
    """Measure one set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--whole", action="store_true", help="labels are about the whole thread")
    parser.add_argument("--mistakes", action="store_true", help="print what was judged otherwise, in clear")
    arguments = parser.parse_args()
    results = list(judged(read(arguments.labelled), whole=arguments.whole))
    sys.stdout.write("\n".join(table(results)) + "\n")
    if arguments.mistakes:
        sys.stdout.write("\n".join(mistakes(results)) + "\n")


if __name__ == "__main__":
    main()
