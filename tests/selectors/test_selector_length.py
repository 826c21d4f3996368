from __future__ import annotations

from typing import Any

from looking import build

from socaudit.folding import fold
from socaudit.model import SAFE, Placeholder
from socaudit.selectors import Found, View

LIMITS = {"x": 10, "unknown": 20}


def beyond(
    text: str, *, network: str = "x", placeholders: tuple[Placeholder, ...] = (), field: str = "text", **options: Any
) -> list[Found]:
    view = View(field, fold(text), (), placeholders=placeholders, network=network)
    return [*build("length", **{"length": LIMITS, **options}).find(view)]


def rest(text: str, **options: Any) -> str:
    (hit,) = beyond(text, **options)
    return text[hit.start : hit.end]


def test_a_text_as_long_as_its_network_takes_fits() -> None:
    assert beyond("0123456789") == []
    assert beyond("") == []
    assert rest("0123456789ab") == "ab"


def test_any_other_network_has_the_limit_of_unknown_if_there_is_one() -> None:
    assert beyond("0123456789ab", network="elsewhere") == []
    assert rest("0123456789" * 2 + "!", network="elsewhere") == "!"
    assert beyond("0123456789" * 3, network="elsewhere", length={"x": 10}) == []


def test_it_says_how_long_the_text_is_and_may_be() -> None:
    (hit,) = beyond("0123456789ab")
    assert hit.note == "about 12 characters, of 10"


def test_a_placeholder_counts_as_what_it_may_be_filled_with() -> None:
    name = Placeholder(3, 17, "double", "first_name", SAFE)
    assert beyond("Hi ______________!", placeholders=(name,), filled=6) == []
    assert rest("Hi ______________!", placeholders=(name,), filled=7) == "!"


def test_what_only_steers_a_template_counts_nothing() -> None:
    block = Placeholder(0, 12, "block", "", SAFE)
    assert beyond("____________0123456789", placeholders=(block,)) == []


def test_links_count_as_their_network_counts_them() -> None:
    text = "See https://example.com/a/long/way"
    assert beyond(text, links={"x": 6}) == []
    assert rest(text, links={"x": 7}) == "https://example.com/a/long/way"
    assert beyond(text, links={"mastodon": 6}) != []


def test_on_wide_networks_what_is_beyond_latin_counts_twice() -> None:
    assert beyond("0123456 \U0001f4e6", wide=["x"]) == []
    assert rest("01234567 \U0001f4e6", wide=["x"]) == "\U0001f4e6"
    assert beyond("01234567 \U0001f4e6") == []
    assert beyond("\u00e4\u00f6\u00fc\u0416\u2019 0123", wide=["x"]) == []


def test_a_character_that_folding_spells_out_counts_once() -> None:
    assert beyond("012345678\u2026") == []
    assert rest("0123456789\u2026!") == "\u2026!"


def test_links_and_alternative_texts_have_no_length() -> None:
    assert beyond("0123456789ab", field="links.0") == []
