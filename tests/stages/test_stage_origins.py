from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builders import KEY, message, rule, rulebook, worker
from socaudit.model import Author, Facts, Message, Visibility
from socaudit.stages.accounts import KnownAccounts
from socaudit.stages.judge import Judgement, judge
from socaudit.stages.link import link
from socaudit.stages.program import Program

TYPES = {
    "Sam Roe": "PERSON",
    "Sam": "PERSON",
    "Roe": "PERSON",
    "A-99120": "ORDER_REFERENCE",
    "9120": "CARD_FRAGMENT",
    "4111 1111 1111 9120": "CREDIT_CARD",
    "12 High Street": "STREET_ADDRESS",
    "High Street": "STREET_ADDRESS",
    "07700 900123": "PHONE_NUMBER",
    "+44 7700 900123": "PHONE_NUMBER",
    "LS6 3HN": "POSTAL_CODE",
    "LS6": "POSTAL_CODE",
    "s.roe@example.com": "EMAIL_ADDRESS",
    "s.roe@example.org": "EMAIL_ADDRESS",
    "s.roe": "ONLINE_HANDLE",
}
ALL = ", ".join(sorted(set(TYPES.values())))
ORIGINS = ["self", "brand_new", "brand_echo", "third_party"]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    rules = [
        rule(f"{{v: {{entities: [{ALL}], origin: {origin}}}}}", number=n, scope="thread", title=f"Origin {origin}")
        for n, origin in enumerate(ORIGINS, 1)
    ]
    return Program(rulebook(tmp_path_factory.mktemp("rules"), "rules:\n" + "".join(rules)))


def said(*lines: tuple[str, str], **first: Any) -> list[Message]:
    """Return a thread of `(handle, text)`; options change its first message."""
    return [
        message(str(i), text, hours=i, **({"by": by, "parent_id": str(i - 1) if i else None} | ({} if i else first)))
        for i, (by, text) in enumerate(lines)
    ]


def judged(program: Program, thread: list[Message]) -> Judgement:
    """Judge a thread in whose messages the longest of the known values is detected."""
    entries: list[Facts] = []
    for one in thread:
        name = one.author.name if one.author else None
        longest = max((word for word in TYPES if word in one.text), key=len, default=None)
        types = {word: TYPES[word] for word in (longest, name) if word in TYPES}
        entries += worker(program, types).facts([one])
    known = KnownAccounts.of(KEY, handles={"*": ["acme"]}, roles={})
    return judge(link(entries, known), program, KEY)


def origins(program: Program, *lines: tuple[str, str], **first: Any) -> set[tuple[str, str]]:
    """Return `(message, origin)` of every finding."""
    return {
        (finding.locations[0].message_id, ORIGINS[int(finding.rule_id[-3:]) - 1])
        for finding in judged(program, said(*lines, **first)).findings
    }


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("sam", "it is A-99120")], {("0", "self")}),
        ([("sam", "late"), ("acme", "it is A-99120")], {("1", "brand_new")}),
        ([("sam", "A-99120"), ("acme", "thanks, A-99120")], {("0", "self"), ("1", "brand_echo")}),
        ([("sam", "A-99120"), ("sam", "A-99120")], {("0", "self"), ("1", "self")}),
        ([("sam", "A-99120"), ("lee", "A-99120")], {("0", "self"), ("1", "third_party")}),
        ([("acme", "A-99120"), ("sam", "A-99120")], {("0", "brand_new"), ("1", "self")}),
        ([("acme", "A-99120"), ("acme", "A-99120")], {("0", "brand_new"), ("1", "brand_new")}),
        ([("sam", "07700 900123"), ("acme", "07700 900123")], {("0", "self"), ("1", "brand_echo")}),
        (
            [("acme", "A-99120"), ("sam", "A-99120"), ("acme", "A-99120")],
            {("0", "brand_new"), ("1", "self"), ("2", "brand_echo")},
        ),
    ],
)
def test_who_put_a_value_into_the_thread_first(
    program: Program, lines: list[tuple[str, str]], expected: set[tuple[str, str]]
) -> None:
    assert origins(program, *lines) == expected


def test_a_first_name_of_the_full_name_that_was_posted_is_an_echo(program: Program) -> None:
    assert origins(program, ("sam", "Sam Roe"), ("acme", "Hi Sam")) == {("0", "self"), ("1", "brand_echo")}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("sam", "Sam"), ("sam", "Roe"), ("acme", "Sam Roe")], "brand_echo"),
        ([("sam", "Sam"), ("acme", "late"), ("acme", "Sam Roe")], "brand_new"),
        ([("acme", "Sam"), ("sam", "Sam Roe"), ("acme", "Sam")], "brand_echo"),
        ([("sam", "12 High Street"), ("acme", "late"), ("acme", "High Street")], "brand_echo"),
        ([("sam", "4111 1111 1111 9120"), ("acme", "late"), ("acme", "9120")], "brand_echo"),
        ([("sam", "A-99120"), ("acme", "late"), ("acme", "9120")], "brand_echo"),
        ([("sam", "+44 7700 900123"), ("acme", "late"), ("acme", "07700 900123")], "brand_echo"),
        ([("sam", "LS6 3HN"), ("acme", "late"), ("acme", "around LS6")], "brand_echo"),
        ([("sam", "s.roe@example.com"), ("acme", "late"), ("acme", "you are s.roe there")], "brand_echo"),
    ],
)
def test_what_was_said_in_pieces_or_in_another_spelling_is_known(
    program: Program, lines: list[tuple[str, str]], expected: str
) -> None:
    assert [origin for place, origin in origins(program, *lines) if place == "2"] == [expected]


@pytest.mark.parametrize(
    ("posted", "stated"),
    [
        ("Sam", "Sam Roe"),
        ("High Street", "12 High Street"),
        ("LS6", "LS6 3HN"),
        ("9120", "4111 1111 1111 9120"),
        ("s.roe", "s.roe@example.com"),
        ("s.roe@example.org", "s.roe@example.com"),
    ],
)
def test_whoever_knew_a_part_did_not_know_the_whole(program: Program, posted: str, stated: str) -> None:
    found = origins(program, ("sam", f"it is {posted}"), ("acme", f"it is {stated}"))
    assert ("1", "brand_new") in found


@pytest.mark.parametrize("part", ["Sam Roe", "12 High Street", "LS6 3HN", "s.roe@example.com"])
def test_a_part_that_a_stranger_repeats_is_a_third_partys(program: Program, part: str) -> None:
    shorter = {"Sam Roe": "Roe", "12 High Street": "High Street", "LS6 3HN": "LS6", "s.roe@example.com": "s.roe"}
    found = origins(program, ("sam", f"it is {part}"), ("lee", f"lol {shorter[part]}"))
    assert found == {("0", "self"), ("1", "third_party")}


def test_what_was_said_in_private_is_new_to_the_public(program: Program) -> None:
    whispered = said(("sam", "A-99120"), ("acme", "it is A-99120"), visibility=Visibility.DIRECT)
    assert {f.rule_id for f in judged(program, whispered).findings} == {"MY-ADM-002"}


def test_a_piece_said_in_private_completes_nothing_in_public(program: Program) -> None:
    thread = said(("sam", "Sam"), ("sam", "Roe"), ("acme", "Sam Roe"))
    thread[1] = replace(thread[1], visibility=Visibility.DIRECT)
    assert {f.rule_id for f in judged(program, thread).findings} == {"MY-ADM-001", "MY-ADM-002"}


def test_a_profile_gives_what_the_posts_left_open(program: Program) -> None:
    roe = Author("sam", "sam", "Roe")
    assert origins(program, ("sam", "Sam here"), ("acme", "Hello Sam Roe"), author=roe) == {("0", "self")}


@pytest.mark.parametrize(("name", "expected"), [("Sam Roe", set()), ("Somebody", {("1", "brand_new")})])
def test_a_name_in_the_customers_profile_is_not_revealed(
    program: Program, name: str, expected: set[tuple[str, str]]
) -> None:
    sam = Author("sam", "sam", name)
    assert origins(program, ("sam", "late"), ("acme", "Hello Sam Roe"), author=sam) == expected


def test_a_name_in_the_brands_own_profile_hides_nothing(program: Program) -> None:
    acme = Author("acme", "acme", "Sam Roe")
    assert ("1", "brand_new") in origins(program, ("acme", "hello"), ("acme", "Sam Roe"), author=acme)


def test_where_an_earlier_turn_is_missing_what_is_new_is_not_judged(program: Program) -> None:
    thread = said(("acme", "it is A-99120"), parent_id="gone")
    outcome = judged(program, thread)
    assert outcome.findings == []
    assert outcome.unjudged == {("MY-ADM-002", "missing_parent"): 1}


def test_an_echo_is_certain_even_where_an_earlier_turn_is_missing(program: Program) -> None:
    thread = said(("sam", "A-99120"), ("acme", "A-99120"), parent_id="gone")
    outcome = judged(program, thread)
    assert {f.rule_id for f in outcome.findings} == {"MY-ADM-001", "MY-ADM-003"}
    assert not outcome.unjudged


@pytest.mark.parametrize(
    ("scores", "expected"),
    [((0.8, 0.3), {("0", "self"), ("1", "brand_echo")}), ((0.3, 0.3), set()), ((0.3, 0.8), {("1", "brand_echo")})],
)
def test_a_doubtful_value_is_an_echo_only_of_a_sure_one(
    program: Program, scores: tuple[float, float], expected: set[tuple[str, str]]
) -> None:
    entries = []
    for one, score in zip(said(("sam", "A-99120"), ("acme", "it is A-99120")), scores, strict=True):
        (facts,) = worker(program, TYPES).facts([one])
        entries.append(replace(facts, values=tuple(replace(value, score=score) for value in facts.values)))
    known = KnownAccounts.of(KEY, handles={"*": ["acme"]}, roles={})
    found = judge(link(entries, known), program, KEY).findings
    assert {(f.locations[0].message_id, ORIGINS[int(f.rule_id[-3:]) - 1]) for f in found} == expected
