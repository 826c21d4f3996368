from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

import pytest

from builders import KEY, message, rule, rulebook, worker
from socaudit.config import Brand
from socaudit.coverage import Ledger, Scope
from socaudit.model import Author, Message, Opened, Report, RunInfo, Source, Visibility
from socaudit.stages.accounts import KnownAccounts
from socaudit.stages.exposure import exposures
from socaudit.stages.extract import Recipe, own_values
from socaudit.stages.judge import judge
from socaudit.stages.link import link
from socaudit.stages.program import Program

# Invented, and like nothing else in what a scan makes of them.
PLANTED = {
    "Xanthippe Quillfeather": "PERSON",
    "07700 900123": "PHONE_NUMBER",
    "xq.feather@example.com": "EMAIL_ADDRESS",
    "LA39 9ZZ": "POSTAL_CODE",
    "QF-88120-ZEB": "ORDER_REFERENCE",
    "17 Wobblegate Row": "STREET_ADDRESS",
    "Zzyzxford": "LOCATION",
    "hunter2-plover": "CREDENTIAL",
}
UNDETECTED = ["@quokka_fan", "https://snailmail.example/quagga?jabberwock=1", "55512345"]
FREE = ["flibbertigibbet", "perambulating"]
TEXT = FREE[1] + " " * 200 + " our fault ".join([FREE[0], *PLANTED, *UNDETECTED]) + " our fault"
RULES = (
    "signals: {said: {match: {s: {regex: our fault}}}}\nrules:\n"
    + rule(f"{{v: {{entities: [{', '.join(PLANTED.values())}], in: [text, profile]}}}}", message="{v.text} {v.types}")
    + rule(number=2, message="'{said.text}'")
    + rule("{a: {regex: '[^ ]+ our fault [^ ]+ [^ ]+ [^ ]+'}}", number=3, message="{a.text}")
    + rule(None, number=4, scope="author", risk="mosaic", correlate="{type: count, of: said}")
    + rule(None, number=5, scope="archive", correlate="{type: count, of: said}")
)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(rulebook(tmp_path, RULES))


def planted(identity: str) -> Message:
    return message(
        identity,
        TEXT,
        author=Author("77", "plainhandle", "Xanthippe Quillfeather", "Zzyzxford"),
        alt_texts=(f"{FREE[0]} photo of 17 Wobblegate Row, our fault", None),
        links=("https://forms.example/?name=Xanthippe Quillfeather&said=our fault", "https://quagga.example/Zzyzxford"),
        permalink=f"https://x.example/plainhandle/{identity}",
    )


def report(program: Program, messages: list[Message]) -> tuple[list[object], Report]:
    """Return all that goes on behind matching, and the report."""
    ledger = Ledger(Scope(frozenset(Visibility)))
    admitted = ledger.admit([Opened(Source("export.ndjson", "neutral"), "neutral"), *messages])
    facts = list(worker(program, PLANTED).facts(list(admitted)))
    turns = link(facts, KnownAccounts())
    judgement = judge(turns, program, KEY)
    findings = tuple(judgement.findings)
    coverage = ledger.coverage(turns, judgement.not_evaluated())
    now = datetime(2026, 3, 2, tzinfo=UTC)
    run = RunInfo("run", now, now, "0", "local", "none", (), KEY.id)
    return [facts, turns, judgement.findings], Report(run, coverage, (), findings, exposures(findings))


def strings(value: object) -> Iterator[str]:
    """Yield every text within a value, however deep."""
    if isinstance(value, str):
        yield str(value.value) if isinstance(value, Enum) else value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(key)
            yield from strings(item)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    else:
        assert value is None or isinstance(value, int | float | datetime), f"what is {type(value)}?"


def parts() -> set[str]:
    """Return what was planted, and each part of it that has three characters or more."""
    words = {part for value in (*PLANTED, *UNDETECTED) for part in re.split(r"[^\w]+|_", value) if len(part) > 2}
    whole = {*PLANTED, *UNDETECTED}
    # What every link has in common, and what a street is called, give nobody away.
    return (whole | words) - {"https", "example", "com", "Row"}


def test_nothing_that_was_planted_goes_on_behind_matching(program: Program) -> None:
    stages, final = report(program, [planted("1001"), planted("1002")])
    assert {f.rule_id[-1] for f in final.findings} == {"1", "2", "3", "4", "5"}
    for value in (*stages, final):
        # Times in hours and minutes, hashes and the like hold no three letters of it by design of the plants.
        seen = [text for text in strings(value) if not re.fullmatch(r"[0-9a-f]{32}", text)]
        dumped = pickle.dumps(value).decode("latin-1")
        for part in parts():
            assert not [text for text in seen if part.casefold() in text.casefold()]
            assert part not in re.sub(r"[0-9a-f]{32}", "", dumped)


def test_words_far_from_a_hit_go_no_further(program: Program) -> None:
    stages, final = report(program, [planted("1001")])
    assert not any(FREE[1] in text for text in strings([*stages, final]))


def recipe(**changes: object) -> Recipe:
    values = {"model": "none", "recognizers": (), "packs": (), "rules": (), "brand": Brand(), "key": KEY}
    return Recipe(**(values | changes))  # type: ignore[arg-type]


def test_a_recipe_can_be_sent_to_another_process_after_it_has_hashed() -> None:
    KEY.hash("value", "x")
    one = recipe(brand=Brand(names=("Acme",)))
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301  # Pickled right here.


def test_a_recipe_loads_its_own_rules(tmp_path: Path) -> None:
    rulebook(tmp_path, RULES)
    assert len(recipe(rules=(str(tmp_path / "pack.yaml"),)).rulebook().rules) == 5


BRAND = Brand(
    names=("Acme Broadband",),
    phones=("0161 496 0200",),
    addresses=("Mill House, 12 Weir Lane, Kendal LA31 9KB,", "help@acme.example"),
)


@pytest.mark.parametrize(
    ("entity_type", "text", "own"),
    [
        ("PHONE_NUMBER", "+44 161 496 0200", True),
        ("STREET_ADDRESS", "12 Weir Ln", True),
        ("POSTAL_CODE", "LA31 9KB", True),
        ("POSTAL_CODE", "la319kb", True),
        ("EMAIL_ADDRESS", "help@acme.example", True),
        ("PERSON", "ACME Broadband", True),
        ("PHONE_NUMBER", "0161 496 0201", False),
        ("STREET_ADDRESS", "13 Weir Lane", False),
        ("POSTAL_CODE", "LA31 9KA", False),
        ("EMAIL_ADDRESS", "sam@acme.example", False),
        ("LOCATION", "Kendal", False),
        ("LOCATION", "...", False),
    ],
)
def test_what_is_the_brands_own_is_known_in_any_spelling(
    program: Program, entity_type: str, text: str, own: bool
) -> None:
    made = worker(program, {text: entity_type}, own=own_values(BRAND, KEY))
    [entry] = made.facts([message(text=text)])
    assert entry.values[0].brand_own is own


def test_links_are_read_only_where_they_can_carry_data(program: Program) -> None:
    sent = message(links=("https://a.example/Zzyzxford", "https://a.example/?town=Zzyzxford"))
    [entry] = worker(program, PLANTED).facts([sent])
    assert [value.field for value in entry.values] == ["links.1"]


def test_facts_come_in_the_order_of_the_messages_with_their_own_detections(program: Program) -> None:
    messages = [message(str(i), text, by=None) for i, text in enumerate(["Zzyzxford", "", "LA39 9ZZ in Zzyzxford"])]
    found = list(worker(program, PLANTED).facts(messages))
    assert [(entry.id, [v.entity_type for v in entry.values]) for entry in found] == [
        ("0", ["LOCATION"]),
        ("1", []),
        ("2", ["POSTAL_CODE", "LOCATION"]),
    ]
