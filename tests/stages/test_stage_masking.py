from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socaudit.folding import fold
from socaudit.stages.masking import EVIDENCE_LENGTH, Evidence, excerpts, masks


def test_a_span_is_masked_once_however_many_rules_see_it() -> None:
    shown = excerpts({"text": "call me on 07700 900123"}, ())
    assert shown("text", 0, 4) is shown("text", 0, 4)
    assert shown("text", 0, 4).text == "call me on [DIGITS] [DIGITS]"


def excerpt(sentence: str, *values: tuple[str, str], known: tuple[tuple[str, str], ...] = ()) -> Evidence:
    """Return the evidence of a sentence in which [brackets] mark the hit; `values` are masked at their first place."""
    before, rest = sentence.split("[", 1)
    hit, after = rest.split("]", 1)
    text = before + hit + after
    places = [(text.index(word), text.index(word) + len(word), label) for word, label in values]
    return masks(text, places, known).excerpt(text, len(before), len(before + hit))


@pytest.mark.parametrize(
    ("sentence", "masked"),
    [
        ("call [me] on 07700 900123", "call me on [DIGITS] [DIGITS]"),
        ("[me] @jane_doe hi", "me [HANDLE] hi"),
        (".@jane_doe [hi]", ".[HANDLE] hi"),
        ("(@jane_doe) [hi]", "([HANDLE]) hi"),
        ("@jane-doe.bsky.example [hi]", "[HANDLE] hi"),
        ("@jane@mastodon.example [hi]", "[HANDLE] hi"),
        ("\uff20jane [hi]", "[HANDLE] hi"),
        ("@\u200bjane [hi]", "[HANDLE] hi"),
        ("u/jane_doe and /u/jane-doe [hi]", "[HANDLE] and [HANDLE] hi"),
        ("see https://acme.example/jane?x=1 [hi]", "see [LINK] hi"),
        ("see WWW.acme.example/jane [hi]", "see [LINK] hi"),
        ("see acme.example/jane [hi]", "see [LINK] hi"),
        ("and/or e.g. 1.5 [hi]", "and/or e.g. 1.5 hi"),
        ("12 34 [hi]", "12 34 hi"),
        ("no 1\u200b2\u200b3 [hi]", "no [DIGITS] hi"),
        ("\u0661\u0662\u0663 [hi]", "[DIGITS] hi"),
        ("\u00b9\u00b2\u00b3 [hi]", "[DIGITS] hi"),
        ("A12345B [hi]", "A[DIGITS]B hi"),
        ("a  lot\n\nof [room]", "a lot of room"),
    ],
)
def test_numbers_handles_and_links_are_masked_however_they_are_written(sentence: str, masked: str) -> None:
    assert excerpt(sentence).text == masked.replace("[hi]", "hi")


def test_a_value_is_masked_by_its_type_and_the_hit_is_marked() -> None:
    evidence = excerpt("Hi Jane Doe, [our fault]", ("Jane Doe", "PERSON"))
    assert evidence.text == "Hi [PERSON], our fault"
    assert evidence.text[slice(*evidence.marked)] == evidence.hit == "our fault"


@pytest.mark.parametrize(
    "sentence", ["my [Jane Doe] here", "my Ja[ne D]oe here", "my [Jane] Doe here", "my Jane Doe[] here"]
)
def test_a_hit_on_part_of_a_value_shows_none_of_it(sentence: str) -> None:
    evidence = excerpt(sentence, ("Jane Doe", "PERSON"))
    assert evidence.text == "my [PERSON] here"


def test_values_that_overlap_are_one_mask_named_after_the_longest() -> None:
    evidence = excerpt(
        "[at] 12 High Street 07700900123x", ("12 High Street", "STREET_ADDRESS"), ("High Street 077", "CANDIDATE")
    )
    assert evidence.text == "at [STREET_ADDRESS]x"


def test_a_detection_gives_its_name_before_the_candidate_of_the_same_place() -> None:
    evidence = excerpt("[it] A99", ("A99", "CANDIDATE"), ("A99", "ORDER_REFERENCE"))
    assert evidence.text == "it [ORDER_REFERENCE]"


@pytest.mark.parametrize(
    ("sentence", "masked"),
    [
        ("[hi] Jane, tell Jane", "hi [PERSON], tell [PERSON]"),
        ("[hi] Janet", "hi Janet"),
        ("[hi] MaryJane", "hi MaryJane"),
        ("[hi] #Jane's", "hi #[PERSON]'s"),
    ],
)
def test_a_known_value_is_masked_wherever_it_stands_as_a_word(sentence: str, masked: str) -> None:
    assert excerpt(sentence, known=(("Jane", "PERSON"), ("hi", "PERSON"))).text == masked


def test_long_texts_are_cut_around_the_hit() -> None:
    evidence = excerpt("a" * 300 + " [our fault] " + "b" * 300)
    assert evidence.text == "..." + "a" * 47 + " our fault " + "b" * 47 + "..."
    assert evidence.text[slice(*evidence.marked)] == "our fault"


def test_a_long_hit_is_cut_itself() -> None:
    evidence = excerpt("a [" + "x y " * 100 + "] b")
    assert len(evidence.hit) == 60
    assert evidence.hit.endswith("...")
    assert len(evidence.text) <= EVIDENCE_LENGTH


def test_the_edge_of_an_excerpt_cuts_no_number_open() -> None:
    evidence = excerpt("[hit] " + "w " * 22 + "1234567890 tail " * 9)
    assert not re.search(r"\d", evidence.text)


# Words whose letters occur nowhere else, so that any part of a value shows.
PLAIN = st.text(st.sampled_from("abc ,.\n\u200b\u00e9"), max_size=40)
VALUE = st.text(st.sampled_from("XYZ-\u0416"), min_size=1, max_size=30)
PIECE = st.one_of(
    PLAIN.map(lambda text: (text, "plain")),
    VALUE.map(lambda text: (text, "value")),
    st.from_regex(r"[0-9]{3,12}", fullmatch=True).map(lambda text: (text, "digits")),
    st.sampled_from([" @qqq_q ", " .@qqq.q ", " https://qqq.example/q ", " u/qqqq "]).map(lambda text: (text, "other")),
)


@given(st.lists(PIECE, max_size=12), st.data())
def test_evidence_is_short_and_holds_no_part_of_what_is_masked(
    pieces: list[tuple[str, str]], data: st.DataObject
) -> None:
    text, values = "", []
    for piece, kind in pieces:
        if kind == "value":
            values.append((len(text), len(text) + len(piece), "PERSON"))
        text += piece
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    evidence = masks(text, values).excerpt(text, start, end)
    shown = re.sub(r"\[(?:PERSON|LINK|HANDLE|DIGITS)\]", "", evidence.text)
    assert len(evidence.text) <= EVIDENCE_LENGTH
    assert 0 <= evidence.marked[0] <= evidence.marked[1] <= len(evidence.text)
    assert evidence.text[slice(*evidence.marked)] == evidence.hit
    assert not re.search(r"\d{3}", fold(evidence.text).text)
    if "[" not in shown and "]" not in shown:  # A label that is cut off shows its own letters.
        assert not set(shown) & set("XYZ\u0416q@")
