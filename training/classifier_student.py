"""The classifier's student: word features and convolutions as the tagger's, its labels read off the whole sentence."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from sentences import LABELS
from socaudit.tagger.network import GAP
from socaudit.tagger.words import case_of
from student import WIDTH, Student, WordTable
from teacher import batches

BATCH = 128


class ClassifierStudent(Student):
    """The tagger's word encoder and convolutions; what is strongest in a sentence and its mean give the labels."""

    def __init__(self, pieces: Tensor) -> None:
        super().__init__(pieces, n_lists=0)
        self.head = nn.Linear(2 * WIDTH, len(LABELS))
        nn.init.constant_(self.head.bias, -3.0)

    def pooled(self, x: Tensor, owners: Tensor, places: Tensor, count: int) -> Tensor:
        """Return the logits of sentences, given which one each word belongs to, and the word's row."""
        rows = x[places]
        spread = owners.unsqueeze(1).expand(-1, WIDTH)
        strongest = torch.full((count, WIDTH), -math.inf).scatter_reduce(0, spread, rows, "amax")
        sizes = torch.bincount(owners, minlength=count).unsqueeze(1)
        mean = torch.zeros(count, WIDTH).index_add(0, owners, rows) / sizes
        logits: Tensor = self.head(self.dropout(torch.cat([strongest, mean], dim=1)))
        return logits


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence: its words as rows of the table, its case, the teacher's scores, what counts (1), and the truth."""

    words: NDArray[np.int64]
    case: int
    scores: NDArray[np.float16]
    counts: NDArray[np.float16]
    held: NDArray[np.float16] | None


def lesson(
    table: WordTable,
    tokens: Sequence[str],
    scores: NDArray[np.float32],
    counts: NDArray[np.float32],
    held: NDArray[np.float32] | None,
) -> Lesson:
    """Return a lesson; without the truth, the teacher's word alone counts."""
    truth = None if held is None else held.astype(np.float16)
    return Lesson(table.ids(tokens), case_of(tokens), scores.astype(np.float16), counts.astype(np.float16), truth)


def train(
    student: ClassifierStudent,
    lessons: Sequence[Lesson],
    table: WordTable,
    *,
    epochs: int,
    seed: int,
    rate: float = 3e-3,
) -> None:
    """Teach the student: the teacher's likelihoods, and where it is known, the truth to a third."""
    rng = random.Random(seed)  # noqa: S311  # Not a secret.
    features = table.tensors()
    slow = list(student.pieces.parameters())
    rest = [p for n, p in student.named_parameters() if not n.startswith("pieces")]
    groups = [{"params": slow, "lr": rate * 0.3}, {"params": rest, "lr": rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = epochs * (len(lessons) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [rate * 0.3, rate], total_steps=steps + 1, pct_start=0.1)
    start = time.time()
    for epoch in range(epochs):
        student.train()
        total = 0.0
        for group in batches([len(item.words) for item in lessons], BATCH, rng):
            some = [lessons[i] for i in group]
            loss = _loss(_logits(student, features, some), some)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped.
            nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(group)
        print(f"student epoch {epoch + 1}: loss {total / len(lessons):.4f}, {time.time() - start:.0f} s", flush=True)


def _loss(logits: Tensor, lessons: Sequence[Lesson]) -> Tensor:
    taught = torch.sigmoid(torch.from_numpy(np.stack([item.scores for item in lessons])).float())
    truth = torch.stack(
        [
            taught[i] if item.held is None else taught[i] * 2 / 3 + torch.from_numpy(item.held).float() / 3
            for i, item in enumerate(lessons)
        ]
    )
    counts = torch.from_numpy(np.stack([item.counts for item in lessons])).float()
    each = nn.functional.binary_cross_entropy_with_logits(logits, truth, reduction="none")
    return (each * counts).sum() / len(lessons)


def _logits(student: ClassifierStudent, features: Sequence[Tensor], lessons: Sequence[Lesson]) -> Tensor:
    words = torch.from_numpy(np.concatenate([item.words for item in lessons]))
    lengths = [len(item.words) for item in lessons]
    starts = np.cumsum([GAP, *(length + GAP for length in lengths[:-1])])
    places = torch.from_numpy(np.concatenate([s + np.arange(n) for s, n in zip(starts, lengths, strict=True)]))
    owners = torch.repeat_interleave(torch.arange(len(lessons)), torch.tensor(lengths))
    unique, inverse = words.unique(return_inverse=True)  # type: ignore[no-untyped-call]  # torch leaves it untyped.
    vectors = student.words(*(feature[unique] for feature in features))[inverse]
    size = int(places[-1]) + 1 + GAP
    flat = torch.zeros(size, WIDTH).index_copy(0, places, vectors)
    mask = torch.zeros(size, 1).index_fill(0, places, 1.0)
    cases = torch.tensor([item.case for item in lessons])[owners]
    spread = torch.zeros(size, dtype=torch.long).index_copy(0, places, cases)
    return student.pooled(student.encoded(flat, spread, mask), owners, places, len(lessons))
