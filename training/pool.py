"""What the student learns from: varied texts with the teacher's scores, and the teacher's view of each piece."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

import teacher as teachers
from augment import Tagged, Varier
from data import Example
from socaudit.tagger.decode import LABELS
from socaudit.tagger.words import HANDLE_PIECE, LINK_PIECE, N_SHAPES, UNKNOWN

NEIGHBOURS, LONGEST = 12, 120
SURE = 7.0  # The score of a label that is certain.
VARIANTS = 2
Taught = tuple[list[str], list[int], NDArray[np.float32]]


def lessons(teacher: teachers.Teacher, examples: Sequence[Example], varier: Varier, kept: Path) -> list[Taught]:
    """Return tokens, labels and scores of the texts and of variants of each, and of invented sentences.

    The teacher scores each text as it is and twice with near words. Two further variants have other names in the same
    words: the teacher's scores stand for the words, certainty for the names, as for the invented sentences.
    """
    if kept.exists():
        return list(pickle.loads(kept.read_bytes()))  # noqa: S301  # Written by this recipe.
    varier.near = neighbours(teacher)
    texts = [varier.joined(example.tokens[:LONGEST], example.labels[:LONGEST]) for example in examples]
    near = [_near(varier, tokens, labels) for _ in range(VARIANTS) for tokens, labels in texts]
    scored = [*texts, *near]
    scores = teachers.logits(teacher, [tokens for tokens, _ in scored])
    taught = [(tokens, labels, score) for (tokens, labels), score in zip(scored, scores, strict=True)]
    for (tokens, labels), score in list(zip(texts, scores, strict=False)) * VARIANTS:
        if any(labels):
            words, marks, origin = varier.renamed(tokens, labels, chance=0.9)
            known = np.array(origin)[:, None] >= 0
            taught.append((words, marks, np.where(known, score[origin], _sure(marks))))
    for _ in range(len(examples) // 3):
        tokens, labels = varier.invented()
        taught.append((tokens, labels, _sure(labels)))
    kept.write_bytes(pickle.dumps(taught))
    return taught


def _near(varier: Varier, tokens: Sequence[str], labels: Sequence[int]) -> Tagged:
    words, marks, _ = varier.renamed(tokens, labels, chance=0.5)
    return varier.reworded(words, chance=0.2), marks


def _sure(labels: Sequence[int]) -> NDArray[np.float32]:
    """Return scores that leave little doubt about the labels."""
    return np.eye(len(LABELS), dtype=np.float32)[list(labels)] * SURE


def neighbours(teacher: teachers.Teacher) -> dict[str, list[str]]:
    """Return for each longer word of the vocabulary the words that the encoder holds to be nearest."""
    words = [(piece, i) for piece, i in teachers.vocabulary().items() if piece.isalpha() and len(piece) > 3]
    table = teacher.encoder.embeddings.word_embeddings.weight.detach()[[i for _, i in words]]
    table = nn.functional.normalize(table - table.mean(0), dim=1).bfloat16()
    near: dict[str, list[str]] = {}
    for low in range(0, len(words), 2000):
        best = (table[low : low + 2000] @ table.T).topk(NEIGHBOURS + 1, dim=1).indices.tolist()
        near |= {words[low + i][0]: [words[j][0] for j in row[1:]] for i, row in enumerate(best)}
    return near


@torch.inference_mode()
def vocabulary_and_vectors(teacher: teachers.Teacher, kept: Path) -> tuple[list[str], Tensor]:
    """Return the pieces of Latin text, and for each a vector of two halves.

    Each half keeps the main components of what the encoder knows of a piece: its embedding, and what the fine-tuned
    layers make of the piece alone, which already tells names from other words.
    """
    if kept.exists():
        vocabulary, vectors = torch.load(kept, weights_only=True)
        return vocabulary, vectors
    rows = {
        piece: i
        for piece, i in teachers.vocabulary().items()
        if piece in {UNKNOWN, LINK_PIECE, HANDLE_PIECE} or ((piece[0] != "[" or len(piece) == 1) and _is_latin(piece))
    }
    ids = torch.tensor(list(rows.values()))
    teacher.eval()
    static = teacher.encoder.embeddings.word_embeddings.weight[ids]
    alone = torch.cat([_alone(teacher, part) for part in ids.split(512)])  # type: ignore[no-untyped-call]  # torch leaves it untyped.
    vectors = torch.cat([_main(static, 64), _main(alone, 64)], dim=1)
    torch.save((list(rows), vectors), kept)
    return list(rows), vectors


def _is_latin(piece: str) -> bool:
    return all(ord(mark) < 0x250 or 0x2000 <= ord(mark) < 0x2C00 for mark in piece)  # Blocks of Unicode.


def _alone(teacher: teachers.Teacher, ids: Tensor) -> Tensor:
    """Return the last hidden state of pieces, each alone in a text, in the shape of lower case."""
    pieces = teacher.lexicon.vocabulary
    table = torch.tensor([[pieces[teachers.CLS], 0, pieces[teachers.SEP]]]).repeat(len(ids), 1)
    table[:, 1] = ids
    types = torch.tensor([[N_SHAPES, 10, 0]]).repeat(len(ids), 1)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = teacher.encoder(input_ids=table, token_type_ids=types, attention_mask=torch.ones_like(table))
    vectors: Tensor = hidden.last_hidden_state[:, 1].float()
    return vectors


def _main(table: Tensor, width: int) -> Tensor:
    """Return the main components of the rows, so scaled that a number is about a third."""
    centred = table - table.mean(0)
    _, axes = torch.linalg.eigh(centred.T @ centred)
    main = centred @ axes.flip(1)[:, :width]
    scaled: Tensor = main / main.std() * 0.35
    return scaled
