"""The student: word features, then a few convolutions over the words, taught by the teacher's scores."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from socaudit.tagger.decode import LABELS
from socaudit.tagger.network import DILATIONS, GAP
from socaudit.tagger.words import N_GROUPS, N_SHAPES, Lexicon, case_of
from teacher import batches

WIDTH, HIDDEN, GROUP_WIDTH, SHAPE_WIDTH = 128, 256, 48, 24
BATCH = 96
PIECES, GROUPS = 12, 24


@dataclass
class WordTable:
    """The features of every word met so far, as rows of padded tensors (0 is padding, ids are shifted by one)."""

    lexicon: Lexicon
    index: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[list[int], list[int], int, tuple[bool, ...]]] = field(default_factory=list)

    def ids(self, tokens: Sequence[str]) -> NDArray[np.int64]:
        """Return the row of each token."""
        return np.array([self._row(token) for token in tokens], np.int64)

    def _row(self, token: str) -> int:
        if token not in self.index:
            seen = self.lexicon.features(token)
            pieces = [piece + 1 for piece in seen.pieces] + [0] * (PIECES - len(seen.pieces))
            groups = list(seen.groups) + [0] * (GROUPS - len(seen.groups))
            self.index[token] = len(self.rows)
            self.rows.append((pieces, groups, seen.shape, seen.lists))
        return self.index[token]

    def tensors(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return pieces, groups, shapes and lists of all words."""
        pieces, groups, shapes, lists = zip(*self.rows, strict=True)
        return torch.tensor(pieces), torch.tensor(groups), torch.tensor(shapes), torch.tensor(lists).float()


class Student(nn.Module):
    """A word encoder, which at run time is worked out once for each word, and residual convolutions."""

    def __init__(self, pieces: Tensor, n_lists: int, *, dropout: float = 0.2) -> None:
        super().__init__()
        self.pieces = nn.Embedding(len(pieces) + 1, WIDTH, padding_idx=0)
        self.pieces.weight.data[1:] = pieces
        self.groups = nn.Embedding(N_GROUPS, GROUP_WIDTH, padding_idx=0)
        self.groups.weight.data[1:] *= 0.1
        self.shapes = nn.Embedding(N_SHAPES, SHAPE_WIDTH)
        self.hidden = nn.Linear(2 * WIDTH + GROUP_WIDTH + SHAPE_WIDTH + n_lists, HIDDEN)
        self.word = nn.Linear(HIDDEN, WIDTH)
        self.cases = nn.Embedding(4, WIDTH)
        nn.init.zeros_(self.cases.weight)
        # One matrix gives what a word adds to the word before it, itself, and the word after it.
        self.layers = nn.ModuleList(nn.Linear(WIDTH, 3 * WIDTH, bias=False) for _ in DILATIONS)
        self.biases = nn.ParameterList(nn.Parameter(torch.zeros(WIDTH)) for _ in DILATIONS)
        for weight in self.layers.parameters():
            nn.init.normal_(weight, std=math.sqrt(2 / (3 * WIDTH)) * 0.7)
        self.head = nn.Linear(WIDTH, len(LABELS))
        self.dropout = nn.Dropout(dropout)

    def words(self, pieces: Tensor, groups: Tensor, shapes: Tensor, lists: Tensor) -> Tensor:
        """Return the vectors of words, given their features."""
        table = self.pieces(pieces)
        mean = table.sum(1) / (pieces > 0).sum(1, keepdim=True).clamp(min=1)
        spelt = self.groups(groups).sum(1) / (groups > 0).sum(1, keepdim=True).clamp(min=1)
        first = table[:, 0]
        if self.training:
            known = (torch.rand(len(pieces), 1) > 0.06).float()  # Else the context must do.
            first, mean = first * known, mean * known
            spelt = spelt * (torch.rand(len(pieces), 1) > 0.1).float()
            lists = lists * (torch.rand(len(pieces), 1) > 0.2).float()
        seen = torch.cat([first, mean, spelt, self.shapes(shapes), lists], dim=1)
        vectors: Tensor = self.word(torch.relu(self.hidden(self.dropout(seen))))
        return vectors

    def forward(self, words: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """Return the logits of rows of words, texts one below the other with GAP empty rows between."""
        logits: Tensor = self.head(self.dropout(self.encoded(words, cases, mask)))
        return logits

    def encoded(self, words: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """Return the vectors of such rows after the convolutions."""
        x = self.dropout(words) * mask
        for i, (layer, bias, step) in enumerate(zip(self.layers, self.biases, DILATIONS, strict=True)):
            before, same, after = layer(x).split(WIDTH, dim=1)
            total = same + bias + (self.cases(cases) if i == 0 else 0)
            total = total + nn.functional.pad(before[:-step], (0, 0, step, 0))
            total = total + nn.functional.pad(after[step:], (0, 0, 0, step))
            x = (x + torch.relu(total)) * mask
        return x


@dataclass(frozen=True, slots=True)
class Lesson:
    """One text for the student: its words in several cases, the label of each and the teacher's scores."""

    variants: tuple[NDArray[np.int64], ...]
    cases: tuple[int, ...]
    labels: tuple[int, ...]
    scores: NDArray[np.float16]


def lesson(table: WordTable, tokens: Sequence[str], labels: Sequence[int], scores: NDArray[np.float32]) -> Lesson:
    """Return a lesson; the teacher's scores of the original case teach all cases."""
    cased = (tokens, [t.lower() for t in tokens], [t.upper() for t in tokens], [t[0].upper() + t[1:] for t in tokens])
    return Lesson(
        tuple(table.ids(each) for each in cased),
        tuple(case_of(each) for each in cased),
        tuple(labels),
        scores.astype(np.float16),
    )


def batch_of(lessons: Sequence[Lesson], rng: random.Random) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Return words, cases, places of the words among all rows, labels and scores; draws a case for each text."""
    words, cases, places, row = [], [], [], GAP
    for item in lessons:
        kind = rng.choices((0, 1, 2, 3), (64, 29, 4, 3))[0]
        words.append(item.variants[kind])
        cases.append(np.full(len(item.labels), item.cases[kind]))
        places.append(np.arange(row, row + len(item.labels)))
        row += len(item.labels) + GAP
    labels = torch.tensor([label for item in lessons for label in item.labels])
    scores = torch.from_numpy(np.concatenate([item.scores for item in lessons]).astype(np.float32))
    flat = [torch.from_numpy(np.concatenate(part)) for part in (words, cases, places)]
    return flat[0], flat[1], flat[2], labels, scores


def run(student: Student, features: Sequence[Tensor], words: Tensor, cases: Tensor, places: Tensor) -> Tensor:
    """Return the logits of the words of a batch."""
    unique, inverse = words.unique(return_inverse=True)  # type: ignore[no-untyped-call]  # torch leaves it untyped.
    vectors = student.words(*(feature[unique] for feature in features))[inverse]
    size = int(places[-1]) + 1 + GAP
    flat = torch.zeros(size, WIDTH).index_copy(0, places, vectors)
    mask = torch.zeros(size, 1).index_fill(0, places, 1.0)
    spread = torch.zeros(size, dtype=torch.long).index_copy(0, places, cases)
    logits: Tensor = student(flat, spread, mask)
    return logits[places]


def train(
    student: Student, lessons: Sequence[Lesson], table: WordTable, *, epochs: int, seed: int, rate: float = 3e-3
) -> None:
    """Teach the student: three parts of the teacher's scores to one part of the labels."""
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
        for group in batches([len(item.labels) for item in lessons], BATCH, rng):
            words, cases, places, labels, scores = batch_of([lessons[i] for i in group], rng)
            found = run(student, features, words, cases, places)
            taught = nn.functional.kl_div(found.log_softmax(1), scores.softmax(1), reduction="batchmean")
            loss = 0.75 * taught + 0.25 * nn.functional.cross_entropy(found, labels)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped.
            nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(group)
        print(f"student epoch {epoch + 1}: loss {total / len(lessons):.4f}, {time.time() - start:.0f} s", flush=True)
