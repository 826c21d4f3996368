from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders import KEY, message, rule, rulebook, worker
from socaudit.config import Brand
from socaudit.model import Author, Category, Kind, Role, Visibility
from socaudit.stages.accounts import ANYBODY, KnownAccounts
from socaudit.stages.extract import Recipe
from socaudit.stages.link import link
from socaudit.stages.match import Extractor, bare_facts
from socaudit.stages.program import Program

KNOWN = KnownAccounts.of(KEY, handles={"x": ["@AcmeHelp"]}, roles={"jo": Role.CUSTOMER, "spam": Role.UNKNOWN})
OTHERS = {Role.CUSTOMER, Role.THIRD_PARTY}


@pytest.mark.parametrize(
    ("handle", "told", "roles"),
    [
        ("acmehelp", None, {Role.BRAND}),
        ("acmehelp", Role.CUSTOMER, {Role.BRAND}),
        ("jo", None, {Role.CUSTOMER}),
        ("jo", Role.BRAND, {Role.CUSTOMER}),
        ("spam", Role.BRAND, ANYBODY),
        ("sam", None, ANYBODY),
        ("sam", Role.UNKNOWN, ANYBODY),
        ("sam", Role.BRAND, {Role.BRAND}),
        ("sam", Role.CUSTOMER, OTHERS),
        ("sam", Role.THIRD_PARTY, {Role.THIRD_PARTY}),
    ],
)
def test_who_may_be_writing_rests_on_configuration_then_export(
    handle: str, told: Role | None, roles: set[Role]
) -> None:
    written = bare_facts(message(author=Author("1", handle), network="x", role=told), KEY)
    assert KNOWN.possible(written) == roles
    # Whatever the thread makes of it, it is one of these.
    [turn] = link([written], KNOWN)
    assert turn.role in roles


def test_nobody_knows_who_wrote_without_a_handle() -> None:
    assert KNOWN.possible(bare_facts(message(author=None), KEY)) == ANYBODY


def test_other_accounts_give_another_digest() -> None:
    other = replace(KNOWN, roles={})
    assert len({KNOWN.digest, other.digest, KnownAccounts().digest}) == 3
    assert KNOWN.digest == replace(KNOWN, roles=dict(sorted(KNOWN.roles.items(), reverse=True))).digest


SAID = "{s: {regex: our fault}}"
SIDES = "rules:\n" + "".join(
    rule(SAID, number=number, where=where)
    for number, where in enumerate(
        (
            "{role: brand}",
            "{role: customer}",
            "{role: third_party}",
            "{}",
            "{kind: review}",
            "{verified: true}",
            "{deleted: true}",
            "{network: reddit}",
            "{visibility: direct}",
        ),
        start=1,
    )
)


@pytest.mark.parametrize(
    ("changes", "concerned"),
    [
        ({"role": Role.BRAND}, {1, 4}),
        ({"role": Role.CUSTOMER}, {2, 3, 4}),
        ({}, {1, 2, 3, 4}),
        ({"role": Role.BRAND, "kind": Kind.REVIEW}, {1, 4, 5}),
        ({"role": Role.BRAND, "network": "reddit"}, {1, 4, 8}),
        ({"role": Role.BRAND, "visibility": Visibility.DIRECT}, {9}),
        ({"role": Role.BRAND, "author": Author("1", "a", verified=True)}, {1, 4, 6}),
    ],
)
def test_only_rules_that_can_be_about_a_message_are_matched(
    tmp_path: Path, changes: dict[str, Any], concerned: set[int]
) -> None:
    compiled = Program(rulebook(tmp_path, SIDES))
    [found] = worker(compiled, {}).facts([replace(message(text="our fault"), **{"network": "x", **changes})])
    assert {int(match.name[-3:]) for match in found.matches} == concerned


def test_a_sentence_is_asked_only_what_its_side_may_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[frozenset[str]] = []

    def categories(texts: list[str], labels: list[frozenset[str]]) -> list[tuple[Category, ...]]:
        asked.extend(labels)
        return [()] * len(texts)

    monkeypatch.setattr("socaudit.stages.extract.categories", categories)
    rules = rule("{s: {textcat: fault}}", where="{role: brand}")
    rules += rule("{s: {textcat: leaving}}", number=2, where="{role: customer}")
    compiled = Program(rulebook(tmp_path, "rules:\n" + rules))
    sides = [message("1", "a", role=Role.BRAND), message("2", "b", role=Role.CUSTOMER), message("3", "c")]
    list(worker(compiled, {}).facts(sides))
    assert asked == [{"fault"}, {"leaving"}, {"fault", "leaving"}]


def test_the_configuration_tells_whose_rules_are_matched(tmp_path: Path) -> None:
    compiled = Program(rulebook(tmp_path, SIDES))
    brand = Brand(handles={"x": ("acme",)})
    accounts = Recipe("m", (), None, (), brand, KEY, roles=(("jo", Role.CUSTOMER),)).accounts()
    made = Extractor(compiled, KEY, frozenset(), "test", accounts=accounts)
    by_company, by_customer = (
        made.begun(message(network="x", author=Author("1", handle))).concern for handle in ("acme", "jo")
    )
    assert by_company.names == {"MY-ADM-001", "MY-ADM-004"}
    assert by_customer.names == {"MY-ADM-002", "MY-ADM-004"}
