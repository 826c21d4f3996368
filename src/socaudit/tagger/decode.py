"""From scores of labels to spans: the best valid sequence of each run of tokens that may be part of a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

LABELS = ("O", "B-PERSON", "I-PERSON", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
_FORBIDDEN = -1e4
# A token whose best label of a name is this far (in logits) below O ends a run: no name of worth bridges it.
_MARGIN = 4.0


def _allowed() -> NDArray[np.float32]:
    """Return the cost of each step (from, to): I-x may follow only B-x and I-x."""
    steps = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for i, before in enumerate(LABELS):
        for j, after in enumerate(LABELS):
            if after[0] == "I" and before[2:] != after[2:]:
                steps[i, j] = _FORBIDDEN
    return steps


_STEPS = _allowed()
_START = np.array([_FORBIDDEN if label[0] == "I" else 0.0 for label in LABELS], np.float32)


def best_labels(scores: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return the best valid label of each token.

    Args:
        scores: logits of shape (tokens, labels); texts are kept apart by rows in which only O scores.
    """
    labels = np.zeros(len(scores), np.intp)
    live = np.flatnonzero(scores[:, 1:].max(axis=1) > scores[:, 0] - _MARGIN)
    if not len(live):
        return labels
    runs = np.split(live, np.flatnonzero(np.diff(live) > 1) + 1)
    by_length: dict[int, list[int]] = {}
    for run in runs:
        by_length.setdefault(len(run), []).append(int(run[0]))
    for length, starts in by_length.items():
        places = np.array(starts)[:, None] + np.arange(length)
        labels[places] = _viterbi(scores[places])
    return labels


def _viterbi(scores: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return the best valid paths through scores of shape (runs, length, labels)."""
    runs, length, _ = scores.shape
    best = scores[:, 0] + _START
    back = np.zeros((length, runs, len(LABELS)), np.intp)
    for step in range(1, length):
        paths = best[:, :, None] + _STEPS
        back[step] = paths.argmax(axis=1)
        best = paths.max(axis=1) + scores[:, step]
    labels = np.zeros((runs, length), np.intp)
    labels[:, -1] = best.argmax(axis=1)
    for step in range(length - 1, 0, -1):
        labels[:, step - 1] = back[step][np.arange(runs), labels[:, step]]
    return labels


def spans_of(labels: Sequence[int]) -> Iterator[tuple[str, int, int]]:
    """Yield `(label, first token, token after the last)` of each name in a valid sequence of labels."""
    start = -1
    for i, label in enumerate([*labels, 0]):
        if start >= 0 and (label % 2 or not label):
            yield LABELS[labels[start]][2:], start, i
            start = -1
        if label % 2:
            start = i
