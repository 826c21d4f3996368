from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socaudit.detectors import ENTITY_TYPES, normalise, parts


@pytest.mark.parametrize(
    ("entity_type", "spellings"),
    [
        ("PHONE_NUMBER", ["07700 900123", "+44 7700 900123", "0044 7700900123", "(07700) 900-123"]),
        ("PHONE_NUMBER", ["(212) 555-0123", "+1 212 555 0123", "2125550123"]),
        ("PHONE_NUMBER", ["0412 345 678", "+61 412 345 678"]),
        ("PHONE_NUMBER", ["07700 900123", "oh double seven double oh nine hundred one twenty three"]),
        ("EMAIL_ADDRESS", ["jane_doe@example.com", "jane underscore doe at example dot com"]),
        (
            "EMAIL_ADDRESS",
            ["Jane.Doe@example.com", "jane dot doe at example dot com", "jane.doe (at) example [dot] com"],
        ),
        ("PERSON", ["Jane Doe", "JANE  DOE", "jane_doe", "JaneDoe", "jane.doe"]),
        ("PERSON", ["Jane McKay", "jane mckay"]),
        ("STREET_ADDRESS", ["14 Elm Rd.", "14, elm road", "14 ELM ROAD"]),
        ("POSTAL_CODE", ["LS6 3HN", "ls63hn"]),
        ("CREDIT_CARD", ["4111 1111 1111 1111", "4111-1111-1111-1111"]),
        ("ORDER_REFERENCE", ["A-99120", "a 99120", "A\u201199120"]),
        ("NATIONAL_ID", ["QQ 12 34 56 C", "qq123456c"]),
        ("DATE_OF_BIRTH", ["3/4/82", "03.04.1982", "3rd of April 1982", "April 3, 1982", "1982-04-03", "3 apr 82"]),
        ("DATE_OF_BIRTH", ["13/4/82", "4/13/82"]),
        ("ONLINE_HANDLE", ["@Jane_D", "jane_d"]),
        ("LOCATION", ["Leeds", "leeds "]),
    ],
)
def test_spellings_of_one_value_have_one_normal_form(entity_type: str, spellings: list[str]) -> None:
    assert len({normalise(entity_type, spelling) for spelling in spellings}) == 1


def test_different_values_stay_different() -> None:
    assert normalise("CREDENTIAL", "Hunter22") != normalise("CREDENTIAL", "hunter22")
    assert normalise("DATE_OF_BIRTH", "3 April") != normalise("DATE_OF_BIRTH", "4 April")
    assert normalise("PHONE_NUMBER", "07700 900123") != normalise("PHONE_NUMBER", "07700 900124")


def test_fiction_belongs_to_its_own_country() -> None:
    assert normalise("PHONE_NUMBER", "07700 900123") == "+447700900123"
    assert normalise("PHONE_NUMBER", "212 555 0123") == "+12125550123"


def test_number_that_no_region_knows_keeps_its_digits() -> None:
    assert normalise("PHONE_NUMBER", "555-0123") == "5550123"
    assert normalise("PHONE_NUMBER", "+999 12") == "99912"


@pytest.mark.parametrize(
    ("entity_type", "text", "expected"),
    [
        ("PERSON", "Mrs Jane O'Neill", (("name", "jane"), ("name", "o'neill"))),
        ("CREDIT_CARD", "4111 1111 1111 1112", (("last4", "1112"),)),
        ("PHONE_NUMBER", "07700 900123", (("last4", "0123"),)),
        ("ORDER_REFERENCE", "A-99120", (("last4", "9120"),)),
        ("ORDER_REFERENCE", "X7KQ2P", ()),
        ("POSTAL_CODE", "ls6 3hn", (("outward", "LS6"), ("inward", "3HN"))),
        ("POSTAL_CODE", "LS6", (("outward", "LS6"),)),
        ("POSTAL_CODE", "90803", (("outward", "90803"),)),
        ("POSTAL_CODE", "90803-1234", (("outward", "90803"), ("inward", "1234"))),
        ("STREET_ADDRESS", "Flat 3b, 14 Elm Rd", (("street", "elm road"), ("house", "3b"), ("house", "14"))),
        ("STREET_ADDRESS", "flat 3b", (("house", "3b"),)),
        ("ONLINE_HANDLE", "@Jane_D", (("local", "jane_d"),)),
        ("ONLINE_HANDLE", "@", ()),
        ("EMAIL_ADDRESS", "Jane@Example.com", (("local", "jane"), ("domain", "example.com"))),
        ("EMAIL_ADDRESS", "broken", ()),
        ("LOCATION", "Leeds 1234", ()),
    ],
)
def test_parts_are_what_links_a_value_to_another(
    entity_type: str, text: str, expected: tuple[tuple[str, str], ...]
) -> None:
    assert parts(entity_type, text) == expected


@given(st.sampled_from(sorted(ENTITY_TYPES)), st.text(max_size=40))
def test_any_text_has_a_normal_form_and_parts(entity_type: str, text: str) -> None:
    assert isinstance(normalise(entity_type, text), str)
    assert all(kind and isinstance(part, str) for kind, part in parts(entity_type, text))
