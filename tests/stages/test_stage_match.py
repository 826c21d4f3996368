from __future__ import annotations

from pathlib import Path

import pytest

from builders import KEY, facts, message, rule, rulebook, worker
from socaudit.keys import Key
from socaudit.model import Author, Facts
from socaudit.stages.accounts import account_key, handle_key
from socaudit.stages.match import bare_facts, fields, profile_fields, value_hash
from socaudit.stages.program import Program

WORDS = {"Sam Roe": "PERSON", "A-99120": "ORDER_REFERENCE", "LS1 4AP": "POSTAL_CODE"}
RULES = "rules:\n" + rule("{who: {entities: [PERSON, ORDER_REFERENCE], in: [text, profile]}}") + rule(number=2)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(rulebook(tmp_path, RULES))


def made(program: Program, **changes: object) -> Facts:
    [entry] = worker(program, WORDS).facts([message(**changes)])  # type: ignore[arg-type]
    return entry


def test_the_fields_of_a_message_are_all_that_can_be_read() -> None:
    sent = message(text="hi", alt_texts=("a cat", None, ""), links=("https://acme.example/x",))
    assert fields(sent) == [("text", "hi"), ("alt_texts.0", "a cat"), ("links.0", "https://acme.example/x")]
    assert profile_fields(Author("1", "sam", "Sam", "")) == {"author.name": "Sam", "author.handle": "sam"}
    assert profile_fields(None) == {}


def test_a_handle_is_one_account_on_every_network_and_an_id_is_not() -> None:
    sam = Author("1", "Sam_R")
    assert account_key(KEY, "x", sam) == account_key(KEY, "reddit", sam) == handle_key(KEY, "@sam_r")
    assert account_key(KEY, "x", Author("1")) != account_key(KEY, "reddit", Author("1"))


def test_who_is_addressed_is_kept_as_keys_alone() -> None:
    assert facts(text="Hi @Sam_R, (@lee)! a@b @").addressed == (handle_key(KEY, "sam_r"), handle_key(KEY, "lee"))


def test_a_message_without_an_author_has_no_account() -> None:
    assert bare_facts(message(by=None), KEY).account is None


def test_pictures_that_nobody_described_are_counted() -> None:
    assert facts(alt_texts=("a cat", None, None)).undescribed_media == 2


def test_a_value_and_its_parts_are_hashed_so_that_spellings_agree(program: Program) -> None:
    one = made(program, text="it is Sam Roe").values[0]
    other = value_hash(KEY, "PERSON", "SAM  roe")
    assert one.hash == other
    assert [kind for kind, _ in one.parts] == ["name", "name"]
    assert one.parts[0][1] == KEY.hash("part name", "sam")
    assert (one.field, one.start, one.end, one.brand_own) == ("text", 6, 13, False)


def test_with_another_key_every_hash_is_another(program: Program) -> None:
    sent = message(text="it is Sam Roe, our fault")
    [one] = worker(program, WORDS).facts([sent])
    [other] = worker(program, WORDS, key=Key(b"another key of several", "there")).facts([sent])
    assert one.values[0].hash != other.values[0].hash
    assert not {value for _, value in one.values[0].parts} & {value for _, value in other.values[0].parts}
    assert one.text_hash != other.text_hash
    assert one.account != other.account
    assert {hit.hash for m in one.matches for hit in m.hits}.isdisjoint(h.hash for m in other.matches for h in m.hits)


def test_what_is_the_brands_own_is_no_hit(program: Program) -> None:
    own = frozenset({value_hash(KEY, "PERSON", "Sam Roe")})
    [entry] = worker(program, WORDS, own=own).facts([message(text="it is Sam Roe")])
    assert entry.values[0].brand_own
    assert entry.matches == ()


def test_a_hit_knows_its_place_its_mask_and_its_hash(program: Program) -> None:
    entry = made(program, text="Sam Roe: A-99120 was  OUR fault")
    by_name = {match.name: match for match in entry.matches}
    assert [(hit.entity_type, hit.masked) for hit in by_name["MY-ADM-001"].hits] == [
        ("PERSON", "[PERSON]"),
        ("ORDER_REFERENCE", "[ORDER_REFERENCE]"),
    ]
    [said] = by_name["MY-ADM-002"].hits
    assert (said.start, said.end, said.masked) == (22, 31, "OUR fault")
    assert said.evidence == "[PERSON]: [ORDER_REFERENCE] was OUR fault"
    assert said.hash == KEY.hash("said", "our fault")
    assert entry.made_with == "test"


def test_hits_come_from_every_field(program: Program) -> None:
    sent = message(
        text="hi",
        alt_texts=("our fault",),
        links=("https://x.example/?q=our fault",),
        author=Author("1", "sam", "Sam Roe"),
    )
    [entry] = worker(program, WORDS).facts([sent])
    assert {hit.field for m in entry.matches for hit in m.hits} == {"alt_texts.0", "links.0", "author.name"}


def test_a_name_in_the_profile_is_masked_in_the_text_where_no_detector_saw_it(program: Program) -> None:
    sent = message(text="Roe here: our fault", author=Author("1", "sam", "Sam Roe"))
    [entry] = worker(program, WORDS).facts([sent])
    [said] = [hit for m in entry.matches for hit in m.hits if m.name == "MY-ADM-002"]
    assert said.evidence == "[PERSON] here: our fault"


def test_the_target_of_a_link_is_never_shown(program: Program) -> None:
    [entry] = worker(program, {}).facts([message(links=("/jane/our fault",))])
    [said] = [hit for m in entry.matches for hit in m.hits]
    assert (said.masked, said.evidence) == ("[LINK]", "[LINK]")
