from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socaudit.tagger.tokens import HANDLE, LINK, canonical, is_word, offsets_of, parts, tokens_of


@given(st.text())
def test_tokens_stand_at_their_offsets_and_only_blanks_lie_between(text: str) -> None:
    offsets = list(offsets_of(text))
    assert [text[start:end] for start, end in offsets] == tokens_of(text)
    ends = [0, *(end for _, end in offsets)]
    starts = [*(start for start, _ in offsets), len(text)]
    assert all(text[end:start].strip() == "" for end, start in zip(ends, starts, strict=True))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("don't do n't", ["don", "'t", "do", "n", "'t"]),
        ("Zoë\u2019s O'Neil", ["Zoë", "\u2019s", "O", "'", "Neil"]),
        ("e\u0301te\u0301!", ["e\u0301te\u0301", "!"]),
        ("see https://x.example/a?b , ok", ["see", "https://x.example/a?b", ",", "ok"]),
        ("jo@mail.example", ["jo@mail.example"]),
        ("hi @some_one.", ["hi", "@some_one", "."]),
        ("RT @ someone : hi", ["RT", "@ someone", ":", "hi"]),
        ("meet @ Leeds tonight", ["meet", "@", "Leeds", "tonight"]),
        ("hi @ someOne1 ok", ["hi", "@ someOne1", "ok"]),
        ("#JaneDoe # Leeds #1", ["#JaneDoe", "# Leeds", "#", "1"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_social_text_is_cut_as_people_write_it(text: str, tokens: list[str]) -> None:
    assert tokens_of(text) == tokens


@pytest.mark.parametrize("token", ["@someone", "@ someone"])
def test_all_handles_are_one(token: str) -> None:
    assert canonical(token) == HANDLE
    assert not is_word(token)


@pytest.mark.parametrize("token", ["http://a.example", "HTTPS://A.EXAMPLE", "www.a.example", "jo@mail.example"])
def test_all_links_and_mail_addresses_are_one(token: str) -> None:
    assert canonical(token) == LINK
    assert not is_word(token)


@pytest.mark.parametrize("token", ["@", "http", "Leeds"])
def test_other_tokens_stay(token: str) -> None:
    assert canonical(token) == token


@pytest.mark.parametrize("token", ["'s", "!", "🙂", "@"])
def test_no_name_begins_with_a_mark(token: str) -> None:
    assert not is_word(token)


def test_a_hashtag_holds_the_words_of_its_humps() -> None:
    assert parts("#JaneDoe") == ["Jane", "Doe"]
    assert parts("#RIPJane99") == ["RIP", "Jane", "99"]
    assert parts("McDoe") == ["McDoe"]
    assert parts("#") == ["#"]
