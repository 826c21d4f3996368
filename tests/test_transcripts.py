from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socaudit.model import Kind, Role, Visibility
from socaudit.transcripts import START, TranscriptError, parse

WHOLE = """
C 0h: My parcel is late again.
B 3h: Sorry! What's your order number?
C@sam_r(name=Sam Roe, town=Leeds) 3.5h: A-99120
---
X@acme_helpdesk(verified, unlisted, network=y) 90m: Message us
END 2d
"""


def test_a_transcript_is_a_line_a_message() -> None:
    read = parse(WHOLE, "t1")
    assert [message.id for message in read.messages] == ["t1.1", "t1.2", "t1.3", "t1.4"]
    assert [message.text for message in read.messages][2] == "A-99120"
    assert [message.parent_id for message in read.messages] == [None, "t1.1", "t1.2", None]
    assert [message.kind for message in read.messages] == [Kind.POST, Kind.REPLY, Kind.REPLY, Kind.POST]
    hours = [(message.created_at - START) / timedelta(hours=1) for message in read.messages if message.created_at]
    assert hours == [0, 3, 3.5, 1.5]


def test_a_message_can_be_edited_or_deleted_later() -> None:
    kept, edited, deleted = parse("B 0h: a\nB(edited) 1h: b\nB(deleted) 2h: c").messages
    assert (kept.edited_at, kept.deleted_at) == (None, None)
    assert (edited.edited_at, edited.deleted_at) == (START + timedelta(hours=2), None)
    assert (deleted.edited_at, deleted.deleted_at) == (None, START + timedelta(hours=3))


def test_attributes_say_who_speaks_and_where() -> None:
    read = parse(WHOLE)
    sam, stranger = read.messages[2], read.messages[3]
    assert sam.author
    assert (sam.author.handle, sam.author.name, sam.author.location) == ("sam_r", "Sam Roe", "Leeds")
    assert stranger.author
    assert (stranger.author.verified, stranger.visibility, stranger.network) == (True, Visibility.UNLISTED, "y")
    assert read.roles == {
        "customer": Role.CUSTOMER,
        "company": Role.BRAND,
        "sam_r": Role.CUSTOMER,
        "acme_helpdesk": Role.THIRD_PARTY,
    }


def test_a_value_may_stand_in_quotes_and_hold_a_comma() -> None:
    [message] = parse('C(name="Sam Roe", town="Upper Wobble, Kent", verified) 0h: a').messages
    assert message.author
    assert (message.author.name, message.author.location) == ("Sam Roe", "Upper Wobble, Kent")
    assert message.author.verified


def test_the_archive_ends_with_its_last_message_or_where_the_transcript_says() -> None:
    assert parse("C 0h: a\nB 5h: b").ends == {"transcript": START + timedelta(hours=5)}
    assert set(parse(WHOLE).ends.values()) == {START + timedelta(days=2)}
    assert set(parse(WHOLE).ends) == {"transcript", "y"}


@pytest.mark.parametrize(
    ("attribute", "parent"), [("", "t.3"), ("(>1)", "t.1"), ("(>3)", "t.2"), ("(>gone)", "t.gone")]
)
def test_a_line_answers_the_one_before_or_the_line_that_it_names(attribute: str, parent: str) -> None:
    read = parse(f"C 0h: one\n---\nC 1h: two\nC 2h: three\nB{attribute} 3h: four")
    assert read.messages[-1].parent_id == parent


def test_an_empty_message_is_a_message() -> None:
    assert parse("C 0h:").messages[0].text == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has no message"),
        ("END 3h", "has no message"),
        ("C 0h: a\nhello", "line 2 .* is not like 'C 0h: text'"),
        ("D 0h: a", "line 1 .* is not like"),
        ("C 0: a", "line 1 .* is not like"),
        ("C 0h:a", "line 1 .* is not like"),
        ("C@a 0h: a\nX@a 1h: b", "line 2 .* gives @a a second role"),
        ("C(shouting) 0h: a", "line 1 .*'shouting' is no attribute"),
        ("C(age=4) 0h: a", "line 1 .*'age=4' is no attribute"),
        ("C 0h: a\nB(>2) 1h: b", "line 2 .* answers line 2, which is no message before it"),
        ("C 0h: a\n---\nB(>2) 1h: b", "answers line 2"),
        ("C 0h: a\nB(>0) 1h: b", "answers line 0"),
        ("C 0h: a\nB(>x) 1h: b", "answers line x"),
        ("C 0h: a\nB(>\u00b2) 1h: b", "answers line \u00b2"),
        ("C 99999999999h: a", "line 1 .* too far in the future"),
        ("C 0h: a\nEND 99999999999d", "line 2 .* too far in the future"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, said: str) -> None:
    with pytest.raises(TranscriptError, match=said):
        parse(text)


@given(st.text(st.sampled_from("CBXU@(),=>:- 019.hmd\nENDgone\u00b2"), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(TranscriptError):
        assert parse(text).messages
