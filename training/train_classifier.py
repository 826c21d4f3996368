"""Train the classifier of sentences from `training/sentences`, and write the model that socaudit ships."""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import yaml
from numpy.typing import NDArray

import classifier_student as students
import classifier_teacher as teachers
import pool
from export import write_classifier
from sentences import LABELS, SAID_BY, Sentence, read
from socaudit.tagger import Classifier
from socaudit.tagger.tokens import sentences_of
from socaudit.tagger.words import Lexicon
from student import WordTable
from teacher import vocabulary

VERSION = "2.2.0"
SEED = 1
SENTENCES = Path(__file__).parent / "sentences"
RULES = Path(__file__).parents[1] / "rules"
_SAID = re.compile(r"^\s*[BCXUT][^ (]*(?:\([^)]*\))? +[\d.]+[mhd]: (.+)", re.MULTILINE)  # A line of a transcript.


def main() -> None:
    """Run the recipe: teacher, lessons, student, export; with `--held-out`, these files measure and teach nothing."""
    arguments = _arguments()
    torch.manual_seed(SEED)
    torch.set_num_threads(arguments.threads)
    arguments.work.mkdir(parents=True, exist_ok=True)
    files = sorted(SENTENCES.glob("*.txt"))
    learnt = [one for file in files if file.stem not in arguments.held_out for one in read(file)]
    measured = [one for file in files if file.stem in arguments.held_out for one in read(file)]
    learnt = [one for one in learnt if teachers.words(one.text)]
    print(f"{len(learnt)} sentences to learn, {len(measured)} to measure", flush=True)

    teacher = _teacher(learnt, arguments)
    if measured:
        print("teacher")
        report(measured, teachers.logits(teacher, [teachers.words(one.text) or ["."] for one in measured]) > 0)
    pieces, start = pool.vocabulary_and_vectors(teacher, arguments.work / "classifier_vectors.pt")
    table = WordTable(Lexicon.of({piece: i for i, piece in enumerate(pieces)}, []))
    lessons = _lessons(teacher, learnt, table, arguments.data)
    print(f"{len(lessons)} lessons, {len(table.rows)} words, {len(pieces)} pieces", flush=True)
    torch.manual_seed(SEED)
    student = students.ClassifierStudent(start)
    students.train(student, lessons, table, epochs=arguments.epochs, seed=SEED)
    write_classifier(arguments.out, student.eval(), teacher.eval(), pieces, LABELS, version=VERSION)
    if measured:
        print("student")
        report(measured, shipped(Classifier.load(arguments.out), measured))


def _teacher(learnt: Sequence[Sentence], arguments: argparse.Namespace) -> teachers.ClassifierTeacher:
    torch.manual_seed(SEED)
    teacher = teachers.ClassifierTeacher(Lexicon.of(vocabulary(), []))
    kept = arguments.work / "classifier_teacher.pt"
    if kept.exists():
        teacher.load_state_dict(torch.load(kept, weights_only=True))
        return teacher
    teachers.train(teacher, learnt, epochs=arguments.teacher_epochs, seed=SEED)
    torch.save(teacher.state_dict(), kept)
    return teacher


def _lessons(
    teacher: teachers.ClassifierTeacher, learnt: Sequence[Sentence], table: WordTable, data: Path | None
) -> list[students.Lesson]:
    """Return the sentences as they are, as others type them, in near words and joined, and other texts, all scored."""
    rng = random.Random(SEED)  # noqa: S311  # Not a secret.
    held, counts = (tensor.numpy() for tensor in teachers.targets(learnt))
    told = [teachers.words(one.text) for one in learnt]
    near = pool.neighbours(teacher)
    drawn: list[tuple[list[str], NDArray[np.float32], NDArray[np.float32] | None]] = []
    for tokens, one, truth, count in zip(told, learnt, held, counts, strict=True):
        drawn.append((tokens, count, truth))
        drawn.append((teachers.words(teachers.varied(one.text.lower(), rng)) or tokens, count, truth))
        drawn.append((_reworded(tokens, near, rng), count, None))
        drawn.append((_cut(tokens, rng), count, None))
    for speaker in ("brand", "customer"):
        same = [i for i, one in enumerate(learnt) if one.speaker == speaker]
        for i in same:
            other = rng.choice(same)
            joined = (told[i][:-1] if told[i][-1] in ".!" else told[i]) + told[other]
            drawn.append((joined[: teachers.LONGEST], counts[i], None))
    both = np.ones(len(LABELS), np.float32)
    drawn += [(tokens, both, None) for text in _others(data) for tokens in _sentences(text)]
    scores = teachers.logits(teacher, [tokens for tokens, _, _ in drawn])
    return [students.lesson(table, tokens, score, *rest) for (tokens, *rest), score in zip(drawn, scores, strict=True)]


def _reworded(tokens: Sequence[str], near: dict[str, list[str]], rng: random.Random) -> list[str]:
    """Return the words, one in six of the longer ones replaced by a near one."""
    return [rng.choice(near[word]) if word in near and rng.random() < 0.17 else word for word in map(str.lower, tokens)]


def _cut(tokens: Sequence[str], rng: random.Random) -> list[str]:
    """Return a piece of a sentence, half of it or more."""
    size = max(1, round(len(tokens) * rng.uniform(0.5, 0.9)))
    start = rng.randrange(len(tokens) - size + 1)
    return list(tokens[start : start + size])


def _others(data: Path | None) -> Iterator[str]:
    """Yield texts that nobody labelled, for the teacher to score: the rules' transcripts, the tagger's texts."""
    for pack in sorted(RULES.glob("**/*.yaml")):
        for rule in yaml.safe_load(pack.read_text(encoding="utf-8")).get("rules", ()):
            for transcript in (*rule["tests"]["hit"], *rule["tests"]["miss"]):
                yield from _SAID.findall(transcript)
    if data is not None:
        lines = (data / "train.jsonl").read_text(encoding="utf-8").splitlines()
        yield from (json.loads(line)["text"] for line in lines)


def _sentences(text: str) -> Iterator[list[str]]:
    """Yield the words of each sentence of a text."""
    yield from filter(None, (teachers.words(text[start:end]) for start, end in sentences_of(text)))


def shipped(classifier: Classifier, measured: Sequence[Sentence]) -> NDArray[np.bool_]:
    """Return what the written model says of sentences."""
    found = classifier.categories([one.text for one in measured], [frozenset(LABELS)] * len(measured))
    said = [{each.label for each in some if each.score >= 0.5} for some in found]
    return np.array([[label in some for label in LABELS] for some in said])


def report(measured: Sequence[Sentence], said: NDArray[np.bool_]) -> None:
    """Print precision and recall of each label."""
    for place, label in enumerate(LABELS):
        could = [i for i, one in enumerate(measured) if label in SAID_BY[one.speaker]]
        rows = [(label in measured[i].labels, bool(said[i, place])) for i in could]
        right, told, true = sum(a and b for a, b in rows), sum(b for _, b in rows), sum(a for a, _ in rows)
        if true:
            print(f"  {label:12} {true:4} precision {right / max(1, told):.2f} recall {right / true:.2f}", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with train.jsonl: further texts for the teacher to score")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="folder for what is kept between")
    parser.add_argument("--held-out", nargs="*", default=[], help="files of sentences that only measure")
    parser.add_argument("--teacher-epochs", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=5, help="epochs of the student")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    random.seed(SEED)
    np.random.seed(SEED)  # Libraries below may draw from it.
    main()
