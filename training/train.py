"""Train the tagger of social text from labelled texts, and write the model that socaudit ships."""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

import pool
import score
import student as students
import teacher as teachers
from augment import Tagged, Varier
from data import Example, read
from export import write
from names import Names, load
from socaudit.tagger import Tagger
from socaudit.tagger.words import Lexicon

VERSION = "1.0.0"
SEED = 1


def main() -> None:
    """Run the recipe: teacher, lessons, student, export; each step is kept in --work and not done twice."""
    arguments = _arguments()
    torch.manual_seed(SEED)
    torch.set_num_threads(arguments.threads)
    arguments.work.mkdir(parents=True, exist_ok=True)
    dev = read(arguments.data / "dev.jsonl")
    # Every second text of dev.jsonl is never learnt from: it measures what is shipped.
    learnt, held_out = read(arguments.data / "train.jsonl") + dev[0::2], dev[1::2]
    examples = [example for example in learnt if example.tokens]
    names = load()
    varier = Varier.of(examples, names, seed=SEED)

    teacher = _teacher(examples, varier, names, arguments)
    varier.rng.seed(SEED)  # The lessons are the same whether the teacher was kept or not.
    lessons = pool.lessons(teacher, examples, varier, arguments.work / "pool.pkl")
    vocabulary, start = pool.vocabulary_and_vectors(teacher, arguments.work / "vectors.pt")
    lexicon = Lexicon.of({piece: i for i, piece in enumerate(vocabulary)}, names.checksums())
    table = students.WordTable(lexicon)
    taught = [students.lesson(table, *each) for each in lessons]
    print(f"{len(taught)} lessons, {len(table.rows)} words, {len(vocabulary)} pieces", flush=True)
    torch.manual_seed(SEED)
    student = students.Student(start, len(names.checksums()))
    students.train(student, taught, table, epochs=arguments.epochs, seed=SEED)
    kinds = dict(zip(names.__slots__, names.checksums(), strict=True))
    write(arguments.out, student.eval(), vocabulary, kinds, version=VERSION, bias=arguments.bias)
    report(Tagger.load(arguments.out), held_out)


def report(tagger: Tagger, examples: Sequence[Example]) -> None:
    """Print exact-span scores by source, in the original case and in lower case."""
    for source in sorted({example.source for example in examples}):
        some = [example for example in examples if example.source == source]
        for case, change in (("original", str), ("lower", str.lower)):
            spans = tagger.spans([change(example.text) for example in some])
            print(f"{source:14} {case:9} {score.line(score.counts(some, spans))}", flush=True)


def _teacher(
    examples: Sequence[Example], varier: Varier, names: Names, arguments: argparse.Namespace
) -> teachers.Teacher:
    torch.manual_seed(SEED)
    teacher = teachers.Teacher(Lexicon.of(teachers.vocabulary(), names.checksums()))
    kept = arguments.work / "teacher.pt"
    if kept.exists():
        teacher.load_state_dict(torch.load(kept, weights_only=True))
        return teacher
    data: list[Tagged] = [(list(example.tokens), list(example.labels)) for example in examples]
    data += [varier.invented() for _ in range(len(examples) // 18)]
    teachers.train(teacher, data, varier, epochs=arguments.teacher_epochs)
    torch.save(teacher.state_dict(), kept)
    return teacher


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="folder for what is kept between")
    parser.add_argument("--teacher-epochs", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=9, help="epochs of the student")
    parser.add_argument("--bias", type=float, default=0.0, help="added to the score of O: more is more precise")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    random.seed(SEED)
    np.random.seed(SEED)  # Libraries below may draw from it.
    main()
