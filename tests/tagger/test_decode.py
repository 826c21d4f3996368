from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from socaudit.tagger.decode import LABELS, best_labels, spans_of

OUT, B_PERSON, I_PERSON, B_LOC, I_LOC, *_ = range(len(LABELS))


def _valid(path: tuple[int, ...]) -> bool:
    names = ["O", *(LABELS[label] for label in path)]
    return all(b[0] != "I" or a[2:] == b[2:] for a, b in itertools.pairwise(names))


@given(arrays.arrays(np.float32, st.tuples(st.integers(1, 4), st.just(7)), elements=st.floats(-2, 2, width=16)))
def test_the_labels_are_the_best_valid_ones(scores: np.ndarray) -> None:
    paths = filter(_valid, itertools.product(range(7), repeat=len(scores)))
    best = max(sum(scores[i, label] for i, label in enumerate(path)) for path in paths)
    found = best_labels(scores)
    assert _valid(tuple(found.tolist()))
    assert np.isclose(sum(scores[i, label] for i, label in enumerate(found)), best, atol=1e-4)


def test_rows_that_hold_no_word_part_the_texts() -> None:
    scores = np.full((5, 7), -9.0, np.float32)
    scores[2, 1:] = -np.inf
    scores[[1, 3], [B_PERSON, I_PERSON]] = 5.0
    scores[3, B_LOC] = 4.0
    assert best_labels(scores).tolist() == [OUT, B_PERSON, OUT, B_LOC, OUT]


def test_nothing_near_a_name_gives_no_labels() -> None:
    scores = np.zeros((3, 7), np.float32)
    scores[:, 0] = 20.0
    assert best_labels(scores).tolist() == [0, 0, 0]


def test_runs_of_labels_are_spans() -> None:
    labels = [B_PERSON, I_PERSON, B_PERSON, OUT, B_LOC, I_LOC, I_LOC]
    assert list(spans_of(labels)) == [("PERSON", 0, 2), ("PERSON", 2, 3), ("LOC", 4, 7)]
    assert list(spans_of([])) == []
