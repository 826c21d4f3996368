"""The classifier's teacher: layers of the MiniLM encoder, fine-tuned to say what a sentence counts as."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

import teacher as tokens_teacher
from sentences import LABELS, SAID_BY, Sentence
from socaudit.tagger.tokens import LINK, canonical, tokens_of
from socaudit.tagger.words import Lexicon

_ADDRESS = re.compile(r"(?<![\w@./-])(?:[\w-]+\.)*example\.(?:com|net|org)(?:/[\w/-]*)?")
BATCH, LONGEST, LAYERS = 24, 60, 4
# A label that a side cannot have teaches nothing about it.
_MASKS = {side: torch.tensor([float(label in said) for label in LABELS]) for side, said in SAID_BY.items()}


class ClassifierTeacher(tokens_teacher.Teacher):
    """The encoder, with a layer of labels on its first row and on the mean of all."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon, layers=LAYERS)
        for layer in self.encoder.encoder.layer:
            layer.intermediate.intermediate_act_fn = nn.GELU(approximate="tanh")  # As the shipped encoder has it.
        self.head = nn.Linear(2 * self.encoder.config.hidden_size, len(LABELS))
        nn.init.constant_(self.head.bias, -3.0)  # Most sentences are none of it.

    def forward(self, texts: Sequence[Sequence[str]]) -> Tensor:
        """Return the logits of every sentence."""
        ids, types, mask, _ = self.tensors(texts)
        hidden = self.encoder(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        weight = mask.unsqueeze(-1).float()
        mean = (hidden * weight).sum(1) / weight.sum(1)
        logits: Tensor = self.head(self.dropout(torch.cat([hidden[:, 0], mean], dim=1)))
        return logits


def words(text: str) -> list[str]:
    """Return a sentence as the network reads it."""
    return [canonical(token) for token in tokens_of(text)][:LONGEST]


def targets(data: Sequence[Sentence]) -> tuple[Tensor, Tensor]:
    """Return which labels hold, and which count, each of shape (sentences, labels)."""
    held = torch.tensor([[float(label in one.labels) for label in LABELS] for one in data])
    return held, torch.stack([_MASKS[one.speaker] for one in data])


def train(teacher: ClassifierTeacher, data: Sequence[Sentence], *, epochs: int, seed: int, rate: float = 2e-4) -> None:
    """Fine-tune the teacher on labelled sentences, their case and last stop varied anew in each epoch."""
    rng = random.Random(seed)  # noqa: S311  # Not a secret.
    learnt = [(name, p) for name, p in teacher.named_parameters() if p.requires_grad]
    new = [p for name, p in learnt if name.startswith("head") or "token_type" in name]
    old = [p for name, p in learnt if not name.startswith("head") and "token_type" not in name]
    optimizer = torch.optim.AdamW([{"params": old, "lr": rate}, {"params": new, "lr": rate * 5}], fused=True)
    steps = epochs * (len(data) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / (0.1 * steps), 1.02 - s / steps))
    start = time.time()
    for epoch in range(epochs):
        teacher.train()
        total = 0.0
        texts = [words(varied(one.text, rng)) or ["."] for one in data]
        for group in tokens_teacher.batches([len(text) for text in texts], BATCH, rng):
            held, counts = targets([data[i] for i in group])
            logits = teacher([texts[i] for i in group])
            loss = (nn.functional.binary_cross_entropy_with_logits(logits, held, reduction="none") * counts).sum()
            loss = loss / len(group)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped.
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(group)
        print(f"teacher epoch {epoch + 1}: loss {total / len(data):.4f}, {time.time() - start:.0f} s", flush=True)


def varied(text: str, rng: random.Random) -> str:
    """Return a sentence as others type it: addresses as full links, without its stop, in lower case, shouted."""
    if rng.random() < 0.7:
        text = _ADDRESS.sub(LINK, text)
    if rng.random() < 0.2:
        text = text.rstrip(".!")
    draw = rng.random()
    return text.lower() if draw < 0.25 else text.upper() if draw < 0.28 else text


@torch.inference_mode()
def logits(teacher: ClassifierTeacher, texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """Return the logits of sentences, of shape (sentences, labels); none is empty."""
    teacher.eval()
    found = np.zeros((len(texts), len(LABELS)), np.float32)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    for low in range(0, len(order), 64):
        group = order[low : low + 64]
        found[group] = teacher([texts[i] for i in group]).numpy()
    return found
