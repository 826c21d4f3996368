from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socaudit.model import BROKEN, SAFE, UNKNOWN
from socaudit.placeholders import Names, blanked, placeholders


def kinds(text: str, names: Names | None = None) -> list[tuple[str, str]]:
    """Return `(what is written, kind)` of every placeholder."""
    return [(text[one.start : one.end], one.kind) for one in placeholders(text, names or Names())]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("{{ticket.requester.phone}}", "PHONE_NUMBER"),
        ("{{ ticket.requester.first_name }}", SAFE),
        ('{{first_name | fallback:"there"}}', SAFE),
        ("{{{customer.email}}}", "EMAIL_ADDRESS"),
        ("{{& customer.email}}", "EMAIL_ADDRESS"),
        ("{{- order.number -}}", "ORDER_REFERENCE"),
        ("{{! a comment }}", SAFE),
        ("{{> footer}}", SAFE),
        ("{# a comment #}", SAFE),
        ("{% assign x = 1 %}", SAFE),
        ("{phone}", "PHONE_NUMBER"),
        ("${order.id}", "ORDER_REFERENCE"),
        ("[NAME]", SAFE),
        ("[CUSTOMER NAME]", "PERSON"),
        ("[Order Number]", "ORDER_REFERENCE"),
        ("[insert date]", SAFE),
        ("[SOMETHING ODD]", UNKNOWN),
        ("<Fill in the Order ID here>", "ORDER_REFERENCE"),
        ("<your phone number>", "PHONE_NUMBER"),
        ("<ACCOUNT NUMBER>", "CUSTOMER_REFERENCE"),
        ("<fill in whatever fits>", UNKNOWN),
        ("{{fist_name}}", UNKNOWN),
        ("{{ticket.latest_comment}}", "record"),
        ("{{ticket.assignee.phone}}", SAFE),
        ("{{customer.addressLine1}}", "STREET_ADDRESS"),
    ],
)
def test_every_syntax_is_told_by_its_name(written: str, kind: str) -> None:
    assert kinds(f"Hi, {written} and on.") == [(written, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "See [our page](https://acme.example) and [1].",
        "A quote [sic], an [UPDATE] and [FAQ][1].",
        "<b>Bold</b><br><address>We</address> <https://acme.example> <help@acme.example>",
        "3 < 4 and 5 > 4, {1, 2} and a smile :}",
    ],
)
def test_what_only_looks_like_a_placeholder_is_none(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "written", "fault"),
    [
        ("Hi {{first_name}, x", "{{first_name}", "its braces do not match"),
        ("Hi {first_name}}, x", "{first_name}}", "its braces do not match"),
        ("Hi {{{first_name}}, x", "{{{first_name}}", "its braces do not match"),
        ("Hi {{first_name, x", "{{first_name", "it opens and never closes"),
        ("Hi {first_name, x", "{first_name", "it opens and never closes"),
        ("Hi first_name}}, x", "}}", "it closes what was never opened"),
        ("Hi { {first_name} }, x", "{ {first_name} }", "there are spaces between its braces"),
        ("Hi {{ }}, x", "{{ }}", "it is empty"),
        ("Hi {{a |x:\u201cb\u201d}}", "{{a |x:\u201cb\u201d}}", "its quotes are typographic: write straight ones"),
        ('Hi {{a | fallback:"b}}', '{{a | fallback:"b}}', "a quote in it is never closed"),
        ("{% if x } y", "{% if x }", "it opens with {% and does not close with %}"),
        ("{% if x %} y", "{% if x %}", "what it opens is never closed"),
        ("y {%- endif -%}", "{%- endif -%}", "it closes what was never opened"),
        ("{{#x}} y", "{{#x}}", "what it opens is never closed"),
        ("y {{/x}}", "{{/x}}", "it closes what was never opened"),
    ],
)  # fmt: skip
def test_a_broken_placeholder_says_what_is_wrong(text: str, written: str, fault: str) -> None:
    (one,) = (one for one in placeholders(text, Names()) if one.kind == BROKEN)
    assert (text[one.start : one.end], one.fault) == (written, fault)


@pytest.mark.parametrize("text", ["{% if x %}{{a}}{% endif %}", "{{#x}}{{#y}}{{/y}}{{/x}}", "{{^x}}{{/x}}"])
def test_blocks_that_close_are_whole(text: str) -> None:
    assert BROKEN not in dict(kinds(text)).values()


def test_entries_of_ones_own_come_before_the_table() -> None:
    names = Names({"ticket.ticket_field_*": "PASSPORT", "Phone": SAFE})
    found = kinds("{{ticket.ticket_field_36}} {phone}", names)
    assert found == [("{{ticket.ticket_field_36}}", "PASSPORT"), ("{phone}", SAFE)]


def test_blanks_keep_the_length_and_the_lines() -> None:
    text = "Hi {{first_name |\n capitalize}}, bye"
    assert blanked(text, placeholders(text, Names())) == "Hi " + "_" * 14 + "\n" + "_" * 13 + ", bye"


@given(st.text(st.sampled_from('{}[]<>%#/ |:"aA.\n\u201d_'), max_size=60))
def test_any_text_gives_spans_in_order_that_do_not_overlap(text: str) -> None:
    found = placeholders(text, Names())
    places = [place for one in found for place in (one.start, one.end)]
    assert places == sorted(places)
    assert all(one.start < one.end <= len(text) for one in found)
    assert all((one.kind == BROKEN) is bool(one.fault) for one in found)
    assert len(blanked(text, found)) == len(text)
