"""Sixty invented people: each rule about what posts give away together fires for exactly those that it should."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builders import KEY
from socaudit import transcripts
from socaudit.config import Config
from socaudit.engines import local
from socaudit.model import Confidence, Message
from socaudit.pipeline import recipe_of
from socaudit.stages.accounts import KnownAccounts, handle_key
from socaudit.stages.judge import Judgement, judge
from socaudit.stages.link import link
from socaudit.stages.program import Program

RISKS = {"M": "mosaic", "F": "findable", "V": "verification_answers"}
PEOPLE: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "people.yaml").read_text("utf-8"))


def handle(person: dict[str, Any]) -> str:
    return str(person["posts"]).split("@", 1)[1].split("(", 1)[0].split(" ", 1)[0]


@pytest.fixture(scope="module")
def judgement() -> Judgement:
    messages: list[Message] = []
    for number, person in enumerate(PEOPLE):
        messages += transcripts.parse(person["posts"], f"p{number}").messages
    recipe = recipe_of(Config(), KEY)
    program = Program(recipe.rulebook())
    known = KnownAccounts.of(KEY, handles={"*": ["company"]}, roles={})
    return judge(link(list(local.extract(messages, recipe, program)), known), program, KEY)


def test_there_are_sixty_different_people() -> None:
    assert len({handle(person) for person in PEOPLE}) == 60  # So many were asked for.


@pytest.mark.parametrize("risk", RISKS)
def test_a_rule_fires_for_exactly_those_that_it_should(judgement: Judgement, risk: str) -> None:
    expected = {handle(person) for person in PEOPLE if risk in person["is"]}
    labels = {f"person-{handle_key(KEY, handle(person))[:8]}": handle(person) for person in PEOPLE}
    fired = {labels[f.subject.label] for f in judgement.findings if f.risk == RISKS[risk]}
    assert (fired - expected, expected - fired) == (set(), set())


def test_one_handle_on_two_networks_is_one_person_with_lower_confidence(judgement: Judgement) -> None:
    lowered = {f.subject.label for f in judgement.findings if f.risk == "mosaic" and f.confidence is Confidence.LOW}
    assert lowered == {f"person-{handle_key(KEY, handle(person))[:8]}" for person in PEOPLE if person.get("low")}


def test_what_a_stranger_could_answer_is_told_with_the_posts(judgement: Judgement) -> None:
    asked = judgement.people[f"person-{handle_key(KEY, 'amy_k')[:8]}"].checks
    assert {check.question: [place.message_id[-2:] for place in check.places] for check in asked} == {
        "Account or customer number": [".3"],
        "Date of birth": [".5"],
        "Full name": [".1"],
    }
