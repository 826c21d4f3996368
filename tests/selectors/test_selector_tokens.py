from __future__ import annotations

from typing import Any

import pytest
from looking import build, words
from pydantic import ValidationError


@pytest.mark.parametrize(
    ("tokens", "text", "hits"),
    [
        (["we", "overcharged"], "we overcharged you", ["we overcharged"]),
        (["we", "overcharged"], "We, overcharged", ["We, overcharged"]),
        (["we", "overcharged"], "we have overcharged", []),
        (["we|i", "overcharged|billed"], "I billed and we overcharged", ["I billed", "we overcharged"]),
        (["refund*"], "refunds and refunded, unrefunded", ["refunds", "refunded"]),
        (["refund"], "refunds", []),
        (["we", {"gap": 2}, "twice"], "we twice", ["we twice"]),
        (["we", {"gap": 2}, "twice"], "we billed you twice", ["we billed you twice"]),
        (["we", {"gap": 2}, "twice"], "we have billed you twice", []),
        (["we", {"any": 1}, "you"], "we billed you", ["we billed you"]),
        (["we", {"any": 1}, "you"], "we you", []),
        (["we", {"any": 2}, "you"], "we've not billed you", []),
        ([{"any": 1}, "fault"], "our fault", ["our fault"]),
        (["fault", {"any": 1}], "fault here now", ["fault here"]),
        (["was", {"not": "not|never"}, "fault"], "was our fault", ["was our fault"]),
        (["was", {"not": "not|never"}, "fault"], "was NOT fault", []),
        ([{"not": "your"}, "fault"], "your fault", []),
        ([{"not": "your"}, "fault"], "your fault, their fault", ["their fault"]),
        ([{"not": "your"}, {"gap": 2}, "fault"], "your own fault", ["own fault"]),
        (["we", {"gap": 1}, {"gap": 1}, "you"], "we have billed you", ["we have billed you"]),
        (["c++|a.b"], "c++ then a.b then axb", ["c++", "a.b"]),
        (["stra\u00dfe"], "Stra\u00dfe", ["Stra\u00dfe"]),
        (["don't", "know"], "I don\u2019t know", ["don\u2019t know"]),
    ],
)
def test_tokens_match_words_in_sequence(tokens: list[Any], text: str, hits: list[str]) -> None:
    assert words(build("tokens", tokens=tokens), text) == hits


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        ([], "at least 1"),
        ([{"gap": 2}, "fault"], "a gap stands between two words"),
        (["fault", {"gap": 2}], "a gap stands between two words"),
        (["our|", "fault"], "no word"),
        (["*"], "no word"),
        ([""], "at least 1"),
        (["we", {"gap": 0}, "you"], "greater than or equal to 1"),
        (["we", {"gap": 21}, "you"], "less than or equal to 20"),
        (["we", {"skip": 1}, "you"], "Extra inputs"),
    ],
)
def test_tokens_that_make_no_sense_are_refused(tokens: list[Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        build("tokens", tokens=tokens)
