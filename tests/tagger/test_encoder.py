from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import socaudit
from socaudit.tagger import Classifier
from socaudit.tagger.encoder import LONGEST, Encoder

ENCODER = Classifier.load(Path(socaudit.__file__).parent / "models" / "social_textcat").careful
SENTENCES = [
    text.split() for text in ("We charged you twice .", "Thanks !", "nobody is at home until the 14th , so ring")
]


def test_a_sentence_reads_the_same_alone_and_among_longer_ones() -> None:
    together = ENCODER.logits([*SENTENCES, ["word"] * 90, *SENTENCES * 40])
    for place, words in enumerate(SENTENCES):
        alone = ENCODER.logits([words])[0]
        assert together[place] == pytest.approx(alone, abs=0.01)
        assert together[-3 + place] == pytest.approx(alone, abs=0.01)


def test_each_word_is_read_in_view_of_the_others() -> None:
    first, second = ENCODER.logits([["we", "charged", "you"], ["you", "charged", "we"]])
    assert np.abs(first - second).max() > 0.1


def test_what_is_longer_than_the_encoder_reads_is_cut() -> None:
    long = ["word"] * (3 * LONGEST)
    assert ENCODER.logits([long])[0] == pytest.approx(ENCODER.logits([long[: LONGEST - 2]])[0], abs=0.01)


def test_no_sentences_have_no_logits() -> None:
    assert ENCODER.logits([]).shape == (0, len(ENCODER.head_bias))


def test_an_archive_that_lacks_a_matrix_is_refused() -> None:
    with pytest.raises(KeyError):
        Encoder.of(ENCODER.lexicon, {"pieces": np.zeros((4, 8), np.int8), "0.qkv": np.zeros((8, 24), np.int8)})
