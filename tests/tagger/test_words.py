from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socaudit.tagger.tokens import tokens_of
from socaudit.tagger.words import N_GROUPS, N_SHAPES, Lexicon, case_of, checksum, fold, groups_of, pieces_of, shape_of

PIECES = {"[UNK]": 0, "[LINK]": 1, "[HANDLE]": 2, "jan": 3, "##e": 4, "jane": 5, "##t": 6, "doe": 7}
LEXICON = Lexicon.of(PIECES, [np.array(sorted([checksum("jane"), checksum("zed")]), np.uint32)])


def test_the_longest_pieces_win() -> None:
    assert pieces_of("jane", PIECES) == [5]
    assert pieces_of("janet", PIECES) == [5, 6]
    assert pieces_of("jan", PIECES) == [3]


def test_a_word_that_no_pieces_make_up_is_unknown() -> None:
    assert pieces_of("jax", PIECES) == [0]
    assert pieces_of("e" * 41, PIECES) == [0]


def test_names_are_known_by_list_in_any_case_and_inside_hashtags() -> None:
    assert LEXICON.features("JANE").lists == (True,)
    assert LEXICON.features("#JaneDoe").lists == (True,)
    assert LEXICON.features("doe").lists == (False,)
    assert LEXICON.features("zzz").lists == (False,)


def test_handles_and_links_show_nothing_of_their_letters() -> None:
    assert LEXICON.features("@jane") == LEXICON.features("@doe")
    assert LEXICON.features("http://jane.example").pieces == (1,)


def test_accents_and_case_fold_away() -> None:
    assert fold("ZOË") == "zoe"
    assert fold("\u0301") == "\u0301"


def test_a_text_knows_how_it_uses_capitals() -> None:
    cases = ["all in lower case", "Jane said so today", "Jane Doe Wins A Big Prize", "JANE IS HERE", "42 !"]
    assert [case_of(text.split()) for text in cases] == [0, 1, 2, 3, 0]


@pytest.mark.parametrize(
    ("token", "shape"),
    [
        ("#leeds", 3),
        ("#Leeds", 4),
        ("'s", 5),
        (".", 6),
        (",", 7),
        ("★", 8),
        ("12", 9),
        ("abc", 10),
        ("a1", 11),
        ("I", 12),
        ("DM", 13),
        ("Jane", 14),
        ("iPhone", 15),
    ],
)
def test_shapes_tell_case_and_kind(token: str, shape: int) -> None:
    assert shape_of(token) == shape


@given(st.text(min_size=1))
def test_every_token_has_features_in_range(text: str) -> None:
    for token in tokens_of(text):
        seen = LEXICON.features(token)
        assert seen.pieces
        assert seen.groups
        assert all(0 <= group < N_GROUPS for group in seen.groups)
        assert 0 <= seen.shape < N_SHAPES


def test_groups_mark_the_ends_of_a_word() -> None:
    assert groups_of("ann") != groups_of("nna")
    assert len(groups_of("ann")) == 3
    assert len(groups_of("a")) == 1
