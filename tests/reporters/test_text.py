from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socaudit.reporters import _text


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("\x9b2J\x7f", r"\x9b2J\x7f"),
        ("\u202eevil\u2069", r"\u202eevil\u2069"),
        ("in\u200bvis\ufeffible", r"in\u200bvis\ufeffible"),
        ("a\u2028b", r"a\u2028b"),
        ("\ud800", r"\ud800"),
        ("[bold]Zoë[/] 日本 🙂", "[bold]Zoë[/] 日本 🙂"),
    ],
)
def test_what_steers_a_terminal_or_cannot_be_seen_is_written_out(hostile: str, shown: str) -> None:
    assert _text.visible(hostile) == shown


@given(st.text(st.characters()))
def test_no_text_keeps_a_control_a_format_character_or_a_line_break(text: str) -> None:
    shown = _text.visible(text)
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert len(shown.splitlines()) <= 1


@given(st.text(), st.integers(4, 30), st.sampled_from(["…", "..."]))
def test_a_shortened_text_fits_and_keeps_its_ends(text: str, limit: int, ellipsis: str) -> None:
    middle = _text.shorten_middle(text, limit, ellipsis)
    end = _text.shorten(text, limit, ellipsis)
    assert len(middle) <= limit
    assert len(end) <= limit
    if len(text) <= limit:
        assert middle == end == text
    else:
        assert middle[-1] == text[-1]
        assert end.endswith(ellipsis)


def test_words_and_numbers_read_as_prose() -> None:
    assert _text.words("PHONE_NUMBER") == "phone number"
    assert _text.words("No date, as said.") == "No date, as said."
    assert _text.counted(1, "reply", "replies") == "1 reply"
    assert _text.counted(0, "reply", "replies") == "0 replies"
    assert _text.counted(2_500, "finding") == "2,500 findings"
    assert _text.points(1_234.5) == "1,234.5"
    assert _text.points(10) == "10"


def test_times_are_told_in_utc() -> None:
    in_paris = datetime(2024, 5, 3, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    assert _text.iso(in_paris) == "2024-05-02T22:30:00Z"
    assert _text.moment(in_paris) == "2024-05-02 22:30"
    assert _text.iso(datetime(2024, 5, 3, 1, 2, 3, 4, UTC)) == "2024-05-03T01:02:03.000004Z"
    assert _text.iso(None) is None
    assert _text.moment(None) == "undated"
